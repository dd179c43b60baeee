import Deidentification
import Foundation

/// A privacy model of ARX, read from the words in which ARX prints it.
struct ARXModelText {
  /// ARX's figure for the people of the USA, which its tests take for the population.
  static let population = 317_238_626
  /// The significance of the tests of estimated k-map.
  static let significance = 0.01

  let models: [any PrivacyModel]
  /// The release is the rows of `adult_subset.csv`.
  let hasSubset: Bool
  /// The release is a sample with this privacy loss.
  let sampling: SamplingPrivacy?
  let attributes: [String]

  /// - Parameter economics: the amounts of a profitability test, which the words don't say.
  init?(_ text: String, economics: AttackEconomics?) {
    var models: [any PrivacyModel] = []
    for part in text.components(separatedBy: " & ") {
      guard let model = Self.model(part, economics: economics) else { return nil }
      models.append(model)
    }
    self.models = models
    hasSubset = models.contains {
      $0 is KMap || $0 is DeltaPresence || ($0 as? Profitability)?.attacker == .journalist
        || ($0 as? NoAttackProfitability)?.attacker == .journalist
    }
    sampling = models.compactMap { $0 as? SamplingPrivacy }.first
    attributes = Array(Set(text.components(separatedBy: " & ").compactMap(Self.attribute)))
  }

  private static func attribute(_ text: String) -> String? {
    guard let range = text.range(of: "for attribute '") else { return nil }
    return String(text[range.upperBound...].prefix { $0 != "'" })
  }

  private static func model(_ text: String, economics: AttackEconomics?) -> (any PrivacyModel)? {
    let head =
      attribute(text) == nil
      ? text : String(text[..<(text.range(of: " for attribute")?.lowerBound ?? text.endIndex)])
    let values = parameters(head)
    guard let first = values.first else { return profit(text, economics) }
    if let attribute = attribute(text) {
      return sensitive(head, values: values, attribute: attribute)
    }
    if head.hasSuffix("-anonymity") && !head.contains("-map") { return SizeModel(k: Int(first)) }
    if head.hasSuffix("-map") { return KMap(k: Int(first)) }
    if head.contains("-map estimated") {
      return EstimatedKMap(
        k: Int(first), populationSize: population, significance: significance,
        estimator: head.contains("Zero-truncated") ? .zeroTruncatedPoisson : .poisson)
    }
    if head.hasSuffix("-presence") { return DeltaPresence(minimum: first, maximum: values[1]) }
    if head.hasSuffix("-DP") { return SamplingPrivacy(epsilon: first, delta: values[1]) }
    if head.contains("-avg-reidentification-risk") {
      return values.count == 3
        ? AverageRisk(threshold: first, highestRisk: values[1], shareAtRisk: values[2])
        : AverageRisk(threshold: first)
    }
    if head.contains("-sample-uniqueness") { return SampleUniquenessLimit(threshold: first) }
    if head.contains("-population-uniqueness"), let open = head.lastIndex(of: "(") {
      let kind = head[head.index(after: open)...].prefix { $0 != ")" }
      return PopulationUniquenessLimit(
        threshold: first, populationSize: population, estimator: ARXEstimator(kind: String(kind)))
    }
    return profit(text, economics)
  }

  private static func sensitive(
    _ head: String, values: [Double], attribute: String
  ) -> (any PrivacyModel)? {
    let first = values[0]
    if head.contains("-closeness") {
      let distance: TCloseness.Distance =
        head.contains("hierarchical")
        ? .hierarchical : head.contains("ordered") ? .ordered : .equal
      return TCloseness(attribute: attribute, t: first, distance: distance)
    }
    if head.contains("-likeness") {
      return BetaLikeness(
        attribute: attribute, beta: first, isEnhanced: head.hasPrefix("enhanced"))
    }
    if head.contains("disclosure") { return DeltaDisclosure(attribute: attribute, delta: first) }
    if head.hasPrefix("recursive"), values.count == 2 {
      return RecursiveDiversity(attribute: attribute, c: first, l: Int(values[1]))
    }
    if head.hasPrefix("distinct") { return DistinctDiversity(attribute: attribute, l: Int(first)) }
    if head.contains("entropy-") {
      return EntropyDiversity(
        attribute: attribute, l: first,
        estimator: head.hasPrefix("grassberger") ? .grassberger : .shannon)
    }
    return nil
  }

  private static func profit(_ text: String, _ economics: AttackEconomics?) -> (any PrivacyModel)? {
    guard let economics, text.contains("profitability") else { return nil }
    let attacker: Attacker = text.contains("journalist") ? .journalist : .prosecutor
    return text.hasPrefix("no-attack")
      ? NoAttackProfitability(economics, attacker: attacker)
      : Profitability(economics, attacker: attacker)
  }

  /// The parameters: "(0.05,0.15)-presence", "0.2-closeness with...", "shannon-entropy-5.0-diversity".
  private static func parameters(_ text: String) -> [Double] {
    var result: [Double] = []
    var word = ""
    for character in text + " " {
      let isExponent = character == "-" && word.last == "E"
      if character.isNumber || (character == "." && !word.isEmpty) || isExponent
        || (character == "E" && !word.isEmpty)
      {
        word.append(character)
      } else {
        if let number = Double(word) { result.append(number) }
        word = ""
      }
    }
    return result
  }
}

/// k-anonymity, for the test alone: the model itself belongs to the search.
struct SizeModel: PrivacyModel, ClassCriterion {
  let k: Int
  var name: String { "\(k)-anonymity" }
  var monotonicity: Monotonicity { .full }
  var minimumSize: Int { k }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    .classes(self)
  }
  func holds(for index: Int, in classes: ClassTable) -> Bool { classes.sizes[index] >= k }
}
