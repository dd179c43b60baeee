public import Findings

/// The verdicts on failure modes and on WP216's three risks, from the attacks that were made.
public enum FailureVerdicts {
  /// A verdict on each failure mode, then on each risk.
  ///
  /// The strongest attack speaks: the one whose excess over what is found without the release has
  /// the highest lower end. For a failure mode that is an attack that names people, where there is
  /// one; guesses of values are weighed against each other for the risk of inference. Severity is
  /// that of the excess, and nothing but information where the excess is not told from 0.
  ///
  /// - Parameter severity: how bad a probability is.
  /// - Complexity: O(results).
  public static func of(
    results: [AttackResult], severity: (Double) -> Severity
  ) -> [FailureVerdict] {
    let modes = FailureMode.allCases.map { mode in
      let own = results.filter { $0.attack.failureMode == mode }
      let naming = own.filter { $0.attack.risk != .inference }
      return verdict(
        strongest(naming) ?? strongest(own), mode: mode, risk: nil, severity: severity,
        otherwise: notMeasured(mode))
    }
    let risks = IdentificationRisk.allCases.map { risk in
      verdict(
        strongest(results.filter { $0.attack.risk == risk }), mode: nil, risk: risk,
        severity: severity, otherwise: notMeasured(risk))
    }
    return modes + risks
  }

  private static func strongest(_ results: [AttackResult]) -> AttackResult? {
    results.max { one, other in
      (one.excess.lower, one.excess.value, other.id)
        < (other.excess.lower, other.excess.value, one.id)
    }
  }

  private static func verdict(
    _ result: AttackResult?, mode: FailureMode?, risk: IdentificationRisk?,
    severity: (Double) -> Severity, otherwise: String
  ) -> FailureVerdict {
    guard let result else {
      return FailureVerdict(
        failureMode: mode, risk: risk, severity: nil, attack: nil, success: nil, baseline: nil,
        sentence: otherwise, effort: "")
    }
    return FailureVerdict(
      failureMode: mode, risk: risk,
      severity: result.excess.lower > 0 ? severity(result.excess.value) : .information,
      attack: result.id, success: result.success, baseline: result.baseline,
      sentence: sentence(result),
      effort: IntruderEffort.of(result).sentence(knowing: result.setting.knownColumns.count))
  }

  /// Who found how many, and what is found without the release.
  private static func sentence(_ result: AttackResult) -> String {
    var knowledge = result.setting.knowledge
    while let last = knowledge.last, ",. ".contains(last) { knowledge.removeLast() }
    let verb =
      result.attack.risk == .inference
      ? "guesses right about that person in" : "finds that person in"
    // A clause that has commas of its own is closed by one.
    let pause = knowledge.contains(",") ? "," : ""
    let measured =
      "An adversary who \(knowledge)\(pause) \(verb) "
      + "\(Phrase.ofHundred(result.success.value)) of 100 cases"
      + "\(interval(result.success)); without this release: "
      + Phrase.ofHundred(result.baseline.value)
    let control = result.control.map {
      "; among people outside the release: \(Phrase.ofHundred($0.value))"
    }
    let end = result.excess.lower > 0 ? "." : ". That is not told from what is found without it."
    return measured + (control ?? "") + end
  }

  private static func interval(_ estimate: Estimate) -> String {
    guard estimate.lower < estimate.upper else { return "" }
    return " (\(Phrase.ofHundred(estimate.lower)) to \(Phrase.ofHundred(estimate.upper)), "
      + "\(Phrase.perCent(estimate.level)) interval)"
  }

  private static func notMeasured(_ mode: FailureMode) -> String {
    switch mode {
    case .semanticInference:
      "Not measured: the release holds no events, places, texts or devices that were attacked."
    case .contextualAggregation:
      "Not measured: no attack with another party's knowledge could be made."
    case .algorithmicReversal:
      "Not measured: this comes with models and synthetic data, and none was audited."
    }
  }

  private static func notMeasured(_ risk: IdentificationRisk) -> String {
    switch risk {
    case .singlingOut: "Not measured: no attack that singles people out could be made."
    case .linkability:
      "Not measured: there is neither an earlier period nor another party's records to link with."
    case .inference: "Not measured: no column is declared sensitive."
    }
  }
}
