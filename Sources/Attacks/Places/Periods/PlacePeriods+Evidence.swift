import Evaluation
import Findings
import Numerics
import Tables

extension PlacePeriods {
  /// The sizes of cells whose visits are evidence, in meters.
  static let evidenceCells = [500.0, 2_000]

  /// What people's places say of who is who between two periods: visits to cells of two sizes
  /// (or to named places), and where there are times visits by the hour; the busiest places'
  /// distance where there are coordinates.
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
    if hasTimes { found.append(evidence(attack.hourlyEvidence(), timed)) }
    return PeriodEvidence(evidence: found, eligible: periods.eligible)
  }

  private func named(_ visits: PeriodHistograms) -> HistogramComparison {
    HistogramComparison(
      id: "named-places", title: "Visits to named places", source: "Maouche et al. 2017",
      counts: visits)
  }

  /// Visits by the hour of the day.
  private func hourlyEvidence() -> HistogramComparison {
    let places =
      hasCoordinates
      ? CodedPlaces(cellsOf: periods, grid: CellGrid(sizeMeters: 500))
      : CodedPlaces(namesOf: periods)
    return HistogramComparison(
      id: "place-hours", title: "Hours at places", source: "Maouche et al. 2017, by hour",
      counts: places.hourlyVisits(periods))
  }
}
