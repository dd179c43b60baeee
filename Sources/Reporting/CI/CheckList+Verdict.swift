import Findings

extension CheckList {
  /// A gate's verdict.
  ///
  /// - Parameter root: the repository's absolute path.
  init(_ verdict: GateVerdict, below root: String?) {
    let named = ["manifest", "policy"].lazy
      .compactMap { kind in verdict.evidence.first { $0.kind == kind }?.path }
      .compactMap { RepositoryPath.relative($0, below: root) }
    self.init(
      name: "gate", tool: verdict.tool, createdAt: verdict.createdAt, subject: verdict.release,
      sentence: verdict.sentence, items: verdict.decisions.map { CheckItem($0, below: root) },
      defaultPlace: GateDecision.Place(file: named.first ?? "palimpsest.yaml"))
  }
}

extension CheckItem {
  /// One decision of the gate.
  init(_ decision: GateDecision, below root: String?) {
    self.init(
      rule: decision.rule, title: decision.title, source: decision.source, explanation: nil,
      level: decision.severity == .deny ? .error : .warning, result: decision.result,
      reason: decision.reason.rawValue, sentence: decision.sentence, remedy: decision.remedy,
      columns: decision.columns, place: decision.place?.relative(to: root),
      fingerprint: decision.fingerprint(below: root))
  }
}

extension GateDecision.Place {
  /// The same place with a path below the repository; nil where it does not lie there.
  func relative(to root: String?) -> GateDecision.Place? {
    RepositoryPath.relative(file, below: root).map {
      GateDecision.Place(file: $0, line: max(1, line), column: max(1, column))
    }
  }
}
