import Numerics

/// Who goes by the same name in both periods, where contacts' pseudonyms are kept.
///
/// Whoever is attacked has a new pseudonym, also as a contact of others: in a release one person
/// has one. So people can only be told by contacts who are not attacked themselves.
public struct ContactNames: Sendable, Equatable {
  /// For each data subject whether it can be recognised as a contact; `nil`: everyone can.
  public let isNamed: [Bool]?
  /// For each data subject whether it is attacked; `nil`: everyone is.
  let isAttacked: [Bool]?

  /// Half of the people keep their names, drawn at random, and the others are attacked.
  ///
  /// The same half as that of `InteractionClusters` on the same table.
  public static func everySecond(of count: Int, seed: UInt64, table: String) -> ContactNames {
    var source = SeededGenerator(seed: seed, stream: "graph/clusters/named/\(table)")
    var isNamed = [Bool](repeating: false, count: count)
    for person in source.sample(count: count / 2, of: count) { isNamed[person] = true }
    return ContactNames(isNamed: isNamed, isAttacked: isNamed.map { !$0 })
  }

  /// Those named keep their names, and all others are attacked.
  public static func kept(by isNamed: [Bool]) -> ContactNames {
    ContactNames(isNamed: isNamed, isAttacked: isNamed.map { !$0 })
  }

  /// Everyone is attacked, and everyone stands among the others' contacts by the old name.
  ///
  /// It overstates what a release gives away in which a person has one pseudonym, and fits one
  /// whose contacts are named apart from its people, such as callers by account and the called by
  /// number. For comparison with figures found that way.
  public static let everyone = ContactNames(isNamed: nil, isAttacked: nil)
}

extension SparseCounts {
  /// The same rows with the counts in some columns only.
  ///
  /// - Parameter isKept: for each column whether it stays; `nil`: all do.
  /// - Complexity: O(entries).
  func keepingColumns(_ isKept: [Bool]?) -> SparseCounts {
    guard let isKept else { return self }
    var offsets = [0]
    var kept: [UInt32] = []
    var keptCounts: [UInt32] = []
    for row in 0..<rowCount {
      for entry in entries(ofRow: row) where isKept[Int(columns[entry])] {
        kept.append(columns[entry])
        keptCounts.append(counts[entry])
      }
      offsets.append(kept.count)
    }
    return SparseCounts(
      columnCount: columnCount, offsets: offsets, columns: kept, counts: keptCounts)
  }
}
