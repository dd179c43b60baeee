import Numerics

/// One check-in, before it is written.
struct CheckIn {
  let second: Int
  /// Seconds from UTC to the clocks there.
  let offset: Int
  let id: UInt32
  let point: Point
  let category: PlaceCategory
}

/// Draws the check-ins of everyone, in the order of time.
enum CheckIns {
  /// The smallest number of a person's check-ins, and the scale of the heavy tail above it
  /// (mean 8 + 2.558 * 12.5 = 40).
  static let floor = 8
  static let scale = 12.5

  /// - Complexity: O(check-ins * log check-ins).
  static func make(
    for people: [Person], habits: [Habits], seed: UInt64, shouldStop: () -> Bool
  ) throws(DemonstrationError) -> [CheckIn] {
    var visits: [CheckIn] = []
    visits.reserveCapacity(people.count * 41)
    for (index, person) in people.enumerated() {
      if index % 4096 == 0, shouldStop() { throw .stopped }
      var random = SeededGenerator(seed: seed, purpose: 5, index: UInt64(person.id))
      let city = City.all[Int(person.city)]
      for _ in 0..<(floor + random.heavy(scale)) {
        let visit = habits[index].visit(&random)
        // Receivers err by some ten metres.
        let point = Point(
          latitude: visit.point.latitude + Int32(random.below(21) - 10),
          longitude: visit.point.longitude + Int32(random.below(21) - 10))
        let second = ObservedWeeks.second(
          weekday: visit.weekday, hour: visit.hour, city: city, &random)
        visits.append(
          CheckIn(
            second: second, offset: city.zoneRule.offset(at: second, standard: city.standardOffset),
            id: person.id, point: point, category: visit.category))
      }
    }
    visits.sort { ($0.second, $0.id, $0.point.latitude) < ($1.second, $1.id, $1.point.latitude) }
    return visits
  }
}
