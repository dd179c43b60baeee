import Findings
import Reporting

/// The summary on the terminal, as wide and as colourful as the terminal is.
enum Summary {
  static func render(_ report: RiskReport) -> String {
    TerminalSummary.render(
      report, width: Terminal.width, colour: Terminal.wantsColour, unicode: Terminal.writesUnicode)
  }

  static func render(_ comparison: ReportComparison) -> String {
    ComparisonSummary.render(
      comparison, width: Terminal.width, colour: Terminal.wantsColour,
      unicode: Terminal.writesUnicode)
  }
}
