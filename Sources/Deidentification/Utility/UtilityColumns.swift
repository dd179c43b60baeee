public import Tables

/// A table and its release, row beside row, column beside column.
///
/// A released cell without a value is suppressed. A released label that is one of the column's
/// original values stands for it; any other for the original values that were recoded to it.
public struct UtilityColumns: Sendable {
  /// One column before and after.
  struct Pair: Sendable {
    let original: CodedColumn
    let release: CodedColumn
    /// For each code of the release, the original codes it can stand for, ascending.
    let cover: [[Int]]
    /// For each code of the release, the original code with the same label, or -1; 0 for missing.
    let sameCode: [Int]

    var name: String { original.name }
  }

  let pairs: [Pair]
  /// The number of rows.
  public let rowCount: Int

  /// Columns of equal names, in the order of the original ones.
  ///
  /// - Throws: `DeidentificationError.column` where the release lacks a column or has another
  ///   number of rows, or where a column's values were not kept.
  /// - Complexity: O(rows x columns).
  public init(
    original: [CodedColumn], release: [CodedColumn]
  ) throws(DeidentificationError) {
    let rows = original.first?.codes.count ?? 0
    var pairs: [Pair] = []
    for column in original {
      guard let released = release.first(where: { $0.name == column.name }) else {
        throw .column(name: column.name, rule: "is missing in the release")
      }
      guard column.codes.count == rows, released.codes.count == rows else {
        throw .column(name: column.name, rule: "must have as many rows in the release as before")
      }
      guard let before = column.dictionary.labels, let after = released.dictionary.labels else {
        throw .column(name: column.name, rule: "must have values that can be compared")
      }
      pairs.append(
        Pair(
          original: column, release: released,
          cover: covers(column, released, before: before, after: after),
          sameCode: sameCodes(before: before, after: after)))
    }
    self.pairs = pairs
    rowCount = rows
  }
}

/// What each released code can stand for.
private func covers(
  _ original: CodedColumn, _ release: CodedColumn, before: [String], after: [String]
) -> [[Int]] {
  var seen = [Set<Int>](repeating: [], count: release.cardinality)
  for (code, released) in zip(original.codes, release.codes) {
    seen[Int(released)].insert(Int(code))
  }
  for (label, code) in sameCodes(before: before, after: after).enumerated() where code > 0 {
    seen[label] = [code]
  }
  // Where cells were suppressed, one without a value could be any that occurs.
  if seen[0] != [0] { seen[0] = Set(original.codes.map { Int($0) }) }
  return seen.map { $0.sorted() }
}

private func sameCodes(before: [String], after: [String]) -> [Int] {
  var codeOfLabel: [String: Int] = [:]
  for (index, label) in before.enumerated() { codeOfLabel[label] = index + 1 }
  return [0] + after.map { codeOfLabel[$0, default: -1] }
}

extension ValueDictionary {
  /// The values as text, in code order; `nil` where they were not kept.
  var labels: [String]? {
    switch self {
    case .texts(let values): values
    case .integers(let values): values.map { String($0) }
    case .reals(let values): values.map { String($0) }
    case .opaque: nil
    }
  }

  /// The number each code stands for: the value, or the middle of an interval such as "20-29",
  /// "[20, 30)" or "20..29"; `nil` for other labels.
  func numbersOrMidpoints() -> [Double?] {
    if let numbers { return numbers }
    return (labels ?? []).map(midpoint(of:))
  }
}

/// The number or the middle of the interval that a label writes.
func midpoint(of label: String) -> Double? {
  if let number = Double(label) { return number.isFinite ? number : nil }
  let inner = label.drop { "[]( ".contains($0) }.reversed().drop { "[]) ".contains($0) }
  let text = String(inner.reversed())
  for separator in ["..", ", ", ",", " - ", "-"] {
    let parts = split(text, separator)
    if parts.count == 2, let low = Double(parts[0]), let high = Double(parts[1]), low <= high,
      low.isFinite, high.isFinite
    {
      return 0.5 * (low + high)
    }
  }
  return nil
}

/// Both sides of a separator; the first character may be a sign.
private func split(_ text: String, _ separator: String) -> [String] {
  guard let first = text.first else { return [] }
  var rest = Substring(text.dropFirst())
  var left = String(first)
  while !rest.isEmpty {
    if rest.hasPrefix(separator) {
      return [left, String(rest.dropFirst(separator.count))]
    }
    left.append(rest.removeFirst())
  }
  return [text]
}
