public import Findings

/// Two audits side by side, for a terminal.
public enum ComparisonSummary {
  /// The comparison in plain text, with a line feed after each line.
  ///
  /// - Parameters:
  ///   - width: the terminal's columns; taken as 40 to 120.
  ///   - colour: whether to use ANSI colours; the text says the same without.
  ///   - unicode: whether the terminal shows UTF-8; else everything is ASCII.
  /// - Complexity: O(size of what is shown).
  public static func render(
    _ comparison: ReportComparison, width: Int, colour: Bool, unicode: Bool = true
  ) -> String {
    let reading = ComparisonReading(comparison: comparison)
    var writer = TerminalWriter(
      width: min(max(width, 40), 120), colour: colour, unicode: unicode)
    writer.comparison(reading)
    for table in reading.rates { writer.rates(table) }
    for table in reading.plain { writer.plain(table) }
    writer.blank()
    return writer.text
  }
}

extension TerminalWriter {
  fileprivate mutating func comparison(_ reading: ComparisonReading) {
    let comparison = reading.comparison
    blank()
    paragraph(
      "Palimpsest  two audits of \(SafeText.name(comparison.after.dataset.name)): "
        + "\(SafeText.name(comparison.before.day)) and \(SafeText.name(comparison.after.day))",
      style: .dim)
    line((rule(), .dim))
    blank()
    paragraph(reading.headline, style: .bold)
    blank()
    paragraph(reading.difference)
    paragraph(reading.data)
    for warning in comparison.warnings {
      paragraph("Not the same: \(warning.sentence)", style: .warning)
    }
  }

  fileprivate mutating func rates(_ table: ComparisonReading.RateTable) {
    title(table.title)
    for row in table.rows {
      let change = row.change
      let style: Style =
        change.kind == .rose || change.kind == .appeared
        ? .found : change.kind.isChange ? .base : .plain
      let note = row.note.isEmpty ? "" : "; \(row.note)"
      let numbers =
        "\(rate(change.before)) to \(rate(change.after))"
        + (change.difference.map { ", \(ComparisonReading.points($0))" } ?? "")
      line(
        (DisplayWidth.padded(fitted(row.name, to: room - 16), to: room - 14), .bold),
        (fitted(change.kind.title, to: 14), style))
      paragraph(numbers + note, indent: 2)
    }
    more(table.leftOut)
  }

  fileprivate mutating func plain(_ table: ComparisonReading.PlainTable) {
    title(table.title)
    for row in table.rows {
      let states = row.dropFirst(2).map { $0.isEmpty ? NumberFormat.missing : $0 }
      line(
        (DisplayWidth.padded(fitted(row[1], to: room - 16), to: room - 14), .bold),
        (fitted(row[0], to: 14), .plain))
      paragraph(states.map(SafeText.name).joined(separator: " to "), indent: 2)
    }
    more(table.leftOut)
  }

  private func rate(_ rate: Estimate?) -> String {
    rate.map { NumberFormat.percent($0.value) } ?? NumberFormat.missing
  }

  private mutating func more(_ count: Int) {
    if count > 0 { paragraph("\(NumberFormat.count(count)) more in the reports", style: .dim) }
  }
}
