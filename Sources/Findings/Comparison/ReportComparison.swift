/// Two audits side by side: what became of each risk, channel, column, attack and finding.
///
/// Matched by stable names: attacks and findings by id, columns as `table.column`.
public struct ReportComparison: Sendable, Equatable {
  /// How the people sought in both reports go together.
  public enum Footing: String, Sendable, Equatable {
    /// Equal seeds, equal numbers of targets: the same experiment on both. The intervals of
    /// differences, which take rates as independent, are then wider than need be.
    case samePeople
    /// People were drawn anew: rates are independent.
    case independent
  }

  /// The earlier report.
  public let before: RiskReport
  /// The later report.
  public let after: RiskReport
  /// How the people sought go together.
  public let footing: Footing
  /// Why the reports may not be comparable, the gravest first.
  public let warnings: [ComparisonWarning]
  /// The answer: the fused risk where both reports have one, else the verdict's.
  public let risk: RateChange
  /// The same without the release.
  public let baseline: RateChange
  /// What each channel adds.
  public let channels: [ChannelChange]
  /// What removing each column alone does: how much less is found.
  public let columnDrops: [RateChange]
  /// Columns that came, went or changed their role or type.
  public let columns: [ColumnChange]
  /// Tables, and whether their data are the same.
  public let tables: [TableChange]
  /// How each profile fares, by title.
  public let profiles: [RateChange]
  /// Failure modes and risks of WP216.
  public let verdicts: [VerdictChange]
  /// Each attack.
  public let attacks: [AttackChange]
  /// Findings of the earlier report that the later one has no more.
  public let solved: [Finding]
  /// Findings that only the later report has.
  public let new: [Finding]
  /// Findings of both whose severity changed.
  public let regraded: [FindingChange]

  /// Compares two reports.
  ///
  /// - Complexity: O(size of both).
  public init(from before: RiskReport, to after: RiskReport) {
    self.before = before
    self.after = after
    let warnings = ComparisonWarning.of(before, after)
    self.warnings = warnings
    footing =
      warnings.contains(.otherSeed) || warnings.contains(.otherTargets)
        || warnings.contains(.fusedInOne) ? .independent : .samePeople
    let answers = (before.answer(beside: after), after.answer(beside: before))
    risk = RateChange("risk", before: answers.0.risk, after: answers.1.risk)
    baseline = RateChange("baseline", before: answers.0.baseline, after: answers.1.baseline)
    channels = ChannelChange.all(before, after)
    columnDrops = Matched.by(
      { "\($0.table).\($0.column)" }, before.fused?.columns, after.fused?.columns
    )
    .map { RateChange($0.key, before: $0.before?.drop, after: $0.after?.drop) }
    columns = ColumnChange.all(before, after)
    tables = Matched.by(\.name, before.dataset.tables, after.dataset.tables).map {
      TableChange(name: $0.key, before: $0.before, after: $0.after)
    }
    profiles = Matched.by(\.id, before.fused?.profiles, after.fused?.profiles).map {
      RateChange(
        $0.after?.title ?? $0.before?.title ?? $0.key, before: $0.before?.success,
        after: $0.after?.success)
    }
    verdicts = VerdictChange.all(before, after)
    attacks = Matched.by(\.id, before.attacks, after.attacks).map(AttackChange.init)
    let findings = Matched.by(\.id, before.findings, after.findings)
    solved = findings.filter { $0.after == nil }.compactMap(\.before)
    new = findings.filter { $0.before == nil }.compactMap(\.after)
    regraded = findings.compactMap { pair in
      guard let before = pair.before, let after = pair.after, before.severity != after.severity
      else { return nil }
      return FindingChange(before: before, after: after)
    }
  }

  /// Whether the data of all tables are known to be the same.
  public var hasSameData: Bool {
    !tables.isEmpty && tables.allSatisfy { $0.data == .equal }
  }

  /// Whether nothing that this compares differs.
  public var isUnchanged: Bool {
    let rates =
      [risk, baseline] + channels.flatMap { [$0.alone, $0.without, $0.shapley] } + columnDrops
      + profiles + verdicts.map(\.success) + attacks.map(\.success)
    return rates.allSatisfy { $0.kind == .equal || $0.kind == .absent } && columns.isEmpty
      && solved.isEmpty && new.isEmpty && regraded.isEmpty
      && verdicts.allSatisfy { $0.severityBefore == $0.severityAfter }
      && attacks.allSatisfy { !$0.settingDiffers }
      && tables.allSatisfy { $0.data == .equal || $0.data == .unknown }
      && channels.allSatisfy { $0.wasKept == $0.isKept }
  }
}

extension RiskReport {
  /// The rates of the answer: the fused ones where both reports have them.
  fileprivate func answer(beside other: RiskReport) -> (risk: Estimate, baseline: Estimate) {
    guard let fused, other.fused != nil,
      let result = attacks.first(where: { $0.id == fused.attack })
    else { return (verdict.risk, verdict.baseline) }
    return (result.success, result.baseline)
  }
}
