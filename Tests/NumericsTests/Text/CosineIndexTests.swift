import Foundation
import Testing

@testable import Numerics

@Suite("Cosines of texts")
struct CosineIndexTests {
  static func counts(rows: Int, columns: Int, seed: UInt64) -> TermCounts {
    var source = SeededGenerator(seed: seed, stream: "counts")
    var (offsets, kept, counts) = ([0], [UInt32](), [UInt32]())
    for _ in 0..<rows {
      for column in source.sample(count: source.index(below: columns), of: columns) {
        kept.append(UInt32(column))
        counts.append(UInt32(1 + source.index(below: 9)))
      }
      offsets.append(kept.count)
    }
    return TermCounts(columnCount: columns, offsets: offsets, columns: kept, counts: counts)
  }

  /// The definition, dense and in doubles; scikit-learn's formulas for `smoothed`.
  static func cosine(
    _ counts: TermCounts, _ row: Int, _ candidate: Int, of candidates: Int, _ rule: TermWeighting,
    kept: Set<Int>
  ) -> Double {
    func vector(_ row: Int) -> [Double] {
      var vector = [Double](repeating: 0, count: counts.columnCount)
      for entry in counts.entries(ofRow: row) {
        let column = Int(counts.columns[entry])
        let holders = Double(
          (0..<candidates).count { other in
            counts.entries(ofRow: other).contains { Int(counts.columns[$0]) == column }
          })
        guard holders > 0, kept.contains(column) else { continue }
        let count = Double(counts.counts[entry])
        let people = Double(candidates)
        vector[column] =
          switch rule {
          case .counts: count
          case .logarithmic: (1 + log(count)) * log((people + 1) / holders)
          case .smoothed: (1 + log(count)) * (log((1 + people) / (1 + holders)) + 1)
          }
      }
      return vector
    }
    let (one, other) = (vector(row), vector(candidate))
    let product = zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    let lengths = [one, other].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    return lengths.contains(0) ? 0 : product / lengths[0] / lengths[1]
  }

  @Test("scores are the cosines of the definition", arguments: TermWeighting.allCases)
  func definition(rule: TermWeighting) {
    for seed in UInt64(0)..<8 {
      let counts = Self.counts(rows: 30, columns: 25, seed: seed)
      var totals = [Int](repeating: 0, count: 25)
      for entry in 0..<counts.offsets[11] {
        totals[Int(counts.columns[entry])] += Int(counts.counts[entry])
      }
      let order = (0..<25).sorted { (totals[$1], $0) < (totals[$0], $1) }
      for limit in [7, 25, Int.max] {
        let index = CosineIndex(counts, candidates: 0..<11, weighting: rule, featureLimit: limit)
        let scores = index.scores(rows: Array(11..<30))
        for row in 11..<30 {
          for candidate in 0..<11 {
            let expected = Self.cosine(
              counts, row, candidate, of: 11, rule, kept: Set(order.prefix(limit)))
            // Singles: some 25 products of weights known to 2^-22 each.
            #expect(
              abs(Double(scores.row(row - 11)[(row - 11) * 11 + candidate]) - expected) < 2e-6,
              "seed \(seed)")
          }
        }
      }
    }
  }

  @Test("a target's scores do not depend on who else is compared, nor on its place")
  func batches() {
    let counts = Self.counts(rows: 60, columns: 40, seed: 3)
    let index = CosineIndex(counts, candidates: 0..<20)
    let all = index.scores(rows: Array(20..<60))
    for row in 20..<60 {
      #expect(index.scores(rows: [row]).values == Array(all.row(row - 20)))
    }
  }

  @Test("normalised sums are those of the definition; scores that are alike add nothing")
  func normalised() {
    var source = SeededGenerator(seed: 5)
    let (rows, columns) = (70, 9)
    let values = (0..<(rows * columns)).map { place in
      place % columns == 4 ? 0.25 : Float(source.index(below: 1_000)) / 1_000
    }
    var sum = PairScores(rowCount: rows, columnCount: columns)
    sum.addNormalised(
      PairScores(rowCount: rows, columnCount: columns, values: values), weight: 2)
    func standard(_ all: [Double], _ value: Double) -> Double {
      let mean = all.reduce(0, +) / Double(all.count)
      let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
      return variance < 1e-12 ? 0 : (value - mean) / variance.squareRoot()
    }
    for row in 0..<rows {
      let own = (0..<columns).map { Double(values[row * columns + $0]) }
      for column in 0..<columns {
        let theirs = (0..<rows).map { Double(values[$0 * columns + column]) }
        let expected = 2 * (standard(own, own[column]) + standard(theirs, own[column]))
        #expect(abs(Double(sum.values[row * columns + column]) - expected) < 1e-4)
      }
    }
    var nothing = PairScores(rowCount: 0, columnCount: 3)
    nothing.addNormalised(PairScores(rowCount: 0, columnCount: 3), weight: 1)
    #expect(nothing.values.isEmpty)
  }
}
