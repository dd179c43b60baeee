import Numerics

/// Some rows of the table, with their ranks row by row: a partition, finished or to be cut.
struct MondrianBox: Sendable {
  /// The number of attributes.
  let width: Int
  /// The ranks of each unit, attribute by attribute.
  var ranks: [UInt32]
  /// The tuple of each unit.
  var tuples: [UInt32]
  /// The rows of each unit.
  var counts: [UInt32]
  /// Whether no cut is left.
  var isFinished = false

  /// The number of units: distinct rows, or rows where those may be parted.
  var count: Int { tuples.count }

  /// An empty box.
  init(width: Int) {
    self.width = width
    (ranks, tuples, counts) = ([], [], [])
  }

  /// The whole table.
  init(_ table: SearchTable, axes: [MondrianAxis], mode: Mondrian.Mode) {
    self.init(width: axes.count)
    let isExpanded = mode == .relaxed
    let units = isExpanded ? table.rowCount : table.counts.count
    ranks.reserveCapacity(units * width)
    tuples.reserveCapacity(units)
    counts.reserveCapacity(units)
    let columns = table.tuples.columns
    for tuple in table.counts.indices {
      for _ in 0..<(isExpanded ? table.counts[tuple] : 1) {
        for axis in axes.indices { ranks.append(axes[axis].rankOfCode[Int(columns[axis][tuple])]) }
        tuples.append(UInt32(tuple))
        counts.append(isExpanded ? 1 : table.counts[tuple])
      }
    }
  }

  /// The lowest and highest rank of each attribute.
  func bounds() -> (low: [UInt32], high: [UInt32]) {
    var low = [UInt32](repeating: .max, count: width)
    var high = [UInt32](repeating: 0, count: width)
    let all = ranks.span
    var lows = low.mutableSpan
    var highs = high.mutableSpan
    var place = 0
    for _ in 0..<count {
      for axis in 0..<width {
        let rank = all[place &+ axis]
        lows[axis] = min(lows[axis], rank)
        highs[axis] = max(highs[axis], rank)
      }
      place &+= width
    }
    return (low, high)
  }

  /// The box taken apart: unit u goes to part `partOfUnit[u]`.
  func parted(_ partOfUnit: [UInt32], into partCount: Int) -> [MondrianBox] {
    var sizes = [Int](repeating: 0, count: partCount)
    for part in partOfUnit { sizes[Int(part)] += 1 }
    var boxes = sizes.map { size in
      var box = MondrianBox(width: width)
      box.ranks.reserveCapacity(size * width)
      box.tuples.reserveCapacity(size)
      box.counts.reserveCapacity(size)
      return box
    }
    for unit in 0..<count {
      let part = Int(partOfUnit[unit])
      boxes[part].ranks.append(contentsOf: ranks[(unit &* width)..<(unit &* width &+ width)])
      boxes[part].tuples.append(tuples[unit])
      boxes[part].counts.append(counts[unit])
    }
    return boxes
  }
}
