/// The different points that rows of a stratum lie at, with the rows of each.
///
/// Rows are numbered within the stratum, 0, 1, ...; those of one point are ascending. Only the
/// first `alive` of them are left: among equals the last is taken first.
struct PointTable {
  let dimension: Int
  /// Point after point.
  let coordinates: [Double]
  /// One over each column's variance in this stratum; 1 where it has none.
  let weights: [Double]
  let rowStarts: [Int]
  let rows: [UInt32]
  private(set) var alive: [UInt32]
  let rowCount: Int

  var count: Int { alive.count }

  init(columns: [[Double]], rows members: [UInt32]) {
    dimension = columns.count
    rowCount = members.count
    weights = columns.map { column in Self.weight(of: column, rows: members) }
    let order = Self.order(columns: columns, members: members)
    var coordinates: [Double] = []
    var starts: [Int] = [0]
    var rows: [UInt32] = []
    coordinates.reserveCapacity(order.count * columns.count)
    rows.reserveCapacity(members.count)
    for point in order {
      let first = Int(members[Int(point[0])])
      for column in columns { coordinates.append(column[first]) }
      rows.append(contentsOf: point)
      starts.append(rows.count)
    }
    self.coordinates = coordinates
    self.rows = rows
    rowStarts = starts
    alive = order.map { UInt32($0.count) }
  }

  /// The least row of a point: it is the last to go.
  func firstRow(_ point: Int) -> UInt32 { rows[rowStarts[point]] }

  /// The greatest row that is left of a point, and how many are left.
  func left(_ point: Int) -> Int { Int(alive[point]) }

  /// The `rank`-th greatest row that is left.
  func lastRow(_ point: Int, rank: Int) -> UInt32 {
    rows[rowStarts[point] + Int(alive[point]) - 1 - rank]
  }

  mutating func removeLast(_ point: Int) { alive[point] -= 1 }

  /// The published variance: the mean of squares less the square of the mean.
  private static func weight(of column: [Double], rows: [UInt32]) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for row in rows {
      let value = column[Int(row)]
      sum += value
      squares += value * value
    }
    let mean = sum / Double(rows.count)
    let variance = squares / Double(rows.count) - mean * mean
    return variance > 0 && (1 / variance).isFinite ? 1 / variance : 1
  }

  /// Rows of equal points together, the points in the order of their first rows.
  private static func order(columns: [[Double]], members: [UInt32]) -> [[UInt32]] {
    var keys = [(hash: UInt64, row: UInt32)]()
    keys.reserveCapacity(members.count)
    for (row, member) in members.enumerated() {
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      for column in columns {
        let word = (hash ^ column[Int(member)].bitPattern) &* 0xBF58_476D_1CE4_E5B9
        hash = word ^ (word >> 31)
      }
      keys.append((hash, UInt32(row)))
    }
    keys.sort { ($0.hash, $0.row) < ($1.hash, $1.row) }
    var points: [[UInt32]] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].hash == keys[start].hash { end += 1 }
      points.append(
        contentsOf: split(keys[start..<end].map(\.row), columns: columns, members: members))
      start = end
    }
    return points.sorted { $0[0] < $1[0] }
  }

  /// Rows of one hash, by their values: almost always one point.
  private static func split(
    _ rows: [UInt32], columns: [[Double]], members: [UInt32]
  ) -> [[UInt32]] {
    guard rows.count > 1 else { return [rows] }
    var points: [[UInt32]] = []
    for row in rows {
      let member = Int(members[Int(row)])
      let same = points.firstIndex { point in
        let other = Int(members[Int(point[0])])
        return columns.allSatisfy { $0[member] == $0[other] }
      }
      if let same { points[same].append(row) } else { points.append([row]) }
    }
    return points
  }
}

/// The squared distance of sdcMicro: weighted, accumulated in single precision.
struct PointDistance {
  let weights: [Double]
  /// How far the single-precision value can lie from the true one, as a share: each of p terms and
  /// p additions rounds by at most 2^-24; doubled, and room for the bounds' own rounding.
  let slack: Double
  /// What is lost where terms underflow single precision.
  static let underflow = 0x1p-120

  init(weights: [Double]) {
    self.weights = weights
    slack = Double(weights.count + 8) * 0x1p-22
  }

  /// The distance of the literature's implementation, in the order of its operations.
  @inline(__always)
  func callAsFunction(_ first: Span<Double>, _ start: Int, _ query: Span<Double>) -> Float {
    var distance: Float = 0
    for column in 0..<query.count {
      let difference = first[start + column] - query[column]
      distance += Float(difference * difference * weights[column])
    }
    return distance
  }

  /// No single-precision distance is below this where the true one is at least `bound`.
  @inline(__always)
  func lower(_ bound: Double) -> Double { bound * (1 - slack) - Self.underflow }

  /// No single-precision distance is above this where the true one is at most `bound`.
  @inline(__always)
  func upper(_ bound: Double) -> Double { bound * (1 + slack) + Self.underflow }
}
