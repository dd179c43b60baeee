import Findings
import Numerics
import Tables

/// A way to make visits coarser, and what the location attack finds after it, on a sample where
/// there are many people.
struct VisitCoarsening: Sendable {
  /// What is done, after "releasing" or "after".
  let words: String
  /// The mean risk of everyone who was in the log before; who has no visit left is found by chance.
  let meanRisk: Double
  /// The share of those with a risk above 20 %.
  let shareAbove: Double
  /// The share of visits that are left.
  let visitsLeft: Double

  /// How many people a place needs to stay, where rare places are left out.
  static let visitorsNeeded = 5

  init(
    _ words: String, of before: VisitHistories, leaving after: VisitHistories?, known: Int,
    sample: Int, generator: SeededGenerator
  ) {
    self.words = words
    let people = Double(before.count)
    guard let after else {
      (meanRisk, shareAbove, visitsLeft) = (1 / people, 1 / people > 0.2 ? 1 : 0, 0)
      return
    }
    let review = VisitReview(
      after, VisitIndex(after), .location, known: known,
      sample: after.sample(sample, generator), everyone: false)
    let left = Double(after.count) / people
    self.meanRisk = review.success(level: 0.95).value * left + (1 - left) / people
    self.shareAbove = review.share(above: 0.2) * left
    self.visitsLeft = Double(after.places.count) / Double(before.places.count)
  }

  /// The row of the grid of remedies.
  var row: [Grid.Cell] {
    [.text(words), .share(meanRisk), .share(shareAbove), .share(visitsLeft)]
  }
}

extension VisitHistories {
  /// At most `count` people, drawn without replacement, rising.
  func sample(_ count: Int, _ generator: SeededGenerator) -> [Int] {
    var source = generator
    return source.sample(count: min(max(count, 1), self.count), of: self.count).sorted()
  }

  /// The visits to places that at least `visitors` people visited, or `nil` where none is left.
  ///
  /// - Complexity: O(visits).
  func leavingOutPlaces(visitedByFewerThan visitors: Int) -> VisitHistories? {
    var people = [Int](repeating: 0, count: placeCount)
    var last = [Int](repeating: -1, count: placeCount)
    for person in 0..<count {
      for visit in visits(of: person) where last[Int(places[visit])] != person {
        last[Int(places[visit])] = person
        people[Int(places[visit])] += 1
      }
    }
    let kept = places.map { people[Int($0)] >= visitors ? $0 + 1 : 0 }
    return try? VisitHistories(
      places: EventTrace(offsets: offsets, times: times, places: kept))
  }
}
