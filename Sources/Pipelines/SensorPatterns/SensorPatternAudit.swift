public import Attacks
import Evaluation
public import Findings
public import Foundation
import MediaMetadata
import Numerics

/// Looks for the patterns of sensors in a folder of photos: which photos one camera took, and
/// whether photos find their owners by it.
///
/// Photos are JPEG files that can be decoded; other files are counted and left out. The pixels in
/// the middle are read, 1,024 x 1,024 at most; with many photos fewer (`sideLimit`), so that the
/// three bytes kept of each pixel stay below `memoryLimit` in all. Each thread holds one decoded
/// photo beside.
public struct SensorPatternAudit: Sendable {
  /// A file, and whose it is.
  public struct Photo: Sendable, Equatable {
    /// Where it is.
    public let url: URL
    /// The number of its owner, from 0; nil where that is not known.
    public let owner: Int?

    /// A file of an owner.
    public init(url: URL, owner: Int?) {
      self.url = url
      self.owner = owner
    }
  }

  /// What was found.
  public struct Outcome: Sendable {
    /// Photos that one camera took, as indices of the list: each group rising, the largest first.
    public let groups: [[Int]]
    /// Pairs of photos tied above the threshold, with the surprise in bits.
    public let links: [SensorLinks.Link]
    /// The attack's results: one, or none where no two owners can be told apart.
    public let results: [AttackResult]
    /// Photos whose noise was read.
    public let readCount: Int
    /// Files that are no JPEG, can't be read or decoded.
    public let unreadableCount: Int
    /// Photos too small, or without any noise.
    public let withoutPatternCount: Int
    /// Photos beyond what memory holds.
    public let leftOutCount: Int
    /// The longest side of a crop.
    public let sideLimit: Int
  }

  /// Bytes that all samples may take.
  public static let memoryLimit = 1 << 31
  /// Bytes kept of a pixel.
  static let bytesPerPixel = 3

  /// Reads the photos and attacks them.
  ///
  /// - Throws: `PipelineError.cancelled`; `EvaluationError` where answers are malformed. A file
  ///   that
  ///   can't be read ends nothing.
  public static func run(
    _ photos: [Photo], setting: EventSetting, progress: Progress = .silent
  ) throws -> Outcome {
    let side = sideLimit(photoCount: photos.count)
    let most = memoryLimit / (bytesPerPixel * side * side)
    let read = Array(photos.prefix(most))
    let steps = Steps(progress, count: 3)
    try steps.next("reading \(Phrase.count(read.count, "photo", "photos"))")
    let outcomes = try concurrentChunks(count: read.count, maximumChunks: max(1, read.count)) {
      try $0.map { index in
        try progress.check()
        return Reading(read[index], side)
      }
    }.flatMap { $0 }
    let samples = outcomes.map(\.sample)
    try steps.next("comparing sensors")
    let links = SensorLinks(samples, isCancelled: progress.isCancelled)
    try steps.next("finding owners by their sensors")
    let results = try results(setting, samples, read.map(\.owner), links)
    return Outcome(
      groups: links.groups, links: links.links, results: results,
      readCount: samples.count { $0 != nil },
      unreadableCount: outcomes.count { $0.isUnreadable },
      withoutPatternCount: outcomes.count { !$0.isUnreadable && $0.sample == nil },
      leftOutCount: photos.count - read.count, sideLimit: side)
  }

  /// The longest side at which all photos stay below the memory's limit; 256 at least.
  static func sideLimit(photoCount: Int) -> Int {
    for side in [1_024, 512] where photoCount <= memoryLimit / (bytesPerPixel * side * side) {
      return side
    }
    return 256
  }

  private static func results(
    _ setting: EventSetting, _ samples: [SensorSample?], _ owners: [Int?], _ links: SensorLinks
  ) throws -> [AttackResult] {
    do {
      return [
        try SensorCameras.result(for: setting, samples, owners: owners, links: links)
      ]
    } catch EvaluationError.noTargets {
      return []
    }
  }

  /// One photo read.
  private struct Reading: Sendable {
    let sample: SensorSample?
    let isUnreadable: Bool

    init(_ photo: Photo, _ side: Int) {
      do throws(MediaError) {
        sample = try SensorPhoto.sample(photo.url.path, sideLimit: side)
        isUnreadable = false
      } catch {
        sample = nil
        isUnreadable = true
      }
    }
  }
}
