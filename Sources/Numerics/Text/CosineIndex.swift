#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the count of a feature becomes its weight.
public enum TermWeighting: Sendable, CaseIterable {
  /// The count itself.
  case counts
  /// (1 + ln count) ln((N + 1) / df), for df of N candidates that have the feature.
  case logarithmic
  /// (1 + ln count) (1 + ln((N + 1) / (df + 1))), scikit-learn's with `sublinear_tf`.
  case smoothed

  func weight(count: UInt32) -> Float {
    if self == .counts { return Float(count) }
    // Most features of a text occur once or twice.
    return count == 1 ? 1 : 1 + log(Float(count))
  }

  func rarity(holders: Int, of candidates: Int) -> Float {
    switch self {
    case .counts: 1
    case .logarithmic: Float(log(Double(candidates + 1) / Double(holders)))
    case .smoothed: Float(1 + log(Double(candidates + 1) / Double(holders + 1)))
    }
  }
}

/// Cosines of weighted counts against all candidates, through lists of who has a feature.
///
/// Features are those that candidates have, `featureLimit` at most: the most frequent in all
/// candidates together, of equals the one seen first.
///
/// **Source** Salton and Buckley, *Term-weighting approaches in automatic text retrieval*, IPM 24
/// (1988); Zobel and Moffat, *Inverted files for text search engines*, ACM Surveys 38 (2006).
/// **Cost** O(entries of a target * candidates that share them); 8 bytes for each entry.
public struct CosineIndex: Sendable {
  /// The number of candidates.
  public let candidateCount: Int
  private let counts: TermCounts
  private let weighting: TermWeighting
  /// The weight of each feature beside the count's; 0 where it is not used.
  private let rarities: [Float]
  private let starts: [Int]
  private let holders: [UInt32]
  private let weights: [Float]

  /// An index of some rows of `counts`.
  ///
  /// - Complexity: O(entries of the candidates + features).
  public init(
    _ counts: TermCounts, candidates: Range<Int>, weighting: TermWeighting = .logarithmic,
    featureLimit: Int = .max
  ) {
    self.candidateCount = candidates.count
    self.counts = counts
    self.weighting = weighting
    var holderCounts = [Int](repeating: 0, count: counts.columnCount)
    var totals = holderCounts
    let entries = counts.offsets[candidates.lowerBound]..<counts.offsets[candidates.upperBound]
    for entry in entries {
      holderCounts[Int(counts.columns[entry])] += 1
      totals[Int(counts.columns[entry])] += Int(counts.counts[entry])
    }
    Self.keepMostFrequent(featureLimit, totals: totals, of: &holderCounts)
    rarities = holderCounts.map {
      $0 == 0 ? 0 : weighting.rarity(holders: $0, of: candidates.count)
    }
    var starts = [0]
    starts.reserveCapacity(holderCounts.count + 1)
    for count in holderCounts { starts.append(starts[starts.count - 1] + count) }
    self.starts = starts
    (holders, weights) = Self.lists(counts, candidates, starts, rarities, weighting)
  }

  private static func keepMostFrequent(
    _ limit: Int, totals: [Int], of holderCounts: inout [Int]
  ) {
    guard totals.count > limit, limit > 0 else { return }
    var order = totals
    let least = order.moveLeast(limit) { $0 > $1 }
    var equal = limit - totals.count { $0 > least }
    for (feature, total) in totals.enumerated() where total <= least {
      if total == least, equal > 0 { equal -= 1 } else { holderCounts[feature] = 0 }
    }
  }

  private static func lists(
    _ counts: TermCounts, _ candidates: Range<Int>, _ starts: [Int], _ rarities: [Float],
    _ weighting: TermWeighting
  ) -> (holders: [UInt32], weights: [Float]) {
    var next = starts
    var holders = [UInt32](repeating: 0, count: starts[starts.count - 1])
    var weights = [Float](repeating: 0, count: holders.count)
    for row in candidates {
      let scale = Self.scale(counts, row, rarities, weighting)
      for entry in counts.entries(ofRow: row) {
        let column = Int(counts.columns[entry])
        guard starts[column + 1] > starts[column] else { continue }
        holders[next[column]] = UInt32(row - candidates.lowerBound)
        weights[next[column]] =
          weighting.weight(count: counts.counts[entry]) * rarities[column] * scale
        next[column] += 1
      }
    }
    return (holders, weights)
  }

