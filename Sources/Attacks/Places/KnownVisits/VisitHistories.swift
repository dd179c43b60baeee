public import Tables

/// Who was where, in which order: the visits of each person who has any with a known place.
///
/// Places are numbered from 0 by rising code, or by rising latitude and longitude of their cells.
public struct VisitHistories: Sendable, Equatable {
  /// The data subject of each person here, rising; those without a located visit are left out.
  public let subjects: [UInt32]
  /// Where each person's visits begin; one more than there are people.
  public let offsets: [Int]
  /// The place of each visit, in order of time.
  public let places: [UInt32]
  /// The time of each visit in microseconds since 1970, or none at all.
  public let times: [Int64]
  /// The number of different places.
  public let placeCount: Int

  /// The visits of `trace` by the codes of its places; events of a missing place are left out.
  ///
  /// - Throws: `KnownVisitsError.noPlaces`.
  /// - Complexity: O(events log events).
  public init(places trace: EventTrace) throws(KnownVisitsError) {
    try self.init(trace, keys: trace.places.map { $0 == 0 ? nil : Int64($0) })
  }

  /// The visits of `trace` by the cells of `grid` that its coordinates lie in; events whose
  /// coordinates are no place on earth are left out.
  ///
  /// - Throws: `KnownVisitsError.noPlaces`.
  /// - Complexity: O(events log events).
  public init(cells grid: CellGrid, of trace: EventTrace) throws(KnownVisitsError) {
    try self.init(
      trace,
      keys: zip(trace.latitudes, trace.longitudes).map { latitude, longitude in
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        return grid.cell(latitude: latitude, longitude: longitude)
      })
  }

  /// - Parameter keys: for each event what tells its place from others; empty for none at all.
  private init(_ trace: EventTrace, keys: [Int64?]) throws(KnownVisitsError) {
    let distinct = Set(keys.compactMap(\.self)).sorted()
    guard !distinct.isEmpty else { throw .noPlaces }
    var number: [Int64: UInt32] = [:]
    number.reserveCapacity(distinct.count)
    for (index, key) in distinct.enumerated() { number[key] = UInt32(index) }
    var subjects: [UInt32] = []
    var offsets = [0]
    var places: [UInt32] = []
    var times: [Int64] = []
    for subject in 0..<trace.subjectCount {
      for event in trace.events(ofSubject: subject) {
        guard let key = keys[event], let place = number[key] else { continue }
        places.append(place)
        if !trace.times.isEmpty { times.append(trace.times[event]) }
      }
      if places.count > (offsets.last ?? 0) {
        subjects.append(UInt32(subject))
        offsets.append(places.count)
      }
    }
    self.subjects = subjects
    self.offsets = offsets
    self.places = places
    self.times = times
    self.placeCount = distinct.count
  }

  /// The number of people.
  public var count: Int { subjects.count }

  /// The visits of a person.
  @inlinable
  public func visits(of person: Int) -> Range<Int> { offsets[person]..<offsets[person + 1] }
}
