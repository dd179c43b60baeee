/// A balanced tree of boxes around points, from which points are removed; blocks of 8 at its leaves.
///
/// Nodes are numbered as in a heap: node i has the children 2i and 2i + 1, the root is 1. A removed
/// point's coordinates are NaN, so that no comparison chooses it; boxes shrink as points go.
struct PointTree {
  typealias Block = SIMD8<Double>

  let dimension: Int
  let leafStart: Int
  /// The coordinates of leaf l, column c: `blocks[l * dimension + c]`.
  var blocks: [Block]
  /// The points of each leaf, 8 places a leaf.
  let points: [Int32]
  /// The place of each point in `points`.
  let places: [Int32]
  /// Of node i, column c, at `i * dimension + c`; an empty box has low above high.
  var low: [Double]
  var high: [Double]

  init(_ table: PointTable) {
    dimension = table.dimension
    var leaves = 1
    while leaves * Block.scalarCount < table.count { leaves *= 2 }
    leafStart = leaves
    let order = PointOrder(table, leaves: leaves).order
    var points = [Int32](repeating: -1, count: leaves * Block.scalarCount)
    var places = [Int32](repeating: -1, count: table.count)
    var blocks = [Block](
      repeating: Block(repeating: .nan), count: leaves * dimension)
    for leaf in 0..<leaves {
      let start = leaf * table.count / leaves
      let end = (leaf + 1) * table.count / leaves
      for index in start..<end {
        let (lane, point) = (index - start, Int(order[index]))
        points[leaf * Block.scalarCount + lane] = Int32(point)
        places[point] = Int32(leaf * Block.scalarCount + lane)
        for column in 0..<dimension {
          blocks[leaf * dimension + column][lane] =
            table.coordinates[point * dimension + column]
        }
      }
    }
    self.points = points
    self.places = places
    self.blocks = blocks
    low = [Double](repeating: .infinity, count: 2 * leaves * dimension)
    high = [Double](repeating: -.infinity, count: 2 * leaves * dimension)
    for node in stride(from: 2 * leaves - 1, through: 1, by: -1) { _ = fit(node) }
  }

  /// Takes a point out.
  ///
  /// - Complexity: O(columns x height) at most; as far up as boxes change.
  mutating func remove(_ point: Int) {
    let place = Int(places[point])
    let leaf = place / Block.scalarCount
    for column in 0..<dimension {
      blocks[leaf * dimension + column][place % Block.scalarCount] = .nan
    }
    var node = leafStart + leaf
    while node >= 1, fit(node) { node /= 2 }
  }

  func isEmpty(_ node: Int) -> Bool { !(low[node * dimension] <= high[node * dimension]) }

  /// Fits a node's box to what is below; returns whether it changed.
  private mutating func fit(_ node: Int) -> Bool {
    var changed = false
    for column in 0..<dimension {
      var (least, most) = (Double.infinity, -Double.infinity)
      if node >= leafStart {
        let block = blocks[(node - leafStart) * dimension + column]
        for lane in 0..<Block.scalarCount where block[lane] == block[lane] {
          least = min(least, block[lane])
          most = max(most, block[lane])
        }
      } else {
        let (left, right) = (2 * node * dimension + column, (2 * node + 1) * dimension + column)
        least = min(low[left], low[right])
        most = max(high[left], high[right])
      }
      let place = node * dimension + column
      if low[place] != least || high[place] != most {
        changed = true
        low[place] = least
        high[place] = most
      }
    }
    return changed
  }
}

/// An order of points in which each leaf of a balanced tree is a stretch of near ones.
///
/// Each stretch is halved at the median of the column in which it is widest. Which of equal values
/// go left depends on the points only.
struct PointOrder {
  private(set) var order: [UInt32]
  private let table: PointTable
  private let leaves: Int

  init(_ table: PointTable, leaves: Int) {
    self.table = table
    self.leaves = leaves
    order = Array(0..<UInt32(table.count))
    halve(first: 0, last: leaves)
  }

  private mutating func halve(first: Int, last: Int) {
    guard last - first > 1 else { return }
    let (start, end) = (first * table.count / leaves, last * table.count / leaves)
    let middle = (first + last) / 2
    select(
      middle * table.count / leaves, from: start, to: end, column: widest(from: start, to: end))
    halve(first: first, last: middle)
    halve(first: middle, last: last)
  }

  private func widest(from start: Int, to end: Int) -> Int {
    let coordinates = table.coordinates.span
    var (best, bestWidth) = (0, -1.0)
    for column in 0..<table.dimension {
      var (low, high) = (Double.infinity, -Double.infinity)
      for index in start..<end {
        let value = coordinates[Int(order[index]) * table.dimension + column]
        low = min(low, value)
        high = max(high, value)
      }
      let width = (high - low) * table.weights[column].squareRoot()
      if width > bestWidth { (best, bestWidth) = (column, width) }
    }
    return best
  }

  /// Hoare's selection, pivot the median of three.
  private mutating func select(_ target: Int, from start: Int, to end: Int, column: Int) {
    let (coordinates, dimension) = (table.coordinates, table.dimension)
    func value(_ point: UInt32) -> Double { coordinates[Int(point) * dimension + column] }
    var (left, right) = (start, end - 1)
    while left < right {
      let three = [
        value(order[left]), value(order[(left + right) / 2]), value(order[right]),
      ].sorted()
      let pivot = three[1]
      var (lower, upper) = (left, right)
      while lower <= upper {
        while value(order[lower]) < pivot { lower += 1 }
        while value(order[upper]) > pivot { upper -= 1 }
        if lower <= upper {
          order.swapAt(lower, upper)
          lower += 1
          upper -= 1
        }
      }
      if target <= upper {
        right = upper
      } else if target >= lower {
        left = lower
      } else {
        return
      }
    }
  }
}
