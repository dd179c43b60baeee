public import Tables
import Evaluation
import Findings
import Numerics

extension NoisyTraces {
  /// The columns that sightings need.
  public struct SightingColumns: Sendable, Equatable {
    /// The columns that say where: latitude and longitude, or the place.
    public let places: [String]
    /// The column that says when; `nil` where there is none.
    public let time: String?

    /// The columns of an event log.
    public init(places: [String], time: String?) {
      self.places = places
      self.time = time
    }
  }

  /// What a few sightings of each person say about whose trace is whose: by place and time, by
  /// place alone, by time alone, as far as the table has them.
  ///
  /// Sightings are `count` of a person's own events, drawn without repetition, off in place and
  /// time; by place codes where there are no coordinates, which are known exactly.
  ///
  /// - Parameters:
  ///   - table: the table's name.
  ///   - columns: its columns.
  ///   - trace: the released events.
  ///   - count: how many events of each person are known; fewer where there are no more.
  ///   - noise: how far off they are.
  ///   - seed: the seed of what is drawn; for each person the same, whoever else is there.
  public static func evidence(
    table: String, columns: SightingColumns, trace: EventTrace, count: Int, noise: SightingNoise,
    seed: UInt64
  ) -> KnownEvidence {
    let located = LocatedEvents(trace)
    let known = KnownSightings(
      located, table: table, count: count, noise: noise, seed: seed)
    let people = (0..<UInt32(trace.subjectCount)).filter { known.count(of: $0) > 0 }
    let hasTimes = columns.time != nil && !trace.times.isEmpty
    let readings = SightingReading.allCases.filter { hasTimes || $0 == .place }
    return KnownEvidence(
      evidence: readings.map { reading in
        ChannelEvidence(
          channel: .places, table: table,
          columns: (reading == .time ? [] : columns.places)
            + (reading == .place ? [] : [columns.time].compactMap(\.self)),
          comparison: SightingComparison(
            reading, located: located, known: known, noise: noise, people: people, seed: seed))
      }, candidates: people, targets: people)
  }
}

/// What is read of a sighting.
enum SightingReading: CaseIterable {
  case placeAndTime
  case place
  case time

  var id: String {
    switch self {
    case .placeAndTime: "sightings"
    case .place: "sightings-by-place"
    case .time: "sightings-by-time"
    }
  }

  var title: String {
    switch self {
    case .placeAndTime: "a few sightings"
    case .place: "where a person was seen, at any time"
    case .time: "when a person was seen, anywhere"
    }
  }
}

/// The events of a trace that have a place.
struct LocatedEvents: Sendable {
  let trace: EventTrace
  /// Whether places are coordinates; else they are codes.
  let hasCoordinates: Bool

  init(_ trace: EventTrace) {
    self.trace = trace
    hasCoordinates = !trace.latitudes.isEmpty
  }

  /// The events of a person, in order.
  func events(of subject: UInt32) -> [Int] {
    guard Int(subject) < trace.subjectCount, hasCoordinates || !trace.places.isEmpty else {
      return []
    }
    return trace.events(ofSubject: Int(subject)).filter { event in
      hasCoordinates ? trace.isOnEarth(event: event) : trace.places[event] != 0
    }
  }

  /// An event as it was, with its place's code.
  func sighting(ofEvent event: Int) -> (sighting: Sighting, place: UInt32) {
    let time = trace.times.isEmpty ? nil : trace.times[event]
    guard hasCoordinates else {
      return (Sighting(latitude: 0, longitude: 0, time: time), trace.places[event])
    }
    return (
      Sighting(
        latitude: trace.latitudes[event], longitude: trace.longitudes[event], time: time), 0
    )
  }
}

/// The sightings that an adversary has, those of one person side by side.
struct KnownSightings: Sendable {
  /// Where each person's sightings begin; one more than there are people.
  let starts: [Int]
  let sightings: [Sighting]
  /// For each sighting the code of its place, 0 where there are coordinates.
  let places: [UInt32]

  init(
    _ located: LocatedEvents, table: String, count: Int, noise: SightingNoise, seed: UInt64
  ) {
    let drawn = concurrentChunks(count: located.trace.subjectCount, minimumChunk: 64) { range in
      range.map { subject -> [(sighting: Sighting, place: UInt32)] in
        let events = located.events(of: UInt32(subject))
        var source = SeededGenerator(seed: seed, stream: "sightings/\(table)/\(subject)")
        return source.sample(count: min(max(count, 0), events.count), of: events.count).sorted()
          .compactMap { Self.sighting(of: events[$0], in: located, noise, using: &source) }
      }
    }.flatMap(\.self)
    var starts = [0]
    for own in drawn { starts.append(starts[starts.count - 1] + own.count) }
    self.starts = starts
    sightings = drawn.flatMap { $0.map(\.sighting) }
    places = drawn.flatMap { $0.map(\.place) }
  }

  func range(of person: UInt32) -> Range<Int> {
    Int(person) + 1 < starts.count ? starts[Int(person)]..<starts[Int(person) + 1] : 0..<0
  }

  func count(of person: UInt32) -> Int { range(of: person).count }

  private static func sighting(
    of event: Int, in located: LocatedEvents, _ noise: SightingNoise,
    using source: inout SeededGenerator
  ) -> (sighting: Sighting, place: UInt32)? {
    if located.hasCoordinates {
      return noise.sighting(of: event, in: located.trace, using: &source).map { ($0, 0) }
    }
    let seen = located.sighting(ofEvent: event)
    let wait = source.normal() * noise.minutes * 60e6
    return (
      Sighting(
        latitude: 0, longitude: 0, time: seen.sighting.time?.shifted(byMicroseconds: wait)),
      seen.place
    )
  }
}
