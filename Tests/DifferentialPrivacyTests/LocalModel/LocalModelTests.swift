import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("The local model")
struct LocalModelTests {
  @Test("has randomized response's reference values to 1e-12", .enabled(if: SharedFolder.exists))
  func vectors() throws {
    let rows = try ReferenceRows.read("randomized_response.csv")
    #expect(rows.count > 5)
    for row in rows {
      let count = try #require(Int(row["k"] ?? ""))
      let epsilon = try #require(Double(row["eps"] ?? ""))
      let response = try RandomizedResponse(count: count, epsilon: epsilon)
      #expect(response.cost == .pure(epsilon: epsilon))
      for (value, name) in [
        (response.truthProbability, "p_true"), (response.otherProbability, "p_other"),
        (response.varianceOfOne, "var_unbiased_n1_at_f0"),
      ] {
        let expected = try #require(Double(row[name] ?? ""))
        #expect(relativeError(value, expected) <= 1e-12, "\(row): \(name) is \(value)")
      }
    }
  }

  @Test("reports values as often as randomized response says")
  func responses() throws {
    let response = try RandomizedResponse(count: 4, epsilon: 1)
    let runs = Build.isOptimised ? 1_000_000 : 50_000
    var counts = [Int](repeating: 0, count: 4)
    var random = SeededTestSource(31)
    for _ in 0..<runs { counts[response.report(2, from: &random)] += 1 }
    // Chi-square with 3 degrees of freedom: above 31 with probability 8e-7.
    var square = 0.0
    for (value, count) in counts.enumerated() {
      let share = value == 2 ? response.truthProbability : response.otherProbability
      let expected = share * Double(runs)
      square += (Double(count) - expected) * (Double(count) - expected) / expected
    }
    #expect(square < 31)
  }

  @Test("estimates without bias, within five of its own standard deviations, by each encoding")
  func estimates() throws {
    let truth = [3_000, 1_000, 600, 400, 0]
    let people = truth.enumerated().flatMap { [Int](repeating: $0, count: $1) }
    var random = SeededTestSource(32)
    let response = try RandomizedResponse(count: 5, epsilon: 1)
    let unary = try UnaryEncoding(count: 5, epsilon: 1)
    let hadamard = try HadamardResponse(count: 5, epsilon: 1)
    var reports = [Int](repeating: 0, count: 5)
    var bits = reports
    var columns = [Int](repeating: 0, count: hadamard.columns)
    for value in people {
      reports[response.report(value, from: &random)] += 1
      for (index, bit) in unary.report(value, from: &random).enumerated() where bit {
        bits[index] += 1
      }
      columns[hadamard.report(value, from: &random)] += 1
    }
    for estimates in [
      response.estimates(reports: reports), unary.estimates(bits: bits, reports: people.count),
      hadamard.estimates(reports: columns),
    ] {
      for (estimate, count) in zip(estimates, truth) {
        // The variance for a value that one has is at most 1.6 times that for one that one lacks.
        #expect(abs(estimate.count - Double(count)) < 5.2 * (1.6 * estimate.variance).squareRoot())
      }
    }
  }

  @Test("gives a Hadamard column e^epsilon times as often in the value's own half")
  func columns() throws {
    let hadamard = try HadamardResponse(count: 6, epsilon: 1)
    #expect(hadamard.columns == 8)
    let runs = Build.isOptimised ? 400_000 : 40_000
    var random = SeededTestSource(33)
    for value in 0..<6 {
      var counts = [Int](repeating: 0, count: 8)
      for _ in 0..<runs { counts[hadamard.report(value, from: &random)] += 1 }
      // Chi-square with 7 degrees of freedom: above 42 with probability 5e-7, 6 times.
      var square = 0.0
      for (column, count) in counts.enumerated() {
        let isOwn = ((value + 1) & column).nonzeroBitCount & 1 == 0
        let expected = (isOwn ? M_E : 1) / (4 * (1 + M_E)) * Double(runs)
        square += (Double(count) - expected) * (Double(count) - expected) / expected
      }
      #expect(square < 46)
    }
  }

  @Test("keeps planar noise within its loss for every report and every two places")
  func planarLoss() throws {
    // The noise's weight is exp(-e r) with r rounded up: all logarithms of ratios, from r itself.
    let planar = try PlanarLaplace(epsilonPerStep: 0.5)
    #expect(planar.epsilonPerStep <= 0.5)
    let rate = planar.rate.approximate
    for (dx, dy): (Int64, Int64) in [(1, 0), (1, 1), (2, 3), (0, 5)] {
      let distance = Double(dx * dx + dy * dy).squareRoot()
      for x: Int64 in -12...12 {
        for y: Int64 in -12...12 {
          let near = Double(PlanarLaplace.radius(x, y)) / 65_536
          let far = Double(PlanarLaplace.radius(x - dx, y - dy)) / 65_536
          #expect(rate * abs(near - far) <= planar.epsilonPerStep * distance * (1 + 1e-14))
        }
      }
    }
  }

  @Test("draws planar noise with weights exp(-e r)")
  func planarFrequencies() throws {
    let planar = try PlanarLaplace(epsilonPerStep: 1)
    let runs = Build.isOptimised ? 500_000 : 20_000
    var random = SeededTestSource(34)
    var counts: [GridPoint: Int] = [:]
    for _ in 0..<runs { counts[planar.draw(from: &random), default: 0] += 1 }
    var whole = 0.0
    for x: Int64 in -45...45 {
      for y: Int64 in -45...45 { whole += exp(-hypot(Double(x), Double(y))) }
    }
    // 25 cells and the rest: 25 degrees of freedom: above 79 with probability 2e-7 (and r rounded
    // up by 2^-17 on average moves nothing that these runs could see).
    var (square, covered, seen) = (0.0, 0.0, 0)
    for x: Int64 in -2...2 {
      for y: Int64 in -2...2 {
        let share = exp(-hypot(Double(x), Double(y))) / whole
        let count = counts[GridPoint(x: x, y: y)] ?? 0
        let expected = share * Double(runs)
        square += (Double(count) - expected) * (Double(count) - expected) / expected
        covered += share
        seen += count
      }
    }
    let rest = (1 - covered) * Double(runs)
    square += (Double(runs - seen) - rest) * (Double(runs - seen) - rest) / rest
    #expect(square < 79)
  }

  @Test("maps a report to the place with the least expected distance")
  func remap() throws {
    let noise = try PlanarLaplace(epsilonPerStep: 0.2)
    let town = GridPoint(x: 0, y: 0)
    let farm = GridPoint(x: 6, y: 0)
    let remap = try PosteriorRemap(prior: [(town, 1_000), (farm, 1)], noise: noise)
    #expect(remap.remapped(GridPoint(x: 5, y: 0)) == town)
    let even = try PosteriorRemap(prior: [(town, 1), (farm, 1)], noise: noise)
    #expect(even.remapped(GridPoint(x: 5, y: 0)) == farm)
    #expect(throws: PrivacyError.self) { try PosteriorRemap(prior: [], noise: noise) }
  }
}
