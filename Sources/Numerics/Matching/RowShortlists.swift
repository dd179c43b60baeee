/// The cheapest columns of each row under prices that only fall, and a bound on all the others.
///
/// A row's reduced cost at a column is cost - price. Prices fall, so reduced costs rise: what was
/// the least reduced cost outside a list when it was made bounds the outside from below for ever.
/// A row is read whole again only where a search needs what lies beyond its list, and everything
/// stays exact. Rounding keeps that true: floating-point subtraction is monotone.
struct RowShortlists {
  /// How many columns a list holds at most.
  static let capacity = 64
  /// Columns whose least reduced cost is found before any of them is looked at.
  private static let blockLength = 8

  /// Columns of row r from r x `length` on, their reduced costs rising when the list was made.
  private(set) var columns: [UInt32]
  /// The costs of `columns`.
  private(set) var costs: [Float]
  /// The reduced costs of `columns` when the list was made: bounds from below since.
  private(set) var bounds: [Double]
  /// The length of each list.
  let length: Int

  private var found: [(bound: Double, column: UInt32)] = []
  private var blockLeast: [Double]
  private var selection: [Double] = []

  init(rowCount: Int, columnCount: Int) {
    length = min(Self.capacity, columnCount)
    columns = [UInt32](repeating: 0, count: rowCount * length)
    costs = [Float](repeating: 0, count: rowCount * length)
    bounds = [Double](repeating: 0, count: rowCount * length)
    blockLeast = [Double](repeating: 0, count: columnCount / Self.blockLength)
  }

  /// What no column outside a row's list lies below; infinite where the list holds the whole row.
  func outside(row: Int, columnCount: Int) -> Double {
    length < columnCount ? bounds[(row + 1) * length - 1] : .infinity
  }

  /// Reads a row whole and makes its list anew.
  ///
  /// Among equal reduced costs the columns after the row's own index come first, so that rows
  /// which cost the same everywhere don't all ask for the same few columns.
  mutating func rebuild(row: Int, of matrix: Span<Float>, prices: [Double]) {
    let count = prices.count
    let start = row * count
    let limit = blockLimit(matrix, prices.span, start)
    found.removeAll(keepingCapacity: true)
    let firstBlock = row % max(blockLeast.count, 1)
    for block in firstBlock..<max(blockLeast.count, firstBlock) where blockLeast[block] <= limit {
      collect(block * Self.blockLength, Self.blockLength, matrix, prices.span, start, limit)
    }
    for block in 0..<firstBlock where blockLeast[block] <= limit {
      collect(block * Self.blockLength, Self.blockLength, matrix, prices.span, start, limit)
    }
    let tail = blockLeast.count * Self.blockLength
    collect(tail, count - tail, matrix, prices.span, start, limit)
    keepLeast()
    for place in 0..<length {
      columns[row * length + place] = found[place].column
      costs[row * length + place] = matrix[row * count + Int(found[place].column)]
      bounds[row * length + place] = found[place].bound
    }
  }

  /// A bound that at least `length` columns do not exceed: the `length`-th least of the blocks'
  /// least.
  private mutating func blockLimit(_ matrix: Span<Float>, _ prices: Span<Double>, _ start: Int)
    -> Double
  {
    for block in blockLeast.indices {
      let column = block * Self.blockLength
      let eight = reducedCosts(matrix, prices, start, column)
      let four = least(eight.lowHalf, eight.highHalf)
      let two = least(four.lowHalf, four.highHalf)
      blockLeast[block] = min(two.x, two.y)
    }
    guard blockLeast.count >= length else { return .infinity }
    selection.removeAll(keepingCapacity: true)
    selection.append(contentsOf: blockLeast)
    return selection.moveLeast(length) { $0 < $1 }
  }

  private mutating func collect(
    _ first: Int, _ count: Int, _ matrix: Span<Float>, _ prices: Span<Double>, _ start: Int,
    _ limit: Double
  ) {
    for column in first..<(first + count) {
      let cost = Double(matrix[start + column]) - prices[column]
      if cost <= limit { found.append((cost, UInt32(column))) }
    }
  }

  /// Keeps the least `length` of what was found, in order.
  private mutating func keepLeast() {
    if found.count > length {
      _ = found.moveLeast(length) { $0.bound < $1.bound }
      found.removeSubrange(length...)
    }
    found.sort { $0.bound < $1.bound }
  }
}

/// The reduced costs of eight neighbouring columns, of the row that starts at `start`.
@inline(__always)
func reducedCosts(
  _ matrix: Span<Float>, _ prices: Span<Double>, _ start: Int, _ column: Int
) -> SIMD8<Double> {
  SIMD8<Double>(eight(matrix, at: start + column)) - eight(prices, at: column)
}

/// The lesser in each lane; the standard library's `pointwiseMin` does not vectorise.
@inline(__always)
private func least<Lanes: SIMD>(_ one: Lanes, _ other: Lanes) -> Lanes
where Lanes.Scalar: Comparable {
  one.replacing(with: other, where: other .< one)
}
