/// Nodes put into classes: those that look alike share a colour.
///
/// Colours are numbered from 0 in the order in which they first occur.
public struct ColorClasses: Sendable, Equatable {
  /// The colour of each node.
  public let colors: [UInt32]
  /// How many nodes have each colour.
  public let sizes: [Int]

  /// Classes of nodes.
  ///
  /// - Precondition: colours are numbered as the type says; `sizes` count them.
  init(colors: [UInt32], sizes: [Int]) {
    self.colors = colors
    self.sizes = sizes
  }

  /// Classes of nodes that have the same key.
  ///
  /// - Complexity: O(nodes) expected.
  public init<Key: Hashable>(keys: some Collection<Key>) {
    var colors: [UInt32] = []
    colors.reserveCapacity(keys.count)
    var sizes: [Int] = []
    var colorOfKey: [Key: UInt32] = [:]
    for key in keys {
      let color = colorOfKey[key] ?? UInt32(sizes.count)
      if Int(color) == sizes.count {
        colorOfKey[key] = color
        sizes.append(0)
      }
      sizes[Int(color)] += 1
      colors.append(color)
    }
    self.init(colors: colors, sizes: sizes)
  }

  /// The number of colours.
  public var count: Int { sizes.count }

  /// How many nodes have a colour of their own.
  public var uniqueCount: Int { sizes.count { $0 == 1 } }

  /// How many nodes share the colour of a node, itself included.
  public func size(ofClassOf node: Int) -> Int { sizes[Int(colors[node])] }

  /// Pairs of a class's size and the number of classes of that size, sizes rising.
  ///
  /// - Complexity: O(colours log colours).
  public var sizeHistogram: [(size: Int, sets: Int)] {
    var sets: [Int: Int] = [:]
    for size in sizes { sets[size, default: 0] += 1 }
    return sets.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
