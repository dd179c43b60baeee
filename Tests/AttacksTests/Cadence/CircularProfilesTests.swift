import Foundation
import Numerics
import Testing

@testable import Attacks

@Suite("Profiles on a circle")
struct CircularProfilesTests {
  // Would catch a median on the wrong side, and work measured along the line instead.
  @Test("the earth mover's distance is the cheapest assignment of single grains along the circle")
  func earthMoversDistance() throws {
    var source = SeededGenerator(seed: 3, stream: "grains")
    for round in 0..<60 {
      let bins = 2 + source.index(below: 9)
      let grains = 1 + source.index(below: 8)
      let left = (0..<grains).map { _ in source.index(below: bins) }
      let right = (0..<grains).map { _ in source.index(below: bins) }
      let costs = left.flatMap { from in
        right.map { to in Float(min(abs(from - to), bins - abs(from - to))) }
      }
      let columns = try Assignment.optimal(costs: costs, rowCount: grains, columnCount: grains)
      let expected = columns.enumerated().reduce(0.0) {
        $0 + Double(costs[$1.offset * grains + $1.element])
      }
      func profile(_ places: [Int]) -> [Double] {
        places.reduce(into: [Double](repeating: 0, count: bins)) { $0[$1] += 1 }
      }
      let found = CircularProfiles.earthMoversDistance(profile(left), profile(right))
      #expect(abs(found - expected) < 1e-9, "round \(round)")
    }
  }

  @Test("turning moves hour 0 to where it is told, and back")
  func turning() {
    let profile = (0..<24).map(Double.init)
    for hours in -30...30 {
      let turned = CircularProfiles.turned(profile, by: hours)
      #expect(turned[((hours % 24) + 24) % 24] == 0)
      #expect(CircularProfiles.turned(turned, by: -hours) == profile)
    }
  }

  @Test("offsets are at most twelve hours apart, and a day apart is the same clock")
  func apart() {
    #expect(CircularProfiles.hoursApart(-11, 12) == 1)
    #expect(CircularProfiles.hoursApart(13, -11) == 0)
    #expect(CircularProfiles.hoursApart(5.5, -6.5) == 12)
    #expect(CircularProfiles.hoursApart(1, 0) == 1)
  }

  // The prior and the neighbours by their definition, in whole numbers.
  @Test(
    "smoothing keeps four times the events, and one more for each bin", arguments: [true, false])
  func prior(isCircular: Bool) {
    var source = SeededGenerator(seed: 5, stream: "prior")
    for _ in 0..<40 {
      let bins = 1 + source.index(below: 7)
      let rows = 3
      let pairs = (0..<source.index(below: 20)).map { _ in
        (row: UInt32(source.index(below: rows)), column: UInt32(source.index(below: bins)))
      }
      let counts = SparseCounts(rowCount: rows, columnCount: bins, pairs: pairs)
      let smoothed = counts.withPrior(isCircular: isCircular)
      for row in 0..<rows {
        var expected = [UInt32](repeating: 1, count: bins)
        for pair in pairs where Int(pair.row) == row {
          let bin = Int(pair.column)
          if isCircular {
            expected[bin] += 2
            expected[(bin + 1) % bins] += 1
            expected[(bin + bins - 1) % bins] += 1
          } else {
            expected[bin] += 4
          }
        }
        #expect(Array(smoothed.counts[smoothed.entries(ofRow: row)]) == expected)
      }
    }
  }

  @Test("merged bins keep each person's total, and saturate instead of overflowing")
  func merging() {
    let counts = SparseCounts(
      columnCount: 6, offsets: [0, 4, 4], columns: [0, 1, 2, 5], counts: [1, 2, 3, 4])
    let merged = counts.merged(binCount: 3) { $0 / 2 }
    #expect(merged.columns == [0, 1, 2])
    #expect(merged.counts == [3, 3, 4])
    #expect(merged.rowCount == 2)
    let large = SparseCounts(
      columnCount: 2, offsets: [0, 2], columns: [0, 1], counts: [.max, 7])
    #expect(large.merged(binCount: 1) { _ in 0 }.counts == [.max])
  }
}
