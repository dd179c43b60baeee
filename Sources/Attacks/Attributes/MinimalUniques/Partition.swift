/// Classes of tuples that agree on some columns, without the classes that nobody asks about.
///
/// Tuples are numbered so that targets come first: a class holds at least two tuples, in ascending
/// order, and its first is a target. Tuples that are alone are unique, and have left the partition.
struct Partition {
  /// The tuples of all classes, class by class; only the first `tupleCount` are in use.
  var tuples: [UInt32]
  /// Where each class begins; only the first `classCount` entries are in use.
  var starts: [UInt32]
  var tupleCount: Int
  var classCount: Int

  /// Room for a partition of `capacity` tuples, empty.
  init(capacity: Int) {
    tuples = [UInt32](repeating: 0, count: capacity)
    starts = [UInt32](repeating: 0, count: capacity / 2 + 1)
    tupleCount = 0
    classCount = 0
  }

  /// One class of all tuples; empty if there is no target, or just one tuple.
  init(tupleCount: Int, targetCount: Int) {
    self.init(capacity: tupleCount)
    guard tupleCount > 1, targetCount > 0 else { return }
    for tuple in 0..<tupleCount { tuples[tuple] = UInt32(tuple) }
    self.tupleCount = tupleCount
    classCount = 1
  }
}

/// Scratch space of a refinement: two slots for each code that can occur, side by side.
struct RefinementScratch {
  /// At 2c how often code c was met in the class at hand, 0 between calls; at 2c + 1 where the next
  /// tuple with code c goes, `unseen` between calls.
  var slots: [UInt32]

  static let unseen = UInt32.max
  static let dropped = UInt32.max - 1

  init(cardinality: Int) {
    slots = [UInt32](repeating: 0, count: 2 * cardinality)
    for code in 0..<cardinality { slots[2 * code + 1] = Self.unseen }
  }
}
