import Evaluation
public import Findings
import Numerics

/// What is known of the data subjects' clocks, to grade what is inferred of them.
public struct KnownClocks: Sendable, Equatable {
  /// For each data subject the hours from UTC to its clock, the mean where it has summer time;
  /// `nil`: not known.
  public let offsetHours: [Double?]
  /// For each data subject the rule of its summer time; `nil`: not known.
  public let rules: [DaylightRule?]

  /// Known clocks.
  ///
  /// - Precondition: as many rules as offsets, or none at all.
  public init(offsetHours: [Double?], rules: [DaylightRule?] = []) {
    precondition(rules.isEmpty || rules.count == offsetHours.count, "a rule for each offset")
    self.offsetHours = offsetHours
    self.rules = rules.isEmpty ? offsetHours.map { _ in nil } : rules
  }
}

/// The experiments on what the hours of activity say of where a person lives.
public enum ZoneInference {
  /// How many events a person needs to be tried, unless told otherwise.
  public static let minimumEvents = 50

  /// The inference of the offset from UTC: the clocks of all others are known, that of the target
  /// is not.
  ///
  /// - Throws: `EvaluationError.noTargets` where nobody has a known clock and enough events.
  public static func result(
    for setting: EventSetting, activity: ActivityHours, clocks: KnownClocks,
    minimumEvents: Int = ZoneInference.minimumEvents
  ) throws -> AttackResult {
    let experiment = try ZoneExperiment(
      setting: setting, activity: activity, clocks: clocks, minimumEvents: minimumEvents)
    return try experiment.result()
  }

  /// The inference of the rule of summer time.
  ///
  /// - Throws: `EvaluationError.noTargets` where nobody has a known rule and enough events.
  public static func daylightResult(
    for setting: EventSetting, activity: ActivityHours, clocks: KnownClocks,
    minimumEvents: Int = ZoneInference.minimumEvents
  ) throws -> AttackResult {
    let experiment = try ZoneExperiment(
      setting: setting, activity: activity, clocks: clocks, minimumEvents: minimumEvents)
    return try experiment.daylightResult()
  }
}

/// The people and the references of one run.
struct ZoneExperiment {
  let setting: EventSetting
  let activity: ActivityHours
  let clocks: KnownClocks
  let references: ZoneReferences
  /// Data subjects with a known offset and enough events, at most as many as the setting tries.
  let targets: [UInt32]
  /// How many data subjects those were drawn from.
  let eligibleCount: Int

  init(
    setting: EventSetting, activity: ActivityHours, clocks: KnownClocks, minimumEvents: Int
  ) throws(EvaluationError) {
    precondition(clocks.offsetHours.count == activity.subjectCount, "a clock for each data subject")
    self.setting = setting
    self.activity = activity
    self.clocks = clocks
    var source = setting.generator("cadence/time-zone")
    let needed = max(minimumEvents, 1)
    self.references = ZoneReferences(
      activity: activity, offsetHours: clocks.offsetHours, minimumEvents: needed, using: &source)
    let eligible = clocks.offsetHours.indices.filter {
      clocks.offsetHours[$0].map(\.isFinite) ?? false && activity.counts.total(ofRow: $0) >= needed
    }
    guard !eligible.isEmpty, setting.targetCount > 0 else {
      throw .noTargets(table: setting.table)
    }
    self.eligibleCount = eligible.count
    self.targets = source.sample(
      count: min(setting.targetCount, eligible.count), of: eligible.count
    ).map { UInt32(eligible[$0]) }.sorted()
  }

  /// The candidate nearest to a known offset.
  static func candidate(_ hours: Double) -> UInt32 {
    let apart = ZoneGuess.offsets.map { CircularProfiles.hoursApart(Double($0), hours) }
    return UInt32(apart.indices.min { apart[$0] < apart[$1] } ?? 0)
  }

  /// The known offset of a target.
  func offset(of subject: UInt32) -> Double { clocks.offsetHours[Int(subject)] ?? 0 }

  /// The share of the commonest of some truths: what an adversary without the times would guess.
  static func commonest(_ truths: [UInt32]) -> Double {
    var counts: [UInt32: Int] = [:]
    for truth in truths { counts[truth, default: 0] += 1 }
    return Double(counts.values.max() ?? 0) / Double(max(truths.count, 1))
  }
}
