import Testing

@testable import Numerics

@Suite("Assignment")
struct AssignmentTests {
  @Test("all small matrices: as cheap as the cheapest of all permutations", arguments: 0...7)
  func permutations(columnCount: Int) throws {
    // Would catch a wrong path, a wrong price, a wrong transposition, ties that loop.
    var generator = SeededGenerator(seed: UInt64(columnCount), stream: "assignment")
    for rowCount in 0...columnCount {
      for trial in 0..<(columnCount < 6 ? 60 : 8) {
        let costs = (0..<(rowCount * columnCount)).map { _ in
          switch trial % 4 {
          case 0: return Float(generator.index(below: 3)) - 1
          case 1: return Float(generator.index(below: 1_000))
          case 2: return Float(generator.unit())
          default: return trial == 3 ? 0 : Float(generator.normal()) * 1e30
          }
        }
        let found = try Assignment.optimal(
          costs: costs, rowCount: rowCount, columnCount: columnCount)
        #expect(Set(found).count == rowCount, "each row has a column of its own")
        let least = Self.cheapest(costs, rowCount, columnCount)
        // Sums of at most 7 Doubles: exact for integers, else 7 roundings.
        let tolerance = 7 * 0x1p-52 * Self.largest(costs)
        #expect(Self.sum(costs, found, columnCount) <= least + tolerance, "trial \(trial)")
        let back = try Assignment.optimal(
          costs: Self.transpose(costs, rowCount, columnCount), rowCount: columnCount,
          columnCount: rowCount)
        #expect(back.filter { $0 < 0 }.count == columnCount - rowCount)
        var ofColumns = 0.0
        for column in 0..<columnCount where back[column] >= 0 {
          ofColumns += Double(costs[back[column] * columnCount + column])
        }
        #expect(ofColumns <= least + tolerance, "trial \(trial), transposed")
      }
    }
  }

  @Test(
    "random large matrices carry a certificate: prices whose bound the matching meets",
    arguments: ["uniform", "integers", "ties", "equal", "plane", "product", "hubs"],
    [(90, 90), (70, 90), (30, 90), (1, 90), (90, 1)])
  func certificate(kind: String, size: (Int, Int)) throws {
    // Would catch a matching that is not optimal, at sizes that no enumeration reaches, through
    // lists (90 columns are more than a list holds), scaling (products) and whole rows.
    let (rows, columns) = (min(size.0, size.1), max(size.0, size.1))
    let costs = SampleCosts.make(kind, rows, columns)
    let solved = Assignment.solved(costs, rows, columns)
    #expect(Set(solved.columnOfRow).count == rows)
    #expect(solved.columnOfRow.allSatisfy { (0..<columns).contains($0) })
    let bound = Self.bound(costs, solved.prices, rows, columns)
    let sum = Self.sum(costs, solved.columnOfRow, columns)
    // Prices are sums of at most a few thousand Doubles no larger than the costs' range.
    let tolerance = Double(rows + columns) * 1e4 * 0x1p-52 * max(Self.largest(costs), 1)
    #expect(sum - bound <= tolerance, "\(sum) against \(bound)")
    #expect(sum - bound >= -tolerance)
  }

  @Test("scaled prices leave the answer optimal")
  func scaling() {
    // Would catch a pair kept that is only within epsilon.
    for kind in ["uniform", "ties", "equal", "plane", "product"] {
      let costs = SampleCosts.make(kind, 80, 80)
      var solver = AssignmentSolver(rowCount: 80, columnCount: 80)
      solver.solve(costs, effortPerColumn: 0)
      let columns = solver.columnOfRow.map { Int($0) }
      let sum = Self.sum(costs, columns, 80)
      let bound = Self.bound(costs, solver.prices, 80, 80)
      #expect(Set(columns).count == 80)
      #expect(sum - bound <= 160 * 1e4 * 0x1p-52, "\(kind)")
    }
  }

