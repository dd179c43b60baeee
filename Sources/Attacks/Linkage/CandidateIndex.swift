import Evaluation
import Foundation

/// For each row of the left table the rows of the right table that it was compared with.
struct CandidateIndex: Sendable {
  private let pairs: RowGroups
  private let linkage: Linkage
  private let subjects: SubjectIndex
  /// The prior odds that a row's person is nowhere among its candidates.
  private let nowhere: Double

  /// At least this: nobody is sure to be in a release.
  private static let leastNowhere = 0.01
  /// Candidates beyond these are not listed.
  private static let listed = 100

  /// - Complexity: O(pairs).
  init(_ linkage: Linkage, subjects: SubjectIndex) {
    self.linkage = linkage
    self.subjects = subjects
    pairs = RowGroups(linkage.pairs.left, cardinality: max(linkage.records.leftCount, 1))
    let present = min(linkage.model.matchShare * Double(linkage.records.rightCount), 1)
    nowhere = max(1 - present * linkage.plan.coverage, Self.leastNowhere)
  }

  /// One person of the release as an answer.
  struct Candidate: Equatable {
    let subject: UInt32
    /// The probability, "not there" being one of the possibilities.
    let probability: Double
  }

  /// Whom a row could be about, the likeliest first.
  ///
  /// Exactly one candidate is right, or none: with prior odds o and evidence 2^w of each, the
  /// probability is o 2^w over the sum of these and of the odds for none. Several rows of one
  /// person add up.
  ///
  /// - Complexity: O(candidates log candidates).
  func candidates(ofRow row: Int) -> [Candidate] {
    let found = pairs[row].map {
      (subjects.subject(ofRow: Int(linkage.pairs.right[Int($0)])), linkage.weights[Int($0)])
    }
    guard let most = found.map(\.1).max() else { return [] }
    // Odds relative to the largest: 2^1000 would be infinite.
    let scale = Double(max(most, 0))
    var odds: [UInt32: Double] = [:]
    for (subject, weight) in found { odds[subject, default: 0] += exp2(Double(weight) - scale) }
    let ordered = odds.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    let total = ordered.reduce(nowhere * exp2(-scale)) { $0 + $1.value }
    return ordered.map { Candidate(subject: $0.key, probability: $0.value / total) }
  }

  /// The candidates as an answer; those whose odds differ by rounding only share a place.
  func ranking(ofRow row: Int) -> RankedCandidates {
    var groups: [CandidateGroup] = []
    var members: [UInt32] = []
    var (score, listed) = (0.0, 0)
    for candidate in candidates(ofRow: row) {
      if !members.isEmpty, candidate.probability < score * (1 - 1e-6) {
        groups.append(CandidateGroup(score: score, members: members.sorted()[...]))
        listed += members.count
        members = []
        if listed >= Self.listed { break }
      }
      if members.isEmpty { score = candidate.probability }
      if candidate.probability > 0 { members.append(candidate.subject) }
    }
    if !members.isEmpty {
      groups.append(CandidateGroup(score: score, members: members.sorted()[...]))
    }
    return RankedCandidates(groups: groups)
  }
}
