import Numerics

/// Where a person goes, and when: the pattern of life that the demonstration is about.
struct Habits {
  let home: Point
  let work: Point?
  let workCategory: PlaceCategory
  /// The key of the work place in its city, for friendships among colleagues.
  let workKey: Int
  let haunts: [(category: PlaceCategory, point: Point)]
  let clinic: Point?
  let worship: Point?
  /// Hours by which the person's day is later than others'.
  let lateness: Double
  /// The weekday and hour of visits to the clinic.
  let clinicDay: Int
  let clinicHour: Double

  init(of person: Person, places: Places, seed: UInt64) {
    var random = SeededGenerator(seed: seed, purpose: 4, index: UInt64(person.id))
    let home = Point(latitude: person.homeLatitude, longitude: person.homeLongitude)
    let city = Int(person.city)
    self.home = home
    let occupation = Int(person.occupation)
    workCategory = occupation == PopulationModel.student ? .school : .work
    if occupation == PopulationModel.unemployed || occupation == PopulationModel.retired {
      work = nil
      workKey = -1
    } else {
      let place = places.draw(workCategory, city: city, near: home, tries: 2, &random)
      work = place.point
      workKey = (city * 2 + (workCategory == .school ? 1 : 0)) << 32 | place.index
    }
    let kinds: [PlaceCategory] = [.cafe, .restaurant, .bar, .gym, .park, .shop, .station]
    haunts = (0..<6).map { _ in
      let kind = kinds[random.below(kinds.count)]
      return (kind, places.draw(kind, city: city, near: home, tries: 3, &random).point)
    }
    clinic =
      person.condition > 0
      ? places.draw(.clinic, city: city, near: home, tries: 4, &random).point : nil
    worship =
      random.bernoulli(0.15)
      ? places.draw(.worship, city: city, near: home, tries: 4, &random).point : nil
    lateness = random.bell() + (person.age < 30 ? 0.8 : person.age > 60 ? -0.8 : 0)
    clinicDay = random.below(5)
    clinicHour = 8.5 + Double(random.below(9))
  }

  /// A visit in one of the weeks: its day (0 for Monday), hour of local clocks, and place.
  func visit(
    _ random: inout SeededGenerator
  ) -> (weekday: Int, hour: Double, category: PlaceCategory, point: Point) {
    if let clinic, random.bernoulli(0.07) {
      return (clinicDay, clinicHour + 0.1 * random.bell(), .clinic, clinic)
    }
    if let worship, random.bernoulli(0.08) {
      return (6, 10 + 0.3 * random.bell(), .worship, worship)
    }
    let weekday = random.below(7)
    let isWeekend = weekday >= 5
    // Work, home, haunt: weights on working days and at weekends.
    let weights = isWeekend ? [0.02, 0.33, 0.65] : [work == nil ? 0.02 : 0.38, 0.32, 0.30]
    let kind = random.index(of: weights)
    if kind == 0, let work {
      return (weekday, hour(about: isWeekend ? 11 : 9, 0.6, &random), workCategory, work)
    }
    if kind == 2 {
      // The first haunts are the dearest: weights 1, 1/2, 1/3 ...
      let index = random.index(of: haunts.indices.map { 1 / Double($0 + 1) })
      let centre: Double =
        switch haunts[index].category {
        case .bar: 21.5
        case .restaurant: 19.5
        case .cafe: isWeekend ? 11 : 12.8
        case .gym: 18
        case .station: 8.2
        default: isWeekend ? 14 : 17.5
        }
      return (
        weekday, hour(about: centre, 0.8, &random), haunts[index].category, haunts[index].point
      )
    }
    return (weekday, hour(about: 20.5, 1.2, &random), .home, home)
  }

  private func hour(
    about centre: Double, _ spread: Double, _ random: inout SeededGenerator
  ) -> Double {
    centre + 0.7 * lateness + spread * random.bell()
  }
}