  /// 1 / length of a row's vector; 0 where it has none.
  private static func scale(
    _ counts: TermCounts, _ row: Int, _ rarities: [Float], _ weighting: TermWeighting
  ) -> Float {
    var square = 0.0
    for entry in counts.entries(ofRow: row) {
      let weight = weighting.weight(count: counts.counts[entry])
      let value = Double(weight * rarities[Int(counts.columns[entry])])
      square += value * value
    }
    return square > 0 ? Float(1 / square.squareRoot()) : 0
  }

  /// The cosines of some rows of the counts with all candidates; 0 where a side has no feature.
  ///
  /// Eight targets are compared at once: their features are put together, and each list is read
  /// once for all of them. Features are added in the order of their numbers, so that a score does
  /// not depend on who else is compared.
  ///
  /// - Complexity: as stated for the type; 4 bytes for each pair.
  public func scores(rows: [Int]) -> PairScores {
    let parts = concurrentChunks(count: rows.count, minimumChunk: 16) { range in
      var scores = [Float](repeating: 0, count: range.count * candidateCount)
      var batch = TargetBatch(columnCount: counts.columnCount)
      for first in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        let targets = rows[first..<min(first + 8, range.upperBound)]
        for (lane, row) in targets.enumerated() { add(row: row, lane: lane, to: &batch) }
        write(
          sums(of: &batch), lanes: targets.count,
          to: &scores, from: (first - range.lowerBound) * candidateCount)
      }
      return scores
    }
    var values: [Float] = []
    values.reserveCapacity(rows.count * candidateCount)
    for part in parts { values += part }
    return PairScores(rowCount: rows.count, columnCount: candidateCount, values: values)
  }

  private func add(row: Int, lane: Int, to batch: inout TargetBatch) {
    let scale = Self.scale(counts, row, rarities, weighting)
    for entry in counts.entries(ofRow: row) {
      let column = Int(counts.columns[entry])
      let weight = weighting.weight(count: counts.counts[entry]) * rarities[column] * scale
      if weight > 0 { batch.set(column, lane: lane, weight) }
    }
  }

  private func sums(of batch: inout TargetBatch) -> [SIMD8<Float>] {
    var sums = [SIMD8<Float>](repeating: .zero, count: candidateCount)
    var places = sums.mutableSpan
    let (holders, weights) = (holders.span, weights.span)
    batch.drain { column, targets in
      for place in starts[column]..<starts[column + 1] {
        places[Int(holders[place])] += targets * weights[place]
      }
    }
    return sums
  }

  private func write(
    _ sums: [SIMD8<Float>], lanes: Int, to scores: inout [Float], from first: Int
  ) {
    for lane in 0..<lanes {
      let start = first + lane * candidateCount
      for candidate in 0..<candidateCount { scores[start + candidate] = sums[candidate][lane] }
    }
  }
}

/// The features of eight targets with the weight that each has in each of them.
private struct TargetBatch {
  private var columns: [Int] = []
  private var weights: [SIMD8<Float>] = []
  /// The place of a column in `weights` plus 1; 0 where it is in no target.
  private var places: [UInt32]

  init(columnCount: Int) { places = [UInt32](repeating: 0, count: columnCount) }

  mutating func set(_ column: Int, lane: Int, _ weight: Float) {
    if places[column] == 0 {
      columns.append(column)
      weights.append(.zero)
      places[column] = UInt32(weights.count)
    }
    weights[Int(places[column]) - 1][lane] = weight
  }

  /// Hands over all features by rising number, and forgets them.
  mutating func drain(_ body: (Int, SIMD8<Float>) -> Void) {
    columns.sort()
    for column in columns {
      body(column, weights[Int(places[column]) - 1])
      places[column] = 0
    }
    columns.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
  }
}
