import Numerics
import Tables

/// The places of both periods' events, numbered together from 0.
struct CodedPlaces: Sendable, Equatable {
  /// Stands for an event without a place.
  static let missing = UInt32.max

  /// The place of each event of the earlier period.
  let earlier: [UInt32]
  /// The place of each event of the later period.
  let later: [UInt32]
  /// How many places there are.
  let count: Int

  /// Numbers the cells of a grid in the order in which they first appear.
  ///
  /// - Complexity: O(events) expected.
  init(cellsOf periods: TracePeriods, grid: CellGrid) {
    var coder = KeyCoder()
    func codes(_ trace: EventTrace) -> [UInt32] {
      trace.latitudes.indices.map { event in
        let (latitude, longitude) = (trace.latitudes[event], trace.longitudes[event])
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else {
          return Self.missing
        }
        let cell = grid.cell(latitude: latitude, longitude: longitude == 180 ? -180 : longitude)
        return coder.code(of: UInt64(bitPattern: cell))
      }
    }
    self.earlier = codes(periods.earlier)
    self.later = codes(periods.later)
    self.count = coder.count
  }

  /// Takes the places by name as they are coded: from 1, where 0 is missing.
  init(namesOf periods: TracePeriods) {
    func codes(_ trace: EventTrace) -> [UInt32] {
      trace.places.map { $0 == 0 ? Self.missing : $0 - 1 }
    }
    self.earlier = codes(periods.earlier)
    self.later = codes(periods.later)
    let largest = max(periods.earlier.places.max() ?? 0, periods.later.places.max() ?? 0)
    self.count = Int(largest)
  }

  /// How often each data subject was seen at each place.
  func visits(_ periods: TracePeriods) -> PeriodHistograms {
    PeriodHistograms(
      earlier: Self.counts(periods.earlier, earlier, columns: count),
      later: Self.counts(periods.later, later, columns: count))
  }

  /// How often each data subject was seen at each place in each hour of the day (of Coordinated
  /// Universal Time: the same shift in both periods).
  func hourlyVisits(_ periods: TracePeriods) -> PeriodHistograms {
    var coder = KeyCoder()
    func codes(_ trace: EventTrace, _ places: [UInt32]) -> [UInt32] {
      places.indices.map { event in
        guard places[event] != Self.missing else { return Self.missing }
        return coder.code(of: UInt64(places[event]) * 24 + trace.hour(ofEvent: event))
      }
    }
    let before = codes(periods.earlier, earlier)
    let after = codes(periods.later, later)
    return PeriodHistograms(
      earlier: Self.counts(periods.earlier, before, columns: coder.count),
      later: Self.counts(periods.later, after, columns: coder.count))
  }

  private static func counts(
    _ trace: EventTrace, _ codes: [UInt32], columns: Int
  ) -> SparseCounts {
    var pairs: [(row: UInt32, column: UInt32)] = []
    pairs.reserveCapacity(codes.count)
    for subject in 0..<trace.subjectCount {
      for event in trace.events(ofSubject: subject) where codes[event] != missing {
        pairs.append((UInt32(subject), codes[event]))
      }
    }
    return SparseCounts(rowCount: trace.subjectCount, columnCount: columns, pairs: pairs)
  }
}

extension EventTrace {
  /// The hour of the day of an event in Coordinated Universal Time, from 0 to 23.
  fileprivate func hour(ofEvent event: Int) -> UInt64 {
    let hour = (times[event] % TracePeriods.microsecondsPerDay) / 3_600_000_000
    let remainder = (times[event] % 3_600_000_000) < 0 ? hour - 1 : hour
    return UInt64((remainder + 24) % 24)
  }
}

/// Numbers keys in the order in which they first appear.
struct KeyCoder {
  private var codes: [UInt64: UInt32] = [:]

  /// How many keys there are.
  var count: Int { codes.count }

  /// The number of a key; a new one where it was not seen before.
  mutating func code(of key: UInt64) -> UInt32 {
    if let code = codes[key] { return code }
    let code = UInt32(codes.count)
    codes[key] = code
    return code
  }
}
