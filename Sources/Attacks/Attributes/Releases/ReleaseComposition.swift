public import Numerics

/// What two releases about the same people give away together: the values of a sensitive
/// attribute that a person's candidates in both have in common.
///
/// **Guarantee**: exact for the people tried; a value is given away when one is left.
/// **Source**: Ganta, Kasiviswanathan and Smith 2008, Composition attacks and auxiliary information
/// in data privacy, section 2.
/// **Cost**: O(targets x columns x combinations / 64) for each release.
/// **Does not protect against**: it measures; values that are likely but not certain are not
/// counted.
public enum ReleaseComposition {
  /// What came out; shares of all people tried.
  public struct Outcome: Sendable, Equatable {
    /// The people tried.
    public let targetCount: Int
    /// Of whom each release alone gives the value away.
    public let aloneShares: [Double]
    /// Of whom the releases give the value away together.
    public let togetherShare: Double
  }

  /// Intersects each target's candidates.
  ///
  /// - Parameters:
  ///   - targets: the people's quasi-identifiers, in the codes of each release's columns.
  ///   - counts: how many people have each.
  ///   - releases: at least one; sensitive values in one common code.
  public static func run(
    targets: CodeColumns, counts: [UInt32], releases: [ReleaseRecords],
    workers: Workers = .automatic
  ) -> Outcome {
    let sets = releases.map { $0.combinationSets() }
    let parts = concurrentChunks(count: targets.rowCount, minimumChunk: 64, workers: workers) {
      range in
      range.map { target in
        let values = zip(releases, sets).map { records, sets in
          Set(
            ReleaseLinkage.candidates(of: target, targets, records, sets)
              .flatMap { records.sensitive[$0.combination] })
        }
        var common: Set<UInt32>?
        for set in values where !set.isEmpty { common = common?.intersection(set) ?? set }
        return (alone: values.map { $0.count == 1 }, together: common?.count == 1)
      }
    }
    var (people, together) = (0, 0)
    var alone = [Int](repeating: 0, count: releases.count)
    for (count, found) in zip(counts, parts.joined()) {
      people += Int(count)
      if found.together { together += Int(count) }
      for index in alone.indices where found.alone[index] { alone[index] += Int(count) }
    }
    let share = { (found: Int) in people > 0 ? Double(found) / Double(people) : 0 }
    return Outcome(
      targetCount: people, aloneShares: alone.map(share), togetherShare: share(together))
  }
}
