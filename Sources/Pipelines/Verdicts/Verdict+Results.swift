import Findings

extension Verdict {
  /// The verdict over all results: the attack that identifies people best speaks for the release.
  ///
  /// Returns `nil` where no attack names people.
  init?(results: [AttackResult], findings: [Finding]) {
    let naming = results.filter { $0.attack.risk != .inference }
    guard
      let worst = naming.max(by: {
        ($0.success.value, $1.id) < ($1.success.value, $0.id)
      })
    else { return nil }
    self.init(
      sentence: Self.sentence(worst), risk: worst.success, baseline: worst.baseline,
      attack: worst.id,
      severity: findings.map(\.severity).max() ?? Severity(risk: worst.success.value))
  }

  private static func sentence(_ result: AttackResult) -> String {
    let found = Phrase.ofHundred(result.success.value)
    let without = Phrase.ofHundred(result.baseline.value)
    return
      "An adversary who \(result.setting.knowledge) finds that person in \(found) of 100 cases; "
      + "without this release: \(without)."
  }
}
