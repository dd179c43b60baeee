import Tables

/// Patterns, words and lengths of a column's values, each distinct value looked at once.
struct PatternCount {
  private var matches: [ValuePattern: Int] = [:]
  private var words = 0
  /// The number of cells behind the values looked at.
  private(set) var cellCount = 0

  /// Looks at every value whose code is 1 modulo a stride such that at most `limit` are looked at.
  init(texts: [String], counts: [Int], limit: Int) {
    let stride = max(1, (texts.count + limit - 1) / limit)
    for index in Swift.stride(from: 0, to: texts.count, by: stride) {
      let weight = counts[index + 1]
      for pattern in ValueClassifier.patterns(of: texts[index]) {
        matches[pattern, default: 0] += weight
      }
      words += weight * ValueClassifier.wordCount(Array(texts[index].utf8))
      cellCount += weight
    }
  }

  var shares: [ValuePattern: Double] {
    matches.mapValues { Double($0) / Double(max(1, cellCount)) }
  }

  var meanWords: Double { cellCount == 0 ? 0 : Double(words) / Double(cellCount) }

  /// Whether most values are numbers.
  var isNumeric: Bool { (shares[.real] ?? 0) > 0.5 }

  /// Whether most values are ISO dates or timestamps.
  var isTemporal: Bool { (shares[.isoDate] ?? 0) + (shares[.isoTimestamp] ?? 0) > 0.5 }
}

extension CodedColumn {
  /// How often each code occurs.
  var codeCounts: [Int] {
    var counts = [Int](repeating: 0, count: cardinality)
    for code in codes { counts[Int(code)] += 1 }
    return counts
  }
}
