import Foundation
import Tables
import Testing

@Suite("Reading palimpsest.yaml")
struct ManifestParseTests {
  // Catches: an option that is read into the wrong field, or forgotten.
  @Test("Everything that a manifest can say arrives where it belongs")
  func everything() throws {
    let manifest = try Manifest.parse(text: ManifestFixtures.everything, file: "m.yaml")
    #expect(manifest.name == "city-network")
    #expect(manifest.description == "people: and more")
    #expect(manifest.missing == .wildcard)
    #expect(
      manifest.tables.map(\.name) == [
        "people", "visits", "friends", "ratings", "posts", "photos",
      ])
    let people = try #require(manifest.table("people"))
    #expect(
      people.source
        == TableSource(
          paths: ["people.csv"], format: .csv,
          csv: CSVOptions(delimiter: ";", quote: "\"", header: true, encoding: .utf8),
          nulls: ["", "?", "NA"], suppressed: ["*"]))
    #expect(people.original == TableSource(paths: ["raw/people.csv"]))
    #expect(people.auxiliary?.counterpart(of: "age") == "their_age")
    #expect(people.auxiliary?.counterpart(of: "wage") == "wage")
    #expect(people.population?.source.csv == CSVOptions(delimiter: "\t"))
    #expect(people.subject?.name == "id")
    #expect(
      people.column("wage")
        == ColumnDeclaration(name: "wage", role: .sensitive, type: .integer, isOrdered: true))
    #expect(
      manifest.table("visits")?.column("seen_at")
        == ColumnDeclaration(
          name: "seen_at", role: .time, type: .timestamp, zone: "Europe/Paris", unit: .seconds))
    #expect(manifest.table("visits")?.source.paths == ["2024/*.parquet", "/data/2025"])
    #expect(manifest.adversary.populationSize == 250_000)
    #expect(manifest.adversary.targets == 500)
    #expect(manifest.adversary.controlShare == 0.2)
    #expect(manifest.adversary.overlap == 0.75)
    #expect(manifest.adversary.seeds == 7)
    #expect(
      manifest.adversary.profiles == [
        .builtIn("insider"), .builtIn("stranger"), .file("./ours.yaml"), .file("../theirs.yml"),
      ])
    #expect(manifest.table("ratings")?.columns.map(\.role) == [.subject, .item, .rating])
    #expect(manifest.knownColumns(of: people) == ["age", "phone_os"])
  }

  // Catches: a default that the documentation does not promise.
  @Test("What a manifest does not say has its documented default")
  func defaults() throws {
    let manifest = try Manifest.parse(text: ManifestFixtures.users(), file: "m.yaml")
    #expect(manifest.missing == .category)
    #expect(manifest.adversary == AdversaryDeclaration())
    #expect(manifest.adversary.targets == 1000)
    #expect(manifest.adversary.controlShare == 0.1)
    #expect(manifest.adversary.overlap == 0.9)
    #expect(manifest.adversary.seeds == 20)
    #expect(manifest.knownColumns(of: manifest.tables[0]) == ["age"])
  }

  // Catches: a rule that refuses what it should not.
  @Test("Sound manifests are read", arguments: ManifestFixtures.sound.indices)
  func sound(index: Int) throws {
    let fixture = ManifestFixtures.sound[index]
    #expect(throws: Never.self, "\(fixture.name)") {
      try Manifest.parse(text: fixture.text, file: "m.yaml")
    }
  }

  // Catches: an error that is missing, said twice, misplaced, or hides the one behind it.
  @Test(
    "Each fault is reported once, at its line and column",
    arguments: ManifestFixtures.misshapen + ManifestFixtures.contradictory)
  func faults(fault: ManifestFault) throws {
    let errors = try #require(throws: ManifestErrors.self) {
      try Manifest.parse(text: fault.text, file: "m.yaml")
    }
    #expect(errors.errors == fault.expected)
    #expect(errors.file == "m.yaml")
  }

  // Catches: an error without words, and words that repeat what may be data.
  @Test("Each error says what is wrong and what to do, and repeats no setting's text")
  func words() throws {
    for fault in ManifestFixtures.misshapen + ManifestFixtures.contradictory {
      for error in fault.expected {
        #expect(!error.problem.message.isEmpty, "\(fault.name)")
        #expect(!error.problem.remedy.isEmpty, "\(fault.name)")
      }
    }
    let text = ManifestFixtures.users(
      columns: "      age: {role: CANARY, type: CANARY, zone: \"CANARY \", unit: CANARY}\n",
      table: "    nulls: CANARY\n    csv: {header: CANARY, delimiter: CANARY, encoding: CANARY}\n",
      extra: "missing: CANARY\nadversary: {targets: CANARY, control-share: CANARY}\n")
    let errors = try #require(throws: ManifestErrors.self) {
      try Manifest.parse(text: text, file: "m.yaml")
    }
    #expect(errors.errors.count == 11)
    #expect(!errors.description.contains("CANARY"))
  }

  // Catches: the first error hiding all others; errors out of order.
  @Test("All errors of a manifest come together, lines rising")
  func together() throws {
    let faults = [
      "version: 3", "dataset: {title: x}", "missing: no", "tables:", "  t:", "    kind: users",
      "    columns: {a: {role: x}, b: 1, b: 2}", "adversary: {targets: -1}", "x: 1",
    ]
    let errors = try #require(throws: ManifestErrors.self) {
      try Manifest.parse(text: faults.joined(separator: "\n"), file: "m.yaml")
    }
    #expect(errors.errors.map(\.line) == [1, 2, 2, 3, 6, 7, 7, 7, 8, 9])
  }

  // Catches: a path joined twice, or an absolute one made relative.
  @Test("Sources are found from the manifest's folder")
  func paths() {
    let source = TableSource(paths: ["a.csv", "/b.csv", "c/*.csv"])
    #expect(source.resolvedPaths(relativeTo: "/d") == ["/d/a.csv", "/b.csv", "/d/c/*.csv"])
    #expect(source.resolvedPaths(relativeTo: "d/") == ["d/a.csv", "/b.csv", "d/c/*.csv"])
    #expect(source.resolvedPaths(relativeTo: "") == source.paths)
  }

  // Catches: an original in Parquet read with the delimiter of its release.
  @Test("A second table takes the options that it does not state")
  func completion() {
    let release = TableSource(
      paths: ["a"], format: .csv, csv: CSVOptions(delimiter: ";"), nulls: ["NA"], suppressed: ["*"])
    let bare = TableSource(paths: ["b"]).completed(by: release)
    #expect(bare.format == .csv && bare.csv == release.csv && bare.nulls == ["NA"])
    #expect(bare.paths == ["b"])
    let stated = TableSource(paths: ["b"], format: .parquet, nulls: []).completed(by: release)
    #expect(stated.csv == nil && stated.nulls == [] && stated.suppressed == ["*"])
  }
}
