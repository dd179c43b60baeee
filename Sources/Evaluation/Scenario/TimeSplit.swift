/// The scenario of two periods: the adversary knows an earlier period under one pseudonym and finds
/// the same people in a later one under another.
public struct TimeSplit: Sendable, Equatable {
  /// The first instant of the later period, in the unit of the times given.
  public let boundary: Double
  /// For each event, whether it belongs to the later period.
  public let isLater: [Bool]
  /// Data subjects with enough events in both periods, rising: those who can be tried.
  public let subjects: [UInt32]

  /// Splits events at the median event, or at `boundary`.
  ///
  /// - Parameters:
  ///   - subjectOfEvent: the data subject of each event, from 0.
  ///   - times: the time of each event; not-a-number marks an unknown time, which is in neither
  ///     period's count.
  ///   - subjectCount: the number of data subjects.
  ///   - minimumEvents: how many events a subject needs in each period to be tried.
  /// - Complexity: O(events log events).
  public init(
    subjectOfEvent: [UInt32], times: [Double], subjectCount: Int, minimumEvents: Int,
    boundary: Double? = nil
  ) {
    precondition(subjectOfEvent.count == times.count, "each event has a subject and a time")
    let known = times.filter { !$0.isNaN }.sorted()
    let split = boundary ?? (known.isEmpty ? 0 : known[known.count / 2])
    var earlier = [Int](repeating: 0, count: subjectCount)
    var later = earlier
    for (subject, time) in zip(subjectOfEvent, times) where !time.isNaN {
      if time >= split { later[Int(subject)] += 1 } else { earlier[Int(subject)] += 1 }
    }
    self.boundary = split
    self.isLater = times.map { $0 >= split }
    self.subjects = (0..<subjectCount).filter {
      earlier[$0] >= max(minimumEvents, 1) && later[$0] >= max(minimumEvents, 1)
    }.map(UInt32.init)
  }
}
