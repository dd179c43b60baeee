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
    self == .counts ? Float(count) : 1 + log(Float(count))
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
    guard totals.count > limit else { return }
    let order = totals.indices.sorted { (totals[$1], $0) < (totals[$0], $1) }
    for dropped in order.dropFirst(max(limit, 0)) { holderCounts[dropped] = 0 }
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
  /// - Complexity: as stated for the type; 4 bytes for each pair.
  public func scores(rows: [Int]) -> PairScores {
    let parts = concurrentChunks(count: rows.count, minimumChunk: 4) { range in
      var scores = [Float](repeating: 0, count: range.count * candidateCount)
      var places = scores.mutableSpan
      for (index, place) in range.enumerated() {
        add(row: rows[place], to: &places, from: index * candidateCount)
      }
      return scores
    }
    var values: [Float] = []
    values.reserveCapacity(rows.count * candidateCount)
    for part in parts { values += part }
    return PairScores(rowCount: rows.count, columnCount: candidateCount, values: values)
  }

  private func add(row: Int, to scores: inout MutableSpan<Float>, from first: Int) {
    let scale = Self.scale(counts, row, rarities, weighting)
    let (holders, weights) = (holders.span, weights.span)
    for entry in counts.entries(ofRow: row) {
      let column = Int(counts.columns[entry])
      let weight = weighting.weight(count: counts.counts[entry]) * rarities[column] * scale
      if weight == 0 { continue }
      for place in starts[column]..<starts[column + 1] {
        scores[first + Int(holders[place])] += weight * weights[place]
      }
    }
  }
}
