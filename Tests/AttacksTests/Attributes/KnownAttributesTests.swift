import Evaluation
import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("What is known of people's attributes")
struct KnownAttributesTests {
  static func column(
    _ name: String, rows: Int, _ value: (inout SeededGenerator) -> String?, seed: UInt64
  ) -> CodedColumn {
    var source = SeededGenerator(seed: seed, stream: name)
    return CodedColumn(name: name, texts: (0..<rows).map { _ in value(&source) })
  }

  static func subjects(_ numbers: [UInt32], count: Int) -> SubjectIndex {
    SubjectIndex(
      key: CodedColumn(
        name: "id", codes: numbers.map { $0 + 1 }, dictionary: .opaque(count: count)))
  }

  /// How likely each value is known of somebody behind a released value, if it is right: by going
  /// through all whole numbers that can stand behind it and all errors.
  static func outcomes(_ label: String, within: Int) -> [Double: Double] {
    let values: [Int]
    switch label {
    case "[10,20[": values = Array(10...19)
    case "15-24": values = Array(15...24)
    case ">=30": values = Array(30...34)
    default: values = [Int(label)].compactMap(\.self)
    }
    var outcomes: [Double: Double] = [:]
    let all = values.count * (2 * within + 1)
    for value in values {
      for error in -within...within {
        outcomes[Double(value + error), default: 0] += 1 / Double(all)
      }
    }
    return outcomes
  }

  @Test(
    "evidence is log2(P(known | released) / P(known)) by the model that knowledge is drawn from",
    arguments: [0, 1, 3])
  func modelOracle(within: Int) throws {
    for seed in UInt64(0)..<8 {
      // 34 is the greatest number of all, so the open range ends there; several rows a person.
      let labels = ["12", "15", "15", "19", "22", "34", "[10,20[", "15-24", ">=30", "*", nil]
      var source = SeededGenerator(seed: seed, stream: "oracle")
      let people = 12
      let owners = (0..<20).map { UInt32($0 < people ? $0 : source.index(below: people)) }
      var cells = owners.map { _ in labels[source.index(below: labels.count)] }
      cells[0] = "34"
      cells[1] = "[10,20["
      let column = CodedColumn(name: "age", texts: cells)
      let (right, subjects) = (0.8, Self.subjects(owners, count: people))
      let exactness = ValueExactness(right: right, within: Double(within), known: 0.9)
      let known = KnownAttributes.evidence(
        table: "t", columns: [column], subjects: subjects, exactness: exactness, seed: seed)
      let likelihoods = (0..<people).map { person -> [[Double: Double]] in
        owners.indices.filter { owners[$0] == person }.compactMap { row in
          cells[row].flatMap { $0 == "*" ? nil : Self.outcomes($0, within: within) }
        }
      }
      func likelihood(_ value: Double, _ person: Int) -> Double {
        let rows = likelihoods[person]
        return rows.reduce(0) { $0 + ($1[value] ?? 0) } / Double(max(rows.count, 1))
      }
      let telling = (0..<people).filter { !likelihoods[$0].isEmpty }
      #expect(known.targets == telling.map(UInt32.init))
      let rows = EvidenceRows(subjects, rowCount: owners.count)
      let scale = try #require(EvidenceQuantities(column, within: Double(within)))
      let values = KnowledgeDraws(table: "t", seed: seed).values(
        column, rows: rows, exactness: exactness, scale: scale)
      #expect(known.candidates == values.indices.filter { values[$0] != nil }.map(UInt32.init))
      let costs = known.evidence[0].comparison.costs(
        targets: known.targets, candidates: known.candidates)
      for (row, target) in known.targets.enumerated() {
        for (column, candidate) in known.candidates.enumerated() {
          let value = try #require(values[Int(candidate)])
          let anybody =
            telling.reduce(0) { $0 + likelihood(value, $1) } / Double(telling.count)
          let own = right * likelihood(value, Int(target)) + (1 - right) * anybody
          let cost = 1 + log2(Double(people)) - log2(own / anybody)
          #expect(abs(Double(costs.values[row * costs.columnCount + column]) - cost) < 1e-4)
        }
      }
    }
  }

  @Test("a prefix covers its values, and a rare value says more than a common one")
  func categories() throws {
    let cells = ["1301", "1301", "1301", "1302", "13**", "1455", "14**", nil]
    let column = CodedColumn(name: "zip", texts: cells)
    let shares = [0] + [3.0, 1, 1, 1, 1].map { $0 / 7 }
    let scale = EvidenceCategories(column, shares: shares)
    // Behind 13** stand 1301 and 1302, as 3 to 1; behind 14** nobody but 1455.
    var behind: [Int: Double] = [:]
    scale.forEachKnown([1, 2, 3, 4, 5], of: 3) { behind[$0] = $1 }
    #expect(behind == [0: 0.75, 1: 0.25])
    behind = [:]
    scale.forEachKnown([1, 2, 3, 4, 5], of: 5) { behind[$0] = $1 }
    #expect(behind == [3: 1])
    let known = KnownAttributes.evidence(
      table: "t", columns: [column], subjects: SubjectIndex(rowCount: 8),
      exactness: ValueExactness(right: 0.9), seed: 1)
    let costs = known.evidence[0].comparison.costs(targets: [0, 3, 5], candidates: [0, 3, 5])
    // P(1301 known) = 3/7 + .75/7, P(1302) = 1/7 + .25/7, P(1455) = 1/7 + 1/7.
    for (place, share) in [(0, 3.75 / 7), (4, 1.25 / 7), (8, 2.0 / 7)] where costs.values[place] < 5
    {
      let cost = 1 + 3 - log2(0.9 / share + 0.1)
      #expect(abs(Double(costs.values[place]) - cost) < 1e-4)
    }
    #expect(costs.values[4] < costs.values[0])
  }

