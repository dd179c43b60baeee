import Numerics

/// MDAV the obvious way: every step scans all rows that are left.
enum PlainMDAV {
  /// Sets of rows, in the order in which they are made.
  static func groups(columns: [[Double]], k: Int) -> [Set<Int>] {
    let scaled = columns.map(standardized)
    let weights = scaled.map { column in
      let mean = column.reduce(0, +) / Double(column.count)
      let variance = column.reduce(0) { $0 + $1 * $1 } / Double(column.count) - mean * mean
      return variance > 0 ? 1 / variance : 1
    }
    let rows = (scaled.first ?? []).indices.map { row in scaled.map { $0[row] } }
    func distance(_ first: [Double], _ second: [Double]) -> Float {
      var sum: Float = 0
      for column in weights.indices {
        let difference = first[column] - second[column]
        sum += Float(difference * difference * weights[column])
      }
      return sum
    }
    var left = Array(rows.indices)
    func farthest(_ query: [Double]) -> Int {
      var best = left[0]
      for row in left where distance(rows[row], query) > distance(rows[best], query) { best = row }
      return best
    }
    var groups: [Set<Int>] = []
    func take(_ query: [Double]) {
      let sorted = left.map { (distance(rows[$0], query), $0) }
        .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 > $1.1 }
      let group = Set(sorted.prefix(k).map(\.1))
      groups.append(group)
      left.removeAll { group.contains($0) }
    }
    while left.count >= 2 * k {
      let centre = weights.indices.map { column in
        left.reduce(0) { $0 + rows[$1][column] } / Double(left.count)
      }
      let first = farthest(centre)
      let second = farthest(rows[first])
      let both = left.count >= 3 * k
      take(rows[first])
      if both { take(rows[second]) }
    }
    if !left.isEmpty { groups.append(Set(left)) }
    return groups
  }

  private static func standardized(_ column: [Double]) -> [Double] {
    guard let first = column.first, column.contains(where: { $0 != first }) else {
      return column.map { _ in 0 }
    }
    let mean = column.reduce(0, +) / Double(column.count)
    let squares = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(column.count - 1)).squareRoot()
    return column.map { ($0 - mean) / deviation }
  }
}
