import Findings
import Foundation
import Testing

@testable import Reporting

// Catches unbalanced tags, doubled ids, dead links, skipped headings, pictures without a name.
@Test(
  "Every page is well formed, self-contained and named throughout",
  .enabled(if: PythonPage.isInstalled, "python3 is not installed"),
  arguments: Samples.all.map(\.name))
func wellFormed(name: String) throws {
  let report = try #require(Samples.all.first { $0.name == name }?.report)
  #expect(try PythonPage.problems(inPage: HTMLReport.render(report)) == "")
}

// Catches a page that needs a network, runs code, or lets something in that could.
@Test("A page holds no script and no reference to anything outside of it")
func selfContained() throws {
  for (name, report) in Samples.all {
    let page = HTMLReport.render(report)
    #expect(!page.lowercased().contains("<script"), "\(name)")
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    let addresses = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
      .matches(of: /https?:[^\s<"]*/).map { String($0.output) }
    let texts = report.attacks.map(\.attack.source).joined()
    #expect(addresses.allSatisfy { texts.contains($0) }, "\(name): \(addresses)")
  }
}

// Catches a name from a file that becomes a tag, an attribute, or a different page.
@Test("Hostile names change nothing but text", .enabled(if: PythonPage.isInstalled))
func hostileNames() throws {
  let plain = structure(
    HTMLReport.render(try Samples.replacingTexts(in: Samples.social) { _ in "x" }))
  for (index, text) in Samples.hostileTexts.enumerated() where !text.allSatisfy(\.isWhitespace) {
    let page = HTMLReport.render(try Samples.replacingTexts(in: Samples.social) { _ in text })
    #expect(structure(page) == plain, "text \(index)")
  }
  let mixed = try Samples.replacingTexts(in: Samples.social) {
    Samples.hostileTexts[$0 % Samples.hostileTexts.count]
  }
  let page = HTMLReport.render(mixed)
  #expect(try PythonPage.problems(inPage: page) == "")
  let acting = page.unicodeScalars.filter {
    $0 != "\n" && $0.value != 0x200D
      && [.control, .format, .privateUse, .lineSeparator, .paragraphSeparator].contains(
        $0.properties.generalCategory)
  }
  #expect(acting.isEmpty)
  #expect(page.utf8.count < 1_500_000)
}

/// The tags of a page with their attributes' names, in order, values and texts left out.
private func structure(_ page: String) -> [UInt8] {
  var kept: [UInt8] = []
  var (inTag, inValue) = (false, false)
  for byte in page.utf8 {
    if byte == UInt8(ascii: "<"), !inTag { inTag = true }
    if inTag, !inValue { kept.append(byte) }
    if inTag, byte == UInt8(ascii: "\"") { inValue.toggle() }
    if byte == UInt8(ascii: ">"), inTag, !inValue { inTag = false }
  }
  return kept
}

// Catches lists that grow with the data until no browser opens the page.
@Test("A thousand columns and attacks give a page that is cut, and says where")
func hugeReport() throws {
  let page = HTMLReport.render(Samples.huge)
  #expect(page.utf8.count < 4_000_000)
  for left in ["976 more columns", "960 more findings", "970 more attacks", "940 more columns"] {
    #expect(page.contains("\(left) in the JSON."), "\(left)")
  }
  let terminal = TerminalSummary.render(Samples.huge, width: 80, colour: true)
  #expect(terminal.utf8.count < 20_000)
  #expect(MarkdownReport.render(Samples.huge).utf8.count < 1_000_000)
  #expect(terminal.contains("992 more columns in the JSON"))
}

// Catches a structure that only breaks when lists are cut.
@Test("The page of a huge report is well formed", .enabled(if: PythonPage.isInstalled))
func hugeReportIsWellFormed() throws {
  #expect(try PythonPage.problems(inPage: HTMLReport.render(Samples.huge)) == "")
}

// Catches a number that the page made up: rounded twice, mixed up, or from nowhere.
@Test("Every number on a page stands in the JSON", arguments: Samples.all.map(\.name))
func numbersComeFromTheReport(name: String) throws {
  let report = try #require(Samples.all.first { $0.name == name }?.report)
  var known = Set(
    // The page's own words: 100 people, WP216 with its number, SHA-256, ISO clauses.
    [
      "100", "05", "2014", "216", "27559", "2022", "6.2", "7.2", "7.3", "256", "8.2.2", "8.2.3",
      "8.3",
      "6.3", "9",
      // An example of a tenth, and how far a kept promise may be off.
      "40", "50", "5",
    ])
  known.insert(NumberFormat.count(report.totalRows))
  known.insert("\(report.attacks.count)")
  for count in 1...max(1, report.attacks.count) { known.insert("\(count)") }
  func collect(_ value: Any) {
    if let members = value as? [String: Any] {
      for (key, member) in members { collect(key); collect(member) }
    } else if let elements = value as? [Any] {
      elements.forEach(collect)
    } else if let text = value as? String {
      known.formUnion(numbers(in: text))
    } else if let number = value as? Double {
      known.formUnion(numbers(in: forms(of: number).joined(separator: " ; ")))
    }
  }
  collect(try JSONSerialization.jsonObject(with: report.encoded()))
  let page = HTMLReport.render(report)
    .replacing(/(?s)<style>.*?<\/style>/, with: "")
    .replacing(/<text class="(tick|axis-label)"[^>]*>[^<]*<\/text>/, with: "")
    .replacing(/<[^>]*>/, with: " ")
    .replacing(/&#?[a-z0-9]+;/, with: " ")
  let unknown = numbers(in: page).filter { !known.contains($0) }
  #expect(unknown.isEmpty, "\(name)")
}

private func numbers(in text: String) -> [String] {
  text.matches(of: /[0-9][0-9,.]*/).map {
    String($0.output).trimmingCharacters(in: CharacterSet(charactersIn: ".,"))
  }
}

/// The ways in which a page may write a number: naive rounding, not the code under test.
private func forms(of value: Double) -> [String] {
  let shares = [value * 100]
  var forms = shares.flatMap { share in
    [0, 1, 2].map { String(format: "%.\($0)f", share.magnitude) }
  }
  forms += forms.map { $0.replacing(/\.?0+$/, with: "") }
  forms += ["0.01", "99.99"].filter { _ in value > 0 && (value < 0.0001 || value > 0.9999) }
  if value == 0 { forms.append("0") }
  forms += (0...7).map { String(format: "%.\($0)f", value.magnitude) }.flatMap {
    [$0, $0.replacing(/\.?0+$/, with: "")]
  }
  if value.magnitude < 1e15 {
    let formatter = NumberFormatter()
    formatter.locale = Locale(identifier: "en_US")
    formatter.numberStyle = .decimal
    forms.append(formatter.string(from: NSNumber(value: value.magnitude.rounded())) ?? "")
    if value > 0, value < 0.01 {
      formatter.usesSignificantDigits = true
      formatter.maximumSignificantDigits = 2
      forms.append(formatter.string(from: NSNumber(value: 1 / value)) ?? "")
    }
  }
  return forms
}
