import Evaluation

/// Scores of the rows that a target's evidence points at; cleared in the time it took to fill.
struct ScoreBoard {
  private var scores: [Double]
  private var touched: [UInt32] = []

  /// A board for `count` rows.
  init(count: Int) {
    scores = [Double](repeating: 0, count: count)
  }

  /// Adds evidence to a row.
  mutating func add(_ weight: Double, to row: UInt32) {
    if scores[Int(row)] == 0 { touched.append(row) }
    scores[Int(row)] += weight
  }

  /// Adds evidence to those rows already on the board that `agree`.
  mutating func addToCandidates(_ weight: Double, where agree: (UInt32) -> Bool) {
    for row in touched where agree(row) { scores[Int(row)] += weight }
  }

  /// Takes every row off the board.
  mutating func clear() {
    for row in touched { scores[Int(row)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  /// The data subjects with the highest scores: the best three groups of ties.
  ///
  /// A data subject with several rows has the score of its best one.
  ///
  /// - Complexity: O(rows on the board), and O(g log g) for the subjects listed.
  func ranking(of subjects: SubjectIndex) -> RankedCandidates {
    var groups: [CandidateGroup] = []
    var listed: Set<UInt32> = []
    var ceiling = Double.infinity
    for _ in 0..<3 {
      guard let (score, rows) = best(below: ceiling) else { break }
      var members = Set(rows.map { subjects.subject(ofRow: Int($0)) })
      if subjects.subjectOfRow != nil {
        members.subtract(listed)
        listed.formUnion(members)
      }
      if !members.isEmpty {
        groups.append(CandidateGroup(score: score, members: members.sorted()[...]))
      }
      ceiling = score
    }
    return RankedCandidates(groups: groups)
  }

  /// The highest score below `ceiling` and the rows that have it, up to rounding of the sums.
  private func best(below ceiling: Double) -> (score: Double, rows: [UInt32])? {
    var top = -Double.infinity
    for row in touched where scores[Int(row)] < ceiling - Self.tolerance {
      top = max(top, scores[Int(row)])
    }
    guard top.isFinite else { return nil }
    return (top, touched.filter { abs(scores[Int($0)] - top) <= Self.tolerance })
  }

  /// Sums of the same weights in the same order are equal; this only guards the comparison.
  private static let tolerance = 1e-9
}
