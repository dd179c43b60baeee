import Foundation
import Numerics
import Testing

@testable import Deidentification

/// Each model on single classes, straight from its paper.
@Suite("Privacy models on classes beside their definitions")
struct ClassModelOracleTests {
  typealias Oracle = @Sendable (_ own: [Int], _ all: [Int], _ valueCount: Int) -> Bool

  struct Case: Sendable, CustomTestStringConvertible {
    let model: any PrivacyModel
    let oracle: Oracle
    var testDescription: String { model.name }
  }

  static func share(_ value: Int, _ values: [Int]) -> Double {
    Double(values.filter { $0 == value }.count) / Double(values.count)
  }

  /// The cheapest transport, by brute force on the line or on two levels of a tree.
  static func ordered(_ own: [Int], _ all: [Int]) -> Double {
    let occurring = Set(all).sorted()
    var (sum, distance) = (0.0, 0.0)
    for value in occurring {
      sum += share(value, own) - share(value, all)
      distance += abs(sum)
    }
    return occurring.count > 1 ? distance / Double(occurring.count - 1) : 0
  }

  /// Two halves under one root: what moves within a half costs 1/2, between them 1.
  static func hierarchical(_ own: [Int], _ all: [Int], _ valueCount: Int) -> Double {
    let middle = (valueCount + 1) / 2
    func excess(_ value: Int) -> Double { share(value, own) - share(value, all) }
    func half(_ range: Range<Int>) -> (within: Double, across: Double) {
      let gains = range.map { max(0, excess($0)) }.reduce(0, +)
      let losses = range.map { max(0, -excess($0)) }.reduce(0, +)
      return (min(gains, losses), gains - losses)
    }
    let (low, high) = (half(0..<middle), half(middle..<valueCount))
    return 0.5 * (low.within + high.within) + min(abs(low.across), abs(high.across))
  }

  static func entropy(_ own: [Int]) -> Double {
    -Set(own).map { share($0, own) * log(share($0, own)) }.reduce(0, +)
  }

  static let slack = 1e-9

  static let cases: [Case] = diversity + closeness + likeness

  private static let diversity: [Case] = {
    var cases: [Case] = []
    for l in [2, 3] {
      cases.append(
        Case(model: DistinctDiversity(attribute: "s", l: l)) { own, _, _ in Set(own).count >= l })
    }
    for l in [1.5, 2, 2.5] {
      cases.append(
        Case(model: EntropyDiversity(attribute: "s", l: l)) { own, _, _ in
          Set(own).count >= Int(l.rounded(.up)) && entropy(own) >= log(l) - slack
        })
    }
    for (c, l) in [(0.7, 2), (2.0, 2), (3.0, 3)] {
      cases.append(
        Case(model: RecursiveDiversity(attribute: "s", c: c, l: l)) { own, _, _ in
          let counts = Set(own).map { value in own.filter { $0 == value }.count }.sorted(by: >)
          guard counts.count >= l else { return false }
          return Double(counts[0]) < c * Double(counts.dropFirst(l - 1).reduce(0, +))
        })
    }
    for (alpha, k) in [(0.5, 2), (0.7, 3)] {
      cases.append(
        Case(model: AlphaKAnonymity(attribute: "s", alpha: alpha, k: k)) { own, _, _ in
          own.count >= k && Set(own).allSatisfy { share($0, own) <= alpha }
        })
    }
    return cases
  }()

  private static let closeness: [Case] = {
    var cases: [Case] = []
    for t in [0.1, 0.25, 0.4] {
      cases.append(
        Case(model: TCloseness(attribute: "s", t: t, distance: .equal)) { own, all, count in
          (0..<count).map { abs(share($0, own) - share($0, all)) }.reduce(0, +) / 2 <= t + slack
        })
      cases.append(
        Case(model: TCloseness(attribute: "s", t: t, distance: .ordered)) { own, all, _ in
          ordered(own, all) <= t + slack
        })
      cases.append(
        Case(model: TCloseness(attribute: "s", t: t, distance: .hierarchical)) {
          own, all, count in
          hierarchical(own, all, count) <= t + slack
        })
    }
    return cases
  }()

  static func gain(_ value: Int, _ own: [Int], _ all: [Int]) -> Double {
    (share(value, own) - share(value, all)) / share(value, all)
  }

  private static let likeness: [Case] = {
    var cases: [Case] = []
    for beta in [0.3, 1.1] {
      cases.append(
        Case(model: BetaLikeness(attribute: "s", beta: beta, isEnhanced: false)) { own, all, _ in
          Set(own).allSatisfy { gain($0, own, all) <= beta + slack }
        })
      cases.append(
        Case(model: BetaLikeness(attribute: "s", beta: beta, isEnhanced: true)) { own, all, _ in
          Set(own).allSatisfy { gain($0, own, all) <= min(beta, -log(share($0, all))) + slack }
        })
    }
    for delta in [0.6, 1.3] {
      cases.append(
        Case(model: DeltaDisclosure(attribute: "s", delta: delta)) { own, all, _ in
          Set(own).allSatisfy { abs(log2(share($0, own) / share($0, all))) < delta }
        })
    }
    return cases
  }()

  // All tables of four rows in two classes with three values, and random larger ones.
  @Test("each model decides every class as its paper defines", arguments: cases)
  func oracle(_ tested: Case) throws {
    var random = SeededGenerator(seed: 6, stream: tested.model.name)
    var tables: [SmallTable] = []
    for code in 0..<1296 {
      let digits = [code % 6, code / 6 % 6, code / 36 % 6, code / 216]
      tables.append(
        try SmallTable(
          rows: digits.map { ($0 / 3, $0 % 3) }, classCount: 2, valueCount: 3))
    }
    for _ in 0..<150 {
      tables.append(try .random(rows: 18, classes: 3, values: 5, using: &random))
    }
    var (yes, no) = (0, 0)
    for table in tables {
      guard case .classes(let criterion) = try tested.model.prepared(for: table.table) else {
        Issue.record("not a model of classes")
        return
      }
      let classes = table.classes()
      let all = table.rows.map(\.value)
      for (index, own) in table.valuesOfClasses().enumerated() {
        let expected = tested.oracle(own, all, table.valueCount)
        if expected { yes += 1 } else { no += 1 }
        #expect(criterion.holds(for: index, in: classes) == expected, "\(own) of \(all)")
        #expect(!expected || own.count >= criterion.minimumSize)
      }
    }
    #expect(yes > 0 && no > 0)
  }
}
