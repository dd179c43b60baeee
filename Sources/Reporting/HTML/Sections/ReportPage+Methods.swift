import Findings

extension ReportPage {
  /// Ways of putting channels together, on the same people.
  var methods: Markup {
    guard let fused = report.fused, !fused.methods.isEmpty else { return .none }
    let shown = fused.methods.prefix(limits.profiles)
    let rows = shown.enumerated().map { index, method -> Markup in
      let used: Markup = index == 0 ? #" <span class="ends">used here</span>"# : .none
      return """
        <tr><th scope="row" dir="auto">\(name(method.title))\(used)</th>\
        <td class="n">\(twoLines(method.success))</td>\
        <td class="n">\(NumberFormat.percent(method.calibrationError))</td>\
        <td class="n">\(NumberFormat.number(method.surprisalBits))</td></tr>
        """
    }
    return "\n"
      + section(
        "methods", "Methods compared",
        note: """
          Other ways of putting the same channels together. Adding ratios up counts what channels \
          have in common twice, so it may promise more than it keeps.
          """,
        """
        \(table(
          header: ["Method", "Found", "Calibration error", "Bits left"], numbers: [1, 2, 3],
          rows: rows, label: "Methods compared"))
        \(more(fused.methods.count - shown.count, "methods"))
        """)
  }
}
