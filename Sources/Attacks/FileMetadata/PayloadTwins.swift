public import Evaluation
public import Findings
import MediaMetadata

/// Released files without metadata whose content equals that of a file that still has its
/// metadata: whoever holds the twin has back all that was taken away.
///
/// **Guarantee** exact, but for collisions of the digest of the payload; content that was changed
/// (encoded anew, cropped) is not found. A twin is a certain link, not a likely one.
/// **Source** Garfinkel 2006, Digital Investigation 3S (equal content across drives).
/// **Cost** O(files).
/// **Does not protect against** near copies.
public struct PayloadTwins: ExactAttack {
  /// What it is.
  public let description = AttackDescription(
    id: "file-metadata/twins", title: "Scrubbed files with an unscrubbed twin",
    channel: .fileMetadata, risk: .linkability, failureMode: .contextualAggregation,
    source: "Garfinkel 2006, Digital Investigation 3S",
    doesNotCover: "content that was changed: encoded anew, cropped, cut")

  /// The scrubbed files of the release, rising.
  public let scrubbed: [Int]
  /// Those of them that have a twin, rising.
  public let withTwin: [Int]

  /// Finds twins.
  ///
  /// - Parameters:
  ///   - collection: the files, with identifiers of the kind `.payload`.
  ///   - released: the files of the release.
  ///   - held: the files among which the adversary looks for twins; a release is looked through
  ///     itself as well.
  public init(of collection: FileCollection, released: [Int], held: [Int]) {
    var telling: Set<UInt32> = []
    for file in Set(released + held) where !collection.isClean[file] {
      if let payload = collection.payload(of: file) { telling.insert(payload) }
    }
    scrubbed = released.filter { collection.isClean[$0] }.sorted()
    withTwin = scrubbed.filter { file in
      collection.payload(of: file).map { telling.contains($0) } ?? false
    }
  }

  /// 1 for a scrubbed file that has a twin, else 0.
  public func subjectRisks() -> [Double] {
    let found = Set(withTwin)
    return scrubbed.map { found.contains($0) ? 1 : 0 }
  }

  /// The result; `nil` where the release has no scrubbed file.
  public func result(for setting: EventSetting) throws -> AttackResult? {
    guard !scrubbed.isEmpty else { return nil }
    let grade = try setting.evaluator.grade(self, baseline: 0)
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .originalBesideRelease, knowing: [IdentifierKind.payload.rawValue],
        knowledge: "holds files as they were before their metadata was removed",
        targets: scrubbed.count, candidates: scrubbed.count, exhaustive: true),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      measures: [
        Measure(
          id: "twins", label: "Scrubbed files with an unscrubbed twin",
          estimate: .exact(Double(withTwin.count)), unit: "files")
      ],
      sentence: withTwin.isEmpty
        ? "None of the \(Phrase.count(scrubbed.count, "scrubbed file", "scrubbed files")) has an "
          + "unscrubbed twin among the files at hand."
        : "\(Phrase.count(withTwin.count)) of "
          + "\(Phrase.count(scrubbed.count, "scrubbed file", "scrubbed files")) have the very "
          + "content of a file that still has its metadata: the link is certain.",
      remedy: withTwin.isEmpty
        ? ""
        : "Remove the unscrubbed copies from what is released; where others hold them, the content "
          + "itself must change (crop, scale, encode anew), or the file must stay.")
  }
}
