/// Jonker and Volgenant's algorithm on the short lists of `RowShortlists`, at most as many rows as
/// columns.
///
/// Invariants between the steps: no price has ever risen; each matched row has its least reduced
/// cost at its column; without a matching for all columns (more columns than rows), unmatched
/// columns have price 0, the highest. Together they are the certificate of optimality.
struct AssignmentSolver {
  /// The column of each row, -1 for none yet.
  var columnOfRow: [Int32]
  /// The row of each column, -1 for none.
  var rowOfColumn: [Int32]
  /// The price of each column.
  var prices: [Double]
  /// The cost of each matched column's pair.
  var matchedCosts: [Float]
  var lists: RowShortlists
  /// The unmatched columns, while paths are sought.
  var freeColumns: [UInt32] = []

  private var distances: [Double]
  private var rowBefore: [UInt32]
  private var touched: [UInt32] = []
  private var scanned: [UInt32] = []
  /// What to add to a row's reduced costs to get distances; rows of the present search only.
  private var offsets: [Double]
  /// The number of the present search, and that in which each row's list was made last.
  private var search: UInt32 = 0
  private var searchOfList: [UInt32]
  /// Work done since the paths began, in lists looked at; a row read whole counts as 32.
  private var effort = 0
  private var heap = DistanceHeap()
  private var nearestFree: (distance: Double, column: Int) = (.infinity, -1)

  init(rowCount: Int, columnCount: Int) {
    columnOfRow = [Int32](repeating: -1, count: rowCount)
    rowOfColumn = [Int32](repeating: -1, count: columnCount)
    prices = [Double](repeating: 0, count: columnCount)
    matchedCosts = [Float](repeating: 0, count: columnCount)
    lists = RowShortlists(rowCount: rowCount, columnCount: columnCount)
    distances = [Double](repeating: .infinity, count: columnCount)
    rowBefore = [UInt32](repeating: 0, count: columnCount)
    offsets = [Double](repeating: 0, count: rowCount)
    searchOfList = [UInt32](repeating: 0, count: rowCount)
  }

  /// The number of columns.
  var columnCount: Int { prices.count }

  /// Matches every row.
  ///
  /// Where the paths turn out to be long, prices are scaled and the paths start anew.
  ///
  /// - Parameter effortPerColumn: after how much work, in lists looked at, paths are long.
  mutating func solve(_ costs: [Float], effortPerColumn: Int = 100) {
    if columnOfRow.isEmpty { return }
    let matrix = costs.span
    let isSquare = columnOfRow.count == columnCount
    if isSquare { reduceColumns(matrix) }
    for row in columnOfRow.indices { lists.rebuild(row: row, of: matrix, prices: prices) }
    reduceRows(matrix)
    if augmentAll(matrix, effort: effortPerColumn * columnCount) { return }
    if isSquare {
      scalePrices(matrix)
      reduceRows(matrix)
      _ = augmentAll(matrix, effort: .max)
    } else {
      // Scaled prices would leave free columns with prices other than 0.
      for row in columnOfRow.indices where columnOfRow[row] < 0 { augmentWhole(row, matrix) }
    }
  }

  /// Matches the free rows; returns `false` where the effort was spent before all were.
  private mutating func augmentAll(_ matrix: Span<Float>, effort limit: Int) -> Bool {
    freeColumns = rowOfColumn.indices.filter { rowOfColumn[$0] < 0 }.map { UInt32($0) }
    effort = 0
    for row in columnOfRow.indices where columnOfRow[row] < 0 {
      if effort > limit { return false }
      augment(from: row, matrix)
    }
    return true
  }

  /// Matches a row along a shortest path to a free column, and lets prices fall by what the path's
  /// length leaves of each column's distance.
  private mutating func augment(from row: Int, _ matrix: Span<Float>) {
    search += 1
    heap.removeAll()
    scanned.removeAll(keepingCapacity: true)
    nearestFree = (.infinity, -1)
    expand(row, offset: 0, at: -.infinity)
    while let (distance, item) = heap.pop(), distance < nearestFree.distance {
      if item >= UInt32(columnCount) {
        expandBeyond(Int(item) - columnCount, at: distance, matrix)
        continue
      }
      let column = Int(item)
      // An older, longer entry; or a second one of the same length.
      if distance > distances[column] || rowOfColumn[column] < 0 { continue }
      scanned.append(item)
      let price = Double(matchedCosts[column]) - prices[column]
      expand(Int(rowOfColumn[column]), offset: distance - price, at: distance)
    }
    for column in scanned {
      prices[Int(column)] += distances[Int(column)] - nearestFree.distance
    }
    for column in touched { distances[Int(column)] = .infinity }
    touched.removeAll(keepingCapacity: true)
    flipPath(from: row, matrix)
  }

