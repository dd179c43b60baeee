import Numerics
import Tables

/// Where and when somebody was seen, more or less.
public struct Sighting: Sendable, Equatable {
  /// Degrees north.
  public let latitude: Double
  /// Degrees east.
  public let longitude: Double
  /// Microseconds since 1970; `nil` where the time is not known.
  public let time: Int64?

  /// Where and when somebody was seen.
  public init(latitude: Double, longitude: Double, time: Int64?) {
    self.latitude = latitude
    self.longitude = longitude
    self.time = time
  }
}

/// How far off an adversary's sightings are.
public struct SightingNoise: Sendable, Equatable {
  /// The standard deviation of the error along each of two directions, in meters.
  public let meters: Double
  /// The standard deviation of the error in time, in minutes.
  public let minutes: Double

  /// An amount of noise; at least 1 m and a tenth of a minute.
  public init(meters: Double, minutes: Double) {
    self.meters = max(meters, 1)
    self.minutes = max(minutes, 0.1)
  }

  /// The sighting of an event, displaced; `nil` where the event has no place on earth.
  ///
  /// Two independent normal errors, north and east, carried out along the great circle: right at
  /// the poles and over the date line.
  func sighting(
    of event: Int, in trace: EventTrace, using source: inout some RandomSource
  ) -> Sighting? {
    let (north, east, wait) = (source.normal(), source.normal(), source.normal())
    guard trace.point(ofEvent: event) != nil else { return nil }
    let place = EarthPoint.place(
      from: (trace.latitudes[event], trace.longitudes[event]), metersNorth: north * meters,
      metersEast: east * meters)
    return Sighting(
      latitude: place.latitude, longitude: place.longitude,
      time: trace.times.isEmpty
        ? nil : trace.times[event].shifted(byMicroseconds: wait * minutes * 60e6))
  }
}

extension Int64 {
  /// A time moved, held at the ends of the range.
  func shifted(byMicroseconds shift: Double) -> Int64 {
    let (moved, overflow) = addingReportingOverflow(Int64(Swift.max(-9e18, Swift.min(9e18, shift))))
    guard overflow else { return moved }
    return shift < 0 ? .min : .max
  }
}
