import Foundation
import Numerics
import Tables

/// Lists of sightings by cell and time, to look up those that an event may be behind.
struct SightingPostings: Sendable {
  private let reading: SightingReading
  private let noise: SightingNoise
  private let index: Index

  private enum Index: Sendable {
    /// Cells on the earth; a sighting is a data subject of its own.
    case cells(TraceIndex)
    /// Codes of places, sightings of one code by time.
    case codes(TimedLists)
  }

  /// - Complexity: O(sightings log sightings).
  init(
    _ reading: SightingReading, known: KnownSightings, hasCoordinates: Bool, noise: SightingNoise
  ) {
    self.reading = reading
    self.noise = noise
    let count = known.sightings.count
    let times = known.sightings.map { $0.time ?? 0 }
    guard hasCoordinates, reading != .time else {
      index = .codes(
        TimedLists(
          keys: reading == .time ? [UInt32](repeating: 0, count: count) : known.places,
          times: times))
      return
    }
    index = .cells(
      TraceIndex(
        EventTrace(
          offsets: Array(0...count), times: reading == .place ? [] : times,
          latitudes: known.sightings.map(\.latitude),
          longitudes: known.sightings.map(\.longitude)),
        isHeldOut: [Bool](repeating: false, count: count),
        reachMeters: NoisyTraces.reach * noise.meters))
  }

  /// Calls `body` with each sighting that the event may be behind, and with the likelihood of its
  /// error beside that of none.
  func forEachSighting(
    near event: (sighting: Sighting, place: UInt32), _ body: (Int, Double) -> Void
  ) {
    let seconds = noise.minutes * 60
    switch index {
    case .cells(let index):
      let place = Sighting(
        latitude: event.sighting.latitude, longitude: event.sighting.longitude,
        time: reading == .place ? nil : event.sighting.time)
      index.forEachEvent(near: place, reachSeconds: NoisyTraces.reach * seconds) {
        sighting, meters, wait in
        let (far, late) = (meters / noise.meters, wait / seconds)
        body(Int(sighting), exp(-(far * far + late * late) / 2))
      }
    case .codes(let lists):
      let time = reading == .place ? nil : event.sighting.time
      lists.forEach(
        key: reading == .time ? 0 : event.place, time: time,
        reachSeconds: NoisyTraces.reach * seconds
      ) { sighting, wait in
        let late = wait / seconds
        body(sighting, exp(-late * late / 2))
      }
    }
  }
}

extension SightingPostings {
  /// An event or a sighting with its place on earth, made once for many comparisons.
  struct Placed {
    let time: Int64?
    /// The code of the place, 0 where there are coordinates.
    let place: UInt32
    /// Where it was; `nil` where places are codes, or are not read.
    let point: EarthPoint?
  }

  /// An event or a sighting as this reading looks at it.
  func placed(_ seen: Sighting, _ place: UInt32) -> Placed {
    var point: EarthPoint?
    if case .cells = index {
      point = EarthPoint(latitude: seen.latitude, longitude: seen.longitude)
    }
    return Placed(time: seen.time, place: place, point: point)
  }

  /// The likelihood of one sighting's error if an event is behind it, beside that of none.
  func likelihood(of sighting: Placed, from event: Placed) -> Double {
    var (far, late) = (0.0, 0.0)
    if reading != .place, let time = sighting.time, let own = event.time {
      late = abs(Double(time) - Double(own)) / (noise.minutes * 60e6)
    }
    if reading != .time {
      if let one = sighting.point, let other = event.point {
        far = one.meters(to: other) / noise.meters
      } else if sighting.place != event.place {
        return 0
      }
    }
    guard far <= NoisyTraces.reach, late <= NoisyTraces.reach else { return 0 }
    return exp(-(far * far + late * late) / 2)
  }
}

/// Numbers with a key and a time: by key, then by time.
struct TimedLists: Sendable {
  private let starts: [Int]
  private let members: [UInt32]
  private let times: [Int64]

  /// - Precondition: a time for each key.
  /// - Complexity: O(n log n).
  init(keys: [UInt32], times: [Int64]) {
    let order = keys.indices.sorted { (keys[$0], times[$0], $0) < (keys[$1], times[$1], $1) }
    var starts = [Int](repeating: 0, count: Int(keys.max() ?? 0) + 2)
    for key in keys { starts[Int(key) + 1] += 1 }
    for key in 1..<starts.count { starts[key] += starts[key - 1] }
    self.starts = starts
    members = order.map(UInt32.init)
    self.times = order.map { times[$0] }
  }

  /// Calls `body` with the members of a key within a time, and with how far they are off in
  /// seconds; all of them, and 0, where no time is given.
  func forEach(key: UInt32, time: Int64?, reachSeconds: Double, _ body: (Int, Double) -> Void) {
    guard Int(key) + 1 < starts.count else { return }
    let list = starts[Int(key)]..<starts[Int(key) + 1]
    guard let time else {
      for place in list { body(Int(members[place]), 0) }
      return
    }
    let end = time.shifted(byMicroseconds: reachSeconds * 1e6)
    var place = first(notBefore: time.shifted(byMicroseconds: -reachSeconds * 1e6), in: list)
    while place < list.upperBound, times[place] <= end {
      body(Int(members[place]), abs(Double(times[place]) - Double(time)) / 1e6)
      place += 1
    }
  }

  private func first(notBefore time: Int64, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