  @Test("the same costs give the same matching, ties as well")
  func deterministic() throws {
    let costs = SampleCosts.make("ties", 70, 90)
    let first = try Assignment.optimal(costs: costs, rowCount: 70, columnCount: 90)
    for _ in 0..<3 {
      #expect(try Assignment.optimal(costs: costs, rowCount: 70, columnCount: 90) == first)
    }
  }

  @Test("infinite costs, no numbers and wrong sizes are refused, with their place")
  func refusals() {
    var costs = [Float](repeating: 1, count: 12)
    for fault in [Float.nan, .infinity, -.infinity] {
      costs[7] = fault
      #expect(throws: NumericsError.costNotFinite(row: 1, column: 3)) {
        try Assignment.optimal(costs: costs, rowCount: 3, columnCount: 4)
      }
    }
    for (rows, columns) in [(3, 5), (-3, -4), (Int.max, 2), (0, 1)] {
      #expect(throws: NumericsError.costCountMismatch(rows: rows, columns: columns, found: 12)) {
        try Assignment.optimal(costs: costs, rowCount: rows, columnCount: columns)
      }
    }
    #expect(throws: Never.self) { try Assignment.optimal(costs: [], rowCount: 0, columnCount: 4) }
  }

  /// A lower bound of every matching from any column prices v: with u the rows' least reduced costs
  /// and v moved so that its highest is 0, sum u + sum v.
  private static func bound(
    _ costs: [Float], _ prices: [Double], _ rowCount: Int, _ columnCount: Int
  ) -> Double {
    let highest = rowCount == columnCount ? 0 : prices.max() ?? 0
    var sum = prices.reduce(0) { $0 + ($1 - highest) }
    for row in 0..<rowCount {
      let reduced = (0..<columnCount).map {
        Double(costs[row * columnCount + $0]) - (prices[$0] - highest)
      }
      sum += reduced.min() ?? 0
    }
    return sum
  }

  private static func sum(_ costs: [Float], _ columns: [Int], _ columnCount: Int) -> Double {
    columns.indices.reduce(0) { $0 + Double(costs[$1 * columnCount + columns[$1]]) }
  }

  private static func largest(_ costs: [Float]) -> Double {
    Double(costs.map(\.magnitude).max() ?? 0)
  }

  private static func transpose(_ costs: [Float], _ rows: Int, _ columns: Int) -> [Float] {
    (0..<columns).flatMap { column in (0..<rows).map { costs[$0 * columns + column] } }
  }

  private static func cheapest(_ costs: [Float], _ rowCount: Int, _ columnCount: Int) -> Double {
    var isUsed = [Bool](repeating: false, count: columnCount)
    func best(_ row: Int) -> Double {
      if row == rowCount { return 0 }
      var least = Double.infinity
      for column in 0..<columnCount where !isUsed[column] {
        isUsed[column] = true
        least = min(least, Double(costs[row * columnCount + column]) + best(row + 1))
        isUsed[column] = false
      }
      return least
    }
    return best(0)
  }
}

/// Costs of kinds that trouble matchings in different ways.
enum SampleCosts {
  static func make(_ kind: String, _ rows: Int, _ columns: Int) -> [Float] {
    var generator = SeededGenerator(seed: 7, stream: kind)
    let own = (0..<rows).map { _ in (generator.unit(), generator.unit()) }
    let other = (0..<columns).map { _ in (generator.unit(), generator.unit()) }
    return (0..<(rows * columns)).map { place in
      let (one, two) = (own[place / columns], other[place % columns])
      switch kind {
      case "integers": return Float(generator.index(below: 100))
      case "ties": return Float(generator.index(below: 2))
      case "equal": return 3
      case "plane":
        let (x, y) = (one.0 - two.0, one.1 - two.1)
        return Float((x * x + y * y).squareRoot())
      case "product": return Float(one.0 * two.0)
      case "hubs": return Float(two.0 < 0.1 ? 0 : 1 + generator.unit())
      default: return Float(generator.unit())
      }
    }
  }
}
