import Numerics

/// The weeks that the demonstration's events fall into: both changes of clocks of spring are there.
enum ObservedWeeks {
  static let count = 26
  /// Monday, 6 January 2025.
  static let firstDay = CivilDay.daysSinceEpoch(year: 2025, month: 1, day: 6)

  /// The UTC second of a local hour of a weekday, in a week drawn for it.
  static func second(
    weekday: Int, hour: Double, city: City, _ random: inout SeededGenerator
  ) -> Int {
    let day = firstDay + 7 * random.below(count) + weekday
    let seconds = min(90_000, max(-3600, Int(hour * 3600))) + random.below(60)
    return city.zoneRule.utc(
      fromLocal: day * 86_400 + seconds, standard: city.standardOffset)
  }
}
