/// The rows nearest to a query so far; the worst of them on top of a heap.
///
/// A row is worse where it is farther, or as far and earlier in the table.
struct NearestRows {
  struct Entry {
    let distance: Double
    let row: UInt32
    let point: Int32

    @inline(__always)
    func isWorse(than other: Entry) -> Bool {
      distance > other.distance || (distance == other.distance && row < other.row)
    }
  }

  private let capacity: Int
  private(set) var entries: [Entry] = []

  init(capacity: Int) {
    self.capacity = capacity
    entries.reserveCapacity(capacity)
  }

  /// What a row's distance must not exceed to be taken.
  var limit: Double { entries.count < capacity ? .infinity : entries[0].distance }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// Takes a row if it is among the nearest; returns whether it was.
  mutating func offer(_ entry: Entry) -> Bool {
    if entries.count < capacity {
      entries.append(entry)
      var child = entries.count - 1
      while child > 0, entries[child].isWorse(than: entries[(child - 1) / 2]) {
        entries.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
      return true
    }
    guard entries[0].isWorse(than: entry) else { return false }
    entries[0] = entry
    var parent = 0
    while 2 * parent + 1 < entries.count {
      var child = 2 * parent + 1
      if child + 1 < entries.count, entries[child + 1].isWorse(than: entries[child]) { child += 1 }
      guard entries[child].isWorse(than: entries[parent]) else { break }
      entries.swapAt(child, parent)
      parent = child
    }
    return true
  }
}

extension PointTree {
  /// Fills `nearest` with the rows nearest to a query.
  ///
  /// - Complexity: O(log points) boxes where columns are few; at worst all points.
  func searchNearest(
    to query: Span<Double>, in table: PointTable, distance: PointDistance,
    into nearest: inout NearestRows, stack: inout [(node: Int, bound: Double)]
  ) {
    stack.append((1, 0))
    while let (top, bound) = stack.popLast() {
      if distance.lower(bound) > nearest.limit { continue }
      var node = top
      while node < leafStart {
        let (left, right) = (2 * node, 2 * node + 1)
        let leftBound = nearBound(left, query, distance.weights.span)
        let rightBound = nearBound(right, query, distance.weights.span)
        let (near, far) = leftBound <= rightBound ? (left, right) : (right, left)
        let farBound = max(leftBound, rightBound)
        if distance.lower(farBound) <= nearest.limit, farBound < .infinity {
          stack.append((far, farBound))
        }
        node = near
      }
      scanLeaf(node - leafStart, to: query, in: table, distance: distance, into: &nearest)
    }
  }

  private func scanLeaf(
    _ leaf: Int, to query: Span<Double>, in table: PointTable, distance: PointDistance,
    into nearest: inout NearestRows
  ) {
    let sums = squares(leaf, query, distance.weights.span)
    let lanes = sums .<= Block(repeating: nearest.limit * (1 + distance.slack) + 0x1p-100)
    guard any(lanes) else { return }
    for lane in 0..<Block.scalarCount where lanes[lane] {
      let point = Int(points[leaf * Block.scalarCount + lane])
      let exact = Double(distance(table.coordinates.span, point * dimension, query))
      for rank in 0..<table.left(point) {
        let entry = NearestRows.Entry(
          distance: exact, row: table.lastRow(point, rank: rank), point: Int32(point))
        if !nearest.offer(entry) { break }
      }
    }
  }

