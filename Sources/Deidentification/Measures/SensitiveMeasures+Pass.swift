#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension SensitiveMeasures {
  /// One pass over the classes' value counts.
  init(
    name: String, values: ClassTable.ValueCounts, rows: [UInt32], ranks: [UInt32]?,
    cardinality: Int
  ) {
    let whole = WholeShares(values: values, rows: rows, cardinality: cardinality)
    let order = ranks.flatMap { RankedShares(whole: whole, ranks: $0) }
    let distinctL = rows.indices.map { values.range(of: $0).count }.min() ?? 0
    var worst = Extremes()
    for index in rows.indices {
      worst.take(
        values, range: values.range(of: index), rows: Double(rows[index]), whole: whole,
        order: order, l: distinctL)
    }
    self.name = name
    self.distinctL = distinctL
    alpha = worst.alpha
    entropyL = rows.isEmpty ? 0 : exp(worst.entropy)
    recursiveC = worst.falling
    risingRecursiveC = worst.rising
    basicBeta = worst.beta
    enhancedBeta = min(worst.beta, -log(whole.smallest))
    delta = worst.delta
    equalT = worst.equal
    orderedT = order == nil ? nil : worst.ordered
  }
}

/// The share of each code in all classes together.
private struct WholeShares {
  let shares: [Double]
  let smallest: Double

  init(values: ClassTable.ValueCounts, rows: [UInt32], cardinality: Int) {
    var counts = [Int](repeating: 0, count: cardinality)
    for (value, count) in zip(values.values, values.counts) { counts[Int(value)] += Int(count) }
    let total = Double(rows.reduce(0) { $0 + Int($1) })
    shares = counts.map { Double($0) / max(total, 1) }
    smallest = shares.lazy.filter { $0 > 0 }.min() ?? 1
  }
}

/// The cumulated shares of the values that occur, in the order of their ranks.
private struct RankedShares {
  /// The position of each code.
  let position: [Int]
  /// The share of the values up to each position.
  let cumulated: [Double]
  /// The sum of `cumulated` before each position, and in all.
  let sums: [Double]

  /// `nil` where cells are missing, or ranks don't fit.
  init?(whole: WholeShares, ranks: [UInt32]) {
    guard ranks.count == whole.shares.count, whole.shares[0] == 0 else { return nil }
    let codes = whole.shares.indices.filter { whole.shares[$0] > 0 }
    let sorted = codes.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    var position = [Int](repeating: 0, count: ranks.count)
    var shares: [Double] = []
    var last: UInt32?
    for code in sorted {
      if ranks[code] == last {
        shares[shares.count - 1] += whole.shares[code]
      } else {
        shares.append(whole.shares[code])
      }
      last = ranks[code]
      position[code] = shares.count - 1
    }
    var (cumulated, sums, sum) = ([Double](), [0.0], 0.0)
    for share in shares {
      sum += share
      cumulated.append(sum)
      sums.append((sums.last ?? 0) + sum)
    }
    self.position = position
    self.cumulated = cumulated
    self.sums = sums
  }

  /// The earth mover's distance of a class: between two of its values its own cumulated share
  /// stands still, so that the sum of differences is known but for where their sign changes.
  ///
  /// - Complexity: O(values log all values).
  func distance(_ values: ClassTable.ValueCounts, range: Range<Int>, rows: Double) -> Double {
    guard cumulated.count > 1 else { return 0 }
    let own = range.map { (position[Int(values.values[$0])], Double(values.counts[$0])) }
      .sorted { $0.0 < $1.0 }
    var (distance, count, start) = (0.0, 0.0, 0)
    for (position, next) in own {
      distance += difference(count / rows, start..<position)
      count += next
      start = position
    }
    return (distance + difference(count / rows, start..<cumulated.count))
      / Double(cumulated.count - 1)
  }

  private func difference(_ constant: Double, _ range: Range<Int>) -> Double {
    guard !range.isEmpty else { return 0 }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] < constant { low = middle + 1 } else { high = middle }
    }
    let before = constant * Double(low - range.lowerBound) - (sums[low] - sums[range.lowerBound])
    let after = sums[range.upperBound] - sums[low] - constant * Double(range.upperBound - low)
    return before + after
  }
}

/// The worst figures so far.
private struct Extremes {
  var alpha = 0.0
  var entropy = Double.infinity
  var falling = 0.0
  var rising = 0.0
  var beta = 0.0
  var delta = 0.0
  var equal = 0.0
  var ordered = 0.0

  mutating func take(
    _ values: ClassTable.ValueCounts, range: Range<Int>, rows: Double, whole: WholeShares,
    order: RankedShares?, l: Int
  ) {
    var (weighted, away) = (0.0, 1.0)
    for place in range {
      let count = Double(values.counts[place])
      let (own, all) = (count / rows, whole.shares[Int(values.values[place])])
      alpha = max(alpha, own)
      weighted += own * log(own)
      beta = max(beta, (own - all) / all)
      delta = max(delta, abs(log(own / all)))
      away += abs(own - all) - all
    }
    entropy = min(entropy, max(-weighted, 0))
    equal = max(equal, away / 2)
    if let order { ordered = max(ordered, order.distance(values, range: range, rows: rows)) }
    takeRecursive(values.counts[range], l: l)
  }

  private mutating func takeRecursive(_ counts: ArraySlice<UInt32>, l: Int) {
    guard l >= 1 else { return }
    let sorted = counts.sorted()
    guard let least = sorted.first, let most = sorted.last, sorted.count >= l else { return }
    let upper = sorted[(l - 1)...].reduce(0) { $0 + Int($1) }
    let lower = sorted[...(sorted.count - l)].reduce(0) { $0 + Int($1) }
    rising = max(rising, Double(least) / Double(upper))
    falling = max(falling, Double(most) / Double(lower))
  }
}
