public import Numerics

/// Linkage of people whose quasi-identifiers are known exactly with the rows of a release.
///
/// The test of a k-anonymity claim: it reads the written file, knows nothing of the classes that
/// the protection made, and counts for each person how many rows could be theirs.
/// **Guarantee**: exact; the adversary knows the hierarchies, and guesses evenly among the
/// consistent rows. Of a person whose row was removed it finds nothing, which is not counted in the
/// adversary's disfavour: each person with a consistent row is taken to be in the release.
/// **Source**: Sweeney 2002, k-anonymity: a model for protecting privacy, section 4; the
/// prosecutor's risk of El Emam 2013.
/// **Cost**: O(targets x columns x combinations / 64).
/// **Does not protect against**: it measures one adversary; what a sensitive attribute gives away
/// is measured by `ReleaseComposition` and by the audit.
public enum ReleaseLinkage {
  /// What came out.
  public struct Outcome: Sendable, Equatable {
    /// The people tried.
    public let targetCount: Int
    /// The people for whom no row is consistent: their rows are gone.
    public let unmatched: Int
    /// The least number of consistent rows of any matched person; 0 where none is matched.
    public let fewestCandidates: Int
    /// The people that share the fewest candidates.
    public let peopleWithFewest: Int
    /// The expected share of people found: the mean of 1 / candidates, unmatched ones count 0.
    public let expectedShare: Double
    /// The largest probability that any one person is found.
    public let largestProbability: Double
  }

  /// Links each target.
  ///
  /// - Parameters:
  ///   - targets: the people's distinct quasi-identifiers, in the codes of `records.columns`.
  ///   - counts: how many people have each.
  public static func run(
    targets: CodeColumns, counts: [UInt32], against records: ReleaseRecords,
    workers: Workers = .automatic
  ) -> Outcome {
    let sets = records.combinationSets()
    let parts = concurrentChunks(count: targets.rowCount, minimumChunk: 64, workers: workers) {
      range in range.map { candidates(of: $0, targets, records, sets).reduce(0) { $0 + $1.rows } }
    }
    var (people, unmatched, fewest, withFewest, sum) = (0, 0, Int.max, 0, 0.0)
    for (count, candidates) in zip(counts, parts.joined()) {
      people += Int(count)
      guard candidates > 0 else {
        unmatched += Int(count)
        continue
      }
      sum += Double(count) / Double(candidates)
      if candidates < fewest { (fewest, withFewest) = (candidates, 0) }
      if candidates == fewest { withFewest += Int(count) }
    }
    let isMatched = fewest < Int.max
    return Outcome(
      targetCount: people, unmatched: unmatched, fewestCandidates: isMatched ? fewest : 0,
      peopleWithFewest: withFewest, expectedShare: people > 0 ? sum / Double(people) : 0,
      largestProbability: isMatched ? 1 / Double(fewest) : 0)
  }

  /// The combinations that a target may have become, with their rows.
  static func candidates(
    of target: Int, _ targets: CodeColumns, _ records: ReleaseRecords, _ sets: [[CombinationSet]]
  ) -> [(combination: Int, rows: Int)] {
    guard !sets.isEmpty else {
      return records.releaseCounts.enumerated().map { ($0, Int($1)) }
    }
    var candidates: CombinationSet?
    for (column, setsOfColumn) in sets.enumerated() {
      let code = Int(targets.columns[column][target])
      guard code < setsOfColumn.count else { return [] }
      if candidates == nil {
        candidates = setsOfColumn[code]
      } else {
        candidates?.formIntersection(setsOfColumn[code])
      }
    }
    return (candidates?.members ?? []).map { ($0, Int(records.releaseCounts[$0])) }
  }
}
