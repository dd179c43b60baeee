public import Findings
public import Tables
import Evaluation

/// A survey's rows stand for people outside it: the risk of each row under its sampling weight.
///
/// **Guarantee** an expectation under the model of Benedetti and Franconi.
/// **Source** Benedetti and Franconi 1998; Franconi and Polettini 2004, PSD, LNCS 3050; Skinner and
/// Shlomo 2008, JASA 103, for the log-linear model.
/// **Cost** O(rows * columns).
/// **Does not protect against** weights calibrated to other margins than the known columns'.
public enum WeightedRisk {
  static let description = AttackDescription(
    id: "attributes/individual-risk", title: "Survey rows and the people they stand for",
    channel: .attributes, risk: .singlingOut, failureMode: .contextualAggregation,
    source: "Franconi and Polettini 2004, PSD, LNCS 3050",
    doesNotCover: "an adversary who knows that the target took part in the survey")

  /// The individual risk, and the household's where households are known.
  ///
  /// - Parameters:
  ///   - weights: how many people each row stands for.
  ///   - households: the household of each row.
  /// - Throws: `PopulationError` where a weight is none.
  public static func result(
    for setting: AttributeSetting, weights: [Double], households: CodedColumn?
  ) throws -> AttackResult {
    let keys = setting.records.columns.map(\.codes)
    let frequencies = try KeyFrequencies(
      keys: keys, weights: weights, missing: setting.records.missing)
    let risk = IndividualRisk(frequencies)
    let people = weights.reduce(0, +)
    let names = setting.records.columnNames
    let success = Estimate.model(risk.globalRisk)
    let baseline = Estimate.exact(1 / max(people, 1))
    var measures = Self.measures(risk, frequencies)
    if let households {
      measures += try householdMeasures(risk, households)
    }
    measures += try logLinear(keys: keys, weights: weights)
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .groupSizes, knowing: names,
        knowledge: "knows \(Phrase.list(names)) of the target, one of the "
          + "\(Phrase.count(Int(min(people, 9e15)))) people that the weights stand for",
        targets: setting.records.rowCount, candidates: Int(min(people, 9e15)), exhaustive: true),
      success: success, baseline: baseline, control: nil,
      excess: ExcessRisk.estimate(success: success, over: baseline),
      subjectRisk: RiskDistribution(risks: risk.risks), measures: measures,
      sentence: "An adversary who looks for these people in the population that the weights stand "
        + "for finds \(Phrase.decimals(risk.expectedReidentifications, 2)) of "
        + "\(Phrase.count(setting.records.rowCount)) in expectation.")
  }

  private static func measures(_ risk: IndividualRisk, _ frequencies: KeyFrequencies) -> [Measure] {
    func model(_ id: String, _ label: String, _ value: Double, _ unit: String) -> Measure {
      Measure(id: id, label: label, estimate: .model(value), unit: unit)
    }
    func exact(_ id: String, _ label: String, _ value: Int) -> Measure {
      Measure(id: id, label: label, estimate: .exact(Double(value)), unit: "rows")
    }
    return [
      model("individual-risk/global", "Global risk", risk.globalRisk, "probability"),
      model(
        "individual-risk/expected", "Expected re-identifications",
        risk.expectedReidentifications, "rows"),
      model("individual-risk/maximum", "Highest individual risk", risk.maximum, "probability"),
      exact("frequency/uniques", "Rows alone with their values", frequencies.rows(below: 2)),
      exact("frequency/below-3", "Rows in groups below 3", frequencies.rows(below: 3)),
      exact("frequency/below-5", "Rows in groups below 5", frequencies.rows(below: 5)),
    ]
  }

  private static func householdMeasures(
    _ risk: IndividualRisk, _ households: CodedColumn
  ) throws -> [Measure] {
    let household = try HouseholdRisk(memberRisks: risk.risks, households: households.codes)
    return [
      Measure(
        id: "household-risk/expected",
        label: "Expected re-identifications when one member gives the household away",
        estimate: .model(household.expectedReidentifications), unit: "rows"),
      Measure(
        id: "household-risk/global", label: "The same as a share of rows",
        estimate: .model(household.globalRisk), unit: "probability"),
    ]
  }

  /// The model with the weight as a covariate costs a search for a root at each step of each fit.
  private static let covariateCellLimit = 100_000

  /// The log-linear models, each with its reason where it could not be fitted.
  private static func logLinear(keys: [[UInt32]], weights: [Double]) throws -> [Measure] {
    guard weights.allSatisfy({ $0 >= 1 }) else {
      return [
        Measure(
          id: "log-linear/standard", label: "Log-linear model", unit: "people",
          missing: .notApplicable, because: "weights below 1 stand for no sampling design")
      ]
    }
    return try LogLinearRisk.Method.allCases.flatMap { method -> [Measure] in
      let id = "log-linear/\(method.rawValue)"
      let label = "Log-linear model, \(method.rawValue): "
      if method == .weightCovariate, keys.count * weights.count > covariateCellLimit {
        return [
          Measure(
            id: id, label: label + "not fitted", unit: "people", missing: .notApplicable,
            because: "more than \(covariateCellLimit) cells, which this model takes too long for")
        ]
      }
      switch try LogLinearRisk.estimate(keys: keys, weights: weights, method: method) {
      case .success(let risk):
        return [
          Measure(
            id: "\(id)/population-uniques",
            label: label + "sample uniques unique in the population",
            estimate: .model(risk.expectedPopulationUniques), unit: "people"),
          Measure(
            id: "\(id)/correct-matches", label: label + "expected correct matches",
            estimate: .model(risk.expectedCorrectMatches), unit: "people"),
          Measure(
            id: "\(id)/sdcmicro-gr1", label: label + "sdcMicro's gr1",
            estimate: .model(risk.sdcMicroRisk1), unit: "probability"),
          Measure(
            id: "\(id)/sdcmicro-gr2", label: label + "sdcMicro's gr2",
            estimate: .model(risk.sdcMicroRisk2), unit: "probability"),
        ]
      case .failure(let failure):
        return [
          Measure(
            id: id, label: label + "not fitted", unit: "people", missing: .notConverged,
            because: failure.reason.explanation)
        ]
      }
    }
  }
}
