import Foundation

/// Cells of about the same size all over the earth: rows of equal height from pole to pole, each
/// cut into columns as wide as the row is high at its middle latitude.
///
/// No cell crosses the date line; at the poles a row has one column. The engine computes the same
/// cells in SQL (`Queries.cell`).
public struct CellGrid: Sendable, Equatable, Hashable {
  /// The length of a degree of latitude on a sphere of the earth's mean radius (6,371,008.8 m,
  /// IUGG), in meters.
  public static let metersPerDegree = 6_371_008.8 * Double.pi / 180

  /// The height of a cell in meters; positive.
  public let sizeMeters: Double

  /// A grid.
  ///
  /// - Precondition: `sizeMeters` is at least 1 and at most 20,000,000.
  public init(sizeMeters: Double) {
    precondition(sizeMeters >= 1 && sizeMeters <= 2e7, "a cell measures between 1 m and 20,000 km")
    self.sizeMeters = sizeMeters
  }

  /// The height of a row in degrees.
  public var rowDegrees: Double { sizeMeters / Self.metersPerDegree }

  /// The number of the cell at a place: its row times 2^32 plus its column.
  ///
  /// - Parameters:
  ///   - latitude: degrees north in -90...90.
  ///   - longitude: degrees east in -180..<180.
  public func cell(latitude: Double, longitude: Double) -> Int64 {
    let row = ((latitude + 90) / rowDegrees).rounded(.down)
    let column = ((longitude + 180) * columnsPerDegree(row: row)).rounded(.down)
    return Int64(row) << 32 + Int64(column)
  }

  /// The middle of a cell.
  ///
  /// - Parameter cell: a number that `cell(latitude:longitude:)` gave.
  public func center(of cell: Int64) -> (latitude: Double, longitude: Double) {
    let row = Double(cell >> 32)
    let column = Double(cell & 0xffff_ffff)
    let width = 1 / columnsPerDegree(row: row)
    return (
      min(90, (row + 0.5) * rowDegrees - 90), min(180, min((column + 0.5) * width, 360) - 180)
    )
  }

  private func columnsPerDegree(row: Double) -> Double {
    let middle = min(90, (row + 0.5) * rowDegrees - 90)
    return max(cos(middle * (Double.pi / 180)) / rowDegrees, 1.0 / 360)
  }
}
