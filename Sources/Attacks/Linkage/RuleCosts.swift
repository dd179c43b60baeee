import Numerics

/// The keys of some records, coded once, and what rules over them cost.
struct RuleCosts: Sendable {
  private let records: LinkageRecords
  private let workers: Workers
  private var codesOfKey: [BlockingKey: KeyCodes] = [:]

  init(_ records: LinkageRecords, workers: Workers) {
    self.records = records
    self.workers = workers
  }

  /// Codes the keys of `rules` that are not coded yet.
  mutating func prepare(_ rules: [BlockingRule]) throws(LinkageError) {
    for key in rules.flatMap(\.keys) where codesOfKey[key] == nil {
      guard records.fields.indices.contains(key.field) else {
        throw .noSuchColumn(position: key.field, count: records.fields.count)
      }
      codesOfKey[key] = KeyCodes(
        key, of: records.fields[key.field], isOneTable: records.isOneTable)
    }
  }

  /// The groups of rows of a rule whose keys are prepared.
  ///
  /// - Complexity: O(rows + values) for each key.
  func codes(of rule: BlockingRule) -> KeyCodes {
    // The most different values first: later keys then meet small groups.
    let keys = rule.keys.compactMap { codesOfKey[$0] }.sorted { $0.cardinality > $1.cardinality }
    guard let first = keys.first else { return KeyCodes(allOf: records) }
    return keys.dropFirst().reduce(first) {
      $0.combined(with: $1, isOneTable: records.isOneTable)
    }
  }

  /// The codes of a key that is prepared.
  func codes(of key: BlockingKey) -> KeyCodes? { codesOfKey[key] }

  /// The exact number of pairs that each rule lets through on its own.
  func pairCounts(of rules: [BlockingRule]) -> [Double] {
    concurrentChunks(count: rules.count, maximumChunks: rules.count, workers: workers) { range in
      range.map { codes(of: rules[$0]).pairCount(isOneTable: records.isOneTable) }
    }.flatMap(\.self)
  }
}