  // With n people and a share p, a count lies within 5.1 sqrt(n p (1 - p)) of n p but for 3.4e-7.
  @Test("shares known and right are those asked for; errors are uniform")
  func exactness() throws {
    let people = 20_000
    func within(_ count: Int, _ share: Double, of all: Int) -> Bool {
      abs(Double(count) - share * Double(all))
        < 5.1 * (Double(all) * share * (1 - share)).squareRoot()
    }
    let column = Self.column("c", rows: people, { "v\($0.index(below: 50))" }, seed: 1)
    let rows = EvidenceRows(SubjectIndex(rowCount: people), rowCount: people)
    let shares = (0...50).map { code in
      code == 0 ? 0 : Double(column.codes.count { Int($0) == code }) / Double(people)
    }
    let values = KnowledgeDraws(table: "t", seed: 3).values(
      column, rows: rows, exactness: ValueExactness(right: 0.7, known: 0.6),
      scale: EvidenceCategories(column, shares: shares))
    let there = values.indices.filter { values[$0] != nil }
    #expect(within(there.count, 0.6, of: people))
    let chance = shares.reduce(0) { $0 + $1 * $1 }
    #expect(
      within(
        there.count { values[$0] == Double(column.codes[$0]) }, 0.7 + 0.3 * chance,
        of: there.count))
    let ages = CodedColumn(
      name: "age", codes: (0..<UInt32(people)).map { $0 % 60 + 1 },
      dictionary: .integers((0..<60).map { Int64($0 * 100) }))
    let scale = try #require(EvidenceQuantities(ages, within: 3.5))
    let known = KnowledgeDraws(table: "t", seed: 4).values(
      ages, rows: rows, exactness: ValueExactness(within: 3.5), scale: scale)
    for error in -3...3 {
      let count = known.enumerated().count { subject, value in
        value == Double(subject % 60 * 100 + error)
      }
      #expect(within(count, 1.0 / 7, of: people))
    }
  }

  @Test("what is known of a column does not depend on other columns, nor cost on the batch")
  func pairwise() {
    let columns = [
      Self.column(
        "Work Place", rows: 40, { $0.bernoulli(0.2) ? nil : "w\($0.index(below: 6))" }, seed: 1),
      Self.column("work-place", rows: 40, { "\(20 + $0.index(below: 30))" }, seed: 2),
      Self.column(
        "born", rows: 40, { "19\(50 + $0.index(below: 40))-0\(1 + $0.index(below: 9))-11" }, seed: 3
      ),
      Self.column("pay", rows: 40, { "\($0.unit() * 1_000)" }, seed: 4),
      Self.column("empty", rows: 40, { _ in nil }, seed: 5),
    ]
    let exactness = ValueExactness(right: 0.8, within: 20, known: 0.8)
    var source = SeededGenerator(seed: 9)
    let subjects = Self.subjects((0..<40).map { _ in UInt32(source.index(below: 15)) }, count: 15)
    func evidence(_ columns: [CodedColumn]) -> KnownEvidence {
      KnownAttributes.evidence(
        table: "t", columns: columns, subjects: subjects, exactness: exactness, seed: 7)
    }
    let all = evidence(columns)
    KnownEvidenceChecks.expectPairwise(all)
    #expect(
      all.evidence.map(\.feature.id) == [
        "attributes/known-work-place", "attributes/known-work-place-2", "attributes/known-born",
        "attributes/known-pay", "attributes/known-empty",
      ])
    #expect(all.evidence.map(\.feature.columns) == columns.map { [$0.name] })
    let pay = evidence([columns[3]])
    let people = (0..<UInt32(15)).map(\.self)
    #expect(
      pay.evidence[0].comparison.costs(targets: people, candidates: people)
        == all.evidence[3].comparison.costs(targets: people, candidates: people))
    let none = evidence([columns[4]])
    #expect(none.eligible.isEmpty)
    #expect(
      none.evidence[0].comparison.costs(targets: people, candidates: people).values
        .allSatisfy { $0 == .infinity })
    #expect(evidence([]).evidence.isEmpty)
  }

  @Test("people whose values tell them apart are found, also with errors")
  func planted() {
    let columns = (0..<6).map { number in
      Self.column("c\(number)", rows: 200, { "\($0.index(below: 40) * 10)" }, seed: UInt64(number))
    }
    let known = KnownAttributes.evidence(
      table: "t", columns: columns, subjects: SubjectIndex(rowCount: 200),
      exactness: ValueExactness(right: 0.9, within: 12, known: 0.9), seed: 1)
    // A column that is known and right, .81 of them, leaves three values of 40: 3.7 bits against
    // log2(200) = 7.6. Three columns and more of six, 98.6 % of people, have 11 bits: fewer than
    // 170 of 200 is some seven deviations away even if a tenth of these are lost to chance.
    #expect(KnownEvidenceChecks.found(known) > 170)
  }

  @Test("nobody is found when all that is known is somebody else's")
  func chance() {
    KnownEvidenceChecks.expectChance { seed in
      let columns = (0..<3).map { number in
        Self.column(
          "c\(number)", rows: 12, { "\($0.index(below: 9))" }, seed: seed * 3 + UInt64(number))
      }
      return KnownEvidenceChecks.found(
        KnownAttributes.evidence(
          table: "t", columns: columns, subjects: SubjectIndex(rowCount: 12),
          exactness: ValueExactness(right: 0, within: 1), seed: seed))
    }
  }
}
