import Attacks
import Deidentification
import Tables

extension ProtectionPlan.Model {
  /// The model itself.
  ///
  /// - Throws: `ProtectionError.refused` where a parameter is missing that the table calls for.
  func model(hasPopulation: Bool) throws(ProtectionError) -> any PrivacyModel {
    let column = values.text("column") ?? ""
    switch kind {
    case .kAnonymity: return KAnonymity(k: values.integer("k") ?? 1)
    case .kMap: return try kMap(hasPopulation: hasPopulation)
    case .presence:
      return DeltaPresence(
        minimum: values.number("minimum") ?? 0, maximum: values.number("maximum") ?? 1)
    case .alpha:
      return AlphaKAnonymity(attribute: column, alpha: values.number("alpha") ?? 1, k: 1)
    case .distinctDiversity:
      return DistinctDiversity(
        attribute: column, l: Int((values.number("l") ?? 1).rounded(.up)))
    case .shannonDiversity:
      return EntropyDiversity(attribute: column, l: values.number("l") ?? 1, estimator: .shannon)
    case .grassbergerDiversity:
      return EntropyDiversity(
        attribute: column, l: values.number("l") ?? 1, estimator: .grassberger)
    case .recursiveDiversity:
      return RecursiveDiversity(
        attribute: column, c: values.number("c") ?? 1, l: values.integer("l") ?? 2)
    case .closeness: return TCloseness(attribute: column, t: number("t"), distance: distance)
    case .disclosure: return DeltaDisclosure(attribute: column, delta: number("delta"))
    case .basicLikeness:
      return BetaLikeness(attribute: column, beta: number("beta"), isEnhanced: false)
    case .enhancedLikeness:
      return BetaLikeness(attribute: column, beta: number("beta"), isEnhanced: true)
    case .averageRisk: return AverageRisk(threshold: number("limit"))
    case .sampleUniqueness: return SampleUniquenessLimit(threshold: number("limit"))
    case .populationUniqueness:
      return PopulationUniquenessLimit(
        threshold: number("limit"), populationSize: try populationSize(),
        estimator: PlanUniquenessEstimator(name: values.text("estimator") ?? "dankar"))
    case .differentialPrivacy:
      return SamplingPrivacy(epsilon: number("epsilon"), delta: number("delta"))
    case .profitability: return try profitability()
    }
  }

  private func number(_ name: String) -> Double { values.number(name) ?? 0 }

  private var distance: TCloseness.Distance {
    switch values.text("distance") {
    case "ordered": .ordered
    case "hierarchical": .hierarchical
    default: .equal
    }
  }

  private func kMap(hasPopulation: Bool) throws(ProtectionError) -> any PrivacyModel {
    let k = values.integer("k") ?? 1
    switch values.text("estimator") {
    case "weights": return WeightedKMap(k: Double(k))
    case "poisson", "zero-truncated-poisson":
      return EstimatedKMap(
        k: k, populationSize: try populationSize(),
        significance: values.number("significance") ?? 0.01,
        estimator: values.text("estimator") == "poisson" ? .poisson : .zeroTruncatedPoisson)
    default:
      guard hasPopulation else {
        throw .refused(
          .parameter(
            name: "k-map",
            rule: "needs a population: give the plan `population`, or an `estimator`"), line: line)
      }
      return KMap(k: k)
    }
  }

  private func populationSize() throws(ProtectionError) -> Int {
    guard let size = values.integer("population") else {
      throw .refused(
        .parameter(name: "population", rule: "must say how many people the table is drawn from"),
        line: line)
    }
    return size
  }

  private func profitability() throws(ProtectionError) -> any PrivacyModel {
    let economics = try refusing(line) { () throws(DeidentificationError) in
      try AttackEconomics(
        publisherBenefit: number("benefit"), publisherLoss: number("loss"),
        adversaryGain: number("gain"), adversaryCost: number("cost"))
    }
    let attacker = Attacker(rawValue: values.text("adversary") ?? "") ?? .prosecutor
    return values.flag("no-attack") == true
      ? NoAttackProfitability(economics, attacker: attacker)
      : Profitability(economics, attacker: attacker)
  }
}

extension ProtectionPlan.Step {
  /// The measure that is made least.
  var lossModel: any LossModel {
    let weights = Dictionary(recoded.map { ($0.name, $0.weight) }, uniquingKeysWith: { a, _ in a })
    switch values.text("loss") {
    case "entropy": return NonUniformEntropyLoss(isNormalized: true, weights: weights)
    case "precision": return PrecisionLoss(weights: weights)
    case "discernibility": return DiscernibilityLoss()
    case "class-size": return AverageClassSizeLoss()
    case "height": return HeightLoss(weights: weights)
    case "ambiguity": return AmbiguityLoss()
    case "divergence": return KullbackLeiblerLoss()
    default: return DomainShareLoss(weights: weights)
    }
  }
}
