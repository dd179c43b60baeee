import Foundation
import Tables
import TestSupport
import Testing

@Suite("Protection plans")
struct ProtectionPlanTests {
  static let whole = """
    version: 1
    name: people-1
    source: people.csv
    csv: {delimiter: ";"}
    nulls: ["", "?"]
    population: {source: all.parquet}
    release: out/people.parquet
    key: release.key
    missing: wildcard
    steps:
      - drop: [name, "e mail"]
      - pseudonym: id
      - encrypt: {column: phone}
      - token: {column: card, vault: cards.vault}
      - top-code: {column: age, top: 90, bottom: 15}
      - round: {column: income, base: 1000}
      - merge-rare: {column: job, below: 20, label: rest}
      - mask: {column: zip, keep: 3}
      - recode:
          quasi-identifiers:
            age: {intervals: [5, 10, 20], from: 0, top: 90, maximum-level: 2, weight: 0.5}
            sex: suppression
            zip: {redaction: each}
            born: {dates: [month, year]}
            town: {priority: [20, 5]}
            north: {decimals: [2, 1, 0]}
            grade: {order: [3, 2]}
            school: {file: school.csv, delimiter: ","}
          sensitive:
            illness: {file: illness.csv}
          models:
            - k-anonymity: 5
            - t-closeness: {column: illness, t: 0.2, distance: hierarchical}
            - recursive-diversity: {column: illness, c: 4, l: 3}
          suppression-limit: 0.04
          suppressed: mask
          loss: entropy
          subject: id
          nodes: 100000
      - suppress-cells:
          quasi-identifiers: [age, sex]
          k: 3
          importance: {age: 2}
          combinations: [{columns: [age], k: 2}]
          strata: [town]
      - mondrian: {quasi-identifiers: [age], models: [{k-anonymity: 4}], cut: relaxed}
      - microaggregate: {columns: [income], k: 3}
      - swap-ranks: {columns: [income], window: 5}
      - pram: {columns: [job], stay: 0.8}
      - noise: {columns: [income], alpha: 0.1}
      - shuffle: [income]
      - sample: 0.5
    audit: {quasi-identifiers: [age, sex], sensitive: [illness], earlier: [a.csv], predict: [job]}
    """

