import Deidentification
import Numerics
import Testing

@Suite("Mondrian")
struct MondrianTests {
  private func hierarchy(_ cardinality: Int) throws -> Hierarchy {
    let codes = (0..<UInt32(cardinality)).map(\.self)
    let pairs = codes.map { ($0 + 1) / 2 }
    return try Hierarchy(
      column: "x", valueCount: cardinality - 1,
      levels: [
        .init(groupOfCode: codes, labels: codes.dropFirst().map { "v\($0)" }),
        .init(groupOfCode: pairs, labels: (0..<(cardinality / 2)).map { "p\($0)" }),
        .init(groupOfCode: codes.map { min($0, 1) }, labels: ["*"]),
      ])
  }

  private func table(
    _ codes: RandomCodes, subjects: [UInt32]? = nil, sensitive: Bool = false
  ) throws -> SearchTable {
    let tuples = UniqueTuples(try codes.codeColumns)
    let width = codes.columns.count - (sensitive ? 1 : 0)
    return try SearchTable(
      quasiIdentifiers: codes.cardinalities.prefix(width).map { try hierarchy($0) },
      sensitive: sensitive
        ? [.init(name: "s", labels: (1..<codes.cardinalities[width]).map { "s\($0)" })] : [],
      tuples: subjects == nil ? tuples.tuples : codes.codeColumns,
      counts: subjects == nil
        ? tuples.counts : [UInt32](repeating: 1, count: codes.columns[0].count),
      subjectOfTuple: subjects)
  }

  private func ordered(_ codes: RandomCodes, _ width: Int) -> [Mondrian.Cut] {
    codes.cardinalities.prefix(width).map { .ordered(positions: (0..<$0).map(Double.init)) }
  }

