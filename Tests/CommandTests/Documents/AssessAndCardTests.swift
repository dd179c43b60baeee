import Findings
import Foundation
import TestSupport
import Testing

@Suite("assess and card, as a user runs them")
struct AssessAndCardTests {
  /// Sixty people who do not exist, whose keys and notes no document may hold.
  private static func write(to folder: TestFolder) throws -> [String] {
    var rows = "id,age,postcode,illness,note"
    var secrets: [String] = []
    for person in 0..<60 {
      let own = ["KEY\(person)QZ", "ill\(person % 4)qz", "NOTE\(person)QZ"]
      secrets += own
      rows += "\n\(own[0]),\(20 + person % 30),P\(person % 7)QZ,\(own[1]),\(own[2])"
      secrets.append("P\(person % 7)QZ")
    }
    try folder.write("made-up/people.csv", rows + "\n")
    try folder.write(
      "made-up/palimpsest.yaml",
      """
      version: 1
      dataset:
        name: made-up
      tables:
        people:
          kind: users
          source: people.csv
          columns:
            id: {role: subject}
            age: {role: quasi-identifier, type: integer}
            postcode: {role: quasi-identifier}
            illness: {role: sensitive}

      """)
    return secrets
  }

  // Catches a value of a person in any document, a draft that forgets, a card of other data.
  @Test(
    "A draft keeps its answers, a card refuses changed data, and neither holds a person's value")
  func wholeWay() throws {
    let folder = try TestFolder()
    func run(_ arguments: String...) throws -> Command.Outcome {
      try Command.run(arguments, in: folder.url)
    }
    let secrets = try Self.write(to: folder)
    let audit = try run("audit", "made-up", "--seed", "1", "--quiet")
    #expect(audit.exitCode == 0, "\(audit.complaint)")
    let report = "palimpsest-report.json"
    #expect(
      try run("assess", "--report", report, "--format", "json", "--out", "a.json").exitCode == 0)
    var text = String(decoding: Data(try folder.bytes("a.json")), as: UTF8.self)
    let marker = "\"id\": \"purposes\","
    #expect(text.contains(marker))
    text = text.replacing(marker, with: "\(marker) \"answer\": {\"text\": \"Because <we> can.\"},")
    try folder.write("a.json", text)
    for format in ["json", "markdown", "html", "pia"] {
      let outcome = try run(
        "assess", "--report", report, "--previous", "a.json", "--format", format, "--out",
        "next.\(format)")
      #expect(outcome.exitCode == 0, "\(outcome.complaint)")
    }
    let next = String(decoding: Data(try folder.bytes("next.json")), as: UTF8.self)
    #expect(next.contains("\"text\": \"Because <we> can.\""))
    for format in ["croissant", "spdx", "markdown"] {
      let outcome = try run(
        "card", "--manifest", "made-up/palimpsest.yaml", "--report", report, "--format", format,
        "--out", "card.\(format)")
      #expect(outcome.exitCode == 0, "\(outcome.complaint)")
    }
    for file in folder.files where file.hasPrefix("next.") || file.hasPrefix("card.") {
      let document = String(decoding: Data(try folder.bytes(file)), as: UTF8.self)
      #expect(!secrets.contains { document.contains($0) }, "\(file)")
      #expect(!document.contains(folder.url.path), "\(file)")
    }
    let misspelt = text.replacing("\"answer\": {", with: "\"anwser\": {")
    try folder.write("bad.json", misspelt)
    let refused = try run("assess", "--report", report, "--previous", "bad.json")
    #expect(refused.exitCode == 2)
    #expect(refused.complaint.contains("anwser"))
    let rows = String(decoding: Data(try folder.bytes("made-up/people.csv")), as: UTF8.self)
    try folder.write(
      "made-up/people.csv", rows.split(separator: "\n").dropLast().joined(separator: "\n"))
    let other = try run("card", "--manifest", "made-up/palimpsest.yaml", "--report", report)
    #expect(other.exitCode == 2)
    #expect(other.complaint.contains("people") && other.output.isEmpty)
  }
}
