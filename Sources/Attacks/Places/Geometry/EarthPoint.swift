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
    let half = squaredChord(to: other).squareRoot() / 2
    // Up to 12 km three terms of the arc sine are all its digits: the next is below 1e-19 of it.
    let square = half * half
    let arc = square < 1e-6 ? half * (1 + square * (1 / 6 + square * 0.075)) : asin(min(1, half))
    return 2 * Self.radiusMeters * arc
  }

  /// The square of the straight way through the earth, in units of its radius.
  func squaredChord(to other: EarthPoint) -> Double {
    let difference = direction - other.direction
    return (difference * difference).sum()
  }
}

extension EventTrace {
  /// The place of an event, or `nil` where its coordinates are no place on earth.
  func point(ofEvent event: Int) -> EarthPoint? {
    guard isOnEarth(event: event) else { return nil }
    return EarthPoint(latitude: latitudes[event], longitude: longitudes[event])
  }

  /// Whether an event's coordinates are a place on earth.
  func isOnEarth(event: Int) -> Bool {
    (-90...90).contains(latitudes[event]) && (-180...180).contains(longitudes[event])
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
