import Findings
import Testing

@testable import Reporting

// Catches lines that wrap in the terminal and tear the table apart.
@Test("No line is wider than the terminal, whatever the names are")
func width() throws {
  let hostile = try Samples.replacingTexts(in: Samples.social) {
    Samples.hostileTexts[$0 % Samples.hostileTexts.count]
  }
  for report in Samples.all.map(\.report) + [hostile, Samples.huge] {
    for width in [40, 60, 80, 120] {
      for unicode in [true, false] {
        let text = TerminalSummary.render(report, width: width, colour: false, unicode: unicode)
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
        }
      }
    }
  }
  _ = TerminalSummary.render(hostile, width: Int.min, colour: true)
}

// Catches names that steer the terminal of whoever reads the summary.
@Test("Nothing but our own colours controls the terminal")
func controls() throws {
  let hostile = try Samples.replacingTexts(in: Samples.survey) {
    Samples.hostileTexts[$0 % Samples.hostileTexts.count]
  }
  let plain = TerminalSummary.render(hostile, width: 80, colour: false, page: "a\u{1B}[31m.html")
  #expect(
    plain.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
  let coloured = TerminalSummary.render(hostile, width: 80, colour: true)
  let bare = coloured.replacing(/\u{1B}\[[0-9;]+m/, with: "")
  #expect(!bare.contains("\u{1B}"))
}

// Catches a summary that says less to who sees no colours, or garbage where UTF-8 is not known.
@Test("Colour adds nothing but colour; ASCII is ASCII")
func colourAndASCII() throws {
  for report in Samples.all.map(\.report) {
    let plain = TerminalSummary.render(report, width: 80, colour: false)
    let coloured = TerminalSummary.render(report, width: 80, colour: true)
      .replacing(/\u{1B}\[[0-9;]+m/, with: "").replacing(#/[ ]+\n/#, with: "\n")
    #expect(coloured == plain)
    let ascii = TerminalSummary.render(report, width: 80, colour: false, unicode: false)
    #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
  }
  #expect(ASCIIText.from("1.2 × 10⁻⁷ é – … “x” 字") == "1.2 x 10^-7 e - ... \"x\" ??")
}

// Catches names that become links, mentions, tags, or break a table in CI's summary.
@Test("Markdown keeps its tables and takes nothing from names")
func markdown() throws {
  for text in Samples.hostileTexts {
    let report = try Samples.replacingTexts(in: Samples.survey) { _ in text }
    let page = MarkdownReport.render(report)
    let bare = page.replacing("<!-- -->", with: "")
    #expect(!bare.contains("<"))
    #expect(!page.contains("://") && !page.contains("www.") && !page.contains("@someone"))
    for line in page.split(separator: "\n") where line.hasPrefix("|") {
      let cells = line.replacing("\\|", with: "").filter { $0 == "|" }.count
      #expect([4, 6, 8].contains(cells), "\(line)")
    }
  }
}
