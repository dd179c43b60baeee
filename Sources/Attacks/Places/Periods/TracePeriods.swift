public import Tables

/// The same data subjects in two periods: known under one pseudonym, attacked under another.
public struct TracePeriods: Sendable, Equatable {
  /// The period that the adversary knows.
  public let earlier: EventTrace
  /// The period that is released.
  public let later: EventTrace
  /// Data subjects with enough events in both, rising: those who can be tried.
  public let eligible: [UInt32]

  /// Two periods of the same data subjects.
  ///
  /// - Precondition: as many data subjects in both.
  public init(earlier: EventTrace, later: EventTrace, eligible: [UInt32]) {
    precondition(
      earlier.subjectCount == later.subjectCount, "both periods number the same data subjects")
    self.earlier = earlier
    self.later = later
    self.eligible = eligible
  }

  /// A length of time in which a data subject is active, or not: a day.
  public static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Two periods that were cut elsewhere, such as by the engine.
  ///
  /// - Parameters:
  ///   - earlier: the period that the adversary knows.
  ///   - later: the period that is released.
  ///   - minimumEvents: how many events a data subject needs in each period to be tried.
  ///   - minimumDays: how many active days it needs in both together.
  /// - Precondition: as many data subjects in both.
  /// - Complexity: O(events).
  public init(
    earlier: EventTrace, later: EventTrace, minimumEvents: Int = 1, minimumDays: Int = 0
  ) {
    precondition(
      earlier.subjectCount == later.subjectCount, "both periods number the same data subjects")
    let least = max(minimumEvents, 1)
    let eligible = (0..<earlier.subjectCount).filter { subject in
      let (before, after) = (
        earlier.events(ofSubject: subject), later.events(ofSubject: subject)
      )
      guard before.count >= least, after.count >= least else { return false }
      // A day that the cut runs through counts on both sides.
      return minimumDays <= 0
        || Self.dayStarts(earlier, before).count + Self.dayStarts(later, after).count
          >= minimumDays
    }
    self.init(earlier: earlier, later: later, eligible: eligible.map(UInt32.init))
  }

  /// Cuts each data subject's own active days in two halves.
  ///
  /// A day is one of Coordinated Universal Time; of an odd number of days the middle one is later.
  ///
  /// - Parameter minimumDays: how many active days in all a data subject needs to be tried; at
  ///   least two, one for each period.
  /// - Complexity: O(events).
  public static func halves(of trace: EventTrace, minimumDays: Int = 10) -> TracePeriods {
    var eligible: [UInt32] = []
    let cuts = (0..<trace.subjectCount).map { subject in
      let events = trace.events(ofSubject: subject)
      let starts = dayStarts(trace, events)
      if starts.count >= max(minimumDays, 2) { eligible.append(UInt32(subject)) }
      return starts.count < 2 ? events.upperBound : starts[starts.count / 2]
    }
    return cut(trace, at: cuts, eligible: eligible)
  }

  /// Cuts all data subjects at one instant.
  ///
  /// - Parameters:
  ///   - boundary: the first instant of the later period, in microseconds since 1970.
  ///   - minimumEvents: how many events a data subject needs in each period to be tried.
  /// - Complexity: O(events).
  public static func split(
    _ trace: EventTrace, at boundary: Int64, minimumEvents: Int = 10
  ) -> TracePeriods {
    var eligible: [UInt32] = []
    let cuts = (0..<trace.subjectCount).map { subject in
      let events = trace.events(ofSubject: subject)
      let cut = events.first { trace.times[$0] >= boundary } ?? events.upperBound
      let least = max(minimumEvents, 1)
      if cut - events.lowerBound >= least, events.upperBound - cut >= least {
        eligible.append(UInt32(subject))
      }
      return cut
    }
    return cut(trace, at: cuts, eligible: eligible)
  }

  /// The events at which a new day begins, the first one included.
  private static func dayStarts(_ trace: EventTrace, _ events: Range<Int>) -> [Int] {
    guard !trace.times.isEmpty else { return [] }
    var starts: [Int] = []
    var last: Int64?
    for event in events {
      let time = trace.times[event]
      let (quotient, remainder) = time.quotientAndRemainder(dividingBy: microsecondsPerDay)
      let day = remainder < 0 ? quotient - 1 : quotient
      if day != last { starts.append(event) }
      last = day
    }
    return starts
  }

  private static func cut(
    _ trace: EventTrace, at cuts: [Int], eligible: [UInt32]
  ) -> TracePeriods {
    let ranges = (0..<trace.subjectCount).map { trace.events(ofSubject: $0) }
    return TracePeriods(
      earlier: trace.selecting(zip(ranges, cuts).map { $0.lowerBound..<$1 }),
      later: trace.selecting(zip(ranges, cuts).map { $1..<$0.upperBound }), eligible: eligible)
  }
}

extension EventTrace {
  /// The trace of some events of each data subject.
  func selecting(_ ranges: [Range<Int>]) -> EventTrace {
    var offsets = [0]
    for range in ranges { offsets.append(offsets[offsets.count - 1] + range.count) }
    func pick<Value>(_ values: [Value]) -> [Value] {
      guard !values.isEmpty else { return [] }
      var kept: [Value] = []
      kept.reserveCapacity(offsets[ranges.count])
      for range in ranges { kept += values[range] }
      return kept
    }
    return EventTrace(
      offsets: offsets, times: pick(times), latitudes: pick(latitudes),
      longitudes: pick(longitudes), places: pick(places))
  }
}
