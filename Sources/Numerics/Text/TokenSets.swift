/// Sets of whole numbers, such as the words of texts, one after the other, each rising.
public struct TokenSets: Sendable, Equatable {
  private let tokens: [UInt32]
  private let offsets: [Int]

  /// Keeps `sets`; repeated members count once.
  ///
  /// - Complexity: O(members log members of a set).
  public init(_ sets: some Collection<[UInt32]>) {
    var tokens: [UInt32] = []
    var offsets = [0]
    for set in sets {
      var last: UInt32?
      for token in set.sorted() where token != last {
        tokens.append(token)
        last = token
      }
      offsets.append(tokens.count)
    }
    self.tokens = tokens
    self.offsets = offsets
  }

  /// How many sets there are.
  public var count: Int { offsets.count - 1 }

  /// The share of the members of two sets that both have, by Jaccard; 1 for two empty sets.
  ///
  /// - Complexity: O(members of both).
  public func overlap(_ first: Int, _ second: Int) -> Double {
    var (left, right) = (offsets[first], offsets[second])
    let (leftEnd, rightEnd) = (offsets[first + 1], offsets[second + 1])
    let total = leftEnd - left + rightEnd - right
    guard total > 0 else { return 1 }
    var shared = 0
    while left < leftEnd, right < rightEnd {
      if tokens[left] == tokens[right] {
        shared += 1
        left += 1
        right += 1
      } else if tokens[left] < tokens[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return Double(shared) / Double(total - shared)
  }
}
