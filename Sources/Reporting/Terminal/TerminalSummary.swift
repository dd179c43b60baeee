public import Findings

/// What a person reads in a terminal after an audit.
public enum TerminalSummary {
  /// The summary of a report in plain text, with a line feed after each line.
  ///
  /// - Parameters:
  ///   - report: what to show; controls and escape sequences in its names are made visible.
  ///   - width: the terminal's columns; taken as 40 to 120.
  ///   - colour: whether to use ANSI colours; the text says the same without.
  ///   - unicode: whether the terminal shows UTF-8; else everything is ASCII.
  ///   - page: where the page was written, if it was.
  /// - Returns: the text. No line is wider than `width`, save for the path of the page.
  /// - Complexity: O(size of what is shown).
  public static func render(
    _ report: RiskReport, width: Int, colour: Bool, unicode: Bool = true, page: String? = nil
  ) -> String {
    var writer = TerminalWriter(
      width: min(max(width, 40), 120), colour: colour, unicode: unicode)
    writer.heading(report)
    writer.verdict(report)
    writer.blame(report)
    writer.findings(report)
    writer.attacks(report)
    writer.gaps(report)
    writer.place(of: page)
    return writer.text
  }
}

/// Lines of a terminal, with styles that take no room.
struct TerminalWriter {
  enum Style: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case found = "1;31"
    case base = "34"
    case warning = "33"
  }

  let width: Int
  let colour: Bool
  let unicode: Bool
  private(set) var text = ""

  /// The columns between both margins.
  var room: Int { width - 4 }
  /// Whether tables do not fit, and are written as text.
  var isNarrow: Bool { width < 72 }

  init(width: Int, colour: Bool, unicode: Bool) {
    self.width = width
    self.colour = colour
    self.unicode = unicode
  }

  /// The text as this terminal can show it.
  func shown(_ text: String) -> String {
    let text = SafeText.sentence(text).replacing(NumberFormat.space, with: " ")
    return unicode ? text : ASCIIText.from(text)
  }

  /// The text as this terminal can show it, cut to `width` columns.
  func fitted(_ text: String, to width: Int) -> String {
    DisplayWidth.cut(shown(text), to: width, ellipsis: unicode ? "…" : "...")
  }

  /// One line inside the margins, made of pieces with their styles.
  mutating func line(_ pieces: (String, Style)...) {
    let line = pieces.map { piece, style in
      guard colour, style != .plain, !piece.isEmpty else { return piece }
      return "\u{1B}[\(style.rawValue)m\(piece)\u{1B}[0m"
    }.joined()
    var end = line.endIndex
    while !colour, end > line.startIndex, line[line.index(before: end)] == " " {
      end = line.index(before: end)
    }
    text += line.isEmpty ? "\n" : "  \(line[..<end])\n"
  }

  mutating func blank() { text += "\n" }

  /// A text broken into lines, behind an indentation.
  mutating func paragraph(_ text: String, indent: Int = 0, style: Style = .plain) {
    let space = String(repeating: " ", count: indent)
    for part in DisplayWidth.wrapped(shown(text), to: room - indent) {
      line((space, .plain), (part, style))
    }
  }

  mutating func title(_ text: String) {
    blank()
    line((text, .bold))
  }

  func rule() -> String { shown(String(repeating: "─", count: room)) }

  /// What stands below a list that was cut.
  mutating func more(_ count: Int, _ things: String) {
    if count > 0 {
      paragraph("\(NumberFormat.count(count)) more \(things) in the JSON", style: .dim)
    }
  }
}
