public import Evaluation
import Findings
import MediaMetadata
import Numerics

/// The file metadata channel's experiment: whose files are these, asked of one side of a
/// collection by the other.
///
/// Payloads that are equal on both sides do not count here: they are `PayloadTwins`.
public struct FileMetadataExperiment: Sendable {
  let setting: EventSetting
  let collection: FileCollection
  let sides: FileSides
  let scenario: Scenario
  /// People who can be named: all with known files but the held out ones, rising.
  let candidates: [UInt32]
  /// People who are sought and can be named, rising.
  let targets: [UInt32]
  /// People who are sought and can't be named, rising.
  let controls: [UInt32]
  /// The kinds that any file carries, payloads left out.
  let kinds: [IdentifierKind]

  /// Draws who is sought.
  ///
  /// - Parameters:
  ///   - collection: the files of both sides.
  ///   - sides: which are known and which released.
  ///   - setting: the table's name, grader, seed, and how many are sought.
  ///   - scenario: `.auxiliaryTable` for two folders, `.knownPoints` for two halves.
  /// - Throws: `EvaluationError.noTargets` where nobody has files on both sides, or fewer than two
  ///   people have known ones.
  public init(
    _ collection: FileCollection, sides: FileSides, setting: EventSetting, scenario: Scenario
  ) throws {
    let eligible = sides.eligible
    let knownOwners = sides.known.indices.filter { !sides.known[$0].isEmpty }.map(UInt32.init)
    guard !eligible.isEmpty, knownOwners.count > 1 else {
      throw EvaluationError.noTargets(table: setting.table)
    }
    var source = setting.generator("file-metadata/cohort")
    let split = try SubjectSplit(
      subjectCount: eligible.count, targetCount: setting.targetCount,
      controlShare: setting.controlShare, table: setting.table, using: &source)
    self.setting = setting
    self.collection = collection
    self.sides = sides
    self.scenario = scenario
    targets = split.targets.map { eligible[Int($0)] }
    controls = split.controls.map { eligible[Int($0)] }
    let heldOut = Set(controls)
    candidates = knownOwners.filter { !heldOut.contains($0) }
    kinds = collection.carriedKinds.filter { $0 != .payload }
  }

  /// What is asked of a person.
  enum Question {
    /// All released files are known to be of one person.
    case allFiles
    /// One released file, drawn from the person's.
    case oneFile
  }

  static func description(_ question: Question) -> AttackDescription {
    AttackDescription(
      id: question == .allFiles ? "file-metadata/owners" : "file-metadata/one-file",
      title: question == .allFiles
        ? "People found by what their files carry" : "People found by what one file carries",
      channel: .fileMetadata, risk: .linkability, failureMode: .contextualAggregation,
      source:
        "Garfinkel 2006, Digital Investigation 3S; weights of Fellegi and Sunter 1969, JASA 64",
      doesNotCover:
        "what the files show (faces, voices, words, a camera's sensor) and equal content, which "
        + "the result on twins is about")
  }

  /// Grades the attack with some kinds of identifiers only.
  ///
  /// - Complexity: see `FileOwnerLinkage`.
  func grade(_ kinds: [IdentifierKind], _ question: Question = .allFiles) throws -> TrialGrade {
    let evidence = IdentifierEvidence(
      collection, known: sides.known, candidates: candidates, kinds: Set(kinds))
    let attack = FileOwnerLinkage(
      Self.description(question), evidence, candidates: candidates)
    return try setting.evaluator.grade(
      attack, on: trials(question), baseline: .chance(candidates: candidates.count))
  }

  private func trials(_ question: Question) -> TrialSet<FileOwnerLinkage.Clue> {
    var source = setting.generator("file-metadata/one-file")
    func clue(_ owner: UInt32) -> FileOwnerLinkage.Clue {
      let files = sides.released[Int(owner)]
      let chosen = question == .allFiles ? files : [files[source.index(below: files.count)]]
      return FileOwnerLinkage.Clue(
        codes: Set(chosen.flatMap { collection.codes[$0] }).sorted())
    }
    return TrialSet(
      targets: targets.map { Trial(clue: clue($0), truth: $0) },
      controls: controls.map { Trial(clue: clue($0), truth: nil) })
  }
}