  @Test("a plan with every kind of step is read as it stands")
  func everything() throws {
    let plan = try ProtectionPlan.parse(text: Self.whole, file: "plan.yaml")
    #expect(Set(plan.steps.map(\.kind)).count == StepKind.allCases.count - 1)
    #expect(plan.source.csv?.delimiter == ";")
    #expect(plan.population?.paths == ["all.parquet"])
    #expect(plan.missing == .wildcard)
    let recode = try #require(plan.steps.first { $0.kind == .recode })
    #expect(
      recode.recoded.map(\.name) == [
        "age", "sex", "zip", "born", "town", "north", "grade", "school",
      ])
    #expect(
      recode.recoded[0].hierarchy
        == .intervals(widths: [5, 10, 20], origin: 0, bottom: nil, top: 90))
    #expect(recode.recoded[0].maximumLevel == 2)
    #expect(recode.recoded[2].hierarchy == .redaction(from: .right, characters: []))
    #expect(recode.recoded[7].hierarchy == .file(path: "school.csv", delimiter: ","))
    #expect(recode.models.map(\.kind) == [.kAnonymity, .closeness, .recursiveDiversity])
    #expect(recode.models[0].values.integer("k") == 5)
    #expect(recode.models[1].values.text("distance") == "hierarchical")
    #expect(recode.values.number("suppression-limit") == 0.04)
    #expect(plan.steps[1].values.text("column") == "id")
    #expect(plan.steps.last?.values.number("fraction") == 0.5)
    let cells = try #require(plan.steps.first { $0.kind == .suppressCells })
    #expect(
      cells.values.combinations("combinations") == [PlanCombination(columns: ["age"], number: 2)])
    #expect(cells.values.numberByColumn("importance") == ["age": 2])
    #expect(plan.audit?.predict == ["job"])
  }

  /// A fault: what is replaced by what, and where the error must stand.
  struct Fault: Sendable {
    let from: String
    let to: String
    let line: Int
    let words: String
  }

  static let faults = [
    Fault(from: "version: 1", to: "version: 2", line: 1, words: "version"),
    Fault(from: "name: people-1", to: "name: ''", line: 2, words: "empty"),
    Fault(from: "- drop: [name", to: "- dropp: [name", line: 11, words: "did you mean \"drop\""),
    Fault(from: "top: 90, bottom", to: "tops: 90, bottom", line: 15, words: "unknown key"),
    Fault(from: "keep: 3", to: "keep: -3", line: 18, words: "out of range"),
    Fault(from: "[5, 10, 20]", to: "[5, 12, 20]", line: 21, words: "multiple"),
    Fault(
      from: "maximum-level: 2", to: "minimum-level: 3, maximum-level: 2", line: 21,
      words: "minimum-level"),
    Fault(from: "sex: suppression", to: "sex: supression", line: 22, words: "mapping"),
    Fault(from: "[month, year]", to: "[month, jahr]", line: 24, words: "decade"),
    Fault(from: "{decimals: [2, 1, 0]}", to: "{decimals: [2.5]}", line: 26, words: "whole"),
    Fault(from: "k-anonymity: 5", to: "k-anonymity: 0", line: 32, words: "from 1"),
    Fault(from: "t: 0.2, ", to: "", line: 33, words: "has no \"t\""),
    Fault(from: "distance: hierarchical", to: "distance: far", line: 33, words: "equal"),
    Fault(from: "loss: entropy", to: "loss: nothing", line: 37, words: "one of"),
    Fault(
      from: "suppression-limit: 0.04", to: "suppression-limit: 1.5", line: 35, words: "0.0 to 1.0"),
    Fault(from: "strata: [town]", to: "strata: town", line: 45, words: "a list"),
    Fault(from: "sample: 0.5", to: "sample: .nan", line: 52, words: "sample"),
    Fault(from: "release: out", to: "relase: out", line: 7, words: "did you mean"),
  ]

  @Test("each fault is told with its line", arguments: faults)
  func fault(_ fault: Fault) throws {
    #expect(Self.whole.contains(fault.from))
    let text = Self.whole.replacing(fault.from, with: fault.to)
    do {
      _ = try ProtectionPlan.parse(text: text, file: "plan.yaml")
      Issue.record("taken: \(fault.to)")
    } catch {
      #expect(error.errors.contains { $0.line == fault.line }, "\(error)")
      #expect("\(error)".contains(fault.words), "\(error)")
    }
  }

  @Test("the manual names every step, model and parameter")
  func manual() throws {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/protection.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let names =
      StepKind.allCases.flatMap { [$0.rawValue] + $0.parameters.map(\.name) }
      + ModelKind.allCases.flatMap { [$0.rawValue] + $0.parameters.map(\.name) }
    for name in Set(names) { #expect(text.contains("`\(name)`"), "\(name)") }
  }

  @Test("hostile texts are refused, and crash nothing")
  func hostile() {
    let texts = [
      "", "[]", "steps: []", "version: 1\nsteps: {}", String(repeating: "[", count: 100_000),
      "version: 1\nname: x\nsource: y\nrelease: z\nsteps: [[]]",
      "version: 1\nname: x\nsource: y\nrelease: z\nsteps: [{drop: [a], round: 2}]",
      "version: 1\nname: x\nsource: y\nrelease: z\nsteps: [{recode: {}}]",
      "version: 1\nname: x\nsource: y\nrelease: z\nsteps: [{recode: {quasi-identifiers: {}, models: []}}]",
    ]
    for text in texts {
      #expect(throws: ManifestErrors.self) { try ProtectionPlan.parse(text: text, file: "p") }
    }
  }

  @Test("a plan cut anywhere is read or refused, and crashes nothing")
  func truncated() {
    let scalars = Array(Self.whole)
    for end in stride(from: 0, to: scalars.count, by: 7) {
      _ = try? ProtectionPlan.parse(text: String(scalars[..<end]), file: "p")
    }
  }

  @Test("a hierarchy's text is read as the same hierarchy")
  func hierarchyText() throws {
    let plan = try ProtectionPlan.parse(text: Self.whole, file: "plan.yaml")
    for column in plan.steps.flatMap(\.recoded) {
      let text = """
        version: 1
        name: x
        source: y
        release: z
        steps:
          - recode:
              quasi-identifiers:
                a: \(column.hierarchy.planText)
              models: [{k-anonymity: 2}]
        """
      let read = try ProtectionPlan.parse(text: text, file: "p")
      #expect(read.steps[0].recoded[0].hierarchy == column.hierarchy)
    }
  }
}

@Suite("The JSON Schema of protection plans")
struct PlanSchemaTests {
  private static let file = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/schemas/protection-plan-1.json")

  @Test("the file in docs is what the reader's lists give")
  func isCurrent() throws {
    let made = try JSONSerialization.data(
      withJSONObject: Tables.PlanSchema.tree,
      options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    if ProcessInfo.processInfo.environment["PALIMPSEST_WRITE_SCHEMAS"] != nil {
      try (made + Data("\n".utf8)).write(to: Self.file)
    }
    #expect(try Data(contentsOf: Self.file) == made + Data("\n".utf8))
  }

  @Test(
    "schema and reader take the same plans", .enabled(if: PythonSchema.readsYAML))
  func agree() throws {
    let faulty = ProtectionPlanTests.faults.map {
      ProtectionPlanTests.whole.replacing($0.from, with: $0.to)
    }
    let verdicts = try PythonSchema.verdicts(
      ofYAML: [ProtectionPlanTests.whole] + faulty, by: Self.file)
    #expect(verdicts.first == true)
    // What only a reader sees: widths that nest, and one level below another.
    let beyond = ["multiple", "minimum-level", "whole", "sample"]
    for (fault, verdict) in zip(ProtectionPlanTests.faults, verdicts.dropFirst())
    where !beyond.contains(fault.words) {
      #expect(verdict == false, "\(fault.to)")
    }
  }
}
