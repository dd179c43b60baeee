import Numerics
import Tables

/// Ties this month's pseudonyms to last month's by where people go: every published way to compare
/// two periods of places, on the same people.
///
/// **Guarantee** none is claimed: the best of these attacks is a lower bound for what a better one
/// finds.
/// **Source** Unnikrishnan and Naini 2013; Primault et al. 2014; Gambs et al. 2014; Maouche et al.
/// 2017; each comparison names its own.
/// **Cost** O(events) for the features; for n people O(n^2 * entries a person) for histograms, n^2
/// pairs of points of interest and sequences up to `pairLimit`, and O(n^3) at worst for decoding
/// all at once, up to `jointLimit` people.
/// **Does not protect against** places whose meaning is known (a home address), other channels, and
/// knowledge of single moments, which other attacks try.
public struct PlacePeriods: Sendable {
  /// The traces.
  public let periods: TracePeriods
  /// Whether places have coordinates; otherwise they have names only.
  public let hasCoordinates: Bool

  /// The sizes of cells whose histograms are compared, in meters, the finest first.
  public static let cellSizes = [500.0, 800, 1_000, 2_000, 5_000, 10_000]
  /// How many pairs are compared at most by attacks that look at each pair's points or sequences.
  public static let pairLimit = 4_000_000
  /// Events further apart than this are no transition, in microseconds: twelve hours.
  public static let longestGap: Int64 = 43_200_000_000

  /// An attack on two periods.
  public init(_ periods: TracePeriods) {
    self.periods = periods
    self.hasCoordinates =
      !periods.earlier.latitudes.isEmpty || !periods.later.latitudes.isEmpty
  }

  /// The comparisons that the data supports: those on cells of 800 m or on named places, and those
  /// on coordinates.
  ///
  /// - Complexity: O(events) for their features.
  func comparisons(pairs: Int) -> [any PeriodComparison] {
    let places =
      hasCoordinates
      ? CodedPlaces(cellsOf: periods, grid: CellGrid(sizeMeters: 800))
      : CodedPlaces(namesOf: periods)
    var found = histograms(of: places)
    guard pairs <= Self.pairLimit else { return found }
    found.append(
      SequenceComparison(
        earlier: sequences(periods.earlier, places.earlier),
        later: sequences(periods.later, places.later), placeCount: places.count))
    guard hasCoordinates, !periods.earlier.times.isEmpty else { return found }
    let earlier = PointsOfInterest.all(of: periods.earlier)
    let later = PointsOfInterest.all(of: periods.later)
    found.append(PointComparison(earlier: earlier, later: later))
    found.append(MarkovComparison(earlier: earlier, later: later))
    return found
  }

  /// Histograms of places, hours at places, and runs of places.
  private func histograms(of places: CodedPlaces) -> [any PeriodComparison] {
    let visits = places.visits(periods)
    var found: [any PeriodComparison] = [
      HistogramComparison(
        id: "heat-maps", title: "Heat maps (AP-attack)", source: "Maouche et al. 2017",
        counts: visits),
      HistogramComparison(
        id: "count-ratio", title: "Likelihood ratio of counts",
        source: "Unnikrishnan and Naini 2013, Allerton", counts: visits, measure: .countRatio),
    ]
    if !periods.earlier.times.isEmpty {
      found.append(
        HistogramComparison(
          id: "place-hours", title: "Hours at places", source: "Maouche et al. 2017, by hour",
          counts: places.hourlyVisits(periods)))
      found += [(2, "transitions", "Transitions"), (3, "runs-of-three", "Runs of three places")]
        .map { length, id, title in
          HistogramComparison(
            id: id, title: title, source: "Gambs et al. 2014, transitions, by Topsoe's divergence",
            counts: places.runs(periods, length: length, longestGap: Self.longestGap))
        }
    }
    return found
  }

  private func sequences(_ trace: EventTrace, _ places: [UInt32]) -> VisitSequences {
    VisitSequences(trace, places: places, longestGap: Self.longestGap)
  }

  /// Heat maps on cells of a size.
  func heatMaps(cellMeters: Double) -> HistogramComparison {
    let places = CodedPlaces(cellsOf: periods, grid: CellGrid(sizeMeters: cellMeters))
    return HistogramComparison(
      id: "heat-maps-\(Int(cellMeters))", title: "Heat maps, cells of \(Self.length(cellMeters))",
      source: "Maouche et al. 2017", counts: places.visits(periods))
  }

  /// "500 m", "10 km".
  static func length(_ meters: Double) -> String {
    meters < 1_000 ? "\(Int(meters)) m" : "\(Int(meters / 1_000)) km"
  }
}
