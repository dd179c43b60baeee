import Foundation
import Testing

@testable import Attacks

/// The nine measures, class by class over all values: slow and obvious.
private struct ObviousMeasures {
  var alpha = 0.0
  var distinct = Int.max
  var entropy = Double.infinity
  var beta = -Double.infinity
  var delta = 0.0
  var equal = 0.0
  var ordered = 0.0
  var smallestShare = 1.0

  init(classes: [UInt32], values: [UInt32], order: [Double]?) {
    let keys = values.map { value -> Double in
      if value == 0 { return .infinity }
      return order.map { $0[Int(value) - 1] } ?? Double(value)
    }
    let domain = Set(keys).sorted()
    let table = domain.map { value in
      Double(keys.count { $0 == value }) / Double(keys.count)
    }
    smallestShare = table.min() ?? 1
    for id in Set(classes).subtracting([UInt32.max]) {
      let members = keys.indices.filter { classes[$0] == id }.map { keys[$0] }
      let shares = domain.map { value in
        Double(members.count { $0 == value }) / Double(members.count)
      }
      alpha = max(alpha, shares.max() ?? 0)
      distinct = min(distinct, Set(members).count)
      entropy = min(entropy, -shares.reduce(0) { $1 > 0 ? $0 + $1 * log($1) : $0 })
      var running = 0.0
      var ordered = 0.0
      var equal = 0.0
      for (share, expected) in zip(shares, table) {
        beta = max(beta, (share - expected) / expected)
        if share > 0 { delta = max(delta, abs(log(share / expected))) }
        running += share - expected
        ordered += abs(running)
        equal += abs(share - expected) / 2
      }
      self.equal = max(self.equal, equal)
      if domain.count > 1 {
        self.ordered = max(self.ordered, ordered / Double(domain.count - 1))
      }
    }
  }
}

