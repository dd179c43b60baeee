import Foundation
import TestSupport
import Testing

/// What the README shows must work.
@Suite("The README")
struct ReadmeTests {
  private static let text =
    (try? String(
      contentsOf: Command.packageFolder.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  /// The text between a fence of `language` and its end.
  private static func block(_ language: String) -> String? {
    guard let start = text.range(of: "```\(language)\n"),
      let end = text.range(of: "\n```", range: start.upperBound..<text.endIndex)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }

  @Test("its manifest is one that audit takes")
  func manifestIsSound() throws {
    let folder = try TestFolder()
    try folder.write("palimpsest.yaml", try #require(Self.block("yaml")))
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
