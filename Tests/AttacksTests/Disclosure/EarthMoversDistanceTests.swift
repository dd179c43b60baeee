import Testing

@testable import Attacks

@Suite struct EarthMoversDistanceTests {
  /// The cheapest way to assign equally heavy units, by trying all permutations.
  private func cheapest(
    _ from: [Int], _ to: [Int], _ cost: (Int, Int) -> Double
  ) -> Double {
    guard let first = from.first else { return 0 }
    var best = Double.infinity
    for index in to.indices {
      var rest = to
      let target = rest.remove(at: index)
      best = min(best, cost(first, target) + cheapest(Array(from.dropFirst()), rest, cost))
    }
    return best
  }

  /// Classes of three rows in a table of six: units of 1/6, each class row twice.
  private func compare(
    _ seed: UInt64, cost: (Int, Int, _ valueCount: Int) -> Double,
    actual: (DisclosureProfile) throws -> [Double], domain: Int, ordered: Bool
  ) throws {
    var numbers = SeededNumbers(seed: seed)
    let values = (0..<6).map { _ in Int.random(in: 0..<domain, using: &numbers) }
    let occurring = Set(values).sorted()
    let codes = values.map { UInt32($0 + 1) }
    let profile = try DisclosureProfile(
      classOfRow: [0, 0, 0, 1, 1, 1], sensitiveCodes: codes,
      order: ordered ? (0..<domain).map(Double.init) : nil)
    let distances = try actual(profile)
    for (index, members) in [values[0..<3], values[3..<6]].enumerated() {
      let expected = cheapest(members.flatMap { [$0, $0] }, values) { first, second in
        let places = [first, second].map { value in occurring.firstIndex(of: value)! }
        return cost(ordered ? places[0] : first, ordered ? places[1] : second, occurring.count)
      }
      #expect(agree(distances[index], expected / 6), "seed \(seed)")
    }
  }

  @Test("Equal and ordered distances cost what the cheapest transport costs")
  func equalAndOrdered() throws {
    // Catches: closed forms that are not the earth mover's distance.
    for seed in 0..<60 as Range<UInt64> {
      try compare(
        seed, cost: { first, second, _ in first == second ? 0 : 1 },
        actual: { $0.classes.map(\.equalDistance) }, domain: 5, ordered: false)
      try compare(
        seed,
        cost: { first, second, count in
          count > 1 ? Double(abs(first - second)) / Double(count - 1) : 0
        },
        actual: { $0.classes.map(\.orderedDistance) }, domain: 6, ordered: true)
    }
  }

  @Test("Hierarchical distances cost what the cheapest transport in the tree costs")
  func hierarchical() throws {
    // Catches: surplus that goes up too far, or children of no class value forgotten.
    // Groups of codes 0 (missing) to 9: pairs, then two halves, then the root.
    let levels: [[UInt32]] = [[9, 1, 1, 2, 2, 3, 3, 4, 4, 4], [7, 5, 5, 5, 5, 6, 6, 6, 6, 6]]
    let hierarchy = try GeneralizationHierarchy(levels: levels)
    #expect(hierarchy.height == 3)
    for seed in 0..<80 as Range<UInt64> {
      try compare(
        seed,
        cost: { first, second, _ in
          if first == second { return 0 }
          let height = levels.firstIndex { $0[first + 1] == $0[second + 1] } ?? 2
          return Double(height + 1) / 3
        },
        actual: { try $0.hierarchicalDistances(hierarchy) }, domain: 9, ordered: false)
    }
  }

  @Test("A hierarchy of the root alone is the equal distance")
  func rootAlone() throws {
    // Catches: a height of zero, and a division by it.
    let profile = try DisclosureProfile(
      classOfRow: [0, 0, 1, 1], sensitiveCodes: [1, 2, 2, 0])
    let distances = try profile.hierarchicalDistances(GeneralizationHierarchy(levels: []))
    for (distance, item) in zip(distances, profile.classes) {
      #expect(agree(distance, item.equalDistance))
    }
  }

  @Test("A hierarchy that splits a group one level up, or lacks a value, is refused")
  func refusals() throws {
    // Catches: a distance computed on something that is no tree.
    #expect(throws: DisclosureError.hierarchyInconsistent(level: 1)) {
      try GeneralizationHierarchy(levels: [[0, 1, 1], [0, 0, 1]])
    }
    #expect(throws: DisclosureError.hierarchyInconsistent(level: 1)) {
      try GeneralizationHierarchy(levels: [[0, 1, 1], [0, 0]])
    }
    let profile = try DisclosureProfile(classOfRow: [0], sensitiveCodes: [3])
    let small = try GeneralizationHierarchy(levels: [[0, 1]])
    #expect(throws: DisclosureError.valueOutsideHierarchy) {
      try profile.hierarchicalDistances(small)
    }
  }
}
