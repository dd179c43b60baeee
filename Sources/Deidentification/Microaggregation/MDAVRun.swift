/// One stratum's groups, made one after the other.
struct MDAVRun {
  private var table: PointTable
  private var tree: PointTree
  private var queue: FarthestQueue
  private var centre: MovingCentre
  private var nearest: NearestRows
  private var stack: [(node: Int, bound: Double)] = []
  private let distance: PointDistance
  private let minimumSize: Int
  private var groupOfRow: [UInt32]
  private var groupCount = 0

  init(_ table: PointTable, minimumSize: Int) {
    self.table = table
    self.minimumSize = minimumSize
    tree = PointTree(table)
    centre = MovingCentre(table)
    queue = FarthestQueue(table, centre: centre.centre)
    nearest = NearestRows(capacity: minimumSize)
    distance = PointDistance(weights: table.weights)
    groupOfRow = [UInt32](repeating: .max, count: table.rowCount)
  }

  /// All groups.
  mutating func groups() -> MicroaggregationGroups {
    var left = table.rowCount
    while left / 2 >= minimumSize {
      let middle = centre.centre
      let (first, radius) = queue.farthest(from: middle, in: table, distance: distance)
      guard first >= 0 else { break }
      let hasSecond = left / 3 >= minimumSize
      let second = hasSecond ? farthest(from: first, centre: middle, radius: radius) : first
      takeNearest(to: first)
      if hasSecond { takeNearest(to: second) }
      left -= hasSecond ? 2 * minimumSize : minimumSize
    }
    var hasRest = false
    for row in groupOfRow.indices where groupOfRow[row] == .max {
      groupOfRow[row] = UInt32(groupCount)
      hasRest = true
    }
    return MicroaggregationGroups(
      groupOfRow: groupOfRow, count: groupCount + (hasRest ? 1 : 0))
  }

  private mutating func farthest(from point: Int, centre: [Double], radius: Float) -> Int {
    let start = point * table.dimension
    let query = Array(table.coordinates[start..<start + table.dimension])
    return tree.searchFarthest(
      from: query.span, centre: centre, radius: Double(radius), in: table, distance: distance,
      stack: &stack)
  }

  private mutating func takeNearest(to point: Int) {
    let start = point * table.dimension
    let query = Array(table.coordinates[start..<start + table.dimension])
    nearest.removeAll()
    tree.searchNearest(
      to: query.span, in: table, distance: distance, into: &nearest, stack: &stack)
    for entry in nearest.entries {
      groupOfRow[Int(entry.row)] = UInt32(groupCount)
      let point = Int(entry.point)
      centre.add(point, of: table, times: -1)
      table.removeLast(point)
      if table.left(point) == 0 { tree.remove(point) }
    }
    groupCount += 1
  }
}
