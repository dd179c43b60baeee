import Testing

@testable import Numerics

@Suite("Divergence")
struct DivergenceTests {
  /// Divergences are summed in `Double` and rounded once to a `Float` below 2 ln 2.
  private static let rounding = 1e-6

  @Test("the scalar reference has the known values")
  func knownValues() {
    let largest = Divergence.largestTopsoe
    #expect(Divergence.topsoe(p: [1, 0], q: [0, 1]) == largest)
    #expect(Divergence.topsoe(p: [0.25, 0.75], q: [0.25, 0.75]) == 0)
    // scipy.spatial.distance.jensenshannon([.5,.5], [.9,.1]) ** 2 * 2
    #expect(
      abs(Divergence.topsoe(p: [0.5, 0.5], q: [0.9, 0.1]) - 0.203_498_450_158_393_52) < 1e-14)
  }

  @Test("all small histograms: pairs agree with the formula, are symmetric, and 0 on equals")
  func allSmall() {
    // Would catch a bin missed by the lists, a wrong total, an empty row.
    let rows = (0..<64).map { code in [code % 4, code / 4 % 4, code / 16] }
    let counts = Self.sparse(rows)
    let costs = Divergence.topsoe(counts, counts)
    let dense = Divergence.topsoe(DenseProfiles(counts), DenseProfiles(counts))
    let ratios = Divergence.countRatio(counts, counts)
    for one in rows.indices {
      for two in rows.indices {
        let place = one * rows.count + two
        let expected = Self.topsoe(rows[one], rows[two])
        #expect(abs(Double(costs.values[place]) - expected) < Self.rounding)
        #expect(abs(Double(dense.values[place]) - expected) < Self.rounding)
        #expect(costs.values[place] == costs.values[two * rows.count + one])
        let ratio = Self.ratio(rows[one], rows[two])
        #expect(abs(Double(ratios.values[place]) - ratio) < 1e-5)
      }
      let isEmpty = rows[one].allSatisfy { $0 == 0 }
      let own = costs.row(one)[one * rows.count + one]
      #expect(own == (isEmpty ? Float(Divergence.largestTopsoe) : 0))
      #expect(dense.row(one)[one * rows.count + one] == own)
    }
  }

  @Test("single precision stays within two millionths of the formula, and is 0 on equals")
  func singlePrecision() {
    var generator = SeededGenerator(seed: 6)
    let rows = (0..<60).map { row in
      (0..<[3, 8, 168, 391][row % 4]).map { _ in
        generator.bernoulli(0.4) ? generator.index(below: row < 30 ? 4 : 10_000) : 0
      } + [1]
    }
    for kind in 0..<4 {
      let own = stride(from: kind, to: rows.count, by: 4).map { rows[$0] }
      let profiles = DenseProfiles(Self.sparse(own + [own[0]]))
      let quick = Divergence.topsoe(profiles, profiles, precision: .single)
      for one in own.indices {
        for two in own.indices {
          let expected = Self.topsoe(own[one], own[two])
          #expect(abs(Double(quick.row(one)[quick.row(one).startIndex + two]) - expected) < 2e-6)
        }
      }
      #expect(quick.row(0)[quick.row(0).startIndex + own.count] == 0)
    }
  }

  @Test("random histograms with many bins agree with the formula, whatever the workers")
  func random() {
    var generator = SeededGenerator(seed: 5)
    let rows = (0..<40).map { row in
      (0..<200).map { _ in
        generator.bernoulli(0.2) ? generator.index(below: row < 20 ? 5 : 100_000) : 0
      }
    }
    let counts = Self.sparse(rows)
    let costs = Divergence.topsoe(counts, counts, workers: Workers(count: 3))
    #expect(costs == Divergence.topsoe(counts, counts, workers: .single))
    let dense = Divergence.topsoe(DenseProfiles(counts), DenseProfiles(counts))
    let ratios = Divergence.countRatio(counts, counts)
    for one in rows.indices {
      for two in rows.indices {
        let place = one * rows.count + two
        let expected = Self.topsoe(rows[one], rows[two])
        #expect(abs(Double(costs.values[place]) - expected) < Self.rounding)
        // Each value of a profile is rounded, by 2^-25 of itself: mass 1 within 2^-24.
        #expect(abs(Double(dense.values[place]) - expected) < 2 * Self.rounding)
        let ratio = Self.ratio(rows[one], rows[two])
        #expect(abs(Double(ratios.values[place]) - ratio) <= 1e-6 * max(1, ratio))
      }
    }
  }

  @Test("rows come one after the other, the same as all pairs, until the body throws")
  func streaming() throws {
    struct Stop: Error {}
    let rows = (0..<30).map { row in (0..<9).map { ($0 * row * 7) % 5 } }
    let counts = Self.sparse(rows)
    let profiles = DenseProfiles(counts, smoothing: .circular(width: 1))
    for measure in [Divergence.Measure.topsoe, .countRatio] {
      var values: [Float] = []
      Divergence.rows(counts, counts, measure: measure) { target, costs in
        #expect(target * 30 == values.count)
        values += costs
      }
      let whole =
        measure == .topsoe
        ? Divergence.topsoe(counts, counts) : Divergence.countRatio(counts, counts)
      #expect(values == whole.values)
    }
    var values: [Float] = []
    Divergence.rows(profiles, profiles) { values += $1 }
    #expect(values == Divergence.topsoe(profiles, profiles).values)
    var seen = 0
    #expect(throws: Stop.self) {
      try Divergence.rows(counts, counts) { target, _ in
        seen += 1
        if target == 4 { throw Stop() }
      }
    }
    #expect(seen == 5)
  }

  @Test("no rows, no bins, no candidates")
  func empty() {
    let none = SparseCounts(columnCount: 0, offsets: [0], columns: [], counts: [])
    #expect(Divergence.topsoe(none, none).values.isEmpty)
    let blank = SparseCounts(columnCount: 0, offsets: [0, 0], columns: [], counts: [])
    #expect(Divergence.topsoe(blank, blank).values == [Float(Divergence.largestTopsoe)])
    let profile = DenseProfiles(blank)
    #expect(Divergence.topsoe(profile, profile).values == [Float(Divergence.largestTopsoe)])
    #expect(Divergence.countRatio(blank, blank).values == [0])
  }

  static func sparse(_ rows: [[Int]]) -> SparseCounts {
    var pairs: [(row: UInt32, column: UInt32)] = []
    var (offsets, columns, counts) = ([0], [UInt32](), [UInt32]())
    for row in rows {
      for (column, count) in row.enumerated() where count > 0 {
        pairs.append((0, 0))
        columns.append(UInt32(column))
        counts.append(UInt32(count))
      }
      offsets.append(pairs.count)
    }
    return SparseCounts(
      columnCount: rows.first?.count ?? 0, offsets: offsets, columns: columns, counts: counts)
  }

  private static func topsoe(_ one: [Int], _ two: [Int]) -> Double {
    let (p, q) = (shares(one), shares(two))
    guard let p, let q else { return Divergence.largestTopsoe }
    return Divergence.topsoe(p: p, q: q)
  }

  private static func shares(_ row: [Int]) -> [Double]? {
    let total = row.reduce(0, +)
    return total == 0 ? nil : row.map { Double($0) / Double(total) }
  }

  private static func ratio(_ one: [Int], _ two: [Int]) -> Double {
    guard let p = shares(one), let q = shares(two) else { return 0 }
    let sums = (Double(one.reduce(0, +)), Double(two.reduce(0, +)))
    let pooled = zip(one, two).map { Double($0 + $1) / (sums.0 + sums.1) }
    return sums.0 * relativeEntropy(p, pooled) + sums.1 * relativeEntropy(q, pooled)
  }

  private static func relativeEntropy(_ p: [Double], _ m: [Double]) -> Double {
    // p ln(p/m) = m f(p/m) with f(x) = x ln x.
    zip(p, m).reduce(0) { $0 + ($1.0 > 0 ? timesLogarithm($1.0 / $1.1) * $1.1 : 0) }
  }
}
