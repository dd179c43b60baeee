import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Published values of selection", .enabled(if: SharedFolder.exists))
struct SelectionVectorTests {
  /// One mechanism of the file, for its scores and epsilon.
  struct Case: Hashable {
    let scores: [Int64]
    let epsilon: ExactRational
    let mechanism: String

    func probabilities() throws -> [Double] {
      switch mechanism {
      case "exponential_mech exp(eps s/2)":
        try ExponentialMechanism(epsilon: epsilon).probabilities(scores: scores)
      case "monotone exp(eps s)":
        try ExponentialMechanism(epsilon: epsilon, isMonotone: true)
          .probabilities(scores: scores)
      default: try PermuteAndFlip(epsilon: epsilon).probabilities(scores: scores)
      }
    }

    func draw(from source: inout SeededTestSource) throws -> Int {
      switch mechanism {
      case "exponential_mech exp(eps s/2)":
        try ExponentialMechanism(epsilon: epsilon).draw(scores: scores, from: &source)
      case "monotone exp(eps s)":
        try ExponentialMechanism(epsilon: epsilon, isMonotone: true)
          .draw(scores: scores, from: &source)
      default: try PermuteAndFlip(epsilon: epsilon).draw(scores: scores, from: &source)
      }
    }
  }

  static func cases() throws -> [(Case, index: Int, wanted: Double)] {
    try SamplerVectorTests.rows("selection_probs.csv").map { row in
      let scores = row[0].split(separator: " ").compactMap { Int64($0) }
      let epsilon = try #require(ExactRational(decimal: row[1]))
      return (
        Case(scores: scores, epsilon: epsilon, mechanism: row[2]),
        try #require(Int(row[3])), try #require(Double(row[4]))
      )
    }
  }

  @Test("every row to 1e-12")
  func probabilities() throws {
    let cases = try Self.cases()
    #expect(cases.count > 80)
    for (item, index, wanted) in cases {
      let known = [
        "exponential_mech exp(eps s/2)", "monotone exp(eps s)",
        "permute_and_flip (= RNM exponential noise)",
      ]
      #expect(known.contains(item.mechanism))
      let got = try item.probabilities()[index]
      #expect(abs(got - wanted) <= 1e-12 * wanted, "\(item) \(index): \(got), \(wanted)")
    }
  }

  @Test("every row by draws")
  func draws() throws {
    // Fewer than 50 cases at 1e-8 each.
    var source = SeededTestSource(21)
    for item in Set(try Self.cases().map(\.0)).sorted(by: { "\($0)" < "\($1)" }) {
      var counts = OutcomeCounts()
      for _ in 0..<(StatisticalBound.draws / 20) {
        counts.add(Int64(try item.draw(from: &source)))
      }
      let law = try item.probabilities()
      let excess = counts.excess(over: 0...Int64(law.count - 1)) { law[Int($0)] }
      #expect(excess.chiSquare < 0 && excess.kolmogorov < 0, "\(item)")
    }
  }
}
