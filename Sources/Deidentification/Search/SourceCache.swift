/// Classes of some nodes, kept as sources for nodes above them.
///
/// What is in it decides how fast a check is, never what it finds.
struct SourceCache: Sendable {
  private let base: ClassSource
  private var kept: [(node: [Int], source: ClassSource)] = []
  private let isUsed: Bool

  /// The most sources kept, and the most entries of all together per entry of the base.
  private static let countLimit = 48
  private static let entryFactor = 6

  /// A cache that holds the base only.
  ///
  /// Sums of weights round differently on different ways up, so where rows are weighted all
  /// classes are made from the base.
  init(base: ClassSource) {
    self.base = base
    isUsed = base.weights.isEmpty
  }

  /// Whether sources of more general nodes may be used.
  var isOpen: Bool { isUsed }

  /// The source with the fewest entries from which a node's classes can be made.
  func best(for node: [Int]) -> ClassSource {
    var best = base
    for entry in kept where entry.source.count < best.count && isAtOrBelow(entry.node, node) {
      best = entry.source
    }
    return best
  }

  /// Keeps a source; the oldest give way.
  mutating func keep(_ source: ClassSource, of node: [Int]) {
    guard isUsed, !kept.contains(where: { $0.node == node }) else { return }
    kept.append((node, source))
    var entries = kept.reduce(0) { $0 + $1.source.count }
    while kept.count > 1,
      kept.count > Self.countLimit || entries > Self.entryFactor * max(base.count, 1 << 16)
    {
      entries -= kept.removeFirst().source.count
    }
  }
}
