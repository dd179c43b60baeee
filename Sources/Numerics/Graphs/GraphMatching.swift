/// What a matching of two graphs can't start from.
public enum GraphMatchingError: Error, Sendable, Equatable {
  /// Seed `index` names a node that one of the graphs does not have.
  case seedOutOfRange(index: Int)
  /// Seed `index` names a node that a seed before it has named; a node has one partner.
  case seedRepeated(index: Int)
}

extension GraphMatchingError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .seedOutOfRange(let index):
      "seed \(index): a graph has no such node; give pairs of an auxiliary and a release node"
    case .seedRepeated(let index):
      "seed \(index): one of its nodes is in an earlier seed; give each node one partner"
    }
  }
}

/// Which node of a release each node of an auxiliary graph was matched with.
public struct GraphMatching: Sendable, Equatable {
  /// For each auxiliary node its node in the release, `nil` where none was found; seeds included.
  public let releaseOf: [UInt32?]
  /// For each auxiliary node, whether its partner was given.
  public let isSeed: [Bool]
  /// Whether the matching ran to its end; `false` where a limit on its work cut it short.
  public let isFinished: Bool

  /// A matching.
  ///
  /// - Precondition: as many entries in both.
  public init(releaseOf: [UInt32?], isSeed: [Bool], isFinished: Bool = true) {
    precondition(releaseOf.count == isSeed.count, "an entry for each auxiliary node")
    self.releaseOf = releaseOf
    self.isSeed = isSeed
    self.isFinished = isFinished
  }

  /// How many nodes were matched, seeds included.
  public var count: Int { releaseOf.count { $0 != nil } }

  /// How strongly the matching itself bears each of its pairs out.
  ///
  /// The number of matched pairs that are tied to both ends, over the geometric mean of the ends'
  /// degrees; 0 where there is none or the node has no partner. High where the neighbours of one
  /// are the partners of the neighbours of the other.
  ///
  /// - Complexity: O(edges log degree).
  public func support(auxiliary: SparseGraph, release: SparseGraph) -> [Double] {
    releaseOf.indices.map { node in
      guard let partner = releaseOf[node].map(Int.init) else { return 0 }
      let tied = auxiliary.neighbors(of: node).count { neighbor in
        releaseOf[Int(neighbor)].map { release.contains(partner, Int($0)) } ?? false
      }
      let scale = Double(auxiliary.degree(of: node)) * Double(release.degree(of: partner))
      return scale > 0 ? Double(tied) / scale.squareRoot() : 0
    }
  }
}

/// Partners of both sides while a matching grows.
struct MatchingState {
  var releaseOf: [UInt32?]
  var auxiliaryOf: [UInt32?]
  var isSeed: [Bool]

  init(
    auxiliaryCount: Int, releaseCount: Int, seeds: [(UInt32, UInt32)]
  ) throws(GraphMatchingError) {
    releaseOf = Array(repeating: nil, count: auxiliaryCount)
    auxiliaryOf = Array(repeating: nil, count: releaseCount)
    isSeed = Array(repeating: false, count: auxiliaryCount)
    for (index, seed) in seeds.enumerated() {
      guard seed.0 < auxiliaryCount, seed.1 < releaseCount else {
        throw .seedOutOfRange(index: index)
      }
      guard releaseOf[Int(seed.0)] == nil, auxiliaryOf[Int(seed.1)] == nil else {
        throw .seedRepeated(index: index)
      }
      tie(seed.0, seed.1)
      isSeed[Int(seed.0)] = true
    }
  }

  /// Whether neither node has a partner.
  @inline(__always)
  func isOpen(_ auxiliary: UInt32, _ release: UInt32) -> Bool {
    releaseOf[Int(auxiliary)] == nil && auxiliaryOf[Int(release)] == nil
  }

  mutating func tie(_ auxiliary: UInt32, _ release: UInt32) {
    releaseOf[Int(auxiliary)] = release
    auxiliaryOf[Int(release)] = auxiliary
  }

  mutating func untie(_ auxiliary: UInt32) {
    guard let release = releaseOf[Int(auxiliary)] else { return }
    releaseOf[Int(auxiliary)] = nil
    auxiliaryOf[Int(release)] = nil
  }
}
