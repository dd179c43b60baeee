public import Findings

/// What removing one column does, or any other that the same features need.
public struct ColumnRemoval: Sendable, Equatable {
  /// The columns of which any one does it, in order: they are named together.
  public let columns: [BlamedColumn]
  /// The places of the features that are gone, rising.
  public let lost: [Int]
  /// The places of the features that are left, rising.
  public let left: [Int]
  /// The risk that is left.
  public let without: Estimate
  /// How much lower that is than before: a paired difference on the same people.
  public let drop: Estimate
  /// The bits left to name a person.
  public let surprisalBits: Double
}

/// Removals tried from the same state, the most effective first.
struct RemovalRanking {
  /// A removal without its intervals.
  struct Entry {
    let group: ColumnGroup
    let coalition: Coalition
  }

  let before: Coalition
  private(set) var entries: [Entry] = []

  /// Tries each group of columns that the features of `before` need.
  ///
  /// Ordered by the risk that is left, ties by the bits left to name a person (more first), then by
  /// name.
  init(
    from before: Coalition, features: [EvidenceFeature], table: inout CoalitionTable
  ) throws {
    self.before = before
    for group in ColumnGroup.groups(features, places: before.features) {
      let rest = group.remaining(of: before.features)
      entries.append(Entry(group: group, coalition: try table.coalition(rest)))
    }
    entries.sort { Self.key($0) < Self.key($1) }
  }

  /// The sets that the ranking needs.
  static func sets(from places: [Int], features: [EvidenceFeature]) -> [[Int]] {
    ColumnGroup.groups(features, places: places).map { $0.remaining(of: places) }
  }

  // Sums in another order differ in the last bits: a tie is a tie to nine digits.
  private static func key(_ entry: Entry) -> (Double, Double, BlamedColumn) {
    func rounded(_ value: Double) -> Double { (value * 1e9).rounded() }
    return (
      rounded(entry.coalition.risk), -rounded(entry.coalition.surprisalBits),
      entry.group.columns[0]
    )
  }

  /// For each entry how much less each person is found.
  var drops: [[Double]] { entries.map { before.less($0.coalition) } }

  /// How much less each person is found after the first removal than after the second.
  var lead: [Double]? {
    entries.count > 1 ? entries[1].coalition.less(entries[0].coalition) : nil
  }

  /// The first entries with the intervals of their drops.
  func removals(drops: [Estimate], level: Double) -> [ColumnRemoval] {
    zip(entries, drops).map { entry, drop in
      ColumnRemoval(
        columns: entry.group.columns, lost: entry.group.needing,
        left: entry.coalition.features, without: entry.coalition.estimate(level: level),
        drop: drop, surprisalBits: entry.coalition.surprisalBits)
    }
  }
}

extension Coalition {
  /// The share of people found, with its interval; the guess is known exactly.
  func estimate(level: Double) -> Estimate {
    features.isEmpty
      ? .exact(risk) : .proportion(found.reduce(0, +), of: found.count, level: level)
  }

  /// How much more each person is found than by another coalition.
  func less(_ other: Coalition) -> [Double] { zip(found, other.found).map { $0 - $1 } }
}
