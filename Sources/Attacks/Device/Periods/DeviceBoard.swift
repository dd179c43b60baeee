import Evaluation

/// Scores of later devices, or of people; cleared in the time it took to fill.
struct DeviceBoard {
  private var scores: [Double]
  private var touched: [UInt32] = []

  /// A board for `count` devices or people.
  init(count: Int) {
    scores = [Double](repeating: 0, count: count)
  }

  /// Adds evidence; nothing that isn't positive.
  mutating func add(_ bits: Double, to number: UInt32) {
    guard bits > 0 else { return }
    if scores[Int(number)] == 0 { touched.append(number) }
    scores[Int(number)] += bits
  }

  /// Adds to each number on the board what `bits` says of it.
  mutating func addToTouched(_ bits: (UInt32) -> Double) {
    for number in touched { scores[Int(number)] += max(0, bits(number)) }
  }

  /// The best score of each person's devices.
  func bestOfEach(_ person: [UInt32]) -> [(person: UInt32, score: Double)] {
    var best: [(person: UInt32, score: Double)] = []
    for device in touched.sorted() {
      let owner = person[Int(device)]
      if let last = best.last, last.person == owner {
        best[best.count - 1].score = max(last.score, scores[Int(device)])
      } else {
        best.append((owner, scores[Int(device)]))
      }
    }
    return best
  }

  /// Takes everyone off the board.
  mutating func clear() {
    for number in touched { scores[Int(number)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  /// Groups of equal score, best first, until `listed` numbers stand on the list.
  ///
  /// - Complexity: O(n log n) for n on the board.
  func ranking(listing listed: Int) -> RankedCandidates {
    // The same evidence may be summed in another order; a millionth of a bit tells nothing.
    let ranked = touched.map { (score: (scores[Int($0)] * 1e6).rounded(), number: $0) }.sorted {
      $0.score != $1.score ? $0.score > $1.score : $0.number < $1.number
    }
    var groups: [CandidateGroup] = []
    var start = 0
    while start < ranked.count, start < listed {
      var end = start + 1
      while end < ranked.count, ranked[end].score == ranked[start].score { end += 1 }
      groups.append(
        CandidateGroup(
          score: ranked[start].score / 1e6, members: ranked[start..<end].map(\.number)[...]))
      start = end
    }
    return RankedCandidates(groups: groups)
  }
}
