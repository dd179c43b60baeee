public import Evaluation

/// The people of an experiment on two periods: whose earlier period the adversary knows, and whose
/// later pseudonyms are attacked.
///
/// Those held out are missing in the earlier period only: their later pseudonyms stand in the
/// release like all others, and each name that an attack gives to one of them is a false claim.
public struct PeriodCohort: Sendable, Equatable {
  /// The table, for errors.
  public let table: String
  /// Data subjects known by name from the earlier period, rising.
  public let candidates: [UInt32]
  /// Data subjects of the later period: everyone a joint decoding has to place, rising.
  public let pseudonyms: [UInt32]
  /// Those of `pseudonyms` that are tried and among `candidates`, rising.
  public let targets: [UInt32]
  /// Those of `pseudonyms` that are tried and not among `candidates`, rising.
  public let controls: [UInt32]

  /// Draws targets and a control group from those with enough events in both periods.
  ///
  /// - Parameter eligible: data subjects that can be tried, rising.
  /// - Throws: `EvaluationError` where nobody can be tried, or held out.
  /// - Complexity: O(`eligible`).
  public init(
    eligible: [UInt32], setting: EventSetting, stream: String
  ) throws(EvaluationError) {
    var source = setting.generator("\(stream)/cohort")
    let split = try SubjectSplit(
      subjectCount: eligible.count, targetCount: setting.targetCount,
      controlShare: setting.controlShare, table: setting.table, using: &source)
    self.table = setting.table
    self.pseudonyms = eligible
    self.candidates = eligible.indices.filter { !split.isHeldOut[$0] }.map { eligible[$0] }
    self.targets = split.targets.map { eligible[Int($0)] }
    self.controls = split.controls.map { eligible[Int($0)] }
  }

  /// A cohort in which everyone is known and everyone is tried.
  public init(everyone eligible: [UInt32], table: String) {
    self.table = table
    self.candidates = eligible
    self.pseudonyms = eligible
    self.targets = eligible
    self.controls = []
  }

  /// The trials in which a target can be any of the candidates.
  public var trials: TrialSet<PeriodClue> {
    TrialSet(
      targets: targets.map { Trial(clue: PeriodClue(pseudonym: $0), truth: $0) },
      controls: controls.map { Trial(clue: PeriodClue(pseudonym: $0), truth: nil) })
  }
}

/// What the adversary asks about one target: whose earlier period is this later pseudonym's.
public struct PeriodClue: Sendable, Equatable {
  /// The later pseudonym, by the data subject's number in the later period's rows.
  public let pseudonym: UInt32
  /// The candidates it is already narrowed down to, rising; `nil` for all.
  public let suspects: [UInt32]?

  /// A question about a pseudonym.
  public init(pseudonym: UInt32, suspects: [UInt32]? = nil) {
    self.pseudonym = pseudonym
    self.suspects = suspects
  }
}
