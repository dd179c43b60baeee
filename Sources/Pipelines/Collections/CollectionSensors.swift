import Attacks
import Findings
import Foundation
import MediaMetadata

/// What the sensors behind a collection's photos add to its audit.
struct CollectionSensors {
  /// Photos that one sensor ties, by their numbers in the collection.
  private(set) var links: [FileLink] = []
  /// How many photos find their owners: one result, or none.
  private(set) var results: [AttackResult] = []
  /// What was not compared.
  private(set) var gaps: [Gap] = []

  /// Compares the noise of the released photos.
  ///
  /// With a folder of what is known only groups are looked for: the attack's photos of known owners
  /// would be those of the release.
  ///
  /// - Throws: `PipelineError.cancelled`, `EvaluationError`.
  /// - Complexity: a decoded photo for each, a product of crops for each pair of photos of a size.
  init(
    _ reading: CollectionReading, _ request: CollectionRequest, _ setting: EventSetting,
    progress: Progress
  ) throws {
    let numbers = (0..<reading.releasedCount).filter {
      reading.files[$0].identity?.format == .jpeg
    }
    guard request.comparesSensors else {
      if !numbers.isEmpty {
        gaps.append(gap("the patterns of cameras' sensors", "they were not asked for"))
      }
      return
    }
    guard numbers.count > 1 else { return }
    let tree = try MediaTree(path: request.folder)
    let photos = numbers.map { number in
      SensorPatternAudit.Photo(
        url: URL(fileURLWithPath: tree.absolute(reading.files[number].path)),
        owner: request.known == nil ? reading.collection.owners[number] : nil)
    }
    let quiet = Progress(step: { _, _, _ in }, isCancelled: progress.isCancelled)
    let found = try SensorPatternAudit.run(photos, setting: setting, progress: quiet)
    links = found.links.map { FileLink(numbers[$0.first], numbers[$0.second], bits: $0.bits) }
    results = found.results
    gaps += Self.gaps(found, isKnownElsewhere: request.known != nil)
  }

  private static func gaps(
    _ found: SensorPatternAudit.Outcome, isKnownElsewhere: Bool
  ) -> [Gap] {
    var gaps: [Gap] = []
    let left = found.unreadableCount + found.withoutPatternCount + found.leftOutCount
    if left > 0 {
      gaps.append(
        gap(
          "the sensors of \(Phrase.count(left, "photo", "photos"))",
          "\(found.unreadableCount) could not be decoded, \(found.withoutPatternCount) are too "
            + "small or show no noise, \(found.leftOutCount) are beyond what memory holds"))
    }
    if isKnownElsewhere {
      gaps.append(
        gap(
          "sensors of the known folder's photos",
          "photos of the release were compared with one another only: put both into one folder"))
    } else if found.results.isEmpty {
      gaps.append(
        gap(
          "how many photos find their owner by a sensor",
          "that takes two owners with several photos of one size each"))
    }
    return gaps
  }
}

private func gap(_ what: String, _ why: String) -> Gap {
  Gap(
    what: what, why: why, channel: .fileMetadata, risk: .linkability,
    failureMode: .contextualAggregation)
}
