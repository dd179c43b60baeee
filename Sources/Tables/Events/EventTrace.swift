/// The events of all data subjects: those of one subject stand together, in order of time.
///
/// What a table does not have is an empty array: an event log without places has no latitudes.
/// Invariant: each array that is not empty has one value for each event.
public struct EventTrace: Sendable, Equatable {
  /// Where each subject's events begin; one more than there are subjects.
  public let offsets: [Int]
  /// Microseconds since 1970-01-01T00:00:00Z, rising within a subject.
  public let times: [Int64]
  /// Degrees north, in -90...90.
  public let latitudes: [Double]
  /// Degrees east, in -180..<180.
  public let longitudes: [Double]
  /// The place's code, from 1; 0 where it is missing.
  public let places: [UInt32]
  /// The number of the other person, where two have to do with each other.
  public let contacts: [UInt32]

  /// The events of data subjects.
  ///
  /// - Precondition: `offsets` begins with 0, does not fall, and ends with the number of events;
  ///   each other array is empty or holds a value for each event.
  public init(
    offsets: [Int], times: [Int64] = [], latitudes: [Double] = [], longitudes: [Double] = [],
    places: [UInt32] = [], contacts: [UInt32] = []
  ) {
    precondition(offsets.first == 0, "offsets begin with 0")
    precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "offsets rise")
    let count = offsets.last ?? 0
    for found in [
      times.count, latitudes.count, longitudes.count, places.count, contacts.count,
    ] {
      precondition(found == 0 || found == count, "a value for each event, or none at all")
    }
    precondition(latitudes.count == longitudes.count, "a latitude has its longitude")
    self.offsets = offsets
    self.times = times
    self.latitudes = latitudes
    self.longitudes = longitudes
    self.places = places
    self.contacts = contacts
  }

  /// The number of data subjects.
  public var subjectCount: Int { offsets.count - 1 }

  /// The number of events.
  public var eventCount: Int { offsets[subjectCount] }

  /// The events of a subject.
  @inlinable
  public func events(ofSubject subject: Int) -> Range<Int> {
    offsets[subject]..<offsets[subject + 1]
  }
}
