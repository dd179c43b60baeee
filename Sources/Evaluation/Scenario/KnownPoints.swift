public import Numerics

/// The scenario of k known points: the adversary saw a few points of each target's record, no more.
///
/// A point is whatever a release has many of for one data subject: a cell of an attribute table, a
/// check-in, a rating. After de Montjoye et al. 2013 (Sci Rep 3:1376): p points drawn at random
/// from each target's own, without replacement.
public enum KnownPoints {
  /// Draws `known` of each target's points.
  ///
  /// - Parameters:
  ///   - known: how many points the adversary knows.
  ///   - pointCounts: how many points each target has.
  /// - Returns: for each target the numbers of its known points, rising; all of them where a target
  ///   has no more than `known`.
  /// - Complexity: O(targets * `known`).
  public static func draw(
    _ known: Int, of pointCounts: [Int], using source: inout some RandomSource
  ) -> [[Int]] {
    pointCounts.map { count in
      source.sample(count: min(max(known, 0), count), of: count).sorted()
    }
  }
}
