import Numerics

/// Which films a person rates: popular ones, most of them of two favourite genres.
struct Ratings {
  /// How many films there are; the number of a film is its rank.
  static let filmCount = 4_000
  private static let genreCount = 12

  /// One rating.
  struct Rating {
    let film: Int
    let stars: Int
    /// Days since 1970.
    let day: Int
  }

  /// What a person rated, in the order of days.
  static func make(for person: Person, seed: UInt64) -> [Rating] {
    var random = SeededGenerator(seed: seed, purpose: 15, index: UInt64(person.id))
    let favourites = (0..<2).map { _ in random.below(genreCount) }
    let mildness = 0.8 * random.bell()
    let count = 4 + random.heavy(4)
    var seen: Set<Int> = []
    var ratings: [Rating] = []
    for _ in 0..<count {
      var film = random.zipf(filmCount, flatness: 60)
      // Another look at the shelf where the first was not to one's taste.
      for _ in 0..<4 where !favourites.contains(genre(of: film, seed: seed)) {
        film = random.zipf(filmCount, flatness: 60)
      }
      let day = ObservedWeeks.firstDay + random.below(7 * ObservedWeeks.count)
      let stars = 3.2 + quality(of: film, seed: seed) + mildness + 0.8 * random.bell()
      guard seen.insert(film).inserted else { continue }
      ratings.append(Rating(film: film, stars: min(5, max(1, Int(stars))), day: day))
    }
    return ratings.sorted { ($0.day, $0.film) < ($1.day, $1.film) }
  }

  private static func genre(of film: Int, seed: UInt64) -> Int {
    Int(SeededGenerator.mix(seed ^ UInt64(film)) % UInt64(genreCount))
  }

  /// From -1 to 1.
  private static func quality(of film: Int, seed: UInt64) -> Double {
    let mixed = SeededGenerator.mix(SeededGenerator.mix(seed) ^ UInt64(film))
    return Double(mixed % 2_001) / 1_000 - 1
  }
}
