import Evaluation
import Findings
import Numerics
import Tables

extension PlacePeriods {
  /// The sizes of cells whose visits are evidence, in meters.
  static let evidenceCells = [500.0, 2_000, 10_000]

  /// What people's places say of who is who between two periods: visits to cells of several sizes
  /// (or to named places), and where there are times visits by the hour; the busiest places' distance
  /// where there are coordinates.
  ///
  /// Somebody who was nowhere in a period can be compared with nobody.
  ///
  /// - Parameters:
  ///   - periods: the traces of both periods, and who has enough events in them.
  ///   - table: the table's name.
  ///   - placeColumns: the columns of latitude and longitude, or of the named place.
  ///   - timeColumn: the column of times; `nil` where the table has none.
  /// - Complexity: O(events) here, O(shared cells) for each pair and feature.
  public static func evidence(
    periods: TracePeriods, table: String, placeColumns: [String], timeColumn: String?
  ) -> PeriodEvidence {
    let attack = PlacePeriods(periods)
    let hasTimes = timeColumn != nil && !periods.earlier.times.isEmpty
    let timed = placeColumns + [timeColumn].compactMap(\.self)
    func evidence(_ comparison: any PairComparison, _ columns: [String]) -> ChannelEvidence {
      ChannelEvidence(channel: .places, table: table, columns: columns, comparison: comparison)
    }
    var found: [ChannelEvidence] = []
    if attack.hasCoordinates {
      found += evidenceCells.map { evidence(attack.heatMaps(cellMeters: $0), placeColumns) }
      found.append(
        evidence(
          AnchorComparison(
            earlier: Anchors.all(of: periods.earlier), later: Anchors.all(of: periods.later)),
          placeColumns))
    } else {
      let places = CodedPlaces(namesOf: periods)
      found.append(evidence(attack.named(places.visits(periods)), placeColumns))
    }
    if hasTimes { found += attack.timedEvidence().map { evidence($0, timed) } }
    return PeriodEvidence(evidence: found, eligible: periods.eligible)
  }

  private func named(_ visits: PeriodHistograms) -> HistogramComparison {
    HistogramComparison(
      id: "named-places", title: "Visits to named places", source: "Maouche et al. 2017",
      counts: visits)
  }

  /// Visits by the hour, and transitions.
  private func timedEvidence() -> [HistogramComparison] {
    let places =
      hasCoordinates
      ? CodedPlaces(cellsOf: periods, grid: CellGrid(sizeMeters: 2_000))
      : CodedPlaces(namesOf: periods)
    return [
      HistogramComparison(
        id: "place-hours", title: "Hours at places", source: "Maouche et al. 2017, by hour",
        counts: places.hourlyVisits(periods)),
      HistogramComparison(
        id: "transitions", title: "Transitions",
        source: "Gambs et al. 2014, transitions, by Topsoe's divergence",
        counts: places.runs(periods, length: 2, longestGap: Self.longestGap)),
    ]
  }
}
