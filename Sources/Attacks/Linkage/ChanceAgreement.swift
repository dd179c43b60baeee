import Numerics
import Tables

/// How often each level occurs among pairs drawn at random from all there are.
///
/// The first level's share is exact where it is equality: it follows from how often each value
/// occurs. The others are counted in a sample of pairs, in all of them where they are few.
struct ChanceAgreement: Sendable {
  /// For each column and level the share among pairs without a missing value.
  let shares: [[Double]]

  init(
    _ records: LinkageRecords, comparer: PairComparer, sampleSize: Int, seed: UInt64,
    workers: Workers
  ) {
    let patterns =
      records.pairCount <= Double(sampleSize)
      ? CandidatePairs(
        rules: [KeyCodes(allOf: records)], comparer: comparer, workers: workers
      ).patterns
      : Self.sample(records, comparer, sampleSize, seed, workers)
    var counts = comparer.levelCounts.map { [Double](repeating: 0.5, count: $0) }
    for pattern in 0..<patterns.count {
      for field in counts.indices {
        if let level = patterns.level(ofPattern: pattern, field: field) {
          counts[field][level] += patterns.counts[pattern]
        }
      }
    }
    shares = zip(comparer.comparisons, zip(records.fields, counts)).map { comparison, sampled in
      let (field, counts) = sampled
      let total = counts.reduce(0, +)
      guard comparison.levels.first == .exact else { return counts.map { $0 / total } }
      let exact = Self.equalShare(field, isOneTable: records.isOneTable)
      let rest = total - counts[0]
      return [exact] + counts.dropFirst().map { $0 / rest * (1 - exact) }
    }
  }

  private static func sample(
    _ records: LinkageRecords, _ comparer: PairComparer, _ sampleSize: Int, _ seed: UInt64,
    _ workers: Workers
  ) -> ComparisonPatterns {
    let parts = concurrentChunks(
      count: sampleSize, minimumChunk: 1 << 12, maximumChunks: 32, workers: workers
    ) { range in
      var source = SeededGenerator(seed: seed, stream: "linkage/chance/\(range.lowerBound)")
      var drawn = ComparedPairs()
      for _ in range {
        let left = source.index(below: records.leftCount)
        var right = source.index(below: records.rightCount - (records.isOneTable ? 1 : 0))
        if records.isOneTable, right >= left { right += 1 }
        drawn.left.append(UInt32(left))
        drawn.right.append(UInt32(right))
      }
      drawn.compare(with: comparer)
      return drawn
    }
    var patterns = ComparisonPatterns(levelCounts: comparer.levelCounts)
    for part in parts {
      for (packed, count) in zip(part.patterns, part.counts) {
        patterns.append(packed, count: Double(count))
      }
    }
    return patterns
  }

  /// The share of pairs with two values whose values are equal; never 0 or 1.
  private static func equalShare(_ field: LinkageField, isOneTable: Bool) -> Double {
    var leftCounts = [Double](repeating: 0, count: field.dictionary.count + 1)
    var rightCounts = leftCounts
    for code in field.left { leftCounts[Int(code)] += 1 }
    for code in field.right { rightCounts[Int(code)] += 1 }
    let left = field.left.count - Int(leftCounts[0])
    let right = field.right.count - Int(rightCounts[0])
    let pairs = Double(left) * Double(isOneTable ? right - 1 : right)
    guard pairs > 0 else { return 0.5 }
    var equal = 0.0
    for code in leftCounts.indices.dropFirst() {
      equal += leftCounts[code] * (isOneTable ? rightCounts[code] - 1 : rightCounts[code])
    }
    return min(max(equal, 0.5), pairs - 0.5 > 0 ? pairs - 0.5 : pairs / 2) / pairs
  }

  /// The shares among two people's pairs, once it is known how many pairs are one person's.
  ///
  /// Among all pairs a level has share p = s m + (1 - s) u; so u = (p - s m) / (1 - s), at least a
  /// hundredth of p: in small tables equal rare values are one person's more often than not.
  func differing(matching: [[Double]], matchShare: Double) -> [[Double]] {
    zip(shares, matching).map { shares, matching in
      let corrected = zip(shares, matching).map { share, match in
        max((share - matchShare * match) / (1 - matchShare), share / 100)
      }
      let total = corrected.reduce(0, +)
      return corrected.map { $0 / total }
    }
  }
}
