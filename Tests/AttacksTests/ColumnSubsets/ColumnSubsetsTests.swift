import Evaluation
import Findings
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Column subsets")
struct ColumnSubsetsTests {
  @Test("the most telling set of each size is the best of all sets, tried one by one")
  func mostTellingIsBest() throws {
    for seed in UInt64(0)..<20 {
      let records = RandomRecords.table(rows: 40, columns: 4, values: 3, seed: seed)
      let attack = try ColumnSubsets(records)
      for size in 1...4 {
        let best = (1..<16).filter { $0.nonzeroBitCount == size }.map { mask in
          let columns = (0..<4).filter { mask >> $0 & 1 == 1 }
          return Set((0..<40).map { row in columns.map { records.columns[$0].codes[row] } }).count
        }.max()
        #expect(attack.telling[size - 1].statistics.classCount == best, "seed \(seed)")
      }
    }
  }

  @Test("Shapley shares agree with averaging over every order of the columns")
  func shapleyAgreesWithOrders() throws {
    let records = RandomRecords.table(rows: 30, columns: 4, values: 3, seed: 4)
    let scan = try #require(try ColumnSubsets(records).scan)
    var gains = [Double](repeating: 0, count: 4)
    func visit(_ mask: Int, _ rest: [Int], _ weight: Double) {
      for column in rest {
        let next = mask | 1 << column
        gains[column] +=
          weight / Double(rest.count)
          * (scan.statistics[next].distinction - scan.statistics[mask].distinction)
        visit(next, rest.filter { $0 != column }, weight / Double(rest.count))
      }
    }
    visit(0, [0, 1, 2, 3], 1)
    let sum = gains.reduce(0, +)
    let shares = try #require(ColumnCoalition.shares(of: scan))
    for (share, gain) in zip(shares, gains) { #expect(abs(share - gain / sum) < 1e-12) }
  }

  @Test("blame is what the release loses without the column")
  func blameIsTheLoss() throws {
    let records = RandomRecords.table(rows: 50, columns: 3, values: 4, seed: 8)
    for item in try ColumnSubsets(records).blame() {
      let rest = records.columns.filter { $0.name != item.column }
      let tuples = Set((0..<50).map { row in rest.map { $0.codes[row] } })
      #expect(item.riskWithout == Double(tuples.count) / 50)
    }
  }

  @Test("coarsenings say less and never more")
  func coarseningsSayLess() throws {
    // Would catch a coarsening that splits a value or mixes missing with a value.
    let columns = [
      CodedColumn(
        name: "age", codes: (0...90).map(UInt32.init),
        dictionary: .integers((1...90).map(Int64.init))),
      CodedColumn(name: "zip", texts: (0...90).map { $0 % 9 == 0 ? nil : "\(13_000 + $0 * 7)" }),
      CodedColumn(
        name: "day", texts: (0...90).map { "20\(10 + $0 % 9)-0\(1 + $0 % 7)-1\($0 % 10)" }),
      CodedColumn(name: "job", texts: (0...90).map { "job\(min($0 * $0 / 300, 9))" }),
    ]
    for column in columns {
      for option in Coarsening.options(for: column) {
        let coarse = option.apply(to: column)
        #expect(coarse.cardinality <= column.cardinality, "\(column.name) \(option.words)")
        var image: [UInt32: UInt32] = [:]
        for (from, to) in zip(column.codes, coarse.codes) {
          #expect(image[from, default: to] == to)
          image[from] = to
          if from == 0 || option.isLeftOut { #expect(to == 0) }
        }
      }
    }
    let words = Coarsening.options(for: columns[2]).map(\.words)
    #expect(words.contains("to the month") && words.contains("to the year"))
  }
}
