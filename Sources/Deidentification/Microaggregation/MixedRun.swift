import Numerics

/// One stratum's groups of mixed rows, made one after the other.
struct MixedRun {
  private let columns: [GowerColumn]
  private let minimumSize: Int
  private let workers: Workers
  private var centres: [GowerCentre]
  private var left: [UInt32]
  private var groupOfRow: [UInt32]
  private var groupCount = 0

  init(columns: [MixedColumn], rows: [UInt32], minimumSize: Int, workers: Workers) {
    self.columns = columns.map { GowerColumn($0, rows: rows) }
    self.minimumSize = minimumSize
    self.workers = workers
    left = Array(0..<UInt32(rows.count))
    groupOfRow = [UInt32](repeating: 0, count: rows.count)
    centres = self.columns.map { GowerCentre($0) }
  }

  mutating func groups() -> MicroaggregationGroups {
    while left.count / 2 >= minimumSize {
      let hasSecond = left.count / 3 >= minimumSize
      let first = farthest(from: zip(columns, centres).map { $1.value(of: $0) })
      let second = farthest(from: point(first))
      takeNearest(to: point(first))
      if hasSecond { takeNearest(to: point(second)) }
    }
    for row in left { groupOfRow[Int(row)] = UInt32(groupCount) }
    return MicroaggregationGroups(groupOfRow: groupOfRow, count: groupCount + 1)
  }

  private func point(_ row: Int) -> [Double] { columns.map { $0.values[row] } }

  /// The first row of those farthest from a point.
  private func farthest(from query: [Double]) -> Int {
    var (best, bestDistance) = (0, -1.0)
    for (row, distance) in zip(left, distances(to: query)) where distance > bestDistance {
      (best, bestDistance) = (Int(row), distance)
    }
    return best
  }

  private mutating func takeNearest(to query: [Double]) {
    let distances = distances(to: query)
    var nearest = NearestRows(capacity: minimumSize)
    for (place, row) in left.enumerated() {
      _ = nearest.offer(
        NearestRows.Entry(distance: distances[place], row: row, point: 0))
    }
    let taken = Set(nearest.entries.map(\.row))
    for row in taken {
      groupOfRow[Int(row)] = UInt32(groupCount)
      for index in centres.indices { centres[index].remove(Int(row), of: columns[index]) }
    }
    left.removeAll { taken.contains($0) }
    groupCount += 1
  }

  private func distances(to query: [Double]) -> [Double] {
    let (columns, left) = (columns, left)
    return concurrentChunks(count: left.count, minimumChunk: 8_192, workers: workers) { range in
      var sums = [Double](repeating: 0, count: range.count)
      for (column, value) in zip(columns, query) {
        let values = column.values.span
        for (index, place) in range.enumerated() {
          let other = values[Int(left[place])]
          sums[index] += column.isNominal ? (other == value ? 0 : 1) : abs(other - value)
        }
      }
      return sums
    }.flatMap { $0 }
  }
}

/// A column as numbers whose differences are Gower's distances.
struct GowerColumn {
  let values: [Double]
  let isNominal: Bool
  let isNumeric: Bool

  init(_ column: MixedColumn, rows: [UInt32]) {
    switch column {
    case .numeric(let values):
      (isNominal, isNumeric) = (false, true)
      self.values = Self.scaled(rows.map { values[Int($0)] })
    case .ordinal(let codes):
      (isNominal, isNumeric) = (false, false)
      values = Self.scaled(rows.map { Double(codes[Int($0)]) })
    case .nominal(let codes):
      (isNominal, isNumeric) = (true, false)
      values = rows.map { Double(codes[Int($0)]) }
    }
  }

  private static func scaled(_ values: [Double]) -> [Double] {
    guard let low = values.min(), let high = values.max(), high > low else {
      return values.map { _ in 0 }
    }
    return values.map { ($0 - low) / (high - low) }
  }
}

/// The centre of the rows of a column that are left, kept up to date as rows go.
struct GowerCentre {
  private var sum: Int128 = 0
  private var count = 0
  /// The different values, ascending, and how often each is left; empty for numbers.
  private let values: [Double]
  private var counts: [Int]

  init(_ column: GowerColumn) {
    count = column.values.count
    guard !column.isNumeric else {
      (values, counts) = ([], [])
      for value in column.values { sum += Self.fixed(value) }
      return
    }
    let sorted = column.values.sorted()
    var (values, counts) = ([Double](), [Int]())
    for value in sorted {
      if values.last == value {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    (self.values, self.counts) = (values, counts)
  }

  mutating func remove(_ row: Int, of column: GowerColumn) {
    count -= 1
    let value = column.values[row]
    if column.isNumeric {
      sum -= Self.fixed(value)
      return
    }
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    counts[low] -= 1
  }

  /// Mean, lower median or least mode.
  func value(of column: GowerColumn) -> Double {
    if column.isNumeric { return Double(sum) * 0x1p-60 / Double(max(count, 1)) }
    if column.isNominal {
      let most = counts.max() ?? 0
      return values[counts.firstIndex(of: most) ?? 0]
    }
    var below = 0
    for index in counts.indices {
      below += counts[index]
      if 2 * below >= count { return values[index] }
    }
    return 0
  }

  /// Numbers of 0 to 1 as multiples of 2^-60: sums are exact, whatever goes.
  private static func fixed(_ value: Double) -> Int128 { Int128((value * 0x1p60).rounded()) }
}