  /// The first row of the points farthest from a query: its point.
  ///
  /// - Parameters:
  ///   - centre: a point such that no point is farther from it than `radius` (squared).
  func searchFarthest(
    from query: Span<Double>, centre: [Double], radius: Double, in table: PointTable,
    distance: PointDistance, stack: inout [(node: Int, bound: Double)]
  ) -> Int {
    let ball = OppositeBound(
      query: query, centre: centre, radius: distance.upper(radius) / (1 - distance.slack),
      weights: distance.weights)
    var (best, bestDistance, bestRow) = (-1, -Float.infinity, UInt32.max)
    stack.append((1, .infinity))
    while let (top, bound) = stack.popLast() {
      if distance.upper(bound) < Double(bestDistance) { continue }
      var node = top
      while node < leafStart {
        let (left, right) = (2 * node, 2 * node + 1)
        let leftBound = farBound(left, query, ball, distance.weights.span)
        let rightBound = farBound(right, query, ball, distance.weights.span)
        let (far, near) = leftBound >= rightBound ? (left, right) : (right, left)
        let nearBound = min(leftBound, rightBound)
        if nearBound >= 0, distance.upper(nearBound) >= Double(bestDistance) {
          stack.append((near, nearBound))
        }
        node = far
      }
      let leaf = node - leafStart
      let sums = squares(leaf, query, distance.weights.span)
      let lanes = sums .>= Block(repeating: Double(bestDistance) * (1 - distance.slack) - 0x1p-100)
      guard any(lanes) else { continue }
      for lane in 0..<Block.scalarCount where lanes[lane] {
        let point = Int(points[leaf * Block.scalarCount + lane])
        let exact = distance(table.coordinates.span, point * dimension, query)
        let row = table.firstRow(point)
        if exact > bestDistance || (exact == bestDistance && row < bestRow) {
          (best, bestDistance, bestRow) = (point, exact, row)
        }
      }
    }
    return best
  }

  /// The squared distances of a leaf's points, in double precision; NaN where there is none.
  @inline(__always)
  private func squares(_ leaf: Int, _ query: Span<Double>, _ weights: Span<Double>) -> Block {
    let blocks = blocks.span
    var sums = Block()
    for column in 0..<query.count {
      let difference = blocks[leaf * query.count + column] - Block(repeating: query[column])
      sums += difference * difference * Block(repeating: weights[column])
    }
    return sums
  }

  /// No point of a node is nearer; infinite where it is empty.
  @inline(__always)
  private func nearBound(
    _ node: Int, _ query: Span<Double>, _ weights: Span<Double>
  ) -> Double {
    let (low, high) = (low.span, high.span)
    var sum = 0.0
    for column in 0..<query.count {
      let place = node * query.count + column
      let outside = max(low[place] - query[column], query[column] - high[place], 0)
      sum += outside * outside * weights[column]
    }
    return sum
  }

  /// No point of a node is farther; negative where it is empty.
  @inline(__always)
  private func farBound(
    _ node: Int, _ query: Span<Double>, _ ball: OppositeBound, _ weights: Span<Double>
  ) -> Double {
    if isEmpty(node) { return -1 }
    let (low, high, slopes) = (low.span, high.span, ball.slopes.span)
    var (sum, opposite) = (0.0, ball.constant)
    for column in 0..<query.count {
      let place = node * query.count + column
      let outside = max(query[column] - low[place], high[place] - query[column])
      sum += outside * outside * weights[column]
      let slope = slopes[column]
      opposite += slope * (slope < 0 ? low[place] : high[place])
    }
    return min(sum, opposite + ball.rounding)
  }
}

/// How far a point of a ball can be from a query, by its share in the query's direction.
///
/// |x - q|² = |x - c|² + |q - c|² - 2 (x - c)(q - c), and |x - c|² is at most the radius: a bound
/// that is linear in x, so its maximum over a box is taken at a corner.
struct OppositeBound {
  let slopes: [Double]
  let constant: Double
  /// More than all roundings of the sum together.
  let rounding: Double

  init(query: Span<Double>, centre: [Double], radius: Double, weights: [Double]) {
    var slopes: [Double] = []
    var (constant, size) = (radius, radius)
    for column in 0..<query.count {
      let difference = query[column] - centre[column]
      slopes.append(-2 * weights[column] * difference)
      constant += weights[column] * difference * difference
      constant += 2 * weights[column] * difference * centre[column]
      size += weights[column] * (difference * difference + 2 * abs(difference * centre[column]))
    }
    self.slopes = slopes
    self.constant = constant
    rounding = size * 0x1p-40
  }
}
