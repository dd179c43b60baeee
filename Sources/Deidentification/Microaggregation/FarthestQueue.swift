/// The points in the order of their distance from a centre that moves little by little.
///
/// A point's key is its distance when it was last looked at, less the way the centre had gone until
/// then. By the triangle inequality the point is now at most that key plus the way gone until now
/// away; only points for which this bound reaches the best distance are looked at again.
struct FarthestQueue {
  private var keys: [(key: Double, point: Int32)] = []
  private var way = 0.0
  private var centre: [Double]
  private var looked: [(key: Double, point: Int32)] = []

  init(_ table: PointTable, centre: [Double]) {
    self.centre = centre
    keys.reserveCapacity(table.count)
    for point in 0..<table.count {
      var sum = 0.0
      for column in 0..<table.dimension {
        let difference = table.coordinates[point * table.dimension + column] - centre[column]
        sum += difference * difference * table.weights[column]
      }
      keys.append((sum.squareRoot() * (1 + 0x1p-40), Int32(point)))
    }
    for parent in stride(from: keys.count / 2 - 1, through: 0, by: -1) { sink(parent) }
  }

  /// The first row of those farthest from the centre, which has moved: its point and its distance.
  ///
  /// - Complexity: O(log points) for each point looked at.
  mutating func farthest(
    from newCentre: [Double], in table: PointTable, distance: PointDistance
  ) -> (point: Int, distance: Float) {
    advance(to: newCentre, weights: table.weights)
    var (best, bestDistance, bestRow) = (-1, -Float.infinity, UInt32.max)
    looked.removeAll(keepingCapacity: true)
    while let top = keys.first {
      let reach = max(top.key + way, 0)
      if distance.upper(reach * reach) < Double(bestDistance) { break }
      removeTop()
      let point = Int(top.point)
      guard table.left(point) > 0 else { continue }
      let exact = distance(
        table.coordinates.span, point * table.dimension, newCentre.span)
      // The true distance is at most this; single precision may have rounded it down.
      let bound = (Double(exact) * (1 + distance.slack) + PointDistance.underflow).squareRoot()
      looked.append((bound - way, top.point))
      let row = table.firstRow(point)
      if exact > bestDistance || (exact == bestDistance && row < bestRow) {
        (best, bestDistance, bestRow) = (point, exact, row)
      }
    }
    for entry in looked { insert(entry) }
    return (best, bestDistance)
  }

  private mutating func advance(to newCentre: [Double], weights: [Double]) {
    var step = 0.0
    for column in newCentre.indices {
      let difference = newCentre[column] - centre[column]
      step += difference * difference * weights[column]
    }
    // Rounded up: the sums of many steps stay a bound.
    way += step.squareRoot() * (1 + 0x1p-40)
    way = way.nextUp
    centre = newCentre
  }

  private mutating func insert(_ entry: (key: Double, point: Int32)) {
    keys.append(entry)
    var child = keys.count - 1
    while child > 0, keys[child].key > keys[(child - 1) / 2].key {
      keys.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func removeTop() {
    let last = keys.removeLast()
    guard !keys.isEmpty else { return }
    keys[0] = last
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while 2 * parent + 1 < keys.count {
      var child = 2 * parent + 1
      if child + 1 < keys.count, keys[child + 1].key > keys[child].key { child += 1 }
      guard keys[child].key > keys[parent].key else { return }
      keys.swapAt(child, parent)
      parent = child
    }
  }
}

/// The mean of the points that are left, the same whatever the order in which others went.
///
/// Values are rounded once to multiples of a power of two (61 bits of the column's largest), and
/// summed as integers: taking a row out is exact.
struct MovingCentre {
  private var sums: [Int128]
  private var scales: [Double]
  private var count: Int

  init(_ table: PointTable) {
    scales = (0..<table.dimension).map { column in
      let largest = stride(
        from: column, to: table.coordinates.count, by: table.dimension
      ).reduce(0.0) { max($0, abs(table.coordinates[$1])) }
      guard largest > 0x1p-900 else { return 1 }
      return Double(sign: .plus, exponent: 60 - Int(largest.exponent), significand: 1)
    }
    sums = [Int128](repeating: 0, count: table.dimension)
    count = 0
    for point in 0..<table.count { add(point, of: table, times: table.left(point)) }
  }

  /// Counts rows of a point in; a negative number of them, out.
  mutating func add(_ point: Int, of table: PointTable, times: Int) {
    for column in sums.indices {
      let value = table.coordinates[point * table.dimension + column] * scales[column]
      sums[column] += Int128(value.rounded()) * Int128(times)
    }
    count += times
  }

  var centre: [Double] {
    sums.indices.map { Double(sums[$0]) / Double(max(count, 1)) / scales[$0] }
  }
}
