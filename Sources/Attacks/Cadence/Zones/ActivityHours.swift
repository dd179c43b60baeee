public import Numerics

/// In which hours of which days (UTC) each data subject was active.
public struct ActivityHours: Sendable, Equatable {
  /// How many events each data subject has in each hour.
  public let counts: SparseCounts
  /// The hour of each column, since 1970-01-01T00:00Z; rising.
  public let hours: [Int64]

  /// Activity by hour.
  ///
  /// - Precondition: an hour for each column.
  public init(counts: SparseCounts, hours: [Int64]) {
    precondition(counts.columnCount == hours.count, "an hour for each column")
    self.counts = counts
    self.hours = hours
  }

  /// The number of data subjects.
  public var subjectCount: Int { counts.rowCount }

  /// The hour of the day of an hour since 1970, also before it.
  static func hourOfDay(_ hour: Int64) -> Int {
    let rest = Int(hour % 24)
    return rest < 0 ? rest + 24 : rest
  }

  /// A data subject's events by the hour of the day, the clock ahead of UTC by `offset` hours, and
  /// by one more in the summers of `rule`.
  ///
  /// - Complexity: O(the subject's hours).
  func dayProfile(
    of subject: Int, offset: Int = 0, rule: DaylightRule = .never
  ) -> [Double] {
    var profile = [Double](repeating: 0, count: 24)
    for entry in counts.entries(ofRow: subject) {
      let hour = hours[Int(counts.columns[entry])]
      let summer = rule.isSummer(hour: hour, standardOffset: offset) ? 1 : 0
      let local = (Self.hourOfDay(hour) + offset + summer) % 24
      profile[local < 0 ? local + 24 : local] += Double(counts.counts[entry])
    }
    return profile
  }
}
