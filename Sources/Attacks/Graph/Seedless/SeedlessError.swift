/// Why two graphs can't be aligned.
public enum SeedlessError: Error, Sendable, Equatable {
  /// One of the two graphs.
  public enum Side: String, Sendable {
    /// What the adversary holds.
    case auxiliary
    /// What is attacked.
    case release
  }

  /// A graph has no node.
  case noNodes(graph: Side)
  /// A propagation answered for `found` auxiliary nodes instead of `expected`.
  case propagationCount(expected: Int, found: Int)
}

extension SeedlessError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .noNodes(let graph):
      "the \(graph.rawValue) graph has no node; give both graphs people, or leave the attack out"
    case .propagationCount(let expected, let found):
      "a propagation answered for \(found) of \(expected) people; this is a defect of it"
    }
  }
}