  /// The same path from whole rows, without lists and heap: where most columns lie on the way.
  private mutating func augmentWhole(_ start: Int, _ matrix: Span<Float>) {
    var open = (0..<columnCount).map { UInt32($0) }
    var (row, offset, distance) = (start, 0.0, -Double.infinity)
    scanned.removeAll(keepingCapacity: true)
    while true {
      let next = relax(&open, from: row, offset: offset, at: distance, matrix)
      let column = Int(open[next])
      open.swapAt(next, open.count - 1)
      open.removeLast()
      distance = distances[column]
      if rowOfColumn[column] < 0 {
        nearestFree = (distance, column)
        break
      }
      scanned.append(UInt32(column))
      row = Int(rowOfColumn[column])
      offset = distance - (Double(matchedCosts[column]) - prices[column])
    }
    for column in scanned { prices[Int(column)] += distances[Int(column)] - distance }
    for column in distances.indices { distances[column] = .infinity }
    flipPath(from: start, matrix)
  }

  /// Shortens the distances of open columns through a row; returns where the nearest stands, a free
  /// one of several.
  private mutating func relax(
    _ open: inout [UInt32], from row: Int, offset: Double, at distance: Double,
    _ matrix: Span<Float>
  ) -> Int {
    var nearest = (place: 0, distance: Double.infinity)
    for place in open.indices {
      let column = Int(open[place])
      let reduced = Double(matrix[row * columnCount + column]) - prices[column]
      let reached = max(offset + reduced, distance)
      if reached < distances[column] {
        distances[column] = reached
        rowBefore[column] = UInt32(row)
      }
      let isBetter =
        distances[column] < nearest.distance
        || (distances[column] == nearest.distance && rowOfColumn[column] < 0)
      if isBetter { nearest = (place, distances[column]) }
    }
    return nearest.place
  }

  /// Looks at a row's list; what lies beyond waits in the heap until it could matter.
  private mutating func expand(_ row: Int, offset: Double, at distance: Double) {
    offsets[row] = offset
    effort += 1
    let start = row * lists.length
    for place in start..<(start + lists.length) {
      if offset + lists.bounds[place] >= nearestFree.distance { return }
      let column = Int(lists.columns[place])
      let reduced = Double(lists.costs[place]) - prices[column]
      reach(column, from: row, at: max(offset + reduced, distance))
    }
    let beyond = max(offset + lists.outside(row: row, columnCount: columnCount), distance)
    if beyond < nearestFree.distance { heap.push(beyond, UInt32(row + columnCount)) }
  }

  /// Looks beyond a row's list: in a newer list, and if it is of today, at all columns, the free
  /// ones first, for the nearest ends the search.
  private mutating func expandBeyond(_ row: Int, at distance: Double, _ matrix: Span<Float>) {
    let offset = offsets[row]
    effort += 32
    if searchOfList[row] != search {
      searchOfList[row] = search
      lists.rebuild(row: row, of: matrix, prices: prices)
      return expand(row, offset: offset, at: distance)
    }
    let start = row * columnCount
    for column in freeColumns {
      let reduced = Double(matrix[start + Int(column)]) - prices[Int(column)]
      reach(Int(column), from: row, at: max(offset + reduced, distance))
    }
    var column = 0
    while column < columnCount {
      let limit = nearestFree.distance
      if column + 8 <= columnCount,
        !any(offset + reducedCosts(matrix, prices.span, start, column) .< limit)
      {
        column += 8
        continue
      }
      let end = min(column + 8, columnCount)
      while column < end {
        let reduced = Double(matrix[start + column]) - prices[column]
        reach(column, from: row, at: max(offset + reduced, distance))
        column += 1
      }
    }
  }

  @inline(__always)
  private mutating func reach(_ column: Int, from row: Int, at distance: Double) {
    guard distance < nearestFree.distance, distance < distances[column] else { return }
    if distances[column] == .infinity { touched.append(UInt32(column)) }
    distances[column] = distance
    rowBefore[column] = UInt32(row)
    if rowOfColumn[column] < 0 {
      nearestFree = (distance, column)
    } else {
      heap.push(distance, UInt32(column))
    }
  }

  private mutating func flipPath(from row: Int, _ matrix: Span<Float>) {
    var column = nearestFree.column
    freeColumns.removeAll { $0 == UInt32(column) }
    while true {
      let before = Int(rowBefore[column])
      let next = Int(columnOfRow[before])
      match(before, column, cost: matrix[before * columnCount + column])
      if before == row { return }
      column = next
    }
  }

  /// Gives a row a column; whoever had the column is not looked at.
  mutating func match(_ row: Int, _ column: Int, cost: Float) {
    columnOfRow[row] = Int32(column)
    rowOfColumn[column] = Int32(row)
    matchedCosts[column] = cost
  }
}