  @Test(
    "strict partitions cover every row once, hold k, and have no allowable cut left",
    arguments: 0..<30 as Range<UInt64>)
  func strict(seed: UInt64) throws {
    let codes = RandomCodes(
      seed: seed, rows: 20 + Int(seed) * 7, cardinalities: [3, 9, 5, 2],
      missing: seed % 3 == 0 ? 0.1 : 0)
    let table = try table(codes)
    for k in [1, 2, 5] {
      let result = try Mondrian(k: k, cuts: ordered(codes, 4)).apply(to: table)
      #expect(result.tuples.sorted() == table.counts.indices.map(UInt32.init))
      #expect(
        result.tuples.indices.allSatisfy {
          result.counts[$0] == table.counts[Int(result.tuples[$0])]
        })
      #expect(result.rowCounts.allSatisfy { $0 >= k })
      for partition in 0..<result.count {
        let range = result.starts[partition]..<result.starts[partition + 1]
        for column in table.tuples.columns {
          for cut in Set(range.map { column[Int(result.tuples[$0])] }) {
            let below = range.filter { column[Int(result.tuples[$0])] <= cut }
              .reduce(0) { $0 + Int(result.counts[$1]) }
            #expect(below < k || result.rowCounts[partition] - below < k)
          }
        }
      }
    }
  }

  @Test(
    "strict boxes are disjoint: no tuple lies in another partition's box",
    arguments: 0..<10 as Range<UInt64>)
  func disjoint(seed: UInt64) throws {
    let codes = RandomCodes(seed: 70 + seed, rows: 90, cardinalities: [6, 9, 5])
    let table = try table(codes)
    let result = try Mondrian(k: 3, cuts: ordered(codes, 3)).apply(to: table)
    for partition in 0..<result.count {
      let own = Set(result.tuples[result.starts[partition]..<result.starts[partition + 1]])
      for tuple in table.counts.indices where !own.contains(UInt32(tuple)) {
        let isInside = (0..<3).allSatisfy { attribute in
          guard
            case .interval(let lower?, let upper?, _) = result.region(
              of: partition, attribute: attribute)
          else { return false }
          let position = Double(table.tuples.columns[attribute][tuple])
          return position >= lower && position <= upper
        }
        #expect(!isInside)
      }
    }
  }

  @Test(
    "relaxed partitions hold k to 2k - 1 rows unless all their rows are equal",
    arguments: 0..<10 as Range<UInt64>)
  func relaxed(seed: UInt64) throws {
    let codes = RandomCodes(seed: 20 + seed, rows: 150, cardinalities: [3, 4, 5])
    let table = try table(codes)
    let result = try Mondrian(k: 4, cuts: ordered(codes, 3), mode: .relaxed).apply(to: table)
    for (partition, rows) in result.rowCounts.enumerated() {
      let part = result.tuples[result.starts[partition]..<result.starts[partition + 1]]
      #expect(rows >= 4 && (rows < 8 || Set(part).count == 1))
    }
    var held = [UInt32](repeating: 0, count: table.counts.count)
    for place in result.tuples.indices { held[Int(result.tuples[place])] += result.counts[place] }
    #expect(held == table.counts)
    let tupleOfRow = EquivalenceClasses(try codes.codeColumns).classOfRow
    let partitions = try result.partitions(ofRows: tupleOfRow)
    var sizes = [Int](repeating: 0, count: result.count)
    for partition in partitions { sizes[Int(partition)] += 1 }
    #expect(sizes == result.rowCounts)
  }

  @Test(
    "each partition meets the criteria, by width or by information, along hierarchies or not",
    arguments: 0..<12 as Range<UInt64>)
  func criteria(seed: UInt64) throws {
    let codes = RandomCodes(seed: 40 + seed, rows: 300, cardinalities: [7, 9, 5, 6])
    let table = try table(codes, sensitive: true)
    let hierarchies = [Mondrian.Cut](repeating: .hierarchy, count: 3)
    for cuts in [ordered(codes, 3), hierarchies] {
      for choice in [.normalizedWidth, .informationGain(sensitive: 0)] as [Mondrian.Choice] {
        for mode in Mondrian.Mode.allCases {
          let result = try Mondrian(
            k: 3, cuts: cuts, criteria: [DistinctValues(least: 3)], mode: mode, choice: choice
          ).apply(to: table)
          #expect(result.count > 3)
          for partition in 0..<result.count {
            let part = result.tuples[result.starts[partition]..<result.starts[partition + 1]]
            #expect(Set(part.map { table.tuples.columns[3][Int($0)] }).count >= 3)
            #expect(result.rowCounts[partition] >= 3)
          }
        }
      }
    }
  }

  @Test(
    "along a hierarchy a partition shows the lowest group that holds its values",
    arguments: 0..<8 as Range<UInt64>)
  func groups(seed: UInt64) throws {
    let codes = RandomCodes(seed: 60 + seed, rows: 80, cardinalities: [6, 8], missing: 0.05)
    let table = try table(codes)
    let result = try Mondrian(k: 4, cuts: [.hierarchy, .hierarchy]).apply(to: table)
    #expect(result.rowCounts.allSatisfy { $0 >= 4 })
    for partition in 0..<result.count {
      for attribute in 0..<2 {
        let values = result.values(of: partition, attribute: attribute, in: table)
        let present = values.filter { $0 != 0 }
        let levels = table.quasiIdentifiers[attribute].levels
        let lowest = levels.firstIndex { level in
          Set(present.map { level.groupOfCode[Int($0)] }).count <= 1
        }
        let group = present.first.map { levels[lowest ?? 0].groupOfCode[Int($0)] } ?? 0
        #expect(
          result.region(of: partition, attribute: attribute)
            == .group(level: lowest ?? 3, group: group, includesMissing: values.contains(0)))
      }
    }
  }

  @Test(
    "k counts different people where people have several rows", arguments: 0..<8 as Range<UInt64>)
  func people(seed: UInt64) throws {
    let codes = RandomCodes(seed: 80 + seed, rows: 120, cardinalities: [6, 9])
    var generator = SeededGenerator(seed: seed, stream: "people")
    let subjects = (0..<120).map { _ in UInt32(generator.index(below: 40)) }
    let table = try table(codes, subjects: subjects)
    let result = try Mondrian(k: 5, cuts: ordered(codes, 2)).apply(to: table)
    for partition in 0..<result.count {
      let part = result.tuples[result.starts[partition]..<result.starts[partition + 1]]
      #expect(Set(part.map { subjects[Int($0)] }).count >= 5)
    }
    #expect(result.count > 1)
  }

  @Test("one thread or eight: the same partitions")
  func threads() throws {
    let codes = RandomCodes(seed: 5, rows: 4_000, cardinalities: [9, 9, 9, 9])
    let table = try table(codes)
    let method = Mondrian(k: 3, cuts: ordered(codes, 4))
    let (one, eight) = (
      try method.apply(to: table, workers: .single),
      try method.apply(to: table, workers: Workers(count: 8))
    )
    #expect(one.tuples == eight.tuples && one.starts == eight.starts)
  }

  @Test("what can't be done is refused, what is odd is done")
  func odd() throws {
    let codes = RandomCodes(seed: 1, rows: 6, cardinalities: [5, 5])
    let table = try table(codes)
    for k in [0, -3, 7] {
      #expect(throws: DeidentificationError.self) {
        try Mondrian(k: k, cuts: ordered(codes, 2)).apply(to: table)
      }
    }
    #expect(throws: DeidentificationError.self) { try Mondrian(k: 2, cuts: []).apply(to: table) }
    #expect(throws: DeidentificationError.self) {
      try Mondrian(k: 2, cuts: [.ordered(positions: [0, 1, .nan, 3, 4, 5]), .hierarchy])
        .apply(to: table)
    }
    #expect(throws: DeidentificationError.self) {
      try Mondrian(k: 2, cuts: ordered(codes, 2), choice: .informationGain(sensitive: 0))
        .apply(to: table)
    }
    let blank = RandomCodes(seed: 1, rows: 6, cardinalities: [5, 5], missing: 1)
    let result = try Mondrian(k: 2, cuts: ordered(blank, 2)).apply(to: self.table(blank))
    #expect(result.count == 1)
    #expect(
      result.region(of: 0, attribute: 0)
        == .interval(lower: nil, upper: nil, includesMissing: true))
    let none = try SearchTable(
      quasiIdentifiers: [],
      tuples: CodeColumns(columns: [], cardinalities: [], rowCount: 1), counts: [6])
    #expect(try Mondrian(k: 2, cuts: []).apply(to: none).rowCounts == [6])
  }
}

/// Distinct l-diversity over the first sensitive attribute, counted the obvious way.
struct DistinctValues: ClassCriterion {
  let least: Int
  let monotonicity = Monotonicity.full
  var minimumSize: Int { least }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    let counts = classes.sensitive[0]
    return counts.starts[index + 1] - counts.starts[index] >= least
  }
}

/// k-anonymity, and models that are made of a criterion, for tests.
struct TestModel: PrivacyModel {
  let name: String
  let made: PreparedModel
  func prepared(for table: SearchTable) -> PreparedModel { made }
}

struct LeastSize: ClassCriterion {
  let minimumSize: Int
  var monotonicity = Monotonicity.full
  func holds(for index: Int, in classes: ClassTable) -> Bool {
    Int(classes.sizes[index]) >= minimumSize
  }
}

struct Whole: TableCriterion {
  let monotonicity = Monotonicity.full
  func enforce(on classes: ClassTable, isSuppressed: inout [Bool], limit: Int) -> Bool { true }
}
