import Deidentification
import Foundation
import TestSupport

/// A row of ARX's reference values, in either file.
struct ReferenceRow {
  let fields: [String: Any]

  static func all(_ file: String) throws -> [ReferenceRow] {
    let text = try String(
      contentsOf: SharedFolder.file("vectors/tabular/\(file)"), encoding: .utf8)
    return try text.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }.map { ReferenceRow(fields: $0) }
  }

  func text(_ name: String) -> String { fields[name] as? String ?? "" }
  func number(_ name: String) -> Double? { (fields[name] as? NSNumber)?.doubleValue }

  var index: Int { Int(number("index") ?? -1) }
  var test: String { text("test") + text("class") }
  var sensitive: String? { fields["sensitive"] as? String }
  var models: [String] {
    text("models").components(separatedBy: " & ").map {
      $0.trimmingCharacters(in: .whitespaces)
        .components(separatedBy: " for attribute")[0]
        .components(separatedBy: " (adult")[0]
    }.filter { !$0.isEmpty }
  }
  var metric: String { text("metric") + text("qualityMetric") }
  var metricClass: String {
    text("metricClass").replacingOccurrences(of: "PotentiallyPrecomputed", with: "")
  }
  var isDifferentialPrivacy: Bool { models.contains { $0.hasSuffix("-DP") } }
  /// ARX chooses the recoding too: the value is a score then.
  var isScore: Bool {
    isDifferentialPrivacy && (number("observed_latticeSize") ?? 1) > 1
  }
  var usesSubset: Bool {
    models.contains {
      $0.hasSuffix("-presence") || $0.hasSuffix("-map") || $0.contains("journalist")
    }
  }

  /// The recoding that has the loss: the one expected, or where ARX "now returns" another, that one,
  /// which keeps the suppression limit that the one expected breaks.
  var levels: [Int]? {
    let parts = text("note").components(separatedBy: "now returns ")
    return parts.count > 1
      ? Self.numbers(parts[1]).map { Int($0) } : fields["expectedTransformation"] as? [Int]
  }

  /// Numbers of "[1, 2]" or "1.5".
  static func numbers(_ text: String) -> [Double] {
    text.split { "[], ".contains($0) }.compactMap { Double($0) }
  }

  /// What ARX's tests of profitability set, by their numbers (getConfig1 to 4).
  var game: PublisherPayoutLoss.Game {
    guard test.hasSuffix("Profitability") else { return .init() }
    let configuration = [0: 1, 1: 2, 2: 1, 3: 3, 4: 2, 5: 4][index] ?? 0
    return switch configuration {
    case 1:
      .init(publisherBenefit: 1200, publisherLoss: 300, attackerGain: 1200, attackerCost: 2)
    case 2:
      .init(publisherBenefit: 1200, publisherLoss: 3000, attackerGain: 120, attackerCost: 20)
    case 3:
      .init(publisherBenefit: 120, publisherLoss: 3000, attackerGain: 120, attackerCost: 20)
    case 4:
      .init(publisherBenefit: 120, publisherLoss: 3000, attackerGain: 1000, attackerCost: 20)
    default: .init()
    }
  }

  /// The responses of ARX's tests of scores by classification.
  var responses: [String] { index < 58 ? ["salary-class"] : ["occupation", "salary-class"] }

  /// ARX's tests of weighted losses weigh each attribute by its place in the file.
  var weights: [String: Double] {
    guard test == "TestUtilityMetricsLoss", index >= 50 else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: AdultTable.order.enumerated().filter { $0.element != sensitive }
        .map { ($0.element, Double($0.offset + 1)) })
  }

  func lossModel(isRanked: Bool) throws -> (any LossModel)? {
    let balance = try LossBalance(number("gsFactor") ?? 0.5)
    switch metricClass {
    case "MetricSDAECS": return AverageClassSizeLoss(balance: balance)
    case "MetricMDNUNMEntropy": return NonUniformEntropyLoss(balance: balance)
    case "MetricMDNUEntropy": return NonUniformEntropyLoss(countsSuppression: false)
    case "MetricMDNUNMNormalizedEntropy": return NonUniformEntropyLoss(isNormalized: true)
    case "MetricSDNMDiscernability": return DiscernibilityLoss()
    case "MetricSDDiscernability": return DiscernibilityLoss(countsSuppression: false)
    case "MetricMDHeight": return HeightLoss()
    case "MetricMDNMPrecision": return PrecisionLoss(balance: balance)
    case "MetricMDPrecision": return PrecisionLoss(countsSuppression: false)
    case "MetricSDNMAmbiguity": return AmbiguityLoss()
    case "MetricSDNMEntropyBasedInformationLoss": return EntropyInformationLoss()
    case "MetricSDNMPublisherPayout":
      return PublisherPayoutLoss(game: game, isJournalist: metric.contains("Journalist"))
    case "MetricMDNMLoss":
      let factors = Self.numbers(
        metric.drop { $0 != "(" }.dropFirst().dropLast().replacingOccurrences(of: "/", with: " "))
      return DomainShareLoss(
        balance: try LossBalance(factors.first ?? .nan),
        aggregate: isRanked ? .rank : .geometricMean, weights: weights)
    default: return nil
    }
  }

  var scoreMeasure: SafePubLoss.Measure? {
    switch metricClass {
    case "MetricMDNMLoss": .domainShare
    case "MetricMDNMPrecision": .precision
    case "MetricMDNUNMEntropy": .nonUniformEntropy
    case "MetricSDAECS": .averageClassSize
    case "MetricSDNMDiscernability": .discernibility
    case "MetricSDClassification": .classification(responses: responses)
    default: nil
    }
  }
}
