/// One channel in two reports.
public struct ChannelChange: Sendable, Equatable {
  /// The channel.
  public let channel: Channel
  /// What it finds alone.
  public let alone: RateChange
  /// What is found without it.
  public let without: RateChange
  /// Its Shapley value.
  public let shapley: RateChange
  /// Whether the earlier fusion kept it; `nil` where it had no such channel.
  public let wasKept: Bool?
  /// Whether the later fusion keeps it; `nil` where it has no such channel.
  public let isKept: Bool?

  static func all(_ before: RiskReport, _ after: RiskReport) -> [ChannelChange] {
    Matched.by(\.channel.rawValue, before.fused?.channels, after.fused?.channels).compactMap {
      pair in
      guard let channel = pair.after?.channel ?? pair.before?.channel else { return nil }
      func change(_ rate: (ChannelContribution) -> Estimate) -> RateChange {
        RateChange(pair.key, before: pair.before.map(rate), after: pair.after.map(rate))
      }
      return ChannelChange(
        channel: channel, alone: change(\.alone), without: change(\.without),
        shapley: change(\.shapley), wasKept: pair.before?.isKept, isKept: pair.after?.isKept)
    }
  }
}

/// One column that is not as it was.
public struct ColumnChange: Sendable, Equatable {
  /// The column as `table.column`.
  public let name: String
  /// Its role and type in the earlier report; `nil` where it had no such column.
  public let before: String?
  /// Its role and type in the later report; `nil` where it has no such column.
  public let after: String?

  static func all(_ before: RiskReport, _ after: RiskReport) -> [ColumnChange] {
    Matched.by(\.name, named(before), named(after)).compactMap { pair in
      let change = ColumnChange(
        name: pair.key, before: pair.before?.about, after: pair.after?.about)
      return change.before == change.after ? nil : change
    }
  }

  private static func named(_ report: RiskReport) -> [(name: String, about: String)] {
    report.dataset.tables.flatMap { table in
      table.columns.map { ("\(table.name).\($0.name)", "\($0.role), \($0.type)") }
    }
  }
}

/// One table in two reports.
public struct TableChange: Sendable, Equatable {
  /// Whether the data are the same.
  public enum Data: String, Sendable, Equatable {
    /// Equal digests.
    case equal
    /// Different digests, or different numbers of rows.
    case different
    /// At least one report has no digest, and the rows are as many.
    case unknown
    /// Only the later report has the table.
    case appeared
    /// Only the earlier report has the table.
    case vanished
  }

  /// The table.
  public let name: String
  /// The earlier number of rows.
  public let rowsBefore: Int?
  /// The later number of rows.
  public let rowsAfter: Int?
  /// The earlier number of data subjects.
  public let subjectsBefore: Int?
  /// The later number of data subjects.
  public let subjectsAfter: Int?
  /// Whether the data are the same.
  public let data: Data

  init(name: String, before: TableSummary?, after: TableSummary?) {
    self.name = name
    rowsBefore = before?.rows
    rowsAfter = after?.rows
    subjectsBefore = before?.subjects
    subjectsAfter = after?.subjects
    guard let before, let after else {
      data = before == nil ? .appeared : .vanished
      return
    }
    if let one = before.digest, let other = after.digest {
      data = one == other ? .equal : .different
    } else {
      data = before.rows == after.rows ? .unknown : .different
    }
  }
}

/// One failure mode or risk of WP216 in two reports.
public struct VerdictChange: Sendable, Equatable {
  /// The failure mode; `nil` where this is about a risk.
  public let failureMode: FailureMode?
  /// The risk; `nil` where this is about a failure mode.
  public let risk: IdentificationRisk?
  /// The rates of the strongest attacks.
  public let success: RateChange
  /// How bad it was; `nil` where no verdict says.
  public let severityBefore: Severity?
  /// How bad it is; `nil` where no verdict says.
  public let severityAfter: Severity?

  static func all(_ before: RiskReport, _ after: RiskReport) -> [VerdictChange] {
    FailureMode.allCases.map { mode in
      VerdictChange(
        mode, nil, name: mode.rawValue, before.measured(mode, nil), after.measured(mode, nil))
    }
      + IdentificationRisk.allCases.map { risk in
        VerdictChange(
          nil, risk, name: risk.rawValue, before.measured(nil, risk), after.measured(nil, risk))
      }
  }

  private init(
    _ mode: FailureMode?, _ risk: IdentificationRisk?, name: String,
    _ before: (rate: Estimate?, severity: Severity?),
    _ after: (rate: Estimate?, severity: Severity?)
  ) {
    failureMode = mode
    self.risk = risk
    success = RateChange(name, before: before.rate, after: after.rate)
    severityBefore = before.severity
    severityAfter = after.severity
  }
}

extension RiskReport {
  /// What is said about a failure mode or a risk: the fused verdict where there is one, else the
  /// attack with the largest excess.
  fileprivate func measured(
    _ mode: FailureMode?, _ risk: IdentificationRisk?
  ) -> (rate: Estimate?, severity: Severity?) {
    if let verdict = fused?.verdicts.first(where: { $0.failureMode == mode && $0.risk == risk }) {
      return (verdict.success, verdict.severity)
    }
    let strongest =
      attacks
      .filter { mode != nil ? $0.attack.failureMode == mode : $0.attack.risk == risk }
      .max { $0.excess.value < $1.excess.value }
    return (strongest?.success, nil)
  }
}

/// One attack in two reports.
public struct AttackChange: Sendable, Equatable {
  /// The result's id.
  public let id: String
  /// The attack's title.
  public let title: String
  /// The rates of success.
  public let success: RateChange
  /// Whether the experiments differ: targets, candidates, controls or columns known.
  public let settingDiffers: Bool

  init(_ pair: Matched<AttackResult>) {
    id = pair.key
    title = pair.after?.attack.title ?? pair.before?.attack.title ?? pair.key
    success = RateChange(pair.key, before: pair.before?.success, after: pair.after?.success)
    func experiment(_ setting: AttackSetting) -> [String] {
      ["\(setting.targets)", "\(setting.candidates)", "\(setting.controls)"]
        + setting.knownColumns.sorted()
    }
    settingDiffers =
      pair.before.flatMap { before in
        pair.after.map { experiment(before.setting) != experiment($0.setting) }
      } ?? false
  }
}

/// One finding whose severity changed.
public struct FindingChange: Sendable, Equatable {
  /// As it was.
  public let before: Finding
  /// As it is.
  public let after: Finding
}
