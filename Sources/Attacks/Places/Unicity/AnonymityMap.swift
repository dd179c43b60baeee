public import Findings
import Foundation
public import Numerics

/// How many people share a cell, over the region where most of them are: a picture without places.
///
/// The region is cut into at most 24 by 24 tiles. A tile shows how many people the middle visitor
/// of it (one for each pair of a person and a cell) shares its cell with, itself included, in
/// classes. A tile with fewer than five people is not drawn but counted; axes count tiles from west
/// to east and from south to north, and no coordinate is kept.
public struct AnonymityMap: Sendable {
  /// The picture.
  public let chart: Chart
  /// What it leaves out, and the shares of visitors in each class.
  public let measures: [Measure]

  /// The most tiles in a row or column.
  public static let tileLimit = 24
  /// The fewest people of a tile that is drawn.
  public static let smallestTile = 5

  /// The classes of people who share a cell: their lower bounds.
  static let classes = [1, 2, 5, 10, 20, 50, 100]

  /// Draws the map of a release.
  ///
  /// - Parameters:
  ///   - visits: the points at the declared resolution.
  ///   - centers: the middle of each cell, degrees north and east.
  ///   - sizeMeters: the height of a cell.
  /// - Returns: `nil` where nobody is anywhere, or a center is missing or no number.
  /// - Complexity: O(points log points).
  public init?(
    visits: Visits, centers: [(latitude: Double, longitude: Double)], sizeMeters: Double
  ) {
    guard centers.count == visits.cellCount, visits.pointCount > 0, sizeMeters > 0,
      centers.allSatisfy({ $0.latitude.isFinite && $0.longitude.isFinite })
    else { return nil }
    let presence = CellPresence(visits)
    let plane = PlaneCells(centers, weights: presence.peopleOfCell)
    let window = plane.window(weights: presence.peopleOfCell)
    let tiles = TileGrid(window: window, sizeMeters: sizeMeters)
    let tally = tiles.tally(presence, plane)
    self.chart = Self.chart(tally, tiles)
    self.measures = Self.measures(tally, presence, cellText: VisitResolution.distance(sizeMeters))
  }

  private static func chart(_ tally: TileGrid.Tally, _ tiles: TileGrid) -> Chart {
    let step = VisitResolution.distance(tiles.stepMeters)
    let drawn = tally.drawn.count
    return Chart(
      id: "anonymity-map", title: "How many people share a place", kind: .heat,
      xLabel: "west to east, in steps of \(step)",
      yLabel: "people who share the middle visitor's cell (0: not drawn), north to south",
      yIsShare: false,
      series: (0..<tiles.rows).reversed().map { row in
        Chart.Series(
          name: "\(row + 1)",
          points: (0..<tiles.columns).map { column in
            Chart.Point(
              label: "\(column + 1)", x: Double(column),
              y: Double(tally.drawn[row * tiles.columns + column] ?? 0))
          })
      },
      alternativeText: "\(Phrase.count(drawn, "tile", "tiles")) of \(step) with at least "
        + "\(smallestTile) people each; darker where a cell is shared by more people.")
  }

  private static func measures(
    _ tally: TileGrid.Tally, _ presence: CellPresence, cellText: String
  ) -> [Measure] {
    let visitors = presence.peopleOfCell.reduce(0, +)
    let shares = classes.enumerated().map { index, lower in
      let upper = index + 1 < classes.count ? classes[index + 1] - 1 : nil
      let inside = presence.peopleOfCell.filter { $0 >= lower && $0 <= upper ?? .max }
      let name = upper.map { $0 == lower ? "\(lower)" : "\(lower) to \($0)" } ?? "\(lower) or more"
      return Measure(
        id: "map/shared-by/\(lower)",
        label: "Visits to cells of \(cellText) where \(name) "
          + (upper == 1 ? "person was" : "people were"),
        estimate: .exact(Double(inside.reduce(0, +)) / Double(max(visitors, 1))),
        unit: "probability")
    }
    return shares + [
      Measure(
        id: "map/not-drawn", label: "Tiles of the map with fewer than five people, not drawn",
        estimate: .exact(Double(tally.suppressed)), unit: "tiles"),
      Measure(
        id: "map/outside", label: "Visits outside the map's region",
        estimate: .exact(Double(tally.outside) / Double(max(visitors, 1))), unit: "probability"),
    ]
  }
}
