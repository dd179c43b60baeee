public import DifferentialPrivacy

/// Swaps each value of a column with that of a row whose rank is near.
///
/// Ranks are gone through from the least; one that was not yet swapped is swapped with one of those
/// not yet swapped among the next ranks, each equally likely.
///
/// **Guarantee**: the column keeps its values, each as often as before; no value moves by more than
/// the window in ranks (ties are ordered at random). Missing cells (NaN) stay.
/// **Source**: Moore, Controlled data-swapping techniques for masking public use microdata sets,
/// US Bureau of the Census SRD 96-04 (1996).
/// **Cost**: O(n log n).
/// **Does not protect against**: inference up to the window: the true value's rank is known to lie
/// within it, and extreme values stay extreme; linkage through many columns swapped with small
/// windows (Nin, Herranz and Torra 2008).
public struct RankSwapping: Sendable {
  /// The window: a share of the number of values.
  public let windowPercent: Double

  /// Rank swapping with a window of p percent.
  ///
  /// - Throws: `DeidentificationError.parameter` unless 0 < p <= 100.
  public init(windowPercent: Double) throws(DeidentificationError) {
    guard windowPercent > 0, windowPercent <= 100 else {
      throw .parameter(name: "windowPercent", rule: "must be above 0 and at most 100")
    }
    self.windowPercent = windowPercent
  }

  /// The farthest that a value can move among `count` present ones.
  public func window(count: Int) -> Int {
    max(1, Int(Double(count) * windowPercent / 100))
  }

  /// The swapped column, with the system's secure random bits.
  public func apply(to column: [Double]) -> [Double] {
    var source = SystemRandomSource()
    return apply(to: column, from: &source)
  }

  /// The swapped column.
  ///
  /// - Complexity: O(n log n) for n values.
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to column: [Double], from source: inout Source
  ) -> [Double] {
    let present = column.indices.filter { !column[$0].isNaN }
    // Random first, then a stable order: equal values are in random order.
    let random = source.order(count: present.count)
    let order = random.indices.sorted { left, right in
      let (first, second) = (column[present[random[left]]], column[present[random[right]]])
      return first != second ? first < second : left < right
    }.map { present[random[$0]] }
    let reach = window(count: order.count)
    var result = column
    var free = RankTree(count: order.count)
    for rank in order.indices where free.contains(rank) {
      free.remove(rank)
      let before = free.count(below: rank)
      let candidates = free.count(below: min(rank + reach + 1, order.count)) - before
      guard candidates > 0 else { continue }
      let chosen = before + Int(source.wholeNumber(below: UInt64(candidates)))
      let partner = free.element(at: chosen)
      free.remove(partner)
      result.swapAt(order[rank], order[partner])
    }
    return result
  }
}

/// A set of ranks that answers how many are below, and which is the i-th, in O(log n).
struct RankTree {
  private var sums: [Int]
  private var isFree: [Bool]
  private let top: Int

  init(count: Int) {
    sums = [Int](repeating: 0, count: count + 1)
    isFree = [Bool](repeating: true, count: count)
    for index in stride(from: 1, through: count, by: 1) { sums[index] = index & -index }
    var top = 1
    while 2 * top <= count { top *= 2 }
    self.top = top
  }

  func contains(_ rank: Int) -> Bool { isFree[rank] }

  mutating func remove(_ rank: Int) {
    isFree[rank] = false
    var index = rank + 1
    while index < sums.count {
      sums[index] -= 1
      index += index & -index
    }
  }

  func count(below rank: Int) -> Int {
    var (index, sum) = (rank, 0)
    while index > 0 {
      sum += sums[index]
      index -= index & -index
    }
    return sum
  }

  /// The rank that has `position` free ones below it, and is free.
  func element(at position: Int) -> Int {
    var (index, rest, step) = (0, position, top)
    while step > 0 {
      if index + step < sums.count, sums[index + step] <= rest {
        index += step
        rest -= sums[index]
      }
      step /= 2
    }
    return index
  }
}
