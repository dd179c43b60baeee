import Foundation
import Tables

extension Engine {
  /// Columns of at most this many different values are measured on all of them.
  private static var exactDistinctLimit: Int { 1 << 16 }

  /// The profiles of some columns of a table that is too large to be held.
  func queriedProfiles(
    _ relation: Relation, columns: [Int], rows: Int, options: ProfileOptions
  ) throws(EngineError) -> [ColumnProfile] {
    let queries = Queries(dialect: dialect)
    let modulus = max(1, rows / options.sampleRows)
    let sample = try codedTexts(
      queries.hashSample(
        relation, columns: columns, modulus: modulus, limit: 4 * options.sampleRows),
      relation, columns: columns, isWhole: false)
    let patterns = sample.map { column in
      guard case .texts(let texts) = column.dictionary else {
        return PatternCount(texts: [], counts: [0], limit: 1)
      }
      return PatternCount(texts: texts, counts: column.codeCounts, limit: options.patternValues)
    }
    let summary = try query(
      queries.summary(
        relation, columns: columns, numeric: patterns.map(\.isNumeric),
        temporal: patterns.map(\.isTemporal)),
      context: relation.failureContext)
    let moduli = columns.indices.map { position in
      max(1, Self.integer(summary, position * 7 + 1) / Self.exactDistinctLimit)
    }
    let spread = try query(
      queries.spread(relation, columns: columns, moduli: moduli), context: relation.failureContext)
    return columns.indices.map { position in
      Self.profile(
        relation.columns[columns[position]], rows: rows, modulus: moduli[position],
        summary: summary, position: position,
        spread: Self.row(spread, ofSet: position, columns.count),
        patterns: patterns[position])
    }
  }

  private static func profile(
    _ column: SourceColumn, rows: Int, modulus: Int, summary: QueryResult, position: Int,
    spread: (distinct: Int, unique: Int, cells: Double, weighted: Double), patterns: PatternCount
  ) -> ColumnProfile {
    let base = position * 7
    let present = integer(summary, base)
    let total = Double(max(1, present))
    let scale = Double(modulus)
    // Each sampled value stands for `modulus` values:
    // H = modulus / N (log2 N sum n - sum n log2 n).
    let entropy = scale / total * (log2(total) * spread.cells - spread.weighted)
    return ColumnProfile(
      name: column.name, type: column.type, rowCount: rows, missingCount: rows - present,
      distinctCount: modulus == 1 ? spread.distinct : integer(summary, base + 1),
      isExact: modulus == 1, entropyBits: min(max(0, entropy), log2(total)),
      uniqueShare: min(1, scale * Double(spread.unique) / total),
      meanLength: real(summary, base + 2) ?? 0, minimum: real(summary, base + 3),
      maximum: real(summary, base + 4), earliest: optionalInteger(summary, base + 5),
      latest: optionalInteger(summary, base + 6), patternShares: patterns.shares,
      meanWords: patterns.meanWords, lookedAtCount: patterns.cellCount)
  }

  /// The row of `Queries.spread` for the grouping set of one column: its number has a 0 at the
  /// column's place, counted from the left, and 1 elsewhere.
  private static func row(
    _ spread: QueryResult, ofSet position: Int, _ columnCount: Int
  ) -> (distinct: Int, unique: Int, cells: Double, weighted: Double) {
    let all = (Int64(1) << Int64(columnCount)) - 1
    let number = all ^ (Int64(1) << Int64(columnCount - 1 - position))
    guard let row = spread.columns[0].integers.firstIndex(of: number) else { return (0, 0, 0, 0) }
    return (
      Int(spread.columns[1].integers[row] ?? 0), Int(spread.columns[2].integers[row] ?? 0),
      spread.columns[3].reals[row] ?? 0, spread.columns[4].reals[row] ?? 0
    )
  }

  private static func optionalInteger(_ result: QueryResult, _ column: Int) -> Int64? {
    result.columns[column].integers.first.flatMap { $0 }
  }

  private static func integer(_ result: QueryResult, _ column: Int) -> Int {
    Int(optionalInteger(result, column) ?? 0)
  }

  private static func real(_ result: QueryResult, _ column: Int) -> Double? {
    result.columns[column].reals.first.flatMap { $0 }.flatMap { $0.isFinite ? $0 : nil }
  }
}
