import Findings

extension TerminalWriter {
  private static let limits = (findings: 8, gaps: 12)

  mutating func heading(_ report: RiskReport) {
    let left = "Palimpsest  "
    let day = fitted(report.day, to: 12)
    let space = room - left.count - DisplayWidth.of(day) - 2
    let name = fitted("risk report on \(SafeText.name(report.dataset.name))", to: space)
    blank()
    line((left, .bold), (DisplayWidth.padded(name, to: space + 2), .plain), (day, .dim))
    line((rule(), .dim))
  }

  mutating func verdict(_ report: RiskReport) {
    let severity = report.verdict.severity
    blank()
    line(("\(severity.title) severity", severity >= .high ? .found : .bold))
    let reading = FusedReading(report)
    if let reading { paragraph(reading.headline, style: .bold) }
    paragraph(report.verdict.sentence, style: reading == nil ? .bold : .plain)
    blank()
    if let reading {
      fused(reading)
    } else if report.wasMeasured {
      crowd("with this release", report.verdict.risk, .found)
      crowd("without it", report.verdict.baseline, .base)
      blank()
    }
    let people = report.subjects.map { ", \(NumberFormat.count($0)) people" } ?? ""
    paragraph(
      "\(NumberFormat.count(report.totalRows)) rows\(people) · seed \(report.seed) · "
        + "\(report.tool.name) \(report.tool.version), \(report.tool.engine)", style: .dim)
  }

  /// All channels beside the best one and none, and what is to blame.
  private mutating func fused(_ reading: FusedReading) {
    crowd("all channels", reading.success, .found)
    crowd("by \(reading.bestChannel)", reading.fused.bestChannelSuccess, .warning)
    crowd("without it", reading.baseline, .base)
    blank()
    for line in reading.lines { paragraph(line) }
    blank()
  }

  /// A row of people, filled up to the share, and its number.
  private mutating func crowd(_ title: String, _ share: Estimate, _ style: Style) {
    let count = min(50, room - 19 - 16)
    let filled = cells(share.value, of: count)
    let part = filled == 0 && share.value > 0 && count > 0 ? "◔" : ""
    line(
      (DisplayWidth.padded(title, to: 19), .plain),
      (shown(String(repeating: "●", count: filled) + part), style),
      (shown(String(repeating: "○", count: count - filled - part.count)), .dim),
      ("  " + shown(NumberFormat.ofHundred(share.value)), style))
    guard share.method != .exact else { return }
    paragraph(
      "\(NumberFormat.percent(share.level)) interval \(NumberFormat.percentInterval(share))",
      indent: isNarrow ? 2 : 19, style: .dim)
  }

  /// How many of `count` cells a share fills.
  func cells(_ share: Double, of count: Int) -> Int {
    guard share.isFinite, count > 0 else { return 0 }
    return Int((min(max(share, 0), 1) * Double(count)).rounded())
  }

  mutating func findings(_ report: RiskReport) {
    let ordered = report.orderedFindings
    guard !ordered.isEmpty else { return }
    title("Findings")
    let indent = isNarrow ? 2 : 13
    for finding in ordered.prefix(Self.limits.findings) {
      line(
        (
          DisplayWidth.padded(finding.severity.title, to: 13),
          finding.severity >= .high ? .found : .bold
        ),
        (fitted(SafeText.name(finding.title), to: room - 13), .bold))
      paragraph(finding.sentence, indent: indent)
      if !finding.remedy.isEmpty { paragraph("→ \(finding.remedy)", indent: indent, style: .base) }
    }
    more(ordered.count - Self.limits.findings, "findings")
  }

  mutating func gaps(_ report: RiskReport) {
    guard !report.notMeasured.isEmpty else { return }
    title("Not measured")
    for gap in report.notMeasured.prefix(Self.limits.gaps) {
      paragraph("\(SafeText.name(gap.what)): \(gap.why)")
    }
    more(report.notMeasured.count - Self.limits.gaps, "gaps")
  }

  mutating func place(of page: String?) {
    guard let page else { return blank() }
    blank()
    line(("Page  ", .dim), (shown(page), .bold))
    blank()
  }
}
