import Testing

@testable import Numerics

@Suite("AffinityMatch")
struct AffinityMatchTests {
  @Test("both products agree with sums of products, at all small sizes")
  func products() {
    // Would catch rows done twice, a lane beyond the last, a wrong stride.
    var generator = SeededGenerator(seed: 3)
    for (rows, columns) in [(1, 1), (2, 3), (3, 8), (4, 9), (5, 16), (7, 17), (13, 40), (0, 4)] {
      for inner in [0, 1, 2, 7, 8, 31, 168] {
        let left = (0..<(rows * inner)).map { _ in Float(generator.unit()) }
        let right = (0..<(columns * inner)).map { _ in Float(generator.unit()) }
        for blas in [BLAS.automatic, .portable] {
          var result = [Float](repeating: -1, count: rows * columns)
          var span = result.mutableSpan
          blas.multiplyTransposed(left: left.span, right: right.span, inner: inner, into: &span)
          for place in result.indices {
            let (row, column) = (place / columns, place % columns)
            let expected = (0..<inner).reduce(0.0) {
              $0 + Double(left[row * inner + $1]) * Double(right[column * inner + $1])
            }
            // `inner` products and sums, each within 2^-24 of a sum that is at most `inner`.
            let tolerance = Double(inner * (inner + 2)) * 0x1p-24
            #expect(abs(Double(result[place]) - expected) <= tolerance)
          }
        }
      }
    }
  }

  @Test("a missing library leaves the portable kernel")
  func missingLibrary() {
    #expect(!BLAS(library: "libno-such-library.so.0").isOpenBLAS)
    #expect(!BLAS.portable.isOpenBLAS)
  }

  @Test("the shortlist is what sorting all affinities gives", arguments: [1, 3, 20, 700, 900])
  func shortlist(count: Int) {
    // Would catch a threshold that drops a tie, a block's border, a wrong candidate number.
    let targets = SampleProfiles.make(seed: 1, rows: 9, bins: 24)
    let candidates = SampleProfiles.make(seed: 2, rows: 700, bins: 24, copies: 40)
    for blas in [BLAS.automatic, .portable] {
      let list = AffinityMatch.shortlist(
        targets: targets, candidates: candidates, count: count, blas: blas)
      #expect(list.length == min(count, 700))
      #expect(list.candidates.count == 9 * list.length)
      for target in 0..<9 {
        let entries = list.entries(ofTarget: target)
        let all = (0..<700).map { Self.affinity(targets.row(target), candidates.row($0)) }
        let sorted = all.sorted(by: >)
        for (place, entry) in entries.enumerated() {
          let own = all[Int(list.candidates[entry])]
          #expect(abs(Double(list.affinities[entry]) - own) < 1e-5)
          #expect(abs(own - sorted[place]) < 1e-5)
        }
        #expect(Set(list.candidates[entries]).count == list.length)
        let pairs = entries.map { (-list.affinities[$0], list.candidates[$0]) }
        #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0 < $1 }, "ties by number")
      }
      let single = AffinityMatch.shortlist(
        targets: targets, candidates: candidates, count: count, blas: blas, workers: .single)
      #expect(single == list)
    }
  }

  @Test("what is said to be proven is the nearest of all")
  func proven() {
    let targets = SampleProfiles.make(seed: 1, rows: 20, bins: 24)
    let candidates = SampleProfiles.make(seed: 1, rows: 400, bins: 24)
    let costs = Divergence.topsoe(targets, candidates)
    let nearest = AffinityMatch.nearest(
      targets: targets, candidates: candidates, shortlist: 60, count: 10)
    var proven = 0
    for target in 0..<20 {
      let sorted = costs.row(target).sorted()
      for (place, entry) in nearest.entries(ofTarget: target).enumerated() {
        let candidate = Int(nearest.candidates[entry])
        #expect(nearest.divergences[entry] == costs.values[target * 400 + candidate])
        guard place < nearest.provenCounts[target] else { continue }
        #expect(nearest.divergences[entry] == sorted[place])
        proven += 1
      }
    }
    #expect(proven >= 20, "each target's own profile is among the candidates")
    let whole = AffinityMatch.nearest(
      targets: targets, candidates: candidates, shortlist: 400, count: 400)
    #expect(whole.provenCounts.allSatisfy { $0 == 400 })
  }

  @Test("Topsøe lies between 2 ln 2 and 2 times one minus the affinity")
  func bounds() {
    // Bin by bin, on a grid of d = (p - q) / (p + q): the ratio of Topsøe's term to the square of
    // the roots' difference falls from 1 to ln 2.
    var last = 1.0
    for step in 1...2_000 {
      let (p, q) = (1 + Double(step) / 2_000, 1 - Double(step) / 2_000)
      let square = (p.squareRoot() - q.squareRoot()) * (p.squareRoot() - q.squareRoot())
      let ratio = Divergence.topsoe(p: [p], q: [q]) / square
      // At small d both are differences of near-equals: 1e-16 over d squared.
      let rounding = 1e-15 * 4e6 / Double(step * step)
      #expect(ratio <= last + rounding)
      last = min(last, ratio)
    }
    #expect(abs(last - Divergence.largestTopsoe / 2) < 1e-12)
  }

  @Test("no candidates, no targets, no bins, empty profiles, nothing asked for")
  func empty() {
    let some = SampleProfiles.make(seed: 1, rows: 3, bins: 4)
    let none = DenseProfiles(rowCount: 0, columnCount: 4, values: [])
    let blank = DenseProfiles(rowCount: 2, columnCount: 4, values: [0, 0, 0, 0, 0, 0, 0, 0])
    let noBins = DenseProfiles(rowCount: 2, columnCount: 0, values: [])
    #expect(AffinityMatch.shortlist(targets: some, candidates: none, count: 5).length == 0)
    #expect(AffinityMatch.shortlist(targets: none, candidates: some, count: 5).candidates == [])
    #expect(AffinityMatch.shortlist(targets: some, candidates: some, count: -1).length == 0)
    let list = AffinityMatch.shortlist(targets: blank, candidates: some, count: 2)
    #expect(list.candidates == [0, 1, 0, 1])
    let bare = AffinityMatch.nearest(targets: noBins, candidates: noBins, shortlist: 1, count: 1)
    #expect(bare.candidates == [0, 0])
  }

  private static func affinity(_ one: ArraySlice<Float>, _ two: ArraySlice<Float>) -> Double {
    zip(one, two).reduce(0) { $0 + (Double($1.0) * Double($1.1)).squareRoot() }
  }
}

/// Random profiles for tests.
enum SampleProfiles {
  static func make(seed: UInt64, rows: Int, bins: Int, copies: Int = 0) -> DenseProfiles {
    var generator = SeededGenerator(seed: seed)
    var counts = (0..<rows).map { _ in (0..<bins).map { _ in generator.index(below: 9) / 4 } }
    for row in 0..<copies { counts[rows - 1 - row] = counts[row / 2] }
    return DenseProfiles(DivergenceTests.sparse(counts))
  }
}
