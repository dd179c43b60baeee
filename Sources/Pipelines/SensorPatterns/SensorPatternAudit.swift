public import Attacks
public import Evaluation
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

  /// Photos whose owners are known, to make fingerprints of their cameras.
  public struct Known: Sendable {
    /// The photos.
    public let photos: [Photo]
    /// Where they come from: another folder, an earlier period, the other half of a draw.
    public let scenario: Scenario
    /// Whether ties are sought among them too, and not among the released ones only.
    public let areTied: Bool

    /// Photos of known owners.
    public init(_ photos: [Photo], scenario: Scenario, areTied: Bool) {
      self.photos = photos
      self.scenario = scenario
      self.areTied = areTied
    }
  }

  /// What was found.
  ///
  /// Photos go by their indices: first the list of those released, then the known ones.
  public struct Outcome: Sendable {
    /// Photos that one camera took: each group rising, the largest first.
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
    /// Released photos of which a copy is known: no evidence of a sensor.
    public let copyCount: Int
    /// The longest side of a crop.
    public let sideLimit: Int
  }

  /// Bytes that all samples may take.
  public static let memoryLimit = 1 << 31
  /// Bytes kept of a pixel.
  static let bytesPerPixel = 3

  /// Reads the photos and attacks them: by known photos, or else by halves of each owner's.
  ///
  /// - Throws: `PipelineError.cancelled`; `EvaluationError` where answers are malformed. No file
  ///   that can't be read ends it.
  public static func run(
    _ photos: [Photo], known: Known? = nil, setting: EventSetting, progress: Progress = .silent
  ) throws -> Outcome {
    let all = photos + (known?.photos ?? [])
    let side = sideLimit(photoCount: all.count)
    let numbers = taken(
      releasedCount: photos.count, knownCount: all.count - photos.count,
      most: memoryLimit / (bytesPerPixel * side * side))
    let steps = Steps(progress, count: 3)
    try steps.next("reading \(Phrase.count(numbers.count, "photo", "photos"))")
    let outcomes = try concurrentChunks(
      count: numbers.count, maximumChunks: max(1, numbers.count)
    ) {
      try $0.map { index in
        try progress.check()
        return Reading(all[numbers[index]], side)
      }
    }.flatMap { $0 }
    let samples = outcomes.map(\.sample)
    let releasedCount = numbers.count { $0 < photos.count }
    try steps.next("comparing sensors")
    let linkedCount = known?.areTied == false ? releasedCount : samples.count
    let links = SensorLinks(
      Array(samples.prefix(linkedCount)), isCancelled: progress.isCancelled)
    try steps.next("finding owners by their sensors")
    let owners = numbers.map { all[$0].owner }
    let copies =
      known == nil ? [] : SensorCameras.copies(samples, releasedCount: releasedCount)
    let results = try resultOrNone {
      guard let known else {
        return try SensorCameras.result(for: setting, samples, owners: owners, links: links)
      }
      return try SensorCameras.result(
        for: setting, samples, owners: owners, releasedCount: releasedCount,
        copies: copies, scenario: known.scenario, links: links, linkedCount: linkedCount)
    }
    return Outcome(
      groups: links.groups.map { $0.map { numbers[$0] } },
      links: links.links.map { $0.renumbered(numbers) }, results: results,
      readCount: samples.count { $0 != nil },
      unreadableCount: outcomes.count { $0.isUnreadable },
      withoutPatternCount: outcomes.count { !$0.isUnreadable && $0.sample == nil },
      leftOutCount: all.count - numbers.count,
      copyCount: copies.count,
      sideLimit: side)
  }

  /// The photos that are read where memory holds `most`: of each side its first, at least a half of
  /// all where there are so many.
  static func taken(releasedCount: Int, knownCount: Int, most: Int) -> [Int] {
    let released = min(releasedCount, max(most - knownCount, most - most / 2))
    let known = min(knownCount, most - released)
    return Array(0..<released) + (releasedCount..<(releasedCount + known))
  }

  /// The longest side at which all photos stay below the memory's limit; 256 at least.
  static func sideLimit(photoCount: Int) -> Int {
    for side in [1_024, 512] where photoCount <= memoryLimit / (bytesPerPixel * side * side) {
      return side
    }
    return 256
  }

  private static func resultOrNone(
    _ result: () throws -> AttackResult
  ) throws -> [AttackResult] {
    do {
      return [try result()]
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
