/// What the reports' schemas hold that a rule can be about.
///
/// A rule about a key that no report has would be denied at every gate; here its author is told.
package indirect enum MetricVocabulary: Sendable {
  /// A number, or true (1) and false (0).
  case number
  /// A word that selectors can match.
  case word
  /// A number with its interval.
  case estimate
  /// The members of an object.
  case object([String: MetricVocabulary])
  /// A list of equal elements.
  case list(MetricVocabulary)

  private static let attackWords: [String: MetricVocabulary] = [
    "id": .word, "title": .word, "channel": .word, "risk": .word, "failureMode": .word,
  ]
  private static let setting: [String: MetricVocabulary] = [
    "scenario": .word, "table": .word, "targets": .number, "controls": .number,
    "candidates": .number, "exhaustive": .number,
  ]
  private static let subjectRisk: [String: MetricVocabulary] = [
    "maximum": .number, "mean": .number,
    "quantiles": .list(.object(["level": .number, "risk": .number])),
    "shareAbove": .list(.object(["threshold": .number, "share": .number])),
  ]
  private static let attack: [String: MetricVocabulary] = [
    "id": .word, "attack": .object(attackWords), "setting": .object(setting),
    "success": .estimate, "baseline": .estimate, "control": .estimate, "excess": .estimate,
    "topRates": .list(.object(["k": .number, "rate": .estimate])),
    "anonymitySets": .list(
      .object([
        "minimumSize": .number, "maximumSize": .number, "subjectShare": .number,
        "setCount": .number,
      ])),
    "subjectRisk": .object(subjectRisk),
    "measures": .list(
      .object(["id": .word, "unit": .word, "status": .word, "estimate": .estimate])),
  ]
  private static let tables: MetricVocabulary = .list(
    .object([
      "name": .word, "kind": .word, "rows": .number, "subjects": .number,
      "columns": .list(
        .object([
          "name": .word, "role": .word, "type": .word, "distinct": .number, "missing": .number,
          "entropyBits": .number, "uniqueShare": .number,
        ])),
    ]))

  /// The members of a risk report.
  package static let riskReport: [String: MetricVocabulary] = [
    "verdict": .object([
      "risk": .estimate, "baseline": .estimate, "attack": .word, "severity": .word,
    ]),
    "attacks": .list(.object(attack)),
    "blame": .list(
      .object([
        "table": .word, "column": .word, "riskWith": .number, "riskWithout": .number,
        "riskAlone": .number, "share": .number,
      ])),
    "dataset": .object(["name": .word, "tables": tables]),
    "adversary": .object(["populationSize": .number]),
  ]

  private static let verification: [String: MetricVocabulary] = [
    "models": .list(.object(["name": .word, "holds": .number])),
    "linkage": .object([
      "targetCount": .number, "unmatched": .number, "fewestCandidates": .number,
      "expectedShare": .number, "expectedShareBefore": .number,
    ]),
    "minimality": .list(
      .object([
        "column": .word, "ruledOut": .number, "probabilityBefore": .number,
        "probabilityAfter": .number,
      ])),
    "composition": .list(
      .object([
        "targetCount": .number, "earlierShare": .number, "ownShare": .number,
        "togetherShare": .number,
      ])),
    "riskBefore": .estimate, "riskAfter": .estimate,
  ]
  private static let utility: [String: MetricVocabulary] = [
    "rowCount": .number, "oneWayDistance": .number, "twoWayDistance": .number,
    "associationChange": .number, "squaredErrorPercent": .number,
    "columns": .list(
      .object([
        "name": .word, "changed": .number, "suppressed": .number, "distinctBefore": .number,
        "distinctAfter": .number,
      ])),
    "tasks": .list(
      .object([
        "target": .word, "learner": .word, "baseline": .number, "original": .number,
        "release": .number, "releaseLower": .number, "releaseUpper": .number,
      ])),
  ]

  /// The members of a protection report.
  package static let protectionReport: [String: MetricVocabulary] = [
    "verification": .object(verification), "utility": .object(utility),
    "source": .object(["rowCount": .number]), "release": .object(["rowCount": .number]),
  ]

  /// The members that an estimate has.
  private static let estimateMembers: [String: MetricVocabulary] = [
    "value": .number, "lower": .number, "upper": .number, "level": .number, "method": .word,
  ]

  /// The document that steps lead into, and what the last one is taken from, once they are known
  /// to end at a number.
  static func check(
    _ steps: [MetricPath.Step]
  ) throws(MetricPath.Problem) -> (MetricPath.Document, parent: MetricVocabulary) {
    guard case .key(let first)? = steps.first else { throw .listExpected }
    let document: MetricPath.Document =
      riskReport[first] != nil ? .riskReport : .protectionReport
    let all = riskReport.merging(protectionReport) { first, _ in first }
    let end = try follow(steps[...], into: .object(all))
    switch end {
    case .number, .estimate:
      return (document, try follow(steps.dropLast(), into: .object(all)))
    case .list: throw .listExpected
    case .word, .object: throw .noNumber
    }
  }

  private static func follow(
    _ steps: ArraySlice<MetricPath.Step>, into place: MetricVocabulary
  ) throws(MetricPath.Problem) -> MetricVocabulary {
    var place = place
    for step in steps {
      switch (step, place) {
      case (.key(let key), .object(let members)):
        place = try member(key, of: members)
      case (.key(let key), .estimate):
        place = try member(key, of: estimateMembers)
      case (.named, .list(let element)), (.every, .list(let element)):
        place = element
      case (.matching(let keys, _), .list(let element)):
        let path = keys.map { MetricPath.Step.key($0) }
        switch try follow(path[...], into: element) {
        case .word, .number: break
        default: throw .noNumber
        }
        place = element
      case (.key, .number), (.key, .word): throw .noNumber
      default: throw .listExpected
      }
    }
    return place
  }

  private static func member(
    _ key: String, of members: [String: MetricVocabulary]
  ) throws(MetricPath.Problem) -> MetricVocabulary {
    if let member = members[key] { return member }
    throw .unknownKey(key, nearest: NearestName.find(key, among: members.keys.sorted()))
  }
}
