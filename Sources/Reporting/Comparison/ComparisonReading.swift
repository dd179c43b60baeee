import Findings

/// What every output says about two audits, in the same words.
struct ComparisonReading {
  let comparison: ReportComparison
  let limits = ListLimits()

  /// One line of a table of rates.
  struct Row {
    let name: String
    let isCode: Bool
    let change: RateChange
    let note: String
  }

  /// Rates of one kind, with a title.
  struct RateTable {
    let id: String
    let title: String
    let rows: [Row]
    let leftOut: Int
  }

  /// A table of what is no rate: names with how they were and are.
  struct PlainTable {
    let id: String
    let title: String
    let header: [String]
    let rows: [[String]]
    let leftOut: Int
  }

  /// The answer in one sentence.
  var headline: String {
    let what =
      comparison.before.fused != nil && comparison.after.fused != nil
      ? "found by all channels together" : "found by the strongest attack"
    let risk = comparison.risk
    guard let before = risk.before, let after = risk.after else { return "Nothing to compare." }
    let (one, other) = (Phrase.ofHundred(before.value), NumberFormat.ofHundred(after.value))
    switch risk.kind {
    case .rose: return "More people are \(what): \(other), before \(one)."
    case .fell: return "Fewer people are \(what): \(other), before \(one)."
    case .within:
      return "As many people are \(what) as before, as far as can be told: \(other), before \(one)."
    default: return "As many people are \(what) as before: \(other)."
    }
  }

  /// The difference with its interval, and what that interval takes for granted.
  var difference: String {
    guard let difference = comparison.risk.difference else { return "" }
    let value = "The difference is \(Self.points(difference))."
    guard difference.upper > difference.lower else { return value }
    switch comparison.footing {
    case .independent:
      return value + " The interval (Newcombe) takes the two rates as independent."
    case .samePeople:
      return value + " Seeds and numbers of targets are equal, so the same people were sought; the "
        + "interval (Newcombe) takes the rates as independent, which is wider than need be."
    }
  }

  /// Whether the data are the same.
  var data: String {
    if comparison.hasSameData { return "The data of all tables are the same, by their digests." }
    let differing = comparison.tables.filter { $0.data != .equal && $0.data != .unknown }
    guard !differing.isEmpty else {
      return "Whether the data are the same is not known: a digest is missing."
    }
    return "The data differ in \(Phrase.list(differing.map { SafeText.name($0.name) }))."
  }

  /// A difference in points of a hundred, with its interval.
  static func points(_ difference: Estimate) -> String {
    let value = FusedReading.points(difference.value)
    guard let ends = ends(of: difference) else { return "\(value) points" }
    return "\(value) points (\(ends))"
  }

  /// The ends of a difference's interval in points; `nil` where it has none.
  static func ends(of difference: Estimate) -> String? {
    guard difference.upper > difference.lower else { return nil }
    let ends = [difference.lower, difference.upper].map { end in
      abs(end) < 0.01
        ? FusedReading.points(end)
        : (end < 0 ? NumberFormat.minus : "") + Phrase.decimals(abs(end) * 100, 1)
    }
    return "\(ends[0]) to \(ends[1])"
  }

  /// The tables of rates that are not empty.
  var rates: [RateTable] {
    let channels = comparison.channels.flatMap { channel -> [Row] in
      let kept = channel.wasKept != channel.isKept && channel.wasKept != nil
      let note =
        kept && channel.isKept != nil
        ? (channel.isKept == true ? "now used" : "no longer used") : ""
      return [
        Row(
          name: "\(channel.channel.title), its share", isCode: false, change: channel.shapley,
          note: note),
        Row(name: "\(channel.channel.title) alone", isCode: false, change: channel.alone, note: ""),
      ]
    }
    let verdicts = comparison.verdicts.filter { $0.success.kind != .absent }.map { verdict in
      Row(
        name: verdict.failureMode?.title ?? verdict.risk?.title ?? "", isCode: false,
        change: verdict.success, note: Self.severities(verdict))
    }
    let attacks = comparison.attacks.map {
      Row(
        name: $0.title, isCode: false, change: $0.success,
        note: $0.settingDiffers ? "another experiment" : "")
    }
    let profiles = comparison.profiles.filter { $0.kind != .absent }
      .map { Row(name: $0.name, isCode: false, change: $0, note: "") }
    let drops = comparison.columnDrops.map {
      Row(name: $0.name, isCode: true, change: $0, note: "")
    }
    return [
      table("channels", "Channels", channels, limit: 2 * limits.channels),
      table(
        "drops", "Removing one column takes away", drops, limit: limits.columnsBlamed),
      table("profiles", "Profiles", profiles, limit: limits.profiles),
      table("verdicts", "Failure modes and risks", verdicts, limit: 6),
      table("attacks", "Attacks", attacks, limit: limits.attacks),
    ].filter { !$0.rows.isEmpty }
  }

