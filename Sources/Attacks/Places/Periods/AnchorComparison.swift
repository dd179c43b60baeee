import Evaluation
import Foundation
import Numerics
import Tables

/// The places that somebody was seen at most, as points: the middles of the events in the busiest
/// cells.
struct Anchors: Sendable, Equatable {
  /// How many places of a person are kept.
  static let limit = 3
  /// The size of a cell.
  static let cellMeters = 500.0

  /// The points, the busiest first.
  let points: [EarthPoint]
  /// The share of the person's events at each, of those kept.
  let shares: [Double]

  /// The anchors of each data subject of a trace.
  ///
  /// - Complexity: O(events) expected.
  static func all(of trace: EventTrace) -> [Anchors] {
    let grid = CellGrid(sizeMeters: cellMeters)
    return (0..<trace.subjectCount).map { subject in
      var cells: [Int64: (sum: SIMD3<Double>, count: Int)] = [:]
      for event in trace.events(ofSubject: subject) {
        guard let point = trace.point(ofEvent: event) else { continue }
        let longitude = trace.longitudes[event] == 180 ? -180 : trace.longitudes[event]
        let cell = grid.cell(latitude: trace.latitudes[event], longitude: longitude)
        var found = cells[cell] ?? (.zero, 0)
        found.sum += point.direction
        found.count += 1
        cells[cell] = found
      }
      let best = cells.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        .prefix(limit).map(\.value)
      let total = Double(best.reduce(0) { $0 + $1.count })
      return Anchors(
        points: best.map { EarthPoint(sum: $0.sum) }, shares: best.map { Double($0.count) / total })
    }
  }
}

/// Compares where people are seen most: how far each one's busiest places lie from the other's.
///
/// The cost is the mean of log(1 + meters / 200) from a busy place of either period to the nearest
/// one of the other, weighted by the events there: places next to each other are near whatever the
/// borders of cells are.
///
/// **Source** Zang and Bolot, *Anonymization of location data does not work*, MobiCom 2011, for the
/// busiest places; distances as in Gambs et al. 2014.
/// **Cost** `Anchors.limit` squared distances and twice as many logarithms for each pair.
struct AnchorComparison: PeriodComparison {
  let id = "busiest-places"
  let title = "The busiest places"
  let source = "Zang and Bolot 2011, MobiCom"
  let earlier: [Anchors]
  let later: [Anchors]

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    PairCosts.pairwise(targets, candidates) { target, candidate in
      let (one, other) = (later[target], earlier[candidate])
      guard !one.points.isEmpty, !other.points.isEmpty else { return .infinity }
      return Float((Self.distance(one, other) + Self.distance(other, one)) / 2)
    }
  }

  private static func distance(_ one: Anchors, _ other: Anchors) -> Double {
    var sum = 0.0
    for (point, share) in zip(one.points, one.shares) {
      var least = Double.infinity
      for candidate in other.points {
        let difference = point.direction - candidate.direction
        least = min(least, (difference * difference).sum())
      }
      // The chord, not the arc: no other order of distances, and no arc sine for each pair.
      sum += share * log1p(EarthPoint.radiusMeters * least.squareRoot() / 200)
    }
    return sum
  }
}
