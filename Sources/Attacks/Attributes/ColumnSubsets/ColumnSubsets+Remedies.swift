import Findings
import Numerics
import Tables

/// What one coarsening of one column does to the risk.
struct Remedy: Sendable, Equatable {
  /// The column.
  let column: String
  /// What is done to it, in words.
  let words: String
  /// Whether the column is gone.
  let isLeftOut: Bool
  /// The mean risk afterwards.
  let risk: Double
  /// The share of people alone in their group afterwards.
  let uniqueness: Double
}

extension ColumnSubsets {
  /// A coarsening that keeps less of a column's entropy is no better than leaving it out.
  private static let leastKept = 1.0 / 3

  /// Each suspect's coarsenings, tried one at a time on all known columns.
  ///
  /// - Complexity: O(columns * coarsenings * rows).
  func remedies() throws -> [Remedy] {
    var remedies: [Remedy] = []
    for position in suspects {
      let column = records.columns[position]
      for option in Coarsening.options(for: column)
      where option.isLeftOut || option.keeps(ofEntropyOf: column) >= Self.leastKept {
        var columns = records.columns
        columns[position] = option.apply(to: column)
        let sizes = ClassSizes(try records.replacing(columns: columns).codeColumns())
        let rows = Double(max(records.rowCount, 1))
        remedies.append(
          Remedy(
            column: column.name, words: option.words, isLeftOut: option.isLeftOut,
            risk: Double(sizes.classCount) / rows,
            uniqueness: Double(sizes.uniqueCount) / rows))
      }
    }
    return remedies
  }

  /// For each column its most effective coarsening short of leaving it out, and leaving it out.
  static func shortlist(_ remedies: [Remedy]) -> [Remedy] {
    var byColumn: [String: [Remedy]] = [:]
    for remedy in remedies { byColumn[remedy.column, default: []].append(remedy) }
    let chosen = byColumn.values.flatMap { options -> [Remedy] in
      let partial = options.filter { !$0.isLeftOut }.min { $0.risk < $1.risk }
      return [partial, options.last].compactMap(\.self)
    }
    return chosen.sorted { ($0.risk, $0.column, $0.words) < ($1.risk, $1.column, $1.words) }
  }

  /// The remedy in a sentence: the coarsening that helps most, and leaving out where that is far
  /// better.
  static func sentence(_ shortlist: [Remedy], before risk: Double) -> String {
    guard let mild = shortlist.first(where: { !$0.isLeftOut }), mild.risk < risk else {
      guard let drop = shortlist.first, drop.risk < risk else { return "" }
      return "Leaving out \(drop.column) lowers the risk from \(Phrase.ofHundred(risk)) to "
        + "\(Phrase.ofHundred(drop.risk)) of 100."
    }
    let first =
      "Giving \(mild.column) \(mild.words) lowers the risk from \(Phrase.ofHundred(risk)) to "
      + "\(Phrase.ofHundred(mild.risk)) of 100."
    guard let drop = shortlist.first, drop.isLeftOut, drop.risk < mild.risk / 2 else {
      return first
    }
    return first + " Leaving out \(drop.column) lowers it to \(Phrase.ofHundred(drop.risk))."
  }
}
