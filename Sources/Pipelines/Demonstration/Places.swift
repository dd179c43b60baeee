import Numerics

/// What a place is.
enum PlaceCategory: UInt8, CaseIterable {
  case home, work, school, cafe, restaurant, bar, gym, park, shop, station, clinic, worship

  var name: StaticString {
    switch self {
    case .home: "home"
    case .work: "work"
    case .school: "school"
    case .cafe: "cafe"
    case .restaurant: "restaurant"
    case .bar: "bar"
    case .gym: "gym"
    case .park: "park"
    case .shop: "shop"
    case .station: "station"
    case .clinic: "clinic"
    case .worship: "place of worship"
    }
  }

  /// The share of a city's places; homes are none of them.
  var share: Double {
    switch self {
    case .home: 0
    case .work: 0.30
    case .school: 0.04
    case .cafe: 0.12
    case .restaurant: 0.16
    case .bar: 0.08
    case .gym: 0.05
    case .park: 0.05
    case .shop: 0.13
    case .station: 0.03
    case .clinic: 0.02
    case .worship: 0.02
    }
  }
}

/// A point in hundred-thousandths of a degree.
struct Point: Equatable {
  var latitude: Int32
  var longitude: Int32

  /// The sum of the differences, which orders places by nearness well enough.
  func distance(to other: Point) -> Int {
    abs(Int(latitude) - Int(other.latitude)) + abs(Int(longitude) - Int(other.longitude))
  }
}

/// The places of each city by category, the most visited first.
struct Places {
  private let points: [[[Point]]]

  /// Places enough for a number of people: one for twelve, and at least ten of each category.
  init(people: Int, seed: UInt64) {
    points = City.all.enumerated().map { index, city in
      var random = SeededGenerator(seed: seed, purpose: 3, index: UInt64(index))
      let total = Double(people) * city.share / 12
      return PlaceCategory.allCases.map { category in
        let count = max(10, Int(total * category.share))
        return (0..<count).map { _ in
          // The crowd of a district draws places as it draws people.
          let district = random.index(of: (0..<City.districtCount).map(City.crowd))
          let centre = city.centre(of: district)
          return Point(
            latitude: Int32(centre.latitude + Int((random.unit() - 0.5) * 1800)),
            longitude: Int32(centre.longitude + Int((random.unit() - 0.5) * 2500)))
        }
      }
    }
  }

  /// A place drawn by popularity, the nearest to `home` of a few tries.
  func draw(
    _ category: PlaceCategory, city: Int, near home: Point, tries: Int,
    _ random: inout SeededGenerator
  ) -> (index: Int, point: Point) {
    let candidates = points[city][Int(category.rawValue)]
    var best = random.zipf(candidates.count)
    for _ in 1..<max(1, tries) {
      let other = random.zipf(candidates.count)
      if home.distance(to: candidates[other]) < home.distance(to: candidates[best]) { best = other }
    }
    return (best, candidates[best])
  }
}
