import Foundation
import Tables

/// What an equal value adds to the evidence of an equal value: log2(u / its own share).
struct TermFrequencies: Sendable {
  /// For each column and code the bits to add; empty where the column has no such level.
  let adjustments: [[Float]]

  init(_ records: LinkageRecords, _ comparisons: [FieldComparison], model: MatchModel) {
    adjustments = records.fields.indices.map { position in
      guard comparisons[position].levels.first == .exact else { return [] }
      let field = records.fields[position]
      var counts = [Double](repeating: 0, count: field.dictionary.count + 1)
      for code in field.right { counts[Int(code)] += 1 }
      let total = Double(field.right.count) - counts[0]
      counts[0] = 0
      let equal = model.differing[position][0]
      return counts.map { $0 > 0 ? Float(log2(equal * total / $0)) : 0 }
    }
  }
}