  private func table(_ id: String, _ title: String, _ rows: [Row], limit: Int) -> RateTable {
    // What changed comes first, so that a limit never hides it behind what stayed.
    let changed = rows.filter { $0.change.kind.isChange } + rows.filter { !$0.change.kind.isChange }
    let ordered = rows.count > limit ? changed : rows
    return RateTable(
      id: id, title: title, rows: Array(ordered.prefix(limit)),
      leftOut: max(0, rows.count - limit))
  }

  private static func severities(_ verdict: VerdictChange) -> String {
    guard verdict.severityBefore != verdict.severityAfter else { return "" }
    let (one, other) = (verdict.severityBefore?.title, verdict.severityAfter?.title)
    return "\(one ?? "no severity") to \((other ?? "no severity").lowercased())"
  }

  /// The tables of findings, columns and data that are not empty.
  var plain: [PlainTable] {
    let findings =
      comparison.solved.map { ["solved", $0.title, $0.severity.title, ""] }
      + comparison.new.map { ["new", $0.title, "", $0.severity.title] }
      + comparison.regraded.map {
        ["regraded", $0.after.title, $0.before.severity.title, $0.after.severity.title]
      }
    let columns = comparison.columns.map { change -> [String] in
      let what = change.before == nil ? "appeared" : change.after == nil ? "vanished" : "changed"
      return [what, change.name, change.before ?? "", change.after ?? ""]
    }
    let tables = comparison.tables.map { table in
      [
        table.data.title, table.name, Self.size(table.rowsBefore, table.subjectsBefore),
        Self.size(table.rowsAfter, table.subjectsAfter),
      ]
    }
    return [
      plain("findings", "Findings", ["", "Finding", "Before", "After"], findings),
      plain("columns", "Columns", ["", "Column", "Before", "After"], columns),
      plain("data", "The data", ["Data", "Table", "Before", "After"], tables),
    ].filter { !$0.rows.isEmpty }
  }

  private func plain(
    _ id: String, _ title: String, _ header: [String], _ rows: [[String]]
  ) -> PlainTable {
    PlainTable(
      id: id, title: title, header: header, rows: Array(rows.prefix(limits.findings)),
      leftOut: max(0, rows.count - limits.findings))
  }

  private static func size(_ rows: Int?, _ subjects: Int?) -> String {
    guard let rows else { return "" }
    let people = subjects.map { ", \(NumberFormat.count($0)) people" } ?? ""
    return "\(NumberFormat.count(rows)) rows\(people)"
  }
}

extension ChangeKind {
  /// Whether something happened that chance does not explain.
  var isChange: Bool {
    switch self {
    case .appeared, .vanished, .rose, .fell: true
    case .within, .equal, .absent: false
    }
  }

  /// What became of a rate, in a word or two.
  var title: String {
    switch self {
    case .appeared: "appeared"
    case .vanished: "vanished"
    case .rose: "rose"
    case .fell: "fell"
    case .within: "within chance"
    case .equal: "equal"
    case .absent: "not measured"
    }
  }
}

extension TableChange.Data {
  /// What can be said about the data of a table.
  var title: String {
    switch self {
    case .equal: "the same"
    case .different: "different"
    case .unknown: "not known"
    case .appeared: "appeared"
    case .vanished: "vanished"
    }
  }
}
