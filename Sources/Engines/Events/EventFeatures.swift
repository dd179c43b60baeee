public import Numerics

/// Counts of each data subject over bins, for each period: rows and bins mean the same in all.
public struct FeatureCounts: Sendable, Equatable {
  /// What each column stands for: a cell of `CellGrid`, a place's or a contact's number, an hour;
  /// rising.
  public let keys: [Int64]
  /// One matrix for each period, the earlier first.
  public let periods: [SparseCounts]

  /// Counts by period.
  public init(keys: [Int64], periods: [SparseCounts]) {
    self.keys = keys
    self.periods = periods
  }
}

/// The points of all data subjects, and which cells they are in.
public struct PlaceVisits: Sendable, Equatable {
  /// The points.
  public let visits: Visits
  /// For each cell code its cell of `CellGrid`, or the place's number; rising.
  public let cellKeys: [Int64]

  /// Points and their cells.
  public init(visits: Visits, cellKeys: [Int64]) {
    self.visits = visits
    self.cellKeys = cellKeys
  }
}

/// A feature of events that is counted for each data subject: one SQL pass, one bin an event.
public enum EventFeature: Sendable, Equatable {
  /// Where.
  case places(PlaceResolution)
  /// Where, and in which hour of the day: the place's key is `keys / 24`, the hour the rest.
  case placeHours(PlaceResolution)
  /// The hour of the week by the clock as written, 0 for Monday 00:00 to 00:59, 167 the last.
  case hoursOfWeek
  /// The hour of the day in UTC, 0 to 23.
  case hoursOfDay
  /// The hour of the day in UTC for each day: 24 times the days since 1970 and the hour.
  case hoursOfDays
  /// Days since 1970 by the clock as written.
  case days
  /// Time since the person's last event in the period: bin b holds gaps of 2^b - 1 up to
  /// 2^(b+1) - 2 seconds; the 24 bins reach 194 days, the last one holds all longer gaps too.
  case gaps
  /// The durations of sessions: runs of events that follow each other within `gapSeconds`; bins as
  /// for gaps.
  case sessionDurations(gapSeconds: Int)
  /// The numbers of events of sessions: bin b holds 2^b up to 2^(b+1) - 1 events; 24 bins.
  case sessionSizes(gapSeconds: Int)
  /// By how many quarters of an hour the clock as written is ahead of UTC.
  case clockOffsets
  /// The other person of each event.
  case contacts

  /// The number of bins where it is fixed, and bins are numbered from 0.
  var fixedBinCount: Int? {
    switch self {
    case .hoursOfWeek: 168
    case .hoursOfDay, .gaps, .sessionDurations, .sessionSizes: Self.logarithmicBins
    default: nil
    }
  }

  /// The number of bins of a logarithmic scale (and of hours in a day).
  static var logarithmicBins: Int { 24 }
}
