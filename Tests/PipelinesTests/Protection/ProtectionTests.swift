import Findings
import Foundation
import TestSupport
import Testing

@testable import Engines
@testable import Pipelines

@Suite("Protection plans carried out", .enabled(if: EngineLibrary.exists))
struct ProtectionTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// 600 people: age, town, a sensitive value, an id, an income.
  func writePeople() throws {
    var generator = SplitMix(state: 7)
    var text = "id,age,town,illness,income\n"
    for person in 0..<600 {
      let age = 18 + Int(generator.next() % 60)
      let town = ["Ulm", "Bonn", "Kiel", "Trier"][Int(generator.next() % 4)]
      let illness = ["flu", "cold", "gout"][Int(generator.next() % 3)]
      text += "p\(person),\(age),\(town),\(illness),\(20_000 + generator.next() % 50_000)\n"
    }
    try folder.write("people.csv", text)
  }

  struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  func run(_ steps: String, release: String = "release.csv", more: String = "") throws
    -> ProtectionReport
  {
    try folder.write(
      "plan.yaml",
      "version: 1\nname: people-1\nsource: people.csv\nrelease: \(release)\n\(more)steps:\n\(steps)"
    )
    return try Protection.run(
      ProtectionRequest(
        planPath: folder.url.appendingPathComponent("plan.yaml").path, releasePath: nil,
        engine: .init(), toolVersion: "test", skipsAudit: true))
  }

  func rows(_ name: String = "release.csv") throws -> DelimitedText {
    try DelimitedText(contentsOf: folder.url.appendingPathComponent(name))
  }

  static let recode = """
      - drop: [id]
      - recode:
          quasi-identifiers:
            age: {intervals: [5, 10, 20, 40]}
            town: suppression
          models: [{k-anonymity: 7}]
          suppression-limit: 0.05

    """

  /// The sizes of the groups of equal cells in some columns of a file.
  func sizes(_ table: DelimitedText, _ columns: [String]) -> [Int] {
    let cells = columns.compactMap { table.column($0) }
    var counts: [[String]: Int] = [:]
    for row in table.rows.indices { counts[cells.map { $0[row] }, default: 0] += 1 }
    return Array(counts.values)
  }

  @Test("a recoded file is k-anonymous to a program that knows nothing of classes")
  func recoded() throws {
    try writePeople()
    let report = try run(Self.recode)
    let table = try rows()
    #expect(table.header == ["age", "town", "illness", "income"])
    #expect(table.rows.count == report.release.rowCount)
    #expect(sizes(table, ["age", "town"]).min() ?? 0 >= 7)
    #expect(report.source.rowCount == 600)
    #expect(600 - table.rows.count <= 30)
    let recoding = try #require(report.steps[1].recoding)
    #expect(recoding.isOptimal)
    #expect(recoding.smallestClass == sizes(table, ["age", "town"]).min())
    #expect(report.verification.holds)
    let linkage = try #require(report.verification.linkage)
    #expect(linkage.fewestCandidates >= 7)
    #expect(linkage.expectedShare < linkage.expectedShareBefore)
  }

  @Test("the engine's way and the way row by row give the same release")
  func twoWays() throws {
    try writePeople()
    _ = try run(Self.recode)
    let inEngine = try rows().rows
    // A step that changes nothing but needs rows: aggregation of groups of one value.
    _ = try run(Self.recode + "  - sample: 1\n", release: "rows.csv")
    #expect(try rows("rows.csv").rows == inEngine)
    // From Parquet, long enough for several of the engine's threads.
    var text = "id,age,town,illness,income\n"
    for row in 0..<300_000 { text += "\(row),\(18 + row % 61),Ulm,flu,\(row % 1_000)\n" }
    try folder.write("long.csv", text)
    let engine = try Engine()
    let path = folder.url.appendingPathComponent("people.parquet").path
    _ = try engine.writeTyped(
      source: DataSource(folder.url.appendingPathComponent("long.csv").path), types: [], to: path)
    let plan = try String(
      contentsOf: folder.url.appendingPathComponent("plan.yaml"), encoding: .utf8)
    let way = { (name: String, steps: String) in
      try folder.write(
        "plan.yaml",
        plan.replacing("people.csv", with: "people.parquet").replacing("rows.csv", with: name)
          .replacing("  - sample: 1\n", with: steps))
      _ = try Protection.run(
        ProtectionRequest(
          planPath: folder.url.appendingPathComponent("plan.yaml").path, engine: .init(),
          toolVersion: "test", skipsAudit: true))
      return try folder.bytes(name)
    }
    #expect(try way("engine.csv", "") == way("rows.csv", "  - sample: 1\n"))
  }

  @Test("masked rows stay, without their quasi-identifiers")
  func masked() throws {
    try writePeople()
    let steps = Self.recode.replacing(
      "suppression-limit: 0.05",
      with: "suppression-limit: 0.2\n      suppressed: mask\n      loss: discernibility")
    for more in ["", "  - sample: 1\n"] {
      let report = try run(steps + more)
      let table = try rows()
      #expect(table.rows.count == 600)
      let ages = try #require(table.column("age"))
      let masked = ages.count { $0 == "*" }
      #expect(masked == report.steps[1].removedRows || masked == 600)
    }
  }

  @Test("a second run writes the same bytes")
  func deterministic() throws {
    try writePeople()
    let first = try run(Self.recode)
    let bytes = try folder.bytes("release.csv")
    let second = try run(Self.recode)
    #expect(try folder.bytes("release.csv") == bytes)
    #expect(first == second)
  }

  @Test("steps that draw repeat themselves with the release's key, and with nothing else")
  func keyed() throws {
    try writePeople()
    try ReleaseKey.write(to: folder.url.appendingPathComponent("release.key").path)
    let steps = """
        - pseudonym: id
        - swap-ranks: {columns: [income], window: 10}
        - pram: {columns: [illness], stay: 0.5}
        - noise: {columns: [age], alpha: 0.2}

      """
    let report = try run(steps, more: "key: release.key\n")
    #expect(report.steps.map(\.randomSource) == [.key, .key, .key, .key])
    let bytes = try folder.bytes("release.csv")
    _ = try run(steps, more: "key: release.key\n")
    #expect(try folder.bytes("release.csv") == bytes)
    let table = try rows()
    #expect(Set(table.column("id") ?? []).count == 600)
    #expect(!(table.column("id") ?? []).contains("p1"))
    // Ranks are exchanged: the values themselves stay.
    let before = try DelimitedText(contentsOf: folder.url.appendingPathComponent("people.csv"))
    #expect(
      (table.column("income") ?? []).sorted() == (before.column("income") ?? []).sorted())
    // Without the key the same steps draw from the system.
    let other = try run(
      steps.replacing("  - pseudonym: id\n", with: ""), release: "other.csv")
    #expect(other.steps.allSatisfy { $0.randomSource == .system })
    let again = try rows("other.csv").rows
    _ = try run(steps.replacing("  - pseudonym: id\n", with: ""), release: "other.csv")
    #expect(try rows("other.csv").rows != again)
  }

  @Test("cells are suppressed until rows look alike, and the file is held against the step")
  func cells() throws {
    try writePeople()
    let report = try run(
      "  - suppress-cells: {quasi-identifiers: [age, town], k: 3}\n", more: "missing: wildcard\n")
    #expect(report.verification.models.map(\.holds) == [true])
    #expect(report.steps[0].changedCells > 0)
    let empty = try rows().rows.reduce(0) { $0 + $1.count(where: \.isEmpty) }
    #expect(empty == report.steps[0].changedCells)
  }

  @Test("partitions hold k rows each and show intervals")
  func mondrian() throws {
    try writePeople()
    let report = try run(
      "  - mondrian: {quasi-identifiers: [age, town], models: [{k-anonymity: 9}]}\n")
    let table = try rows()
    #expect(sizes(table, ["age", "town"]).min() ?? 0 >= 9)
    #expect(table.column("age")?.contains { $0.hasPrefix("[") } == true)
    #expect(report.steps[0].recoding?.smallestClass ?? 0 >= 9)
  }

  @Test("local recoding loses no more than the whole column's, and keeps k")
  func locally() throws {
    try writePeople()
    let report = try run(Self.recode.replacing("- recode:", with: "- recode-locally:"))
    let classes = sizes(try rows(), ["age", "town"])
    #expect(classes.min() ?? 0 >= 7)
    #expect(report.steps[1].recoding?.smallestClass == classes.min())
    #expect(report.steps[1].recoding?.classCount == classes.count)
    #expect(report.verification.models.map(\.holds) == [true])
  }

  @Test("a column that was generalised is not predicted, one that stays is")
  func prediction() throws {
    try writePeople()
    let audit = "audit: {quasi-identifiers: [age, town], predict: [illness, age]}\n"
    let report = try run(Self.recode, more: audit)
    let utility = try #require(report.utility)
    #expect(Set(utility.tasks.map(\.target)) == ["illness"])
    #expect(utility.tasks.allSatisfy { (0...1).contains($0.release) })
  }

  @Test("people with several rows count once")
  func subjects() throws {
    // Each person has ten rows with the same values: 10 rows are one person.
    var text = "id,age,town,illness,income\n"
    for person in 0..<60 {
      for _ in 0..<10 { text += "p\(person),\(20 + person % 30),Ulm,flu,1\n" }
    }
    try folder.write("people.csv", text)
    let steps = """
        - recode:
            quasi-identifiers: {age: {intervals: [5, 10, 20]}}
            models: [{k-anonymity: 5}]
            subject: id
        - drop: [id]

      """
    let report = try run(steps)
    #expect(report.steps[0].recoding?.smallestClass ?? 0 >= 5)
    #expect(sizes(try rows(), ["age"]).min() ?? 0 >= 50)
  }

  @Test("a step after the recoding that breaks it is told, not hidden")
  func disturbed() throws {
    try writePeople()
    let report = try run(Self.recode + "  - sample: 0.02\n")
    #expect(report.release.rowCount == Int(0.02 * Double(report.release.rowCount * 50)))
    #expect(!report.verification.holds)
  }

  @Test("two releases, each diverse alone, are attacked together")
  func composition() throws {
    try writePeople()
    let models = "models: [{k-anonymity: 4}, {distinct-diversity: {column: illness, l: 2}}]"
    let steps = Self.recode.replacing("models: [{k-anonymity: 7}]", with: models)
    _ = try run(steps, release: "first.csv")
    let second = steps.replacing("[5, 10, 20, 40]", with: "[7, 21]")
    let audit =
      "audit: {quasi-identifiers: [age, town], sensitive: [illness], earlier: [first.csv]}\n"
    let report = try run(second, more: audit)
    let composition = try #require(report.verification.composition.first)
    #expect(composition.targetCount == 600)
    #expect(composition.togetherShare >= composition.ownShare)
    #expect(composition.earlierShare == 0)
  }

  @Test("a run that fails leaves the old release and no other file")
  func failure() throws {
    try writePeople()
    try folder.write("release.csv", "old")
    let hopeless = Self.recode.replacing("k-anonymity: 7", with: "k-anonymity: 100000")
    #expect(throws: ProtectionError.self) { try run(hopeless) }
    for steps in ["  - round: {column: town, base: 5}\n", "  - round: {column: towm, base: 5}\n"] {
      #expect(throws: ProtectionError.self) { try run(steps) }
    }
    #expect(throws: ProtectionError.self) { try run("  - pseudonym: id\n") }
    #expect(try folder.bytes("release.csv") == Array("old".utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(Set(names) == ["people.csv", "plan.yaml", "release.csv"])
  }

  @Test("a column that the plan's audit names and the table lacks is an error, not left out")
  func auditColumns() throws {
    try writePeople()
    for lines in [
      ["quasi-identifiers: [age, nowhere]"],
      ["quasi-identifiers: [age]", "sensitive: [nowhere]"],
      ["quasi-identifiers: [age]", "predict: [nowhere]"],
    ] {
      let audit = (["audit:"] + lines.map { "  " + $0 }).joined(separator: "\n") + "\n"
      #expect(throws: ProtectionError.noAuditColumn("nowhere")) {
        try run(Self.recode, more: audit)
      }
    }
  }

  @Test("a key file that can't be used is named, and not a line of the plan")
  func badKey() throws {
    try writePeople()
    try folder.write("short.key", "abc")
    do {
      _ = try run("  - pseudonym: id\n", more: "key: short.key\n")
      Issue.record("taken")
    } catch let error as ProtectionError {
      guard case .badKey(_, let path) = error else {
        Issue.record("another error")
        return
      }
      #expect(path == "short.key")
      #expect("\(error)".hasPrefix("short.key: "))
    }
  }

  @Test("a plan whose release is its source is refused")
  func sourceIsRelease() throws {
    try writePeople()
    #expect(throws: ProtectionError.self) { try run(Self.recode, release: "people.csv") }
  }

  @Test("errors and report show no value of a person")
  func silence() throws {
    try folder.write(
      "people.csv",
      "id,age,town\nAda Lovelace,36,Ulm\nGrace Hopper,eighty,Bonn\nAlan Turing,41,Kiel\n")
    do {
      _ = try run("  - round: {column: age, base: 5}\n")
      Issue.record("taken")
    } catch {
      #expect(!"\(error)".contains("eighty"))
    }
    let report = try run("  - drop: [age]\n")
    let text = String(decoding: try report.encoded(), as: UTF8.self)
    #expect(!text.contains("Ada") && !text.contains("Kiel"))
    #expect(try ProtectionReport.decode(from: try report.encoded()) == report)
  }

  @Test("a release in Parquet holds what a release in CSV does")
  func parquet() throws {
    try writePeople()
    for more in ["", "  - sample: 1\n"] {
      let report = try run(Self.recode + more, release: "release.parquet")
      let path = folder.url.appendingPathComponent("release.parquet").path
      let engine = try Engine()
      #expect(try engine.rowCount(of: DataSource(path)) == report.release.rowCount)
      #expect(try engine.columns(of: DataSource(path)).map(\.name) == report.release.columns)
    }
  }
}
