import Numerics

/// One way in which people differ in when they are active, counted in two periods.
public struct CadenceFeature: Sendable, Equatable {
  /// What is counted.
  public enum Kind: String, Sendable, CaseIterable {
    /// Events by the hour of the week: 168 bins, Monday 00:00 first.
    case hoursOfWeek = "hours-of-week"
    /// Times from one event to the next: bin b holds 2^b - 1 up to 2^(b+1) - 2 seconds.
    case gaps
    /// How long sessions last, which end with 30 minutes of silence; bins as for gaps.
    case sessionDurations = "session-durations"
    /// How many events a session has: bin b holds 2^b up to 2^(b+1) - 1.
    case sessionSizes = "session-sizes"
    /// How many events follow each other within a minute; bins as for session sizes.
    case burstSizes = "burst-sizes"
    /// Events by the day of the week: 7 bins, Monday first.
    case weekdays
    /// Events by four hours of the week: 42 bins, Monday 00:00 first.
    case weekSteps = "steps-of-week"
    /// Events by the hour of the day: 24 bins.
    case hoursOfDay = "hours-of-day"
    /// When a person stirs after six hours of silence or more: half hours of the day (in UTC).
    case beginnings
    /// When a person falls silent for six hours or more: half hours of the day (in UTC).
    case endings
  }

  /// What is counted.
  public let kind: Kind
  /// Which of a person's events are counted, such as "sent" or "received"; empty: all.
  public let stream: String
  /// The counts of both periods.
  public let counts: PeriodHistograms

  /// A feature of two periods.
  public init(_ kind: Kind, stream: String = "", counts: PeriodHistograms) {
    self.kind = kind
    self.stream = stream
    self.counts = counts
  }

  /// A stable name: the kind, and the stream where there is one.
  public var id: String { stream.isEmpty ? kind.rawValue : "\(kind.rawValue)/\(stream)" }

  /// A title of a few words.
  public var title: String {
    stream.isEmpty ? kind.title : "\(kind.title) (\(stream))"
  }

  /// Whether the bins are a circle.
  var isCircular: Bool {
    switch kind {
    case .hoursOfWeek, .weekSteps, .hoursOfDay, .beginnings, .endings: true
    default: false
    }
  }
}

extension CadenceFeature.Kind {
  /// A title of a few words.
  public var title: String {
    switch self {
    case .hoursOfWeek: "hour of the week"
    case .gaps: "time between events"
    case .sessionDurations: "length of sessions"
    case .sessionSizes: "events in a session"
    case .burstSizes: "events in a burst"
    case .weekdays: "day of the week"
    case .weekSteps: "four hours of the week"
    case .hoursOfDay: "hour of the day"
    case .beginnings: "when the day begins"
    case .endings: "when the day ends"
    }
  }
}

extension PeriodHistograms {
  /// The same counts over fewer bins: `bin` says where each bin goes, rising.
  func merged(binCount: Int, _ bin: (UInt32) -> UInt32) -> PeriodHistograms {
    PeriodHistograms(
      earlier: earlier.merged(binCount: binCount, bin),
      later: later.merged(binCount: binCount, bin))
  }
}

extension SparseCounts {
  /// The same counts over fewer bins; a sum above what a count can hold stays at that.
  ///
  /// - Parameter bin: where each bin goes; it must not fall as bins rise.
  /// - Complexity: O(entries).
  func merged(binCount: Int, _ bin: (UInt32) -> UInt32) -> SparseCounts {
    var offsets = [0]
    var merged: [UInt32] = []
    var sums: [UInt32] = []
    for row in 0..<rowCount {
      for entry in entries(ofRow: row) {
        let target = bin(columns[entry])
        if merged.count > offsets[row], merged[merged.count - 1] == target {
          let (sum, overflow) = sums[sums.count - 1].addingReportingOverflow(counts[entry])
          sums[sums.count - 1] = overflow ? .max : sum
        } else {
          merged.append(target)
          sums.append(counts[entry])
        }
      }
      offsets.append(merged.count)
    }
    return SparseCounts(columnCount: binCount, offsets: offsets, columns: merged, counts: sums)
  }
}
