public import Engines
import Numerics
public import Tables

extension CadenceFeature {
  /// How long a silence parts two days of a person, in seconds: six hours, whatever the clock says.
  public static let silenceSeconds = 21_600

  /// When people's days begin and end, of a table whose events are split into two periods.
  ///
  /// - Throws: `EngineError`.
  /// - Precondition: the table has two periods, and times.
  /// - Complexity: one pass over the events, 8 bytes each.
  public static func days(of table: EventTable, stream: String = "") throws -> [CadenceFeature] {
    precondition(table.periodCount == 2, "the events are split into two periods")
    return days(
      earlier: try table.trace(of: .times, period: 0),
      later: try table.trace(of: .times, period: 1), stream: stream)
  }

  /// When people's days begin and end, in two periods.
  ///
  /// - Precondition: as many data subjects in both.
  /// - Complexity: O(events).
  public static func days(
    earlier: EventTrace, later: EventTrace, stream: String = ""
  ) -> [CadenceFeature] {
    func feature(
      _ kind: Kind, _ columnCount: Int, _ bins: (ArraySlice<Int64>) -> [UInt32]
    ) -> CadenceFeature {
      CadenceFeature(
        kind, stream: stream,
        counts: PeriodHistograms(
          earlier: earlier.counts(columnCount, bins), later: later.counts(columnCount, bins)))
    }
    return [
      feature(.beginnings, 48) { times in
        times.indices.filter { index in
          index == times.startIndex
            || DayClock.silence(times[index - 1], times[index]) >= silenceSeconds
        }.map { UInt32(DayClock.second(of: times[$0]) / 1_800) }
      },
      feature(.endings, 48) { times in
        times.indices.filter { index in
          index + 1 == times.endIndex
            || DayClock.silence(times[index], times[index + 1]) >= silenceSeconds
        }.map { UInt32(DayClock.second(of: times[$0]) / 1_800) }
      },
    ]
  }
}

/// Times of the day in Coordinated Universal Time.
private enum DayClock {
  /// The second of the day of a time in microseconds since 1970.
  static func second(of time: Int64) -> Int {
    let day: Int64 = 86_400_000_000
    let rest = time % day
    return Int((rest < 0 ? rest + day : rest) / 1_000_000)
  }

  /// The seconds from one time to a later one.
  static func silence(_ first: Int64, _ second: Int64) -> Int {
    let (length, overflow) = second.subtractingReportingOverflow(first)
    return overflow ? .max : Int(length / 1_000_000)
  }
}

extension EventTrace {
  /// How often each data subject has each bin; `bins` reads them off the person's times, which
  /// rise.
  fileprivate func counts(
    _ columnCount: Int, _ bins: (ArraySlice<Int64>) -> [UInt32]
  ) -> SparseCounts {
    var pairs: [(row: UInt32, column: UInt32)] = []
    guard !times.isEmpty else {
      return SparseCounts(rowCount: subjectCount, columnCount: columnCount, pairs: [])
    }
    for subject in 0..<subjectCount {
      for bin in bins(times[events(ofSubject: subject)]) { pairs.append((UInt32(subject), bin)) }
    }
    return SparseCounts(rowCount: subjectCount, columnCount: columnCount, pairs: pairs)
  }
}
