import Testing

@testable import Numerics

@Suite("SubsetSearch")
struct SubsetSearchTests {
  /// All minimal sets that reach a share, from the scan of all sets.
  private func minimalSets(_ table: CodeColumns, _ share: Double) throws -> Set<[Int]> {
    let scan = try SubsetScan(table)
    let reaching = scan.statistics.indices.filter { scan.statistics[$0].uniqueness >= share }
    let minimal = reaching.filter { mask in
      !reaching.contains { $0 != mask && $0 & mask == $0 }
    }
    return Set(minimal.map { SubsetScan.columns(of: UInt32($0)) })
  }

  private static let shares = [0.0, 0.1, 0.25, 0.5, 0.75, 1.0]

  @Test("without a tight limit, the smallest sets are those of the scan of all sets")
  func smallestAgainstScan() throws {
    // Would catch a set that is pruned wrongly, or one that is not minimal.
    for seed in 0..<40 as Range<UInt64> {
      let table = SampleTables.random(
        seed: seed, rows: 1 + Int(seed) * 2, cardinalities: [2, 3, 2, 5, 2, 9, 3])
      let search = SubsetSearch(table)
      for share in Self.shares where table.rowCount > 0 {
        let found = try search.smallestSets(
          reaching: share, limits: .init(maximumSize: 7, maximumEvaluations: 1_000))
        #expect(found.isExhaustive, "seed \(seed) share \(share)")
        #expect(
          Set(found.sets.map(\.columns)) == (try minimalSets(table, share)),
          "seed \(seed) share \(share)")
      }
    }
  }

  @Test("every small table has the minimal keys that the scan of all sets gives")
  func smallTables() throws {
    // Would catch mistakes at no row, one row, equal rows.
    for table in SampleTables.small where table.columns.count <= 2 && table.rowCount > 0 {
      let found = try SubsetSearch(table, workers: .single).smallestSets(reaching: 1)
      #expect(Set(found.sets.map(\.columns)) == (try minimalSets(table, 1)))
    }
  }

  @Test("a limit keeps what is found minimal, and the result says how far it is complete")
  func limited() throws {
    // Would catch a result that claims to be exhaustive, or a limit that is overrun.
    for seed in 0..<30 as Range<UInt64> {
      let table = SampleTables.random(
        seed: seed, rows: 60, cardinalities: [2, 3, 2, 5, 2, 9, 3, 4])
      let search = SubsetSearch(table)
      for (limit, size) in [(0, 8), (1, 8), (9, 8), (30, 8), (60, 8), (120, 8), (500, 3), (500, 0)]
      {
        let expected = try minimalSets(table, 0.3)
        let found = try search.smallestSets(
          reaching: 0.3, limits: .init(maximumSize: size, maximumEvaluations: limit))
        let sets = Set(found.sets.map(\.columns))
        #expect(found.evaluations <= limit, "seed \(seed) limit \(limit)")
        #expect(sets.isSubset(of: expected), "seed \(seed) limit \(limit)")
        let certain = expected.filter { $0.count <= found.exhaustiveThroughSize }
        #expect(certain.isSubset(of: sets), "seed \(seed) limit \(limit)")
        if found.isExhaustive { #expect(sets == expected, "seed \(seed) limit \(limit)") }
      }
    }
  }

  @Test("rankings of each size are those of the scan of all sets, where they say so")
  func rankings() throws {
    // Would catch a bound that excludes a better set, and an order that depends on chance.
    for seed in 0..<30 as Range<UInt64> {
      let table = SampleTables.random(
        seed: seed, rows: 50, cardinalities: [2, 3, 2, 40, 2, 9, 3, 4])
      let scan = try SubsetScan(table)
      for limit in [20, 100, 1_000] {
        let rankings = SubsetSearch(table).mostSinglingOut(
          count: 4, limits: .init(maximumSize: 9, maximumEvaluations: limit))
        #expect(rankings.map(\.size) == Array(1...8))
        #expect(rankings.reduce(0) { $0 + $1.evaluations } <= limit)
        #expect(limit < 1_000 || rankings.allSatisfy(\.isExhaustive))
        for ranking in rankings {
          let all = scan.statistics.indices.filter { $0.nonzeroBitCount == ranking.size }
            .map {
              SubsetSearch.CountedSet(
                columns: SubsetScan.columns(of: UInt32($0)), statistics: scan.statistics[$0])
            }.sorted(by: SubsetSearch.ranksBefore)
          #expect(Set(ranking.sets.map(\.columns)).count == ranking.sets.count)
          for set in ranking.sets { #expect(all.contains(set), "seed \(seed) \(set.columns)") }
          if ranking.isExhaustive {
            #expect(ranking.sets == Array(all.prefix(4)), "seed \(seed) size \(ranking.size)")
          }
        }
      }
    }
  }

  @Test("a hundred columns are searched, and a planted key of three is found")
  func manyColumns() throws {
    // Would catch masks of 64 bits, and a search that only works below some number of columns.
    let rows = 120
    var columns = (0..<100).map { column in (0..<rows).map { UInt32(($0 / (60 + column % 3)) % 2) }
    }
    columns[17] = (0..<rows).map { UInt32($0 % 5) }
    columns[48] = (0..<rows).map { UInt32($0 / 5 % 5) }
    columns[93] = (0..<rows).map { UInt32($0 / 25) }
    let table = try CodeColumns(
      columns: columns, cardinalities: columns.map { _ in 5 }, rowCount: rows)
    let search = SubsetSearch(table)
    let found = try search.smallestSets(
      reaching: 1, limits: .init(maximumSize: 3, maximumEvaluations: 3_000))
    #expect(found.sets.map(\.columns).contains([17, 48, 93]))
    #expect(!found.isExhaustive && found.excludedByBound > 0)
    let rankings = search.mostSinglingOut(
      count: 1, limits: .init(maximumSize: 3, maximumEvaluations: 3_000))
    #expect(rankings.last?.sets.first?.columns == [17, 48, 93])
  }

  @Test("the number of threads does not change what is found")
  func threads() throws {
    // Would catch a search whose order depends on which thread was faster.
    let table = SampleTables.random(
      seed: 3, rows: 200, cardinalities: (0..<14).map { 2 + $0 % 5 })
    let limits = SubsetSearch.Limits(maximumSize: 5, maximumEvaluations: 700)
    let single = SubsetSearch(table, workers: .single)
    let several = SubsetSearch(table, workers: Workers(count: 4))
    #expect(
      try single.smallestSets(reaching: 0.4, limits: limits)
        == several.smallestSets(reaching: 0.4, limits: limits))
    #expect(single.mostSinglingOut(limits: limits) == several.mostSinglingOut(limits: limits))
  }

  @Test("what can't be reached is said at once, and a wrong share is refused")
  func edges() throws {
    // Would catch a search for a key among equal rows, and NaN.
    let equal = try CodeColumns(columns: [[1, 1], [0, 0]], cardinalities: [2, 1], rowCount: 2)
    let found = try SubsetSearch(equal).smallestSets(reaching: 1)
    #expect(found.sets.isEmpty && found.isExhaustive && found.evaluations == 0)
    for share in [Double.nan, -0.1, 1.1, .infinity] {
      #expect(throws: NumericsError.shareOutsideUnitInterval) {
        try SubsetSearch(equal).smallestSets(reaching: share)
      }
    }
    let empty = try CodeColumns(columns: [], cardinalities: [], rowCount: 0)
    #expect(try SubsetSearch(empty).smallestSets(reaching: 1).sets.map(\.columns) == [[]])
    #expect(SubsetSearch(empty).mostSinglingOut().isEmpty)
  }
}
