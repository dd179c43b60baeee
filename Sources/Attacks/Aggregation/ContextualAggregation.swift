import Findings
import Numerics

/// What a receiver of a release gains by each set of columns that it could add from elsewhere.
///
/// Up to `exactLimit` columns all sets are graded, and each column's share is its Shapley share.
/// Above that columns are added one at a time, the one that helps most first, and a column's share
/// is what it added at its place. A column may as well stand for a whole source: sets are graded by
/// a closure.
///
/// **Guarantee** the shares sum to the success with all columns less that without the release.
/// The same targets are tried with every set, so that differences are paired.
/// **Source** Shapley 1953 for the shares; the failure mode is WP216's linkability.
/// **Cost** 2^columns gradings up to `exactLimit` columns, columns * (columns + 3) / 2 above.
/// **Does not protect against** columns that nobody thought a receiver could have.
public struct ContextualAggregation: Sendable {
  /// Grades one set of columns, given by their positions, rising: the chance in [0, 1] that each
  /// target is found, the same targets in the same order for every set.
  public typealias Grader = @Sendable (_ columns: [Int]) throws -> [Double]

  /// Up to this many columns all sets are graded.
  public static let exactLimit = 8

  static let about = AttackDescription(
    id: "aggregation/columns", title: "What each column of another source adds",
    channel: .attributes, risk: .linkability, failureMode: .contextualAggregation,
    source: "Shapley 1953 for the shares; McNemar 1947 for paired differences",
    doesNotCover: "columns and sources that this experiment did not have")

  /// The names of the columns that a receiver could add.
  public let columns: [String]
  /// Whether all sets were graded.
  public let isExhaustive: Bool
  /// The sets graded, the empty one first, by size, then by the order of their columns.
  let sets: [GradedColumnSet]
  /// For each column what it adds to each target.
  let shares: [[Double]]
  /// For each column the success on each target with all other columns.
  let withoutColumn: [GradedColumnSet]
  /// The order in which columns were added, where not all sets were graded.
  let path: [Int]

  /// Grades sets of columns.
  ///
  /// - Parameters:
  ///   - columns: their names.
  ///   - targetCount: the number of targets that each grading gives.
  ///   - withoutRelease: the chance of finding a target without the release.
  ///   - grade: grades a set that is not empty; called from several threads.
  /// - Throws: `AggregationError`; whatever the grader throws.
  public init(
    columns: [String], targetCount: Int, withoutRelease: Double, table: String = "",
    grade: @escaping Grader
  ) throws {
    guard !columns.isEmpty, targetCount > 0 else { throw AggregationError.noColumns(table: table) }
    let nothing = GradedColumnSet(withoutRelease: withoutRelease, targetCount: targetCount)
    let grading = SetGrading(grade: grade, nothing: nothing)
    self.columns = columns
    self.isExhaustive = columns.count <= Self.exactLimit
    if isExhaustive {
      let byMask = try grading.all(of: columns.count)
      let everything = byMask.count - 1
      self.sets = byMask.sorted(by: Self.isBefore)
      self.shares = ShapleyShares.shares(
        of: byMask.map(\.successes), playerCount: columns.count)
      self.withoutColumn = columns.indices.map { byMask[everything ^ (1 << $0)] }
      self.path = []
    } else {
      let walk = try grading.greedy(of: columns.count)
      self.sets = walk.sets.sorted(by: Self.isBefore)
      self.shares = walk.shares
      self.withoutColumn = walk.withoutColumn
      self.path = walk.path
    }
  }

  /// The number of targets.
  var targetCount: Int { sets.first?.successes.count ?? 0 }

  /// The chance without the release.
  var withoutRelease: Double { sets.first?.risk ?? 0 }

  /// All columns together.
  var everything: GradedColumnSet { sets[sets.count - 1] }

  /// The success with all columns but those of a set, where it was graded.
  func complement(of set: GradedColumnSet) -> GradedColumnSet? {
    let others = columns.indices.filter { !set.columns.contains($0) }
    return sets.first { $0.columns == others }
  }

  /// The smallest set whose risk is above `risk`; of several the riskiest, of equals the first.
  func smallestSet(above risk: Double) -> GradedColumnSet? {
    guard let size = sets.first(where: { $0.risk > risk })?.columns.count else { return nil }
    return best(ofSize: size)
  }

  /// The riskiest set of a size.
  func best(ofSize size: Int) -> GradedColumnSet? {
    sets.filter { $0.columns.count == size }.reduce(nil) { best, set in
      set.risk > (best?.risk ?? -1) ? set : best
    }
  }

  /// The names of a set's columns.
  func names(of set: GradedColumnSet) -> [String] { set.columns.map { columns[$0] } }

  private static func isBefore(_ one: GradedColumnSet, _ other: GradedColumnSet) -> Bool {
    guard one.columns.count == other.columns.count else {
      return one.columns.count < other.columns.count
    }
    return one.columns.lexicographicallyPrecedes(other.columns)
  }
}
