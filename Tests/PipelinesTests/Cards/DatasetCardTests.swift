import Engines
import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

@Suite("Cards of datasets, gathered")
struct DatasetCardTests {
  static let manifest = """
    version: 1
    dataset:
      name: made-up
      description: People who do not exist.
    tables:
      people:
        kind: users
        source: data/*.csv
        columns:
          id: {role: subject}
          age: {role: quasi-identifier, type: integer}
          illness: {role: sensitive}

    """
  static let rows = """
    id,age,illness,note
    QXZ17,4141,Zzyzx disease,secretive note
    QXZ18,4242,none,b

    """

  static func report(_ folder: TestFolder, digest: String?) -> RiskReport {
    let table = TableSummary(
      name: "people", kind: "users", rows: 2, subjects: 2, digest: digest,
      columns: [
        ColumnSummary(name: "id", role: "subject", type: "key"),
        ColumnSummary(name: "age", role: "quasi-identifier", type: "integer"),
        ColumnSummary(name: "illness", role: "sensitive", type: "text"),
      ])
    return RiskReport(
      tool: .init(name: "palimpsest", version: "0", engine: "e"),
      createdAt: "2026-03-02T09:41:27Z", seed: 1,
      dataset: DatasetSummary(name: "made-up", missing: "category", tables: [table]),
      adversary: AdversarySummary(sentence: "Knows.", knownColumns: [:], populationSize: nil),
      verdict: Verdict(
        sentence: "v", risk: .exact(0), baseline: .exact(0), attack: "", severity: .low),
      findings: [], blame: [], attacks: [], notMeasured: [], notes: [])
  }

  static func folder() throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write("palimpsest.yaml", manifest)
    try folder.write("data/part1.csv", rows)
    return folder
  }

  static func digest(_ folder: TestFolder) throws -> String {
    let engine = try Engine(options: EngineOptions())
    return try engine.digest(
      of: DataSource(folder.url.appendingPathComponent("data/*.csv").path)
    ).combined
  }

  static func card(
    _ folder: TestFolder, digest: String?, protection: ProtectionReport? = nil
  ) throws -> DatasetCard {
    try DatasetCardMaking.run(
      DatasetCardRequest(
        manifestPath: folder.url.appendingPathComponent("palimpsest.yaml").path,
        report: report(folder, digest: digest), protection: protection,
        engine: EngineOptions(), tool: "t"))
  }

  // Catches a digest that nobody else computes, a machine's folder, a column that is left out.
  @Test("Columns, roles, types and plain SHA-256 of the files, by their names from the manifest")
  func gathers() throws {
    let folder = try Self.folder()
    let card = try Self.card(folder, digest: Self.digest(folder))
    let table = try #require(card.tables.first)
    #expect(table.columns.map(\.name) == ["id", "age", "illness", "note"])
    let roles = ["subject", "quasi-identifier", "sensitive", "undeclared"]
    #expect(table.columns.map(\.role) == roles)
    #expect(table.columns.map(\.type) == ["text", "integer", "text", "text"])
    let file = try #require(table.files.first)
    #expect(file.name == "data/part1.csv")
    #expect(file.byteCount == Self.rows.utf8.count)
    #expect(file.sha256 == (try Self.sha256sum(folder.url.appendingPathComponent(file.name))))
    #expect(file.mediaType == "text/csv")
    #expect(card.limits.contains { $0.contains("does not declare people.note:") })
  }

  /// What coreutils say.
  private static func sha256sum(_ file: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data.prefix(64), as: UTF8.self)
  }

  // Catches a value of a person, or the machine's folder, anywhere on a card.
  @Test("Nothing of a person's cells and nothing of the machine stands on a card")
  func discloses() throws {
    let folder = try Self.folder()
    let card = try Self.card(folder, digest: Self.digest(folder))
    let text = String(decoding: try JSONEncoder().encode(card), as: UTF8.self)
    for value in ["QXZ17", "4141", "Zzyzx", "secretive", folder.url.lastPathComponent] {
      #expect(!text.contains(value), "\(value)")
    }
  }

  // Catches a card that praises files that nobody attacked.
  @Test("A report about other files, or without a digest, is refused")
  func otherData() throws {
    let folder = try Self.folder()
    for digest in [nil, String(repeating: "0", count: 64)] {
      #expect(throws: DatasetCardError.otherData(table: "people")) {
        try Self.card(folder, digest: digest)
      }
    }
    let digest = try Self.digest(folder)
    try folder.write("data/part1.csv", Self.rows + "QXZ19,1,a,b\n")
    #expect(throws: DatasetCardError.otherData(table: "people")) {
      try Self.card(folder, digest: digest)
    }
  }

  // Catches protection that is claimed for files it did not make.
  @Test("Measures stand on the card only of the release that they made")
  func measures() throws {
    let folder = try Self.folder()
    let digest = try Self.digest(folder)
    func protection(_ release: String) -> ProtectionReport {
      ProtectionReport(
        tool: "t", name: "r", planDigest: "cc",
        source: .init(digest: "5eed5eed", rowCount: 5, columns: ["age"]),
        release: .init(digest: release, rowCount: 2, columns: ["age"]),
        steps: [
          ProtectionStepRecord(
            kind: "round", line: 1, columns: ["age"], changedCells: 2, removedRows: 3,
            doesNotProtectAgainst: "n")
        ],
        verification: ReleaseVerification(
          models: [.init(name: "2-anonymity", holds: true), .init(name: "no", holds: false)],
          linkage: nil))
    }
    let own = try Self.card(folder, digest: digest, protection: protection(digest))
    #expect(own.measures.map(\.kind) == ["round"])
    #expect(own.lineage?.models == ["2-anonymity"])
    let text = String(decoding: try JSONEncoder().encode(own), as: UTF8.self)
    #expect(!text.contains("5eed5eed"), "the digest of the unprotected table is not published")
    #expect(own.tables[0].columns.map(\.measures) == [[], ["round"], [], []])
    #expect(own.limits.contains { $0.hasPrefix("3 rows of 5") })
    let other = try Self.card(folder, digest: digest, protection: protection("bb"))
    #expect(other.measures.isEmpty && other.lineage == nil)
    #expect(other.limits.contains { $0.contains("other files") })
  }
}
