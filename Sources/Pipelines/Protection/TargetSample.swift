import Deidentification
import Numerics

/// The people that an attack tries: distinct quasi-identifiers, evenly spread where they are many.
struct TargetSample {
  /// Their quasi-identifiers, in codes of their own.
  let columns: CodeColumns
  /// How many people have each.
  let counts: [UInt32]
  /// For each column, the text of each code; `nil` for a missing cell.
  let labels: [[String?]]

  /// At most `limit` of the combinations.
  init(_ tuples: AttackTuples, limit: Int) throws {
    let step = max(1, (tuples.count + limit - 1) / limit)
    let rows = Array(stride(from: 0, to: tuples.count, by: step))
    counts = rows.map { UInt32(clamping: tuples.counts[$0]) }
    var columns: [[UInt32]] = []
    var labels: [[String?]] = []
    for (index, codes) in tuples.codes.enumerated() {
      // Only values that a target has: each costs the attack a set of combinations.
      var codeOfCode: [UInt32: UInt32] = [:]
      var texts: [String?] = []
      columns.append(
        rows.map { row in
          let code = codes[row]
          if let known = codeOfCode[code] { return known }
          codeOfCode[code] = UInt32(texts.count)
          texts.append(tuples.text(code, column: index))
          return UInt32(texts.count - 1)
        })
      labels.append(texts)
    }
    self.labels = labels
    self.columns = try CodeColumns(
      columns: columns, cardinalities: labels.map(\.count), rowCount: rows.count)
  }
}

/// Which labels a value may have become, by a hierarchy that the adversary knows.
struct HierarchyRelation {
  private let labelsOfValue: [String: Set<String>]

  init(_ hierarchy: Hierarchy?) {
    var labelsOfValue: [String: Set<String>] = [:]
    if let hierarchy {
      for (index, value) in hierarchy.levels[0].labels.enumerated() {
        labelsOfValue[value] = Set(
          hierarchy.levels.compactMap { level in
            let group = Int(level.groupOfCode[index + 1])
            return group > 0 ? level.labels[group - 1] : nil
          })
      }
    }
    self.labelsOfValue = labelsOfValue
  }

  /// Whether a cell may have held the value.
  func isConsistent(_ value: String, _ label: String) -> Bool {
    value == label || labelsOfValue[value]?.contains(label) ?? false
  }
}
