public import DifferentialPrivacy

/// A random sample of the rows, without replacement.
///
/// **Guarantee**: each sample of the size is equally likely (of each stratum, independently).
/// **Source**: Bentley and Floyd, A sample of brilliance, CACM 30 (1987).
/// **Cost**: O(sample) draws.
/// **Does not protect against**: identification of who is in the sample: it lowers the chance that a
/// unique record is unique in the population, and nothing else. The sample itself is released as is.
public enum RandomSampling {
  /// A sample, and for each of its rows the number of rows that it stands for.
  public struct Sample: Sendable, Equatable {
    /// The chosen rows, ascending.
    public let rows: [Int]
    /// The design weight of each: rows of its stratum over chosen rows of its stratum.
    public let weights: [Double]
  }

  /// A simple random sample, with the system's secure random bits.
  public static func simple(
    count: Int, of rowCount: Int
  ) throws(DeidentificationError) -> Sample {
    var source = SystemRandomSource()
    return try simple(count: count, of: rowCount, from: &source)
  }

  /// A simple random sample.
  ///
  /// - Throws: `DeidentificationError.parameter` unless 0 <= `count` <= `rowCount`.
  public static func simple<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    count: Int, of rowCount: Int, from source: inout Source
  ) throws(DeidentificationError) -> Sample {
    guard count >= 0, count <= rowCount else {
      throw .parameter(name: "count", rule: "must be at least 0 and at most the number of rows")
    }
    let rows = choose(count, of: rowCount, from: &source).sorted()
    let weight = Double(rowCount) / Double(max(count, 1))
    return Sample(rows: rows, weights: rows.map { _ in weight })
  }

  /// A sample of a share of each stratum, with the system's secure random bits.
  public static func stratified(
    fraction: Double, strata: [UInt32], minimumPerStratum: Int = 1
  ) throws(DeidentificationError) -> Sample {
    var source = SystemRandomSource()
    return try stratified(
      fraction: fraction, strata: strata, minimumPerStratum: minimumPerStratum, from: &source)
  }

  /// A sample of a share of each stratum, to the nearest whole number and at least the minimum (or
  /// all there are).
  ///
  /// - Throws: `DeidentificationError.parameter` unless the share is in 0...1, the minimum not
  ///   negative.
  public static func stratified<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    fraction: Double, strata: [UInt32], minimumPerStratum: Int = 1, from source: inout Source
  ) throws(DeidentificationError) -> Sample {
    guard fraction >= 0, fraction <= 1 else {
      throw .parameter(name: "fraction", rule: "must be between 0 and 1")
    }
    guard minimumPerStratum >= 0 else {
      throw .parameter(name: "minimumPerStratum", rule: "must not be negative")
    }
    var chosen: [(row: Int, weight: Double)] = []
    for members in MicroaggregationInput.members(strata: strata, rowCount: strata.count) {
      let wanted = Int((fraction * Double(members.count)).rounded())
      let count = min(members.count, max(wanted, minimumPerStratum))
      let weight = Double(members.count) / Double(max(count, 1))
      for index in choose(count, of: members.count, from: &source) {
        chosen.append((Int(members[index]), weight))
      }
    }
    chosen.sort { $0.row < $1.row }
    return Sample(rows: chosen.map(\.row), weights: chosen.map(\.weight))
  }

  private static func choose<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ count: Int, of population: Int, from source: inout Source
  ) -> [Int] {
    var chosen = Set<Int>(minimumCapacity: count)
    for newest in (population - count)..<population {
      let candidate = Int(source.wholeNumber(below: UInt64(newest + 1)))
      chosen.insert(chosen.contains(candidate) ? newest : candidate)
    }
    return Array(chosen)
  }
}
