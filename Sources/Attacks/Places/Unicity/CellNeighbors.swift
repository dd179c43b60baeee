import Foundation

/// Finds the cells whose middle lies within a distance of a place, on a sphere.
///
/// Cells stand in bands of latitude as high as the distance, by longitude within a band; poles and
/// the date line are handled.
struct CellNeighbors: Sendable {
  /// The earth's mean radius in meters (IUGG).
  static let earthRadius = 6_371_008.8
  /// The length of a degree of latitude in meters.
  static let metersPerDegree = earthRadius * Double.pi / 180

  private let radiusMeters: Double
  private let bandDegrees: Double
  private let bands: [Int: [(longitude: Double, latitude: Double, cell: UInt32)]]

  /// Prepares look-ups of all cells within `radiusMeters`.
  ///
  /// - Complexity: O(cells log cells).
  init(_ centers: [(latitude: Double, longitude: Double)], radiusMeters: Double) {
    self.radiusMeters = radiusMeters
    self.bandDegrees = max(radiusMeters / Self.metersPerDegree, 1e-3)
    var bands: [Int: [(longitude: Double, latitude: Double, cell: UInt32)]] = [:]
    for (cell, center) in centers.enumerated() {
      let band = Int(((center.latitude + 90) / bandDegrees).rounded(.down))
      let longitude = Self.wrapped(center.longitude)
      bands[band, default: []].append((longitude, center.latitude, UInt32(cell)))
    }
    self.bands = bands.mapValues { $0.sorted { ($0.longitude, $0.cell) < ($1.longitude, $1.cell) } }
  }

  /// The cells within the distance of a place, rising.
  ///
  /// - Complexity: O(log cells + cells found in the box around the circle).
  func cells(near place: (latitude: Double, longitude: Double)) -> [UInt32] {
    let angle = radiusMeters / Self.metersPerDegree
    let (low, high) = (place.latitude - angle, place.latitude + angle)
    let first = Int(((max(low, -90) + 90) / bandDegrees).rounded(.down)) - 1
    let last = Int(((min(high, 90) + 90) / bandDegrees).rounded(.down)) + 1
    let reach = Self.longitudeReach(latitude: place.latitude, angle: angle)
    let longitude = Self.wrapped(place.longitude)
    var found: [UInt32] = []
    for band in first...last {
      guard let cells = bands[band] else { continue }
      for range in Self.ranges(around: longitude, reach: reach) {
        var index = cells.partition(above: range.lowerBound)
        while index < cells.count, cells[index].longitude <= range.upperBound {
          let cell = cells[index]
          index += 1
          let distance = Self.distance(place, (cell.latitude, cell.longitude))
          // The place may have been made from this very middle: rounding must not lose it.
          if distance <= radiusMeters + 0.01 { found.append(cell.cell) }
        }
      }
    }
    return Set(found).sorted()
  }

  /// The distance of two places in meters, by the haversine formula.
  static func distance(
    _ one: (latitude: Double, longitude: Double), _ other: (latitude: Double, longitude: Double)
  ) -> Double {
    let radian = Double.pi / 180
    let north = sin((other.latitude - one.latitude) * radian / 2)
    let east = sin((other.longitude - one.longitude) * radian / 2)
    let chord =
      north * north + cos(one.latitude * radian) * cos(other.latitude * radian) * east * east
    return 2 * earthRadius * asin(min(1, chord.squareRoot()))
  }

  /// The place `meters` away from another in a direction, in radians from north to east.
  static func place(
    from start: (latitude: Double, longitude: Double), meters: Double, bearing: Double
  ) -> (latitude: Double, longitude: Double) {
    let radian = Double.pi / 180
    let angle = meters / earthRadius
    let latitude = start.latitude * radian
    let sine = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing)
    let end = asin(min(1, max(-1, sine)))
    let turn = atan2(
      sin(bearing) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * sin(end))
    return (end / radian, wrapped(start.longitude + turn / radian))
  }

  /// The longitude in -180..<180.
  private static func wrapped(_ longitude: Double) -> Double {
    let turned = longitude.remainder(dividingBy: 360)
    return turned >= 180 ? turned - 360 : turned
  }

  /// How far in longitude a circle reaches, in degrees; all around where it holds a pole.
  private static func longitudeReach(latitude: Double, angle: Double) -> Double {
    guard abs(latitude) + angle < 89.999 else { return 360 }
    let radian = Double.pi / 180
    return asin(min(1, sin(angle * radian) / cos(latitude * radian))) / radian + 1e-9
  }

  private static func ranges(around longitude: Double, reach: Double) -> [ClosedRange<Double>] {
    guard reach < 180 else { return [-180...180] }
    let (low, high) = (longitude - reach, longitude + reach)
    if low < -180 { return [-180...high, low + 360...180] }
    if high > 180 { return [low...180, -180...high - 360] }
    return [low...high]
  }
}

extension [(longitude: Double, latitude: Double, cell: UInt32)] {
  /// The first position whose longitude is not below `bound`.
  fileprivate func partition(above bound: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].longitude < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
