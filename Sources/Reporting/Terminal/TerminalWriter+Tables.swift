import Findings

extension TerminalWriter {
  private static let limits = (columns: 8, attacks: 20)

  mutating func blame(_ report: RiskReport) {
    guard !report.blame.isEmpty else { return }
    let columns = report.blame.prefix(Self.limits.columns)
    title("What to blame")
    if isNarrow {
      for column in columns {
        line((fitted(name(column), to: room), .bold))
        paragraph(
          "without \(NumberFormat.percent(column.riskWithout)) · "
            + "with \(NumberFormat.percent(column.riskWith)) · "
            + "alone \(NumberFormat.percent(column.riskAlone))", indent: 2)
      }
    } else {
      blameTable(columns)
    }
    more(report.blame.count - columns.count, "columns")
  }

  private func name(_ column: ColumnBlame) -> String {
    "\(SafeText.name(column.table)).\(SafeText.name(column.column))"
  }

  private mutating func blameTable(_ columns: ArraySlice<ColumnBlame>) {
    let bar = max(8, room - 28 - 30)
    line(
      (String(repeating: " ", count: 28 + bar), .plain),
      (numbers(["without", "with", "alone"]), .dim))
    let top = max(0.0001, columns.map { max($0.riskWith, $0.riskAlone) }.max() ?? 1)
    for column in columns {
      let without = cells(min(column.riskWithout, column.riskWith) / top, of: bar)
      let with = max(without, cells(column.riskWith / top, of: bar))
      line(
        (DisplayWidth.padded(fitted(name(column), to: 26), to: 28), .plain),
        (shown(String(repeating: "░", count: without)), .base),
        (shown(String(repeating: "█", count: with - without)), .found),
        (String(repeating: " ", count: bar - with), .plain),
        (
          numbers(
            [column.riskWithout, column.riskWith, column.riskAlone].map(NumberFormat.percent)),
          .plain
        ))
    }
    paragraph("░ risk without the column · █ what it adds", style: .dim)
  }

  /// Numbers of ten columns each, right-aligned.
  private func numbers(_ texts: [String]) -> String {
    texts.map { DisplayWidth.right(fitted($0, to: 9), to: 10) }.joined()
  }

  mutating func attacks(_ report: RiskReport) {
    title("Attacks")
    guard !report.attacks.isEmpty else {
      return paragraph("None was run, so nothing is known about the risk.", style: .warning)
    }
    let nameWidth = room - 46
    if !isNarrow {
      line(
        (String(repeating: " ", count: nameWidth), .plain),
        (DisplayWidth.right("success [interval]", to: 26), .dim),
        (numbers(["baseline", "excess"]), .dim))
    }
    for result in report.attacks.prefix(Self.limits.attacks) {
      attack(result, nameWidth: nameWidth)
      silence(result)
    }
    more(report.attacks.count - Self.limits.attacks, "attacks")
    for network in report.networks {
      paragraph("\(SafeText.name(network.title)). \(network.alternativeText)", style: .dim)
    }
  }

  private mutating func attack(_ result: AttackResult, nameWidth: Int) {
    let style: Style = result.excess.lower > 0 ? .found : .plain
    let others = [result.baseline.value, result.excess.value].map(NumberFormat.percent)
    guard isNarrow else {
      return line(
        (
          DisplayWidth.padded(
            fitted(SafeText.name(result.attack.title), to: nameWidth - 1), to: nameWidth), .plain
        ),
        (DisplayWidth.right(fitted(rate(result.success), to: 25), to: 26), style),
        (numbers(others), .plain))
    }
    line((fitted(SafeText.name(result.attack.title), to: room), .bold))
    paragraph(rate(result.success), indent: 2, style: style)
    paragraph("baseline \(others[0]) · excess \(others[1])", indent: 2)
  }

  /// The estimators of an attack that gave no number.
  private mutating func silence(_ result: AttackResult) {
    let silent = result.measures.filter { $0.status == .notConverged }
    guard !silent.isEmpty else { return }
    let names = silent.prefix(6).map { SafeText.name($0.label) }.joined(separator: ", ")
    paragraph("did not converge: \(names)", indent: 2, style: .warning)
  }

  private func rate(_ estimate: Estimate) -> String {
    let value = NumberFormat.percent(estimate.value)
    guard estimate.method != .exact else { return "\(value) [exact]" }
    let interval = NumberFormat.percentInterval(estimate)
      .replacing(" to ", with: ", ").replacing(NumberFormat.space + "%", with: "")
    return "\(value) [\(interval)]"
  }
}
