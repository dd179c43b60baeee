import Foundation

/// The table's own distribution of sensitive values, ready to be compared with a class's.
struct ReferenceDistribution {
  /// The share of each value, by rank.
  let shares: [Double]
  /// The share of all values up to and including each rank.
  let cumulative: [Double]
  /// The sums of `cumulative` below each rank; one entry more than values.
  let cumulativeSums: [Double]

  init(totals: [Int], rowCount: Int) {
    shares = totals.map { Double($0) / Double(rowCount) }
    var cumulative: [Double] = []
    var sums = [0.0]
    var count = 0
    for total in totals {
      count += total
      cumulative.append(Double(count) / Double(rowCount))
      sums.append(sums[sums.count - 1] + cumulative[cumulative.count - 1])
    }
    self.cumulative = cumulative
    cumulativeSums = sums
  }

  /// The sum of |level - cumulative share| over the ranks in `range`.
  ///
  /// Cumulative shares ascend, so there is one rank where the sign turns: below it the sum is
  /// level times ranks minus a difference of two prefix sums, above it the reverse.
  ///
  /// - Complexity: O(log ranks).
  func absoluteGap(_ level: Double, over range: Range<Int>) -> Double {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < level { low = middle + 1 } else { high = middle }
    }
    let below = cumulativeSums[low] - cumulativeSums[range.lowerBound]
    let above = cumulativeSums[range.upperBound] - cumulativeSums[low]
    return level * Double(low - range.lowerBound) - below
      + above - level * Double(range.upperBound - low)
  }
}

extension ClassDisclosure {
  /// Measures one class against the table.
  ///
  /// - Complexity: O(d log m) for d of the table's m values in the class.
  init(
    _ histograms: SensitiveHistograms, class index: Int, reference: ReferenceDistribution,
    recursiveConstant: Double
  ) {
    let entries = histograms.entries(ofClass: index)
    let size = histograms.sizes[index]
    var modal = 0
    var terms: [Double] = []
    terms.reserveCapacity(entries.count)
    var beta = -1.0
    var logRatio = 0.0
    var equal = 1.0
    for entry in entries {
      let count = Int(histograms.counts[entry])
      let share = Double(count) / Double(size)
      let expected = reference.shares[Int(histograms.ranks[entry])]
      modal = max(modal, count)
      terms.append(share * log(share))
      beta = max(beta, (share - expected) / expected)
      logRatio = max(logRatio, abs(log(share / expected)))
      // Values that the class lacks add their share p each, and all shares add up to 1.
      equal += abs(share - expected) - expected
    }
    self.size = size
    distinctCount = entries.count
    modalCount = modal
    entropy = max(0, -pairwiseSum(terms[...]))
    recursiveDiversity = Self.recursiveDiversity(
      histograms.ascendingCounts(ofClass: index), constant: recursiveConstant)
    betaGain = beta
    self.logRatio = logRatio
    equalDistance = max(0, equal / 2)
    orderedDistance = Self.orderedDistance(histograms, entries: entries, size, reference)
  }

  /// The largest l for which a class is recursively (c, l)-diverse; at least 1.
  ///
  /// The condition of Machanavajjhala et al. 2007, section 4: r1 < c (r_l + ... + r_m) for counts
  /// r1 >= r2 >= ... >= r_m, l from 2; 1 where it holds for none.
  static func recursiveDiversity(_ ascending: [Int], constant: Double) -> Int {
    guard let largest = ascending.last, ascending.count > 1 else { return 1 }
    var tail = ascending.reduce(0, +) - largest
    var diversity = 1
    while diversity < ascending.count, constant * Double(tail) > Double(largest) {
      tail -= ascending[ascending.count - 1 - diversity]
      diversity += 1
    }
    return diversity
  }

  /// The earth mover's distance along the order of values, from 0 to 1.
  ///
  /// Li, Li, Venkatasubramanian 2007, section 5.1: 1/(m - 1) times the sum over i of
  /// |sum over j up to i of (q_j - p_j)|. The class's share so far is constant between its values.
  private static func orderedDistance(
    _ histograms: SensitiveHistograms, entries: Range<Int>, _ size: Int,
    _ reference: ReferenceDistribution
  ) -> Double {
    let valueCount = reference.shares.count
    guard valueCount > 1 else { return 0 }
    var sum = 0.0
    var from = 0
    var count = 0
    for entry in entries {
      let rank = Int(histograms.ranks[entry])
      sum += reference.absoluteGap(Double(count) / Double(size), over: from..<rank)
      count += Int(histograms.counts[entry])
      from = rank
    }
    sum += reference.absoluteGap(1, over: from..<valueCount)
    return max(0, sum / Double(valueCount - 1))
  }
}

/// Adds numbers as NumPy's `sum` does, so that entropies that are the logarithm of a whole number
/// round as they do there: eight running sums, halved above 128 terms.
///
/// - Complexity: O(`terms`).
func pairwiseSum(_ terms: ArraySlice<Double>) -> Double {
  let count = terms.count
  if count < 8 { return terms.reduce(0, +) }
  if count > 128 {
    let half = count / 2 - (count / 2) % 8
    return pairwiseSum(terms.prefix(half)) + pairwiseSum(terms.dropFirst(half))
  }
  var sums = Array(terms.prefix(8))
  let blocks = count / 8
  for block in 1..<max(blocks, 1) {
    for lane in 0..<8 { sums[lane] += terms[terms.startIndex + block * 8 + lane] }
  }
  let sum =
    ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
  return terms.dropFirst(blocks * 8).reduce(sum, +)
}
