import Foundation
import TestSupport
import Testing

/// What the README shows must work.
@Suite("The README")
struct ReadmeTests {
  private static let text =
    (try? String(
      contentsOf: Command.packageFolder.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  /// The text between a fence of `language` and its end, that of the first block with `mark`.
  private static func block(_ language: String, with mark: String) -> String? {
    text.components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }
      .first { $0.contains(mark) }
  }

  @Test("its manifest is one that audit takes")
  func manifestIsSound() throws {
    let folder = try TestFolder()
    try folder.write("palimpsest.yaml", try #require(Self.block("yaml", with: "tables:")))
    var people = "id,birth_year,sex,condition\n"
    var vendor = "person,year_of_birth,sex\n"
    for number in 0..<60 {
      people += "p\(number),\(1950 + number % 40),\(number % 2 == 0 ? "f" : "*"),c\(number % 4)\n"
      vendor += "p\(number * 2),\(1950 + number * 2 % 40),f\n"
    }
    try folder.write("people.csv", people)
    try folder.write("vendor.csv", vendor)
    let outcome = try Command.run(["audit", ".", "--quiet"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.complaint)")
  }

  @Test("its plan is one that protect carries out")
  func planIsSound() throws {
    let folder = try TestFolder()
    try folder.write("plan.yaml", try #require(Self.block("yaml", with: "steps:")))
    var people = "name,email,age,postcode,education,sex,diagnosis\n"
    for number in 0..<400 {
      people += "n\(number),e\(number),\(20 + number % 50),\(89_000 + number % 30),"
      people += "\(["none", "school", "college"][number % 3]),\(number % 2 == 0 ? "f" : "m"),"
      people += "\(["flu", "gout"][number / 7 % 2])\n"
    }
    try folder.write("people.csv", people)
    try folder.write("education.csv", "none;low;*\nschool;low;*\ncollege;high;*\n")
    let outcome = try Command.run(
      ["protect", "--plan", "plan.yaml", "--quiet", "--json", "lineage.json"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.complaint)")
    let release = try DelimitedText(
      contentsOf: folder.url.appendingPathComponent("people-release.csv"))
    #expect(release.header == ["age", "postcode", "education", "sex", "diagnosis"])
    #expect(release.rows.count >= 384)
  }

  @Test("its command lines are understood: subcommands and options are there")
  func commandLinesAreUnderstood() throws {
    let folder = try TestFolder()
    var checked = 0
    for line in Self.text.split(separator: "\n") {
      guard let start = line.range(of: "palimpsest ") else { continue }
      let words = line[start.upperBound...].split(separator: " ").map(String.init)
      guard let command = words.first,
        [
          "init", "inspect", "audit", "report", "demo", "scrub", "verify", "watch", "key",
          "audit-mechanism",
        ].contains(command)
      else { continue }
      let help = try Command.run([command, "--help"], in: folder.url)
      for option in line.matches(of: /--[a-z][a-z-]+/) {
        #expect(help.output.contains(option.output), "\(command) \(option.output)")
        checked += 1
      }
    }
    #expect(checked > 8)
  }

  @Test("the files that it points at are there")
  func linksLeadSomewhere() {
    for link in Self.text.matches(of: /\]\(([^)#:]+)\)/) {
      let path = Command.packageFolder.appendingPathComponent(String(link.output.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link.output.1)")
    }
  }
}
