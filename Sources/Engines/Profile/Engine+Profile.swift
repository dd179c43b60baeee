import Foundation
import Tables

extension Engine {
  /// Measures all columns of a source.
  ///
  /// Up to `options.exactRows` rows the table is read once and everything is exact. A larger one
  /// is measured by SQL: one query for counts, approximate distinct counts (HyperLogLog) and ends;
  /// one for entropy and unique shares, exact for columns of at most some 65,000 different values
  /// and on a hash sample of the values of others; and a hash sample of rows for patterns.
  ///
  /// - Throws: `EngineError`; `.noRows`; `.headerIsData` where names would show data.
  /// - Complexity: O(cells); three passes over a large table for each 32 columns.
  public func profile(
    of source: DataSource, options: ProfileOptions = ProfileOptions()
  ) throws(EngineError) -> TableProfile {
    let relation = try relation(for: source)
    if relation.headerIsDoubtful { throw EngineError.headerIsData(file: relation.file) }
    let rows = try count(relation)
    guard rows > 0 else { throw EngineError.noRows(file: relation.file) }
    let isSmall = rows <= options.exactRows
    var profiles: [ColumnProfile] = []
    let width = isSmall ? max(1, min(4_096, 40_000_000 / rows)) : 32
    for start in stride(from: 0, to: relation.columns.count, by: width) {
      let indices = Array(start..<min(start + width, relation.columns.count))
      profiles +=
        isSmall
        ? try exactProfiles(relation, columns: indices, rows: rows, options: options)
        : try queriedProfiles(relation, columns: indices, rows: rows, options: options)
    }
    return TableProfile(rowCount: rows, isSampled: !isSmall, columns: profiles)
  }

  private func exactProfiles(
    _ relation: Relation, columns: [Int], rows: Int, options: ProfileOptions
  ) throws(EngineError) -> [ColumnProfile] {
    let requests = columns.map { ColumnRequest(relation.columns[$0].name, .text) }
    let sql = Queries(dialect: dialect).cells(relation, columns: columns, requests: requests)
    let coded = try codedTexts(sql, relation, columns: columns, isWhole: true)
    return zip(columns, coded).map { index, column in
      Self.exactProfile(column, type: relation.columns[index].type, options: options)
    }
  }

  /// Columns of texts, as `sql` gives them; `isWhole` tells that it gives all rows in order.
  func codedTexts(
    _ sql: String, _ relation: Relation, columns: [Int], isWhole: Bool
  ) throws(EngineError) -> [CodedColumn] {
    let coders = columns.map {
      ColumnCoder(request: ColumnRequest(relation.columns[$0].name, .text), kept: .text)
    }
    _ = try code(sql, with: coders, relation)
    if isWhole { try checkNULs(coders, relation) }
    return coders.map { coder in
      switch coder.finish() {
      case .column(let column): column
      // Texts are never converted, so none is bad.
      case .badValue: CodedColumn(name: coder.request.name, codes: [], dictionary: .texts([]))
      }
    }
  }

  private static func exactProfile(
    _ column: CodedColumn, type: ValueType, options: ProfileOptions
  ) -> ColumnProfile {
    guard case .texts(let texts) = column.dictionary else {
      return ColumnProfile(empty: column, type)
    }
    let counts = column.codeCounts
    let present = column.codes.count - counts[0]
    var characters = 0.0
    for (text, count) in zip(texts, counts.dropFirst()) {
      characters += Double(text.unicodeScalars.count) * Double(count)
    }
    let patterns = PatternCount(texts: texts, counts: counts, limit: options.patternValues)
    let numbers = patterns.isNumeric ? texts.compactMap { TextForm.real($0).word } : []
    let times = patterns.isTemporal ? texts.compactMap(TextForm.microseconds) : []
    return ColumnProfile(
      name: column.name, type: type, rowCount: column.codes.count, missingCount: counts[0],
      distinctCount: texts.count, isExact: true,
      entropyBits: entropy(counts.dropFirst(), of: present),
      uniqueShare: share(counts.dropFirst().count { $0 == 1 }, of: present),
      meanLength: present == 0 ? 0 : characters / Double(present), minimum: numbers.min(),
      maximum: numbers.max(), earliest: times.min(), latest: times.max(),
      patternShares: patterns.shares, meanWords: patterns.meanWords,
      lookedAtCount: patterns.cellCount)
  }

  private static func share(_ count: Int, of total: Int) -> Double {
    total == 0 ? 0 : Double(count) / Double(total)
  }

  /// `H = -sum p log2 p`, with `p = n / total`.
  private static func entropy(_ counts: ArraySlice<Int>, of total: Int) -> Double {
    guard total > 0 else { return 0 }
    let sum = counts.reduce(0.0) { $0 + Double($1) * log2(Double(max(1, $1))) }
    return max(0, log2(Double(total)) - sum / Double(total))
  }
}

extension ColumnProfile {
  /// The profile of a column without any value.
  init(empty column: CodedColumn, _ type: ValueType) {
    self.init(
      name: column.name, type: type, rowCount: column.codes.count,
      missingCount: column.codes.count, distinctCount: 0, isExact: true, entropyBits: 0,
      uniqueShare: 0, meanLength: 0, minimum: nil, maximum: nil, earliest: nil, latest: nil,
      patternShares: [:], meanWords: 0, lookedAtCount: 0)
  }
}
