/// Cuts boxes, depth first.
struct MondrianCutter {
  /// The most cuts of one attribute that are tried where counting rows does not decide.
  private static let trials = 16

  private let rules: MondrianRules
  private var histogram: [Int] = []
  private var present: [UInt32] = []
  private var rows: [Int] = []

  init(rules: MondrianRules) { self.rules = rules }

  /// The finished parts of a box, and those of at most `limit` units that may be cut further.
  mutating func cut(_ whole: MondrianBox, downTo limit: Int) -> [MondrianBox] {
    var done: [MondrianBox] = []
    var open = [whole]
    while var box = open.popLast() {
      if box.isFinished || box.count <= limit {
        done.append(box)
      } else if let parts = cut(box) {
        open.append(contentsOf: parts.reversed())
      } else {
        box.isFinished = true
        done.append(box)
      }
    }
    return done
  }

  private mutating func cut(_ box: MondrianBox) -> [MondrianBox]? {
    if rules.rowsDecide, box.counts.reduce(0, { $0 + Int($1) }) < 2 * rules.k { return nil }
    let (low, high) = box.bounds()
    let widths = rules.axes.indices.map { rules.axes[$0].width(low[$0], high[$0]) }
    let order = rules.axes.indices.filter { low[$0] < high[$0] }
      .sorted { (-widths[$0], $0) < (-widths[$1], $1) }
    var best: (gain: Double, parts: [UInt32], count: Int)?
    for axis in order {
      guard let (parts, count, classes) = cut(box, axis, low[axis], high[axis]) else { continue }
      guard rules.target != nil, let classes else { return box.parted(parts, into: count) }
      let gain = rules.gain(classes)
      if gain > best?.gain ?? -.infinity { best = (gain, parts, count) }
    }
    return best.map { box.parted($0.parts, into: $0.count) }
  }

  private typealias Parting = (parts: [UInt32], count: Int, classes: ClassTable?)

  /// The most even allowable cut of one attribute.
  private mutating func cut(
    _ box: MondrianBox, _ axis: Int, _ low: UInt32, _ high: UInt32
  ) -> Parting? {
    count(box, axis, low, high)
    if !rules.axes[axis].groupsFromTop.isEmpty { return hierarchyCut(box, axis, low, high) }
    if rules.mode == .relaxed { return halves(box, axis) }
    for end in evenCuts() {
      if let parting = accepted(box, axis, ends: [end, high]) { return parting }
    }
    return nil
  }

  /// Which ranks occur, ascending, and how many rows have each.
  private mutating func count(_ box: MondrianBox, _ axis: Int, _ low: UInt32, _ high: UInt32) {
    present.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    if Int(high - low) > 4 * box.count + 64 { return countSparsely(box, axis) }
    histogram.removeAll(keepingCapacity: true)
    histogram.append(contentsOf: repeatElement(-1, count: Int(high - low) + 1))
    addRows(of: box, axis, low, to: &histogram)
    for (offset, count) in histogram.enumerated() where count >= 0 {
      present.append(low + UInt32(offset))
      rows.append(count)
    }
  }

  private mutating func countSparsely(_ box: MondrianBox, _ axis: Int) {
    let units = (0..<box.count).map { (box.ranks[$0 * box.width + axis], Int(box.counts[$0])) }
    for (rank, count) in units.sorted(by: { $0.0 < $1.0 }) {
      if present.last != rank {
        present.append(rank)
        rows.append(0)
      }
      rows[rows.count - 1] += count
    }
  }

  /// Last ranks of the lower part, the most even cut first: those that leave k rows on both sides.
  private func evenCuts() -> [UInt32] {
    let total = rows.reduce(0, +)
    var below = 0
    var cuts: [(unevenness: Int, end: UInt32)] = []
    for (place, rank) in present.enumerated() {
      below += rows[place]
      if below >= rules.k, total - below >= rules.k {
        cuts.append((abs(total - 2 * below), rank))
      }
    }
    if rules.rowsDecide { return cuts.min { $0 < $1 }.map { [$0.end] } ?? [] }
    return cuts.sorted { $0 < $1 }.prefix(Self.trials).map(\.end)
  }

