/// A column whose cells are sets: what somebody bought, watched, was diagnosed with.
public struct SetValuedColumn: Sendable, Equatable {
  /// The items of each person: ascending, each once.
  public let records: [[UInt32]]
  /// A number that all items lie below.
  public let itemCount: Int

  /// Sorts the sets and takes out what they hold twice.
  ///
  /// - Throws: `DeidentificationError.parameter` where an item is not below `itemCount`.
  /// - Complexity: O(cells log cells).
  public init(records: [[UInt32]], itemCount: Int) throws(DeidentificationError) {
    let sorted = records.map { Set($0).sorted() }
    guard sorted.allSatisfy({ Int($0.last ?? 0) < max(itemCount, 1) }) else {
      throw .parameter(name: "records", rule: "must hold only items below their number")
    }
    self.records = sorted
    self.itemCount = itemCount
  }
}

/// Items that fewer than k people have together.
public struct ViolatingItemset: Sendable, Equatable {
  /// The items, ascending; no part of them violates by itself.
  public let items: [UInt32]
  /// How many people have them all; at least 1.
  public let support: Int
}

/// k^m-anonymity: who knows up to m items of a person still finds at least k people.
///
/// **Guarantee**: every set of at most m items that someone has, at least k people have. Replacing
/// items by what stands for them keeps it: support never falls. No least size: the model speaks of
/// sets of items, not of classes.
///
/// **Source**: Terrovitis, Mamoulis and Kalnis, "Privacy-preserving anonymization of set-valued
/// data", PVLDB 1(1), 2008, definition 1.
///
/// **Cost**: level by level as Apriori does: O(the sum over records of the subsets of at most m
/// items whose parts are all frequent).
///
/// **Does not protect against**: an adversary who knows more than m items, or that somebody lacks
/// an item; what all k people have in common.
public struct SetAnonymity: Sendable, Equatable {
  /// The least number of people.
  public let k: Int
  /// The most items that an adversary knows.
  public let m: Int
  /// The model in words.
  public var name: String { "\(k)^\(m)-anonymity" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "someone who knows more than \(m) items, or an item that the target lacks"
  }

  /// The model.
  ///
  /// - Throws: `DeidentificationError.parameter` where k or m is below 1.
  public init(k: Int, m: Int) throws(DeidentificationError) {
    try ModelParameter.atLeastOne(k, "k")
    try ModelParameter.atLeastOne(m, "m")
    self.k = k
    self.m = m
  }

  /// Whether the model holds.
  public func holds(for column: SetValuedColumn) -> Bool { violations(in: column).isEmpty }

  /// The smallest sets that fewer than k people have: none of their parts violates.
  ///
  /// - Parameter limit: stops after the size of sets at which so many were found.
  /// - Returns: by size, then by items.
  public func violations(in column: SetValuedColumn, limit: Int = .max) -> [ViolatingItemset] {
    violations(records: column.records, limit: limit)
  }

  func violations(records: [[UInt32]], limit: Int) -> [ViolatingItemset] {
    var found: [ViolatingItemset] = []
    var frequent: Set<[UInt32]> = [[]]
    for size in 1...m {
      var supports: [[UInt32]: Int] = [:]
      for record in records where record.count >= size {
        Itemsets.each(of: record, size: size, within: frequent) { supports[$0, default: 0] += 1 }
      }
      found += supports.filter { $0.value < k }
        .map { ViolatingItemset(items: $0.key, support: $0.value) }
        .sorted { $0.items.lexicographicallyPrecedes($1.items) }
      frequent.formUnion(supports.lazy.filter { $0.value >= k }.map(\.key))
      if found.count >= limit || supports.isEmpty { break }
    }
    return found
  }
}

/// The sets of one size within a record.
enum Itemsets {
  /// Calls `body` for each set of `size` items of a sorted record, all of whose parts are known.
  ///
  /// - Parameter known: holds every frequent smaller set, the empty one included.
  static func each(
    of record: [UInt32], size: Int, within known: Set<[UInt32]>, _ body: ([UInt32]) -> Void
  ) {
    var chosen: [UInt32] = []
    func extend(from start: Int) {
      if chosen.count == size {
        if allPartsKnown(chosen, known) { body(chosen) }
        return
      }
      guard record.count - start >= size - chosen.count else { return }
      for place in start..<record.count {
        chosen.append(record[place])
        if chosen.count == size || known.contains(chosen) { extend(from: place + 1) }
        chosen.removeLast()
      }
    }
    extend(from: 0)
  }

  private static func allPartsKnown(_ items: [UInt32], _ known: Set<[UInt32]>) -> Bool {
    items.indices.allSatisfy { left in
      var part = items
      part.remove(at: left)
      return known.contains(part)
    }
  }
}
