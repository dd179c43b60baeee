import Findings
import Foundation
import Testing

@testable import Evaluation

@Suite("Verdicts on failure modes and risks")
struct FailureVerdictsTests {
  static let canary = "CANARY-VALUE"

  static func result(
    _ id: String, risk: IdentificationRisk, mode: FailureMode, channel: Channel = .cadence,
    success: Double, excess: (Double, Double, Double), knowledge: String = "knows age of a person",
    scenario: String = "time-split", columns: [String] = ["age"]
  ) -> AttackResult {
    func estimate(_ ends: (Double, Double, Double)) -> Estimate {
      Estimate(value: ends.1, lower: ends.0, upper: ends.2, level: 0.95, method: .wilson)
    }
    return AttackResult(
      id: "\(id)/of-table",
      attack: AttackDescription(
        id: id, title: "A title", channel: channel, risk: risk, failureMode: mode, source: "",
        doesNotCover: ""),
      setting: AttackSetting(
        scenario: scenario, table: "t", knownColumns: columns, knowledge: knowledge, targets: 10,
        controls: 0, candidates: 100, exhaustive: true, reproduce: canary),
      success: estimate((success - 0.05, success, success + 0.05)), baseline: .exact(0.01),
      control: nil, excess: estimate(excess),
      measures: [
        Measure(
          id: "m", label: canary, estimate: .exact(1), unit: "people", note: canary)
      ], sentence: canary, remedy: canary)
  }

  static func severity(_ risk: Double) -> Severity { risk >= 0.5 ? .critical : .low }

  static func verdicts(_ results: [AttackResult]) -> [FailureVerdict] {
    FailureVerdicts.of(results: results, severity: severity)
  }

  static let results = [
    result(
      "cadence/periods", risk: .linkability, mode: .semanticInference, success: 0.3,
      excess: (0.2, 0.29, 0.35)),
    result(
      "places/unicity", risk: .singlingOut, mode: .semanticInference, channel: .places,
      success: 0.6, excess: (0.1, 0.59, 0.9), knowledge: "saw the target, twice,"),
    result(
      "cadence/time-zone", risk: .inference, mode: .semanticInference, success: 0.9,
      excess: (0.8, 0.85, 0.9)),
    result(
      "attributes/guess-value", risk: .inference, mode: .contextualAggregation,
      channel: .attributes, success: 0.7, excess: (-0.1, 0.6, 0.9)),
    result(
      "fused/profile", risk: .linkability, mode: .contextualAggregation, channel: .fused,
      success: 0.55, excess: (0.5, 0.54, 0.6), knowledge: "holds a customer file"),
  ]

