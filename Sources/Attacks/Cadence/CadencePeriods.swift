import Evaluation
public import Findings
import Numerics

/// Ties people's earlier and later periods by when they are active: the hours of their week, the
/// times between their events, their sessions and bursts.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better comparison finds.
/// **Source** Johansson, Kaati, Shrestha, *Timeprints for identifying social media users with
/// multiple aliases*, Security Informatics 4:7 (2015), for the features; Maouche et al. 2017 for
/// the divergence; cohort normalisation as in `CohortSum`.
/// **Cost** O(people^2 * bins) for each feature, and a graded curve or two.
/// **Does not protect against** an adversary with other evidence beside the times, or with a model
/// learned on other people.
public enum CadencePeriods {
  /// What it is.
  public static let description = AttackDescription(
    id: "cadence/periods", title: "When a person is active", channel: .cadence,
    risk: .linkability, failureMode: .semanticInference,
    source: "Johansson, Kaati, Shrestha 2015, Security Informatics 4:7; divergences of normalised "
      + "histograms, added after cohort normalisation",
    doesNotCover:
      "evidence beside the times, weights learned on other people, and people with few events")

  /// How many events a person needs in each period to be tried, unless told otherwise.
  public static let minimumEvents = 50

  /// The experiment: later pseudonyms are tied to earlier people by their cadence alone.
  ///
  /// - Parameters:
  ///   - features: what is counted, one row for each data subject of the setting. Those of kind
  ///     `hoursOfWeek` say how many events a person has.
  ///   - minimumEvents: how many a person needs in each period.
  /// - Throws: `EvaluationError.noTargets` where nobody has enough events in both periods.
  public static func result(
    for setting: EventSetting, features: [CadenceFeature],
    minimumEvents: Int = CadencePeriods.minimumEvents
  ) throws -> AttackResult {
    let experiment = try CadenceExperiment(
      setting: setting, features: features, minimumEvents: minimumEvents)
    return try experiment.result()
  }
}

/// The people and the features of one run.
struct CadenceExperiment {
  let setting: EventSetting
  let features: [CadenceFeature]
  let cohort: PeriodCohort
  /// The later events of each data subject.
  let laterEvents: [Int]

  init(setting: EventSetting, features: [CadenceFeature], minimumEvents: Int) throws {
    self.setting = setting
    self.features = features.contains { $0.kind == .weekdays } ? features : features.withWeekdays
    let hours = features.filter { $0.kind == .hoursOfWeek }
    precondition(
      features.allSatisfy { $0.counts.earlier.rowCount == setting.subjectCount },
      "a row for each data subject")
    let later = Self.totals(hours.map(\.counts.later), subjectCount: setting.subjectCount)
    self.laterEvents = later
    self.cohort = try PeriodCohort(
      eligible: CadencePeriods.eligible(
        features, subjectCount: setting.subjectCount, minimumEvents: minimumEvents),
      setting: setting, stream: CadencePeriods.description.id)
  }

  private static func totals(_ counts: [SparseCounts], subjectCount: Int) -> [Int] {
    (0..<subjectCount).map { subject in counts.reduce(0) { $0 + $1.total(ofRow: subject) } }
  }

  /// Each feature by itself, the two strongest kinds together, and all together.
  func comparisons() -> [any PeriodComparison] {
    var comparisons: [any PeriodComparison] = features.map(Self.comparison)
    if features.count > 1 { comparisons.append(CohortSum.strongest(of: features, cohort: cohort)) }
    if features.count > 2 {
      comparisons.append(
        CohortSum(
          id: "all", title: "all of them, added", parts: features.map(Self.comparison),
          cohort: cohort))
    }
    return comparisons
  }

  static func comparison(_ feature: CadenceFeature) -> any PeriodComparison {
    comparison(feature, id: feature.id)
  }

  static func comparison(_ feature: CadenceFeature, id: String) -> any PeriodComparison {
    ProfileComparison(
      id: id, title: feature.title, source: CadencePeriods.description.source,
      counts: feature.counts, isCircular: feature.isCircular)
  }
}

extension CohortSum {
  /// Hours of the week and times between events, whose bins say most; all features where a table
  /// has neither.
  static func strongest(of features: [CadenceFeature], cohort: PeriodCohort) -> CohortSum {
    let strong = features.filter { $0.kind == .hoursOfWeek || $0.kind == .gaps }
    let parts = strong.isEmpty ? features : strong
    return CohortSum(
      id: "hours-and-gaps", title: "hours of the week and times between events, added",
      parts: parts.map(CadenceExperiment.comparison), cohort: cohort)
  }
}

extension [CadenceFeature] {
  /// The same features, and the days of the week of each hour of the week.
  var withWeekdays: [CadenceFeature] {
    self
      + filter { $0.kind == .hoursOfWeek && $0.counts.earlier.columnCount == 168 }.map {
        CadenceFeature(
          .weekdays, stream: $0.stream, counts: $0.counts.merged(binCount: 7) { $0 / 24 })
      }
  }
}
