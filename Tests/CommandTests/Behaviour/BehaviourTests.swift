import Findings
import Foundation
import TestSupport
import Testing

/// What the command promises to scripts and people.
@Suite("The command")
struct BehaviourTests {
  private let sound =
    "id,age,sex,job,ill\n"
    + (0..<80).map { "p\($0),\(20 + $0 % 30),\($0 % 2),j\($0 % 7),i\($0 % 3)" }
    .joined(separator: "\n") + "\n"

  private let columns = ["--quasi-identifiers", "age,sex,job", "--sensitive", "ill"]

  @Test("the same seed gives the same document, another seed another one")
  func seedDecides() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", sound)
    func document(_ seed: String) throws -> String {
      let outcome = try Command.run(
        ["audit", "data.csv", "--seed", seed, "--json"] + columns, in: folder.url)
      #expect(outcome.exitCode == 0, "\(outcome.complaint)")
      return outcome.output.split(separator: "\n").filter { !$0.contains("createdAt") }
        .joined(separator: "\n")
    }
    #expect(try document("7") == document("7"))
    #expect(try document("7") != document("8"))
  }

  @Test("threads and memory change nothing in the document")
  func resourcesChangeNothing() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", sound)
    var documents: Set<String> = []
    for options in [["--threads", "1"], ["--threads", "2"], ["--memory", "128"]] {
      let outcome = try Command.run(
        ["audit", "data.csv", "--seed", "7", "--json"] + columns + options, in: folder.url)
      documents.insert(
        outcome.output.split(separator: "\n").filter { !$0.contains("createdAt") }
          .joined(separator: "\n"))
    }
    #expect(documents.count == 1)
  }

  @Test("a drawn seed stands in the report and in the command that repeats it")
  func drawnSeedIsStated() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", sound)
    let first = try Command.run(["audit", "data.csv", "--json"] + columns, in: folder.url)
    let seed = try #require(first.output.firstMatch(of: /"seed": "(\d+)"/)).1
    #expect(first.output.contains("--seed \(seed)"))
    let again = try Command.run(
      ["audit", "data.csv", "--json", "--seed", String(seed)] + columns, in: folder.url)
    func body(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains("createdAt") }
    }
    #expect(body(first.output) == body(again.output))
  }

  @Test("--fail-above ends with 3 when the risk may be above, with the report written")
  func failAbove() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", sound)
    let bad = try Command.run(
      ["audit", "data.csv", "--fail-above", "0.2", "--quiet"] + columns, in: folder.url)
    #expect(bad.exitCode == 3)
    #expect(bad.output.isEmpty)
    #expect(bad.complaint.contains("--fail-above"))
    #expect(folder.files.contains("palimpsest-report.html"))
    let good = try Command.run(
      ["audit", "data.csv", "--fail-above", "1", "--quiet"] + columns, in: folder.url)
    #expect(good.exitCode == 0 && good.complaint.isEmpty)
  }

  @Test("help and version go to standard output with exit code 0, and help names every command")
  func help() throws {
    let folder = try TestFolder()
    let help = try Command.run(["--help"], in: folder.url)
    #expect(help.exitCode == 0)
    for command in ["init", "inspect", "audit", "report", "demo"] {
      #expect(help.output.contains(command))
      let own = try Command.run([command, "--help"], in: folder.url)
      #expect(own.exitCode == 0 && own.output.contains("USAGE"))
    }
    #expect(try Command.run(["--version"], in: folder.url).exitCode == 0)
  }

  @Test("completions are made for each shell", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let folder = try TestFolder()
    let outcome = try Command.run(["--generate-completion-script", shell], in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("palimpsest") && outcome.output.contains("audit"))
  }

  @Test("a report rendered from its JSON is the page that the audit wrote")
  func reportIsReproduced() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", sound)
    _ = try Command.run(["audit", "data.csv", "--seed", "1", "--quiet"] + columns, in: folder.url)
    let outcome = try Command.run(
      ["report", "palimpsest-report.json", "--html", "again.html"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.complaint)")
    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: folder.url.appendingPathComponent(name))
    }
    #expect(try bytes("again.html") == bytes("palimpsest-report.html"))
  }

  @Test("init writes a manifest that audit takes as it is")
  func initThenAudit() throws {
    let folder = try TestFolder()
    try folder.write("mydata/people.csv", sound)
    let proposal = try Command.run(["init", "mydata"], in: folder.url)
    #expect(proposal.exitCode == 0, "\(proposal.complaint)")
    let audit = try Command.run(["audit", "mydata", "--quiet"], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.complaint)")
  }

  @Test("texts that mean missing are proposed as such, and the column keeps its type")
  func proposesNullTexts() throws {
    // Would catch an NA that is counted as a value of its own, unnoticed.
    let folder = try TestFolder()
    let rows = (0..<40).map { "\($0 % 5 == 0 ? "NA" : String(20 + $0)),\($0 % 7 == 0 ? "?" : "b")" }
    try folder.write("d/people.csv", "age,sex\n" + rows.joined(separator: "\n") + "\n")
    let proposal = try Command.run(["init", "d", "--print"], in: folder.url)
    #expect(proposal.output.contains("nulls: [\"\", NA, \"?\"]"))
    #expect(proposal.output.contains("age: {role: quasi-identifier, type: integer"))
  }

  @Test(
    "dates link whichever way each side declares or keeps them", arguments: ["", ", type: date"])
  func datesLink(type: String) throws {
    // Would catch a date coded as a number on one side and as text on the other: no link, no risk.
    let folder = try TestFolder()
    let days = (0..<60).map { "2020-0\(1 + $0 % 9)-\(10 + $0 % 19)" }
    for (name, key) in [("people", "id"), ("vendor", "person")] {
      let rows = days.enumerated().map { "p\($0.offset),\($0.element),\($0.offset % 2)" }
      try folder.write("\(name).csv", "\(key),joined,sex\n" + rows.joined(separator: "\n") + "\n")
    }
    try folder.write(
      "palimpsest.yaml",
      """
      version: 1
      dataset: {name: dates}
      tables:
        people:
          kind: users
          source: people.csv
          auxiliary: {source: vendor.csv, columns: {id: person}}
          columns:
            id: {role: subject}
            joined: {role: quasi-identifier\(type)}
            sex: {role: quasi-identifier}

      """)
    let outcome = try Command.run(["audit", ".", "--json"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.complaint)")
    let report = try RiskReport.decode(from: Data(outcome.output.utf8))
    func success(_ attack: String) -> Double? {
      report.attacks.first { $0.attack.id == attack }?.success.value
    }
    // A perfect copy is linked exactly as often as groups are small.
    let linked = try #require(success("attributes/link-records"))
    let alike = try #require(success("attributes/group-sizes"))
    #expect(abs(linked - alike) < 1e-9)
  }

  @Test("demo, then audit: every step of the README's first minute")
  func demoThenAudit() throws {
    let folder = try TestFolder()
    let demo = try Command.run(["demo", "d", "--people", "300", "--seed", "4"], in: folder.url)
    #expect(demo.exitCode == 0, "\(demo.complaint)")
    // Unoptimised, all channels together take minutes; PipelinesTests try them on less.
    let options = Build.isOptimised ? [] : ["--no-fusion"]
    let audit = try Command.run(["audit", "d", "--seed", "4"] + options, in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.complaint)")
    #expect(audit.output.contains("An adversary who"))
    #expect(audit.output.contains("Another party's records"))
  }

  @Test("no progress and no escape codes in a pipe")
  func plainInPipes() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", sound)
    let outcome = try Command.run(["audit", "data.csv"] + columns, in: folder.url)
    #expect(outcome.complaint.isEmpty)
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test("Ctrl-C ends an audit with 130 and leaves nothing half-written")
  func interrupted() throws {
    let folder = try TestFolder()
    // Large enough to be at work for seconds, so that the signal comes in the midst of it.
    let rows = (0..<800_000).map { "\($0 % 97),\($0 % 89),\($0 % 83),\($0 % 7919)" }
    try folder.write("data.csv", "a,b,c,d\n" + rows.joined(separator: "\n") + "\n")
    let process = try Command.process(
      ["audit", "data.csv", "--quasi-identifiers", "a,b,c", "--sensitive", "d", "--out", "out"],
      in: folder.url)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: 0.6)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(folder.files == ["data.csv"])
  }
}
