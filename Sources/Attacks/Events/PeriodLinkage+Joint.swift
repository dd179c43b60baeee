public import Evaluation
public import Findings
import Numerics

/// Ties all later pseudonyms to earlier people at once: the one-to-one assignment of least total
/// cost, found exactly.
///
/// The person assigned to a pseudonym stands first on its list, the others follow by rising cost.
/// A pseudonym that is left over where there are more pseudonyms than people, or whose person can't
/// be compared with it, has no answer.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better comparison finds.
/// **Source** Unnikrishnan and Naini 2013 (Allerton); Naini et al. 2016 (arXiv 1512.02896), joint
/// identification by minimum-weight bipartite matching.
/// **Cost** O(n^3) at worst and 4 bytes for each pair, for n pseudonyms.
/// **Does not protect against** an adversary who knows some of the pairs already.
public struct JointLinkage: TrialAttack {
  /// What it is.
  public let description: AttackDescription
  private let linkage: PeriodLinkage
  private let assigned: [UInt32: UInt32]

  /// How many pseudonyms or candidates are decoded jointly at most.
  public static let limit = 10_000

  /// Decodes all pseudonyms of an experiment; `nil` where there are more than `limit`, or more
  /// candidates: then one by one is all that is reported.
  ///
  /// Pseudonyms and people are put in a random order first. Both are numbered alike, so an
  /// assignment that breaks ties by number would find everyone whose costs say nothing.
  ///
  /// - Parameter seed: the seed of that order.
  /// - Throws: `NumericsError`, where the assignment refuses the costs.
  public init?(_ linkage: PeriodLinkage, limit: Int = limit, seed: UInt64) throws {
    let cohort = linkage.cohort
    guard cohort.pseudonyms.count <= limit, cohort.candidates.count <= limit else { return nil }
    self.description = linkage.description
    self.linkage = linkage
    let costs = linkage.costs(of: cohort.pseudonyms)
    self.assigned = try Self.assign(costs, cohort, seed: seed)
  }

  /// Answers each clue with the person assigned first; suspects are heeded behind that.
  public func attack(_ clues: [PeriodClue], answer: (Int, RankedCandidates) throws -> Void) throws {
    let width = linkage.cohort.candidates.count
    for (index, clue) in clues.enumerated() {
      guard let first = assigned[clue.pseudonym] else {
        try answer(index, RankedCandidates(groups: []))
        continue
      }
      let costs = linkage.costs(of: [clue.pseudonym])
      try answer(
        index,
        CostRanking.ranking(
          costs: costs[0..<width], of: linkage.cohort.candidates, within: clue.suspects,
          first: first))
    }
  }

  /// Who is assigned to whom: pairs that can't be compared cost more than all others together, and
  /// are taken apart again.
  private static func assign(
    _ costs: [Float], _ cohort: PeriodCohort, seed: UInt64
  ) throws -> [UInt32: UInt32] {
    guard !cohort.candidates.isEmpty, !cohort.pseudonyms.isEmpty else { return [:] }
    let width = cohort.candidates.count
    var source = SeededGenerator(seed: seed, stream: "joint-linkage")
    let rows = source.permutation(count: cohort.pseudonyms.count)
    let columns = source.permutation(count: width)
    let finite = costs.lazy.filter(\.isFinite)
    let largest = finite.max() ?? 0
    let spread = largest - (finite.min() ?? 0)
    let prohibitive = largest + (spread + 1) * Float(cohort.pseudonyms.count + 1)
    var shuffled: [Float] = []
    shuffled.reserveCapacity(costs.count)
    for row in rows {
      for column in columns {
        let cost = costs[row * width + column]
        shuffled.append(cost.isFinite ? cost : prohibitive)
      }
    }
    let matches = try Assignment.optimal(
      costs: shuffled, rowCount: rows.count, columnCount: width)
    var assigned: [UInt32: UInt32] = [:]
    for (index, match) in matches.enumerated() where match >= 0 {
      let (row, column) = (rows[index], columns[match])
      guard costs[row * width + column].isFinite else { continue }
      assigned[cohort.pseudonyms[row]] = cohort.candidates[column]
    }
    return assigned
  }
}
