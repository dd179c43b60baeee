import Attacks
import Evaluation
import Findings
import Foundation
import MediaMetadata

/// What the sensors behind photos add to the audit of files.
struct CollectionSensors {
  /// Photos that one sensor ties, by their numbers among the files.
  private(set) var links: [FileLink] = []
  /// How many photos find their owners: one result, or none.
  private(set) var results: [AttackResult] = []
  /// What was not compared.
  private(set) var gaps: [Gap] = []

  /// Compares the noise of a folder's photos with one another, and with the known folder's.
  ///
  /// - Throws: `PipelineError.cancelled`, `EvaluationError`.
  /// - Complexity: a decoded photo for each, a product of crops for each pair of photos of a size.
  init(
    _ reading: CollectionReading, _ request: CollectionRequest, _ setting: EventSetting,
    progress: Progress
  ) throws {
    func photos(_ numbers: Range<Int>, _ folder: String) throws -> [FilePhoto] {
      let numbers = numbers.filter { reading.files[$0].identity?.format == .jpeg }
      guard !numbers.isEmpty else { return [] }
      let tree = try MediaTree(path: folder)
      return numbers.map { number in
        FilePhoto(
          number: number, path: tree.absolute(reading.files[number].path),
          owner: reading.collection.owners[number])
      }
    }
    let released = try photos(0..<reading.releasedCount, request.folder)
    let known = try request.known.map { folder in
      try photos(reading.releasedCount..<reading.files.count, folder)
    }
    guard request.comparesSensors else {
      gaps = Self.notAskedFor(released)
      return
    }
    gaps = Self.notDecoded(
      reading.files[..<reading.releasedCount].count {
        $0.identity?.format?.isUndecodedPicture == true
      })
    try compare(
      released, known: known ?? [], scenario: known == nil ? nil : .auxiliaryTable,
      areTied: false, setting, progress)
  }

  /// Compares the noise of the photos that a table names with one another.
  ///
  /// Each person's known photos make the fingerprints against which the released ones are tried.
  ///
  /// - Throws: `PipelineError.cancelled`, `EvaluationError`.
  /// - Complexity: as with a folder.
  init(
    _ loaded: LoadedFiles, comparesSensors: Bool, scenario: Scenario, _ setting: EventSetting,
    progress: Progress
  ) throws {
    // A file that a table names for two people is one photo, of the first.
    var seen: Set<String> = []
    func photos(_ side: [[Int]]) -> [FilePhoto] {
      side.enumerated().flatMap { owner, files in
        files.compactMap { file in
          loaded.photos[file].map { FilePhoto(number: file, path: $0, owner: owner) }
        }
      }.sorted { $0.number < $1.number }.filter { seen.insert($0.path).inserted }
    }
    let (released, known) = (photos(loaded.sides.released), photos(loaded.sides.known))
    guard comparesSensors else {
      gaps = Self.notAskedFor(released + known)
      return
    }
    gaps = Self.notDecoded(loaded.undecodedPictureCount)
    try compare(
      released, known: known, scenario: scenario, areTied: true, setting, progress)
  }

  private mutating func compare(
    _ released: [FilePhoto], known: [FilePhoto], scenario: Scenario?, areTied: Bool,
    _ setting: EventSetting, _ progress: Progress
  ) throws {
    let all = released + known
    guard all.count > 1, areTied || !released.isEmpty else { return }
    let found = try SensorPatternAudit.run(
      released.map(\.photo),
      known: scenario.map {
        SensorPatternAudit.Known(known.map(\.photo), scenario: $0, areTied: areTied)
      }, setting: setting,
      progress: Progress(step: { _, _, _ in }, isCancelled: progress.isCancelled))
    links = found.links.map {
      FileLink(all[$0.first].number, all[$0.second].number, bits: $0.bits)
    }
    results = found.results
    gaps += Self.gaps(found, hasKnown: scenario != nil)
  }

  private static func notAskedFor(_ photos: [FilePhoto]) -> [Gap] {
    photos.isEmpty
      ? [] : [gap("the patterns of cameras' sensors", "they were not asked for")]
  }

  private static func notDecoded(_ count: Int) -> [Gap] {
    count == 0
      ? []
      : [
        gap(
          "the sensors of \(Phrase.count(count, "picture", "pictures")) that are no JPEG",
          "only JPEG is decoded")
      ]
  }

  private static func gaps(_ found: SensorPatternAudit.Outcome, hasKnown: Bool) -> [Gap] {
    var gaps: [Gap] = []
    let left = found.unreadableCount + found.withoutPatternCount + found.leftOutCount
    if left > 0 {
      gaps.append(
        gap(
          "the sensors of \(Phrase.count(left, "photo", "photos"))",
          "\(found.unreadableCount) could not be decoded, \(found.withoutPatternCount) are too "
            + "small or show no noise, \(found.leftOutCount) are beyond what memory holds"))
    }
    if hasKnown, found.copyCount > 0 {
      gaps.append(
        gap(
          "the sensors of \(Phrase.count(found.copyCount, "photo", "photos")) known already",
          "a copy is among the known photos, and is no evidence of a sensor"))
    }
    if found.results.isEmpty {
      gaps.append(
        gap(
          "how many photos find their owner by a sensor",
          hasKnown
            ? "that takes two owners with two known photos of one size each, and a released photo "
              + "of that size by one of them, of which no copy is known"
            : "that takes two owners with several photos of one size each"))
    }
    return gaps
  }
}

/// A photo among the files of an audit.
private struct FilePhoto {
  /// Its number among the files.
  let number: Int
  /// Where it is.
  let path: String
  /// The number of its owner.
  let owner: Int?

  var photo: SensorPatternAudit.Photo {
    SensorPatternAudit.Photo(url: URL(fileURLWithPath: path), owner: owner)
  }
}

private func gap(_ what: String, _ why: String) -> Gap {
  Gap(
    what: what, why: why, channel: .fileMetadata, risk: .linkability,
    failureMode: .contextualAggregation)
}

extension MediaFormat {
  /// Whether files of this format may be photos whose pixels this house does not read.
  var isUndecodedPicture: Bool {
    switch self {
    case .heif, .png, .webp, .tiff, .jxl: true
    default: false
    }
  }
}
