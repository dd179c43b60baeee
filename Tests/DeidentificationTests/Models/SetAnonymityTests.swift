import Numerics
import Testing

@testable import Deidentification

@Suite("k^m-anonymity of sets of items")
struct SetAnonymityTests {
  /// All sets of at most m items that someone has, and fewer than k people; none a part of another.
  static func violations(_ records: [Set<UInt32>], items: Int, k: Int, m: Int) -> Set<Set<UInt32>> {
    var found: Set<Set<UInt32>> = []
    for mask in 1..<(1 << items) {
      let set = Set((0..<items).filter { mask >> $0 & 1 == 1 }.map { UInt32($0) })
      guard set.count <= m else { continue }
      let support = records.filter { set.isSubset(of: $0) }.count
      if support > 0, support < k { found.insert(set) }
    }
    return found.filter { set in !found.contains { $0.isStrictSubset(of: set) } }
  }

  static func records(_ count: Int, _ items: Int, _ random: inout SeededGenerator) -> [[UInt32]] {
    (0..<count).map { _ in
      (0..<items).filter { _ in Int.random(in: 0..<5, using: &random) < 2 }.map { UInt32($0) }
    }
  }

  @Test("the violating itemsets are those of the definition")
  func check() throws {
    var random = SeededGenerator(seed: 7, stream: "sets")
    for trial in 0..<300 {
      let items = 2 + trial % 6
      let records = Self.records(1 + trial % 17, items, &random)
      let model = try SetAnonymity(k: 2 + trial % 3, m: 1 + trial % 4)
      let column = try SetValuedColumn(records: records, itemCount: items)
      let ours = model.violations(in: column)
      let expected = Self.violations(records.map { Set($0) }, items: items, k: model.k, m: model.m)
      #expect(Set(ours.map { Set($0.items) }) == expected)
      #expect(ours.count == expected.count)
      #expect(model.holds(for: column) == expected.isEmpty)
      for violation in ours {
        let support = records.filter { Set(violation.items).isSubset(of: $0) }.count
        #expect(violation.support == support)
      }
    }
  }

  /// Items in pairs under a node each, those under the root.
  static func taxonomy(items: Int) throws -> ItemHierarchy {
    let pairs = (items + 1) / 2
    let root = items + pairs
    return try ItemHierarchy(
      itemCount: items,
      parents: (0..<items).map { items + $0 / 2 } + [Int?](repeating: root, count: pairs) + [nil])
  }

  @Test("generalised sets are anonymous by the definition, and each item is one cut's node")
  func generalised() throws {
    var random = SeededGenerator(seed: 8, stream: "sets")
    var touched = 0
    for trial in 0..<200 {
      let items = 2 + trial % 7
      var records = Self.records(6 + trial % 20, items, &random)
      records.append([0])
      records.append([0])
      records.append([0])
      let hierarchy = try Self.taxonomy(items: items)
      let model = try SetAnonymity(k: 2 + trial % 2, m: 1 + trial % 3)
      let column = try SetValuedColumn(records: records, itemCount: items)
      let result = try AprioriGeneralization(column, hierarchy: hierarchy, model: model)
      let nodes = hierarchy.parents.count
      #expect(
        Self.violations(result.records.map { Set($0) }, items: nodes, k: model.k, m: model.m)
          .isEmpty)
      for item in 0..<items {
        let node = result.nodeOfItem[item]
        #expect(hierarchy.pathToRoot(from: item).contains(node))
        // A node that stands for one item stands for all items below it.
        for other in 0..<items where hierarchy.pathToRoot(from: other).contains(node) {
          #expect(result.nodeOfItem[other] == node)
        }
      }
      #expect(result.records.count == records.count)
      #expect((0...1).contains(result.loss))
      if model.holds(for: column) {
        #expect(result.loss == 0)
        #expect(result.nodeOfItem == Array(0..<items))
      } else {
        touched += 1
      }
    }
    #expect(touched > 20)
  }

  // Terrovitis, Mamoulis and Kalnis 2008, figures 1 to 3: a1, a2 under A, b1, b2 under B.
  @Test("the paper's example: 2^2-anonymity by generalising a1 and a2 to A")
  func paper() throws {
    let hierarchy = try ItemHierarchy(itemCount: 4, parents: [4, 4, 5, 5, 6, 6, nil])
    let records: [[UInt32]] = [[0, 2, 3], [1, 2], [1, 2, 3], [0, 1, 2]]
    let column = try SetValuedColumn(records: records, itemCount: 4)
    let model = try SetAnonymity(k: 2, m: 2)
    #expect(model.violations(in: column).map(\.items) == [[0, 1], [0, 3], [1, 3]])
    let result = try AprioriGeneralization(column, hierarchy: hierarchy, model: model)
    #expect(result.nodeOfItem == [4, 4, 2, 3])
    #expect(result.records == [[2, 3, 4], [2, 4], [2, 3, 4], [2, 4]])
  }

  @Test("too few people, bad taxonomies and unknown items are refused")
  func refused() throws {
    let column = try SetValuedColumn(records: [[0], []], itemCount: 2)
    #expect(throws: DeidentificationError.self) {
      try AprioriGeneralization(
        column, hierarchy: try Self.taxonomy(items: 2), model: try SetAnonymity(k: 2, m: 1))
    }
    #expect(throws: DeidentificationError.self) {
      try SetValuedColumn(records: [[2]], itemCount: 2)
    }
    #expect(throws: DeidentificationError.self) { try SetAnonymity(k: 0, m: 1) }
    #expect(throws: DeidentificationError.self) {
      try ItemHierarchy(itemCount: 1, parents: [1, 2, 1, nil])
    }
    #expect(throws: DeidentificationError.self) {
      try ItemHierarchy(itemCount: 2, parents: [nil, nil])
    }
  }

  @Test("a column's hierarchy becomes a taxonomy of its values")
  func fromHierarchy() throws {
    let hierarchy = try Hierarchy(
      column: "x", valueCount: 3,
      levels: [
        .init(groupOfCode: [0, 1, 2, 3], labels: ["a", "b", "c"]),
        .init(groupOfCode: [0, 1, 1, 2], labels: ["ab", "c"]),
      ])
    let taxonomy = try ItemHierarchy(hierarchy)
    #expect(taxonomy.parents == [3, 3, 4, 5, 5, nil])
    #expect(taxonomy.leafCounts == [1, 1, 1, 2, 1, 3])
  }
}