  @Test("the highest lower end of the excess speaks, names before guesses")
  func strongest() {
    let verdicts = Self.verdicts(Self.results)
    #expect(verdicts.map(\.failureMode) == FailureMode.allCases.map(\.self) + [nil, nil, nil])
    #expect(
      verdicts.map(\.risk) == [nil, nil, nil] + IdentificationRisk.allCases.map(\.self))
    #expect(
      verdicts.map(\.attack) == [
        "cadence/periods/of-table", "fused/profile/of-table", nil, "places/unicity/of-table",
        "fused/profile/of-table", "cadence/time-zone/of-table",
      ])
    #expect(
      verdicts.map(\.severity) == [.low, .critical, nil, .critical, .critical, .critical])
    #expect(verdicts[2].sentence.hasPrefix("Not measured") && verdicts[2].effort.isEmpty)
    #expect(verdicts[1].success == Self.results[4].success)
    // The order in which attacks were made changes nothing.
    #expect(Self.verdicts(Self.results.reversed()) == verdicts)
  }

  @Test("where only guesses were made they speak for the failure mode, and doubt is said")
  func guesses() {
    let verdicts = Self.verdicts([Self.results[3]])
    #expect(verdicts[1].attack == "attributes/guess-value/of-table")
    #expect(verdicts[1].severity == .information)
    #expect(verdicts[1].sentence.contains("guesses right"))
    #expect(verdicts[1].sentence.hasSuffix("not told from what is found without it."))
    let empty = Self.verdicts([])
    #expect(empty.count == 6)
    #expect(empty.allSatisfy { $0.severity == nil && $0.sentence.hasPrefix("Not measured") })
  }

  @Test("sentences hold the numbers and the adversary, and nothing of the data")
  func sentences() {
    let verdicts = Self.verdicts(Self.results)
    #expect(
      verdicts[3].sentence
        == "An adversary who saw the target, twice, finds that person in 60 of 100 cases (55 to "
        + "65, 95 % interval); without this release: 1.")
    #expect(
      verdicts[0].sentence.hasPrefix("An adversary who knows age of a person finds that person"))
    for verdict in verdicts {
      #expect(!verdict.sentence.contains(Self.canary) && !verdict.effort.contains(Self.canary))
    }
  }

  @Test("efforts name data, skill and time, and count the facts")
  func efforts() {
    var names = Set<String>()
    for effort in IntruderEffort.table + [IntruderEffort.fused] {
      #expect(names.insert(effort.id).inserted, "\(effort.id) stands twice")
      let sentence = effort.sentence(knowing: 3)
      #expect(sentence.contains("Skill: ") && sentence.contains("Time: "))
      #expect(!sentence.contains("{") && !effort.time.contains { $0.isNumber })
      #expect(sentence.contains("3 facts") == effort.data.contains(IntruderEffort.factsMark))
    }
    let one = IntruderEffort.known(attack: "attributes/group-sizes")?.sentence(knowing: 1)
    #expect(one?.contains("1 fact about") == true)
    #expect(IntruderEffort.of(Self.results[4]) == IntruderEffort.fused)
    #expect(IntruderEffort.known(attack: "places/known-visits/location") != nil)
    #expect(IntruderEffort.known(attack: "no/such") == nil)
    var sentences = Set<String>()
    for scenario in Scenario.allCases.map(\.rawValue) + ["no-such"] {
      let other = Self.result(
        "no/such", risk: .linkability, mode: .semanticInference, success: 0.5,
        excess: (0, 0.1, 0.2), scenario: scenario, columns: [])
      sentences.insert(IntruderEffort.of(other).sentence(knowing: 0))
    }
    #expect(sentences.count == Scenario.allCases.count + 1)
  }

  @Test("every attack of the house has an effort of its own")
  func catalogue() throws {
    let ids = try AttackCatalogue.ids()
    #expect(ids.count >= 34)
    for id in ids { #expect(IntruderEffort.known(attack: id) != nil, "\(id) has no effort") }
    // And none is left of an attack that is gone.
    for effort in IntruderEffort.table {
      let stands = ids.contains { $0 == effort.id || $0.hasPrefix(effort.id) }
      #expect(stands, "\(effort.id) is no attack")
    }
  }
}

/// The ids of attacks, read from the sources of `Attacks`, which this room may not import.
enum AttackCatalogue {
  static func ids() throws -> Set<String> {
    let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    var root = tests
    while root.lastPathComponent != "Tests" { root.deleteLastPathComponent() }
    root = root.deletingLastPathComponent().appendingPathComponent("Sources/Attacks")
    var ids = Set<String>()
    for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init() {
      guard path.hasSuffix(".swift") else { continue }
      let text = try String(
        contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      for part in text.components(separatedBy: "AttackDescription(").dropFirst() {
        // The id is the first argument and may choose between two literals.
        guard let start = part.range(of: "id:"), let end = part.range(of: "title:"),
          start.upperBound < end.lowerBound
        else { continue }
        let literals = part[start.upperBound..<end.lowerBound].components(separatedBy: "\"")
        for place in stride(from: 1, to: literals.count, by: 2) {
          ids.formUnion(expanded(literals[place], in: text))
        }
      }
    }
    return ids
  }

  /// An interpolated raw value stands for each case of the enumeration `Method` beside it; any
  /// other interpolation for some word.
  private static func expanded(_ literal: String, in text: String) -> [String] {
    guard let mark = literal.range(of: "\\(") else { return [literal] }
    let prefix = String(literal[..<mark.lowerBound])
    guard literal.contains("\\(method.rawValue)"),
      let body = text.components(separatedBy: "enum Method").dropFirst().first?
        .components(separatedBy: "}").first
    else { return [prefix + "any"] }
    return body.components(separatedBy: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words.first == "case" && words.count == 2 ? prefix + words[1] : nil
    }
  }
}
