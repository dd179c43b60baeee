import Foundation
import TestSupport
import Testing

@testable import Deidentification

/// ARX's hash table of a class's values: open addressing, doubled above three quarters.
private struct ProbedCounts {
  var values = [Int?](repeating: nil, count: 8)
  var counts = [Int](repeating: 0, count: 8)
  var used = 0

  mutating func add(_ value: Int, _ count: Int = 1) {
    var place = value & (values.count - 1)
    while let other = values[place], other != value { place = (place + 1) & (values.count - 1) }
    if values[place] == nil { used += 1 }
    values[place] = value
    counts[place] += count
    guard used > values.count * 3 / 4 else { return }
    let (oldValues, oldCounts) = (values, counts)
    self = ProbedCounts()
    values = [Int?](repeating: nil, count: oldValues.count * 2)
    counts = [Int](repeating: 0, count: oldValues.count * 2)
    for (value, count) in zip(oldValues, oldCounts) {
      if let value { add(value, count) }
    }
  }
}

@Suite("Grassberger's entropy beside ARX 3.9.2", .enabled(if: SharedFolder.exists))
struct GrassbergerOrderTests {
  // ARX adds up in the order of a hash table and stops as soon as the sum is above the bound,
  // though single values make it smaller again: its answer depends on the order of rows. With the
  // same order and the same early stop our terms must give ARX's figures.
  @Test(
    "its terms give ARX's figures in ARX's order of summation", .enabled(if: Build.isOptimised))
  func order() throws {
    let adult = try #require(AdultRelease.shared)
    var numbers: [String: Int] = [:]
    let occupations = (adult.cells["occupation"] ?? []).map { value in
      if numbers[value] == nil { numbers[value] = numbers.count }
      return numbers[value] ?? 0
    }
    for outcome in try ARXOutcome.all() where outcome.models.hasPrefix("grassberger") {
      guard let node = outcome.expectedTransformation,
        let l = Double(outcome.models.split(separator: "-")[2])
      else { continue }
      let hierarchies = try outcome.quasiIdentifiers.map { try AdultRelease.hierarchy(of: $0) }
      var classes: [[String]: ProbedCounts] = [:]
      for row in 0..<adult.rowCount {
        let key = zip(hierarchies, node).map { hierarchy, level in
          let cell = adult.cells[hierarchy.column]?[row] ?? ""
          let code = (hierarchy.levels[0].labels.firstIndex(of: cell) ?? -1) + 1
          return String(hierarchy.levels[level].groupOfCode[code])
        }
        classes[key, default: ProbedCounts()].add(occupations[row])
      }
      let kept = classes.values.filter { Self.isKept($0, l: l) }
      #expect(kept.count == outcome.observed_classes)
      let rows = kept.reduce(0) { $0 + $1.counts.reduce(0, +) }
      #expect(adult.rowCount - rows == outcome.observed_suppressed)
    }
  }

  private static func isKept(_ table: ProbedCounts, l: Double) -> Bool {
    let counts = zip(table.values, table.counts).filter { $0.0 != nil }.map(\.1)
    let rows = counts.reduce(0, +)
    guard counts.count >= Int(l.rounded(.up)) else { return false }
    let bound = Double(rows) * (GrassbergerLogarithm.value(UInt32(rows)) - log(l))
    var sum = 0.0
    for count in counts {
      sum += Double(count) * GrassbergerLogarithm.value(UInt32(count))
      if bound < sum { return false }
    }
    return true
  }

  // Grassberger 2003, equation 35 and the digamma it corrects: G(n) = psi(n) + (-1)^n / 2
  // (psi((n + 1) / 2) - psi(n / 2)).
  @Test("its logarithm is the paper's, by recursion and by expansion")
  func definition() {
    for count in 1...400 {
      let n = Double(count)
      let sign = count.isMultiple(of: 2) ? 0.5 : -0.5
      let expected =
        digamma(n) + sign * (digamma((n + 1) / 2) - digamma(n / 2))
      #expect(abs(GrassbergerLogarithm.value(UInt32(count)) - expected) < 1e-10)
    }
  }

  /// psi by its recurrence and asymptotic series.
  private func digamma(_ argument: Double) -> Double {
    var (x, sum) = (argument, 0.0)
    while x < 20 {
      sum -= 1 / x
      x += 1
    }
    let y = 1 / (x * x)
    return sum + log(x) - 1 / (2 * x) - y * (1.0 / 12 - y * (1.0 / 120 - y / 252))
  }
}
