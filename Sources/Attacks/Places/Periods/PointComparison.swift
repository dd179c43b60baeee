import Evaluation
import Foundation
import Numerics

extension PairCosts {
  /// The cost of each pair, targets side by side.
  ///
  /// - Complexity: O(targets * candidates) calls of `cost`.
  static func pairwise(
    _ targets: [UInt32], _ candidates: [UInt32],
    cost: @Sendable (_ target: Int, _ candidate: Int) -> Float
  ) -> PairCosts {
    let rows = concurrentChunks(count: targets.count) { range in
      range.flatMap { row in candidates.map { cost(Int(targets[row]), Int($0)) } }
    }
    return PairCosts(
      rowCount: targets.count, columnCount: candidates.count, values: rows.flatMap(\.self))
  }
}

/// Compares where people stay: the points of interest of both periods.
///
/// The cost is the median distance from each point of interest of either period to the nearest one
/// of the other, as log(1 + meters / 200): the order of candidates is that of the distance itself.
///
/// **Source** Primault et al., *Differentially private location privacy in practice*, MoST 2014
/// (POI-attack); the median over both directions is that of its authors' program Accio.
/// **Cost** O(points of interest squared) for each pair, at most 30 of each person.
struct PointComparison: PeriodComparison {
  let id = "points-of-interest"
  let title = "Points of interest (POI-attack)"
  let source = "Primault et al. 2014, MoST"
  let earlier: [PointsOfInterest]
  let later: [PointsOfInterest]

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    PairCosts.pairwise(targets, candidates) { target, candidate in
      let (one, other) = (later[target].points, earlier[candidate].points)
      guard !one.isEmpty, !other.isEmpty else { return .infinity }
      let nearest =
        (one.map { $0.nearestMeters(of: other) }
        + other.map { $0.nearestMeters(of: one) }).sorted()
      let middle = nearest.count / 2
      let median =
        nearest.count.isMultiple(of: 2)
        ? (nearest[middle - 1] + nearest[middle]) / 2 : nearest[middle]
      return Float(log1p(median / 200))
    }
  }
}

/// Compares mobility Markov chains over points of interest.
///
/// Proximity: the points of interest of each period are ranked by stationary probability; where
/// those of equal rank lie within `nearMeters`, the pair scores 10, 5, 2.5 and so on for the first,
/// second, third rank. Candidates with an equal score are ordered by the stationary distance: the
/// mean distance from a state to the nearest one of the other chain, weighted by stationary
/// probability, over both directions.
///
/// **Source** Gambs, Killijian, Nunez del Prado, *De-anonymization attack on geolocated data*, JCSS
/// 80 (2014): proximity and stationary distance and their combination (stats-prox). The halving of
/// ranks follows the paper as remembered; its own code is not public.
/// **Cost** O(points of interest squared) for each pair.
struct MarkovComparison: PeriodComparison {
  let id = "mobility-markov-chains"
  let title = "Mobility Markov chains (PIT-attack)"
  let source = "Gambs, Killijian and Nunez del Prado 2014, JCSS 80"
  let earlier: [PointsOfInterest]
  let later: [PointsOfInterest]
  /// How near two points of interest of the same rank have to be.
  var nearMeters = 500.0

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    PairCosts.pairwise(targets, candidates) { target, candidate in
      let (one, other) = (later[target], earlier[candidate])
      guard !one.points.isEmpty, !other.points.isEmpty else { return .infinity }
      let stationary =
        (Self.stationaryMeters(one, other) + Self.stationaryMeters(other, one)) / 2
      // Below 0.0093 everywhere on earth: less than the smallest step of the score, 10 / 2^9.
      return Float(log1p(stationary / 200) * 8e-4 - proximity(one, other))
    }
  }

  /// The score of ranks that agree.
  func proximity(_ one: PointsOfInterest, _ other: PointsOfInterest) -> Double {
    var score = 0.0
    var weight = 10.0
    for (point, counterpart) in zip(one.points, other.points).prefix(10) {
      if point.meters(to: counterpart) <= nearMeters { score += weight }
      weight /= 2
    }
    return score
  }

  /// The mean distance from a state to the nearest one of the other chain.
  static func stationaryMeters(_ one: PointsOfInterest, _ other: PointsOfInterest) -> Double {
    zip(one.points, one.shares).reduce(0) { $0 + $1.1 * $1.0.nearestMeters(of: other.points) }
  }
}

extension EarthPoint {
  /// The distance to the nearest of some points; infinite where there are none.
  func nearestMeters(of others: [EarthPoint]) -> Double {
    var least = Double.infinity
    for other in others { least = min(least, squaredChord(to: other)) }
    guard least.isFinite else { return .infinity }
    return 2 * Self.radiusMeters * asin(min(1, least.squareRoot() / 2))
  }
}