@Suite struct DisclosureProfileTests {
  @Test("The nine measures of random tables are those of the definitions")
  func agreesWithDefinitions() throws {
    // Catches: values that a class lacks, missing values or unclassified rows counted wrongly.
    for seed in 0..<500 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let rows = Int.random(in: 1...40, using: &numbers)
      let classBound = UInt32.random(in: 1...UInt32(rows), using: &numbers)
      var classes = (0..<rows).map { _ in UInt32.random(in: 0..<classBound, using: &numbers) }
      if seed % 3 == 0, rows > 1 { classes[0] = SensitiveHistograms.noClass }
      let valueBound = UInt32.random(in: 1...9, using: &numbers)
      let values = (0..<rows).map { _ in UInt32.random(in: 0...valueBound, using: &numbers) }
      let order = (0..<valueBound).map { _ in Double(Int.random(in: -3...3, using: &numbers)) }
      for order in [nil, order] {
        let profile = try DisclosureProfile(
          classOfRow: classes, sensitiveCodes: values, order: order)
        let expected = ObviousMeasures(classes: classes, values: values, order: order)
        let measures = profile.measures
        let note: Comment = "seed \(seed)"
        #expect(agree(measures.alpha, expected.alpha), note)
        #expect(measures.distinctDiversity == expected.distinct, note)
        #expect(agree(measures.entropyDiversity, exp(expected.entropy)), note)
        #expect(agree(measures.basicBeta, expected.beta), note)
        let enhanced = min(expected.beta, -log(expected.smallestShare))
        #expect(agree(measures.enhancedBeta, enhanced), note)
        #expect(agree(measures.delta, expected.delta), note)
        #expect(agree(profile.equalCloseness, expected.equal), note)
        #expect(
          agree(measures.closeness, order == nil ? expected.equal : expected.ordered), note)
        #expect(profile.orderedCloseness.map { agree($0, expected.ordered) } ?? true, note)
        let counted = Set(classes).subtracting([UInt32.max])
          .map { id in classes.count { $0 == id } }
        #expect(measures.k == counted.min(), note)
      }
    }
  }

  @Test("Salaries of Li et al.'s example lie at 0.375 and 0.167 from the table's")
  func publishedOrderedDistances() throws {
    // Catches: an ordered distance with another normalisation (paper: section 5.1, 9 salaries).
    let salaries: [UInt32] = [3, 4, 5, 6, 8, 11, 7, 9, 10].map { $0 - 2 }
    let classes: [UInt32] = [0, 0, 0, 1, 1, 1, 2, 2, 2]
    let profile = try DisclosureProfile(
      classOfRow: classes, sensitiveCodes: salaries, order: (3...11).map(Double.init))
    #expect(agree(profile.classes[0].orderedDistance, 0.375))
    #expect(agree(profile.classes[1].orderedDistance, 1.0 / 6))
  }

  @Test("A class is recursively (c, l)-diverse up to the l of the definition")
  func recursiveDiversity() {
    // Catches: counts sorted the wrong way, as in pycanon's reading.
    for seed in 0..<300 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let counts = (0..<Int.random(in: 1...7, using: &numbers)).map { _ in
        Int.random(in: 1...9, using: &numbers)
      }.sorted(by: >)
      let holds = { (l: Int) in
        2 * Double(counts[(l - 1)...].reduce(0, +)) > Double(counts[0])
      }
      let expected = counts.count > 1 ? (2...counts.count).last(where: holds) ?? 1 : 1
      let actual = ClassDisclosure.recursiveDiversity(counts.sorted(), constant: 2)
      #expect(actual == expected, "seed \(seed)")
    }
  }

  @Test(
    "Entropy l cut to a whole number rounds as NumPy's does, for equal shares of 1 to 30 values")
  func truncatedEntropy() throws {
    // Catches: another order of summing, or exp in place of a power of e. Printed by NumPy 2.0 as
    // int(np.exp(1) ** -np.sum(p * np.log(p))) for p = n times 1/n.
    let printed = [
      1, 1, 2, 3, 5, 5, 6, 7, 9, 9, 11, 12, 13, 13, 14, 15, 17, 18, 18, 19, 20, 21, 22, 23, 24,
      26, 26, 27, 28, 29,
    ]
    for (index, expected) in printed.enumerated() {
      let profile = try DisclosureProfile(
        classOfRow: [UInt32](repeating: 0, count: index + 1),
        sensitiveCodes: (0...UInt32(index)).map { $0 + 1 })
      #expect(profile.measures.entropyDiversityTruncated == expected, "\(index + 1) values")
      #expect(agree(profile.measures.entropyDiversity, Double(index + 1)))
    }
  }

  @Test("Rows in no class count in the table's distribution only")
  func unclassifiedRows() throws {
    // Catches: a class made of all suppressed rows.
    let profile = try DisclosureProfile(
      classOfRow: [0, 0, SensitiveHistograms.noClass], sensitiveCodes: [1, 2, 3])
    #expect(profile.classes.count == 1)
    #expect(profile.histograms.totals == [1, 1, 1])
    #expect(agree(profile.classes[0].equalDistance, 1.0 / 3))
    #expect(agree(profile.rowShare { $0.size == 2 }, 2.0 / 3))
  }

  @Test("Summaries over people weigh classes by their rows")
  func summaries() throws {
    // Catches: means and quantiles over classes, where small ones count as much as large ones.
    let profile = try DisclosureProfile(
      classOfRow: [0, 1, 1, 1, 2, 2], sensitiveCodes: [1, 1, 2, 3, 1, 1])
    #expect(agree(profile.rowMean { Double($0.distinctCount) }, (1 + 9 + 2) / 6.0))
    #expect(
      profile.rowQuantiles(of: { Double($0.distinctCount) }, at: [0, 0.5, 0.51, 1]) == [1, 1, 3, 3])
    #expect(profile.largestClassSize { Double($0.distinctCount) } == 2)
  }

  @Test("Several sensitive attributes combine to the worst of each measure")
  func combined() throws {
    // Catches: c taken at an attribute's own l instead of the table's.
    let classes: [UInt32] = [0, 0, 0, 0]
    let first = try DisclosureProfile(classOfRow: classes, sensitiveCodes: [1, 2, 3, 4])
    let second = try DisclosureProfile(classOfRow: classes, sensitiveCodes: [1, 1, 2, 2])
    let worst = try DisclosureProfile.worst(of: [first, second])
    #expect(worst.distinctDiversity == 2)
    #expect(worst.alpha == 0.5)
    // At l = 2: floor(1/3) + 1 and floor(2/2) + 1.
    #expect(worst.recursiveConstant == 2)
    #expect(throws: DisclosureError.nothingToCombine) { try DisclosureProfile.worst(of: []) }
  }

  @Test("Arrays that do not fit together are refused")
  func refusals() {
    // Catches: a trap on input, and a class id read as an array size.
    #expect(throws: DisclosureError.noRows) {
      try DisclosureProfile(classOfRow: [], sensitiveCodes: [])
    }
    #expect(throws: DisclosureError.noRows) {
      try DisclosureProfile(classOfRow: [SensitiveHistograms.noClass], sensitiveCodes: [1])
    }
    #expect(throws: DisclosureError.unequalLengths(column: 1, rowCount: 2, expected: 1)) {
      try DisclosureProfile(classOfRow: [0], sensitiveCodes: [1, 2])
    }
    #expect(throws: DisclosureError.classOutOfRange(row: 1)) {
      try DisclosureProfile(classOfRow: [0, 4_000_000_000], sensitiveCodes: [1, 2])
    }
    #expect(throws: DisclosureError.codeOutOfRange(row: 1)) {
      try DisclosureProfile(classOfRow: [0, 0], sensitiveCodes: [1, 2], order: [1])
    }
    #expect(throws: DisclosureError.orderNotANumber(code: 1)) {
      try DisclosureProfile(classOfRow: [0], sensitiveCodes: [1], order: [.nan])
    }
  }

  @Test("One value, one row, all missing and huge codes are measured without a trap")
  func degenerateTables() throws {
    // Catches: a division by the number of values less one, and an array as long as a code.
    let same = try DisclosureProfile(
      classOfRow: [0, 0], sensitiveCodes: [1, 1], order: [5])
    #expect(same.measures.closeness == 0 && same.measures.basicBeta == 0)
    let missing = try DisclosureProfile(classOfRow: [0, 1], sensitiveCodes: [0, 0], order: [])
    #expect(missing.measures.distinctDiversity == 1 && missing.measures.closeness == 0)
    let huge = try DisclosureProfile(
      classOfRow: [0, 0], sensitiveCodes: [4_294_967_295, 4_000_000_000])
    #expect(huge.histograms.codes == [4_000_000_000, 4_294_967_295])
    #expect(huge.measures.distinctDiversity == 2)
  }
}
