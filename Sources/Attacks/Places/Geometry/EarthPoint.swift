import Foundation
import Tables

/// A place as a point of the unit sphere: no date line, no poles.
struct EarthPoint: Sendable, Equatable {
  /// The earth's mean radius in meters (IUGG).
  static let radiusMeters = 6_371_008.8

  /// The point's direction; its length is 1, or 0 where opposite points were averaged.
  let direction: SIMD3<Double>

  /// The place at a latitude and a longitude in degrees.
  init(latitude: Double, longitude: Double) {
    let (phi, lambda) = (latitude * Double.pi / 180, longitude * Double.pi / 180)
    self.direction = SIMD3(cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi))
  }

  /// The point in the direction of a sum of points.
  init(sum: SIMD3<Double>) {
    let length = (sum * sum).sum().squareRoot()
    self.direction = length > 0 ? sum / length : sum
  }

  /// The great-circle distance, in meters.
  ///
  /// Half a turn at most. By the chord, so that small distances keep their digits.
  func meters(to other: EarthPoint) -> Double {
    let difference = direction - other.direction
    let chord = (difference * difference).sum().squareRoot()
    return 2 * Self.radiusMeters * asin(min(1, chord / 2))
  }
}

extension EventTrace {
  /// The place of an event, or `nil` where its coordinates are no place on earth.
  func point(ofEvent event: Int) -> EarthPoint? {
    let (latitude, longitude) = (latitudes[event], longitudes[event])
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
    return EarthPoint(latitude: latitude, longitude: longitude)
  }
}

extension EarthPoint {
  /// The place reached from another by going so far north and east, along one great circle.
  static func place(
    from start: (latitude: Double, longitude: Double), metersNorth: Double, metersEast: Double
  ) -> (latitude: Double, longitude: Double) {
    let meters = (metersNorth * metersNorth + metersEast * metersEast).squareRoot()
    return CellNeighbors.place(
      from: start, meters: meters, bearing: atan2(metersEast, metersNorth))
  }
}