  private func hierarchyCut(
    _ box: MondrianBox, _ axis: Int, _ low: UInt32, _ high: UInt32
  ) -> Parting? {
    if let parting = accepted(box, axis, ends: nonEmpty(rules.axes[axis].children(low, high))) {
      return parting
    }
    // Too few missing cells for a part of their own stay with the first group.
    guard low == 0, present.count > 2 else { return nil }
    return accepted(box, axis, ends: nonEmpty(rules.axes[axis].children(present[1], high)))
  }

  /// Ends of parts that hold at least one unit.
  private func nonEmpty(_ ends: [UInt32]) -> [UInt32] {
    var kept: [UInt32] = []
    var next = 0
    for end in ends {
      let start = next
      while next < present.count, present[next] <= end { next += 1 }
      if next > start { kept.append(end) }
    }
    return kept
  }

  private func accepted(_ box: MondrianBox, _ axis: Int, ends: [UInt32]) -> Parting? {
    guard ends.count > 1 else { return nil }
    var part = 0
    var sizes = [Int](repeating: 0, count: ends.count)
    for (place, rank) in present.enumerated() {
      while part + 1 < ends.count, rank > ends[part] { part += 1 }
      sizes[part] += rows[place]
    }
    guard sizes.allSatisfy({ $0 >= rules.k }) else { return nil }
    return accepted(box, partNumbers(box, axis, ends), ends.count)
  }

  private func accepted(_ box: MondrianBox, _ parts: [UInt32], _ count: Int) -> Parting? {
    if rules.rowsDecide, rules.target == nil { return (parts, count, nil) }
    guard let classes = rules.acceptedClasses(box, parts, partCount: count) else { return nil }
    return (parts, count, classes)
  }

  /// Two equal halves: rows at the median fill the lower one, in their order.
  private func halves(_ box: MondrianBox, _ axis: Int) -> Parting? {
    let half = box.count / 2
    guard half >= rules.k else { return nil }
    var (place, below) = (0, 0)
    while below + rows[place] < half {
      below += rows[place]
      place += 1
    }
    var room = half - below
    var parts = [UInt32](repeating: 1, count: box.count)
    for unit in 0..<box.count {
      let rank = box.ranks[unit &* box.width &+ axis]
      if rank < present[place] {
        parts[unit] = 0
      } else if rank == present[place], room > 0 {
        parts[unit] = 0
        room -= 1
      }
    }
    return accepted(box, parts, 2)
  }
}

/// Adds the rows of each rank to a histogram whose untouched places hold -1.
private func addRows(
  of box: MondrianBox, _ axis: Int, _ low: UInt32, to histogram: inout [Int]
) {
  let (ranks, counts) = (box.ranks.span, box.counts.span)
  var target = histogram.mutableSpan
  var place = axis
  for unit in counts.indices {
    let offset = Int(ranks[place] &- low)
    target[offset] = max(target[offset], 0) &+ Int(counts[unit])
    place &+= box.width
  }
}

/// The part of each unit, from the last ranks of the parts.
private func partNumbers(_ box: MondrianBox, _ axis: Int, _ ends: [UInt32]) -> [UInt32] {
  var parts = [UInt32](repeating: 0, count: box.count)
  var target = parts.mutableSpan
  let ranks = box.ranks.span
  var place = axis
  for unit in target.indices {
    var (low, high) = (0, ends.count - 1)
    while low < high {
      let middle = (low &+ high) / 2
      if ranks[place] <= ends[middle] { high = middle } else { low = middle &+ 1 }
    }
    target[unit] = UInt32(low)
    place &+= box.width
  }
  return parts
}
