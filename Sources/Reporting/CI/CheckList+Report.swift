import Findings

extension CheckList {
  /// The findings of an audit.
  ///
  /// High and critical findings count as denied, low and medium ones as warned; information is met.
  init(_ report: RiskReport, places: FindingPlaces) {
    let reading = FusedReading(report)
    self.init(
      name: "audit", tool: "\(report.tool.name) \(report.tool.version)",
      createdAt: report.createdAt, subject: report.dataset.name,
      sentence: report.verdict.sentence,
      notes: reading.map { [$0.headline] + $0.lines } ?? [],
      items: report.orderedFindings.map { CheckItem($0, in: report, places: places) },
      defaultPlace: places.fallback)
  }
}

extension CheckItem {
  /// One finding; its rule is its kind, and the attack that it rests on.
  fileprivate init(_ finding: Finding, in report: RiskReport, places: FindingPlaces) {
    let attack = finding.evidence.lazy
      .compactMap { id in report.attacks.first { $0.id == id }?.attack }.first
    let kind = String(finding.id.prefix { $0 != "/" })
    let limits = attack.map { "Does not cover: \($0.doesNotCover)" } ?? ""
    self.init(
      rule: attack.map { "\(kind)/\($0.id)" } ?? kind,
      title: attack?.title ?? Self.title(ofKind: kind), source: attack?.source,
      explanation: "\(finding.risk.title); \(finding.failureMode.meaning) \(limits)",
      level: finding.severity >= .high ? .error : finding.severity >= .low ? .warning : .note,
      result: finding.severity >= .high
        ? .denied : finding.severity >= .low ? .warned : .met,
      reason: finding.severity.rawValue, sentence: finding.sentence,
      remedy: finding.remedy.isEmpty ? nil : finding.remedy, columns: finding.columns,
      place: places.place(of: finding.columns), fingerprint: "finding=\(finding.id)")
  }

  /// A rule's title where no attack gives one; `FindingRules` has the kinds.
  private static func title(ofKind kind: String) -> String {
    switch kind {
    case "direct-identifiers": "Direct identifiers are in the release"
    case "telling-column": "One column alone gives people away"
    case "shared-pseudonym": "One pseudonym ties several tables"
    default: kind
    }
  }
}
