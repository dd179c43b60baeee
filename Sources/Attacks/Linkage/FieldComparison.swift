import Tables

/// How a column's values are compared: a number for each pair of codes.
///
/// 0 stands for a missing value, 1 for the first level, and so on; the number after the last level
/// for values that differ.
struct FieldComparison: Sendable {
  /// The column's name.
  let name: String
  /// Its levels, best first; "differ" is not listed.
  let levels: [ComparisonLevel]
  private let values: FieldValues
  /// The lowest similarity that any level asks for.
  private let leastSimilarity: Double

  /// The number of levels with "differ".
  var levelCount: Int { levels.count + 1 }

  /// - Parameter levels: `nil` to choose them by what the values look like.
  /// - Throws: `LinkageError.levels` where they do not fit the kind.
  init(_ field: LinkageField, levels: [ComparisonLevel]?) throws(LinkageError) {
    let chosen =
      levels
      ?? FieldStatistics(
        field.dictionary, rowCount: max(field.left.count, field.right.count), kind: field.kind
      ).levels
    guard chosen.count < 200, chosen.allSatisfy({ $0.fits(field.kind, field.dictionary) }) else {
      throw .levels(column: field.name)
    }
    name = field.name
    self.levels = chosen
    values = FieldValues(field.dictionary, levels: chosen)
    leastSimilarity =
      chosen.compactMap { level -> Double? in
        if case .jaroWinkler(let least) = level { return least }
        return nil
      }.min() ?? 0
  }

  /// The number of two values that are not missing, given by their codes.
  func number(_ left: UInt32, _ right: UInt32) -> UInt8 {
    // A value agrees with itself at every level.
    if left == right { return 1 }
    var similarity = -1.0
    for index in levels.indices {
      if case .jaroWinkler(let least) = levels[index] {
        if similarity < 0 {
          similarity = values.similarity(
            Int(left) - 1, Int(right) - 1, atLeast: leastSimilarity)
        }
        if similarity >= least { return UInt8(index + 1) }
      } else if values.agree(Int(left) - 1, Int(right) - 1, at: levels[index]) {
        return UInt8(index + 1)
      }
    }
    return UInt8(levelCount)
  }
}

extension ComparisonLevel {
  /// Whether values of a kind can be compared like this.
  func fits(_ kind: FieldKind, _ dictionary: ValueDictionary) -> Bool {
    if case .opaque = dictionary { return self == .exact }
    switch self {
    case .exact, .covers, .jaroWinkler, .typingErrors, .edits, .overlap: return true
    case .difference, .relativeDifference: return kind == .number || kind == .category
    case .days, .months, .years, .dateTypingErrors, .dateParts: return kind == .date
    case .kilometers: return kind == .place
    }
  }
}
