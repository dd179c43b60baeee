import Tables

/// A card of a model or a dataset: Markdown, text or JSON that people read.
struct ModelCard {
  private let lines: [Substring]

  init(text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// What it shows that it must not.
  func faults(_ terms: OutputTerms) -> [OutputFault] {
    lines.enumerated().flatMap { index, line in
      self.faults(in: Array(line.unicodeScalars), line: index + 1, terms)
    }
  }

  private static let extremes: Set<String> = ["min", "max", "minimum", "maximum"]
  private static let counts: Set<String> = [
    "n", "count", "people", "patients", "users", "subjects", "persons", "cases", "support",
  ]

  private func faults(
    in scalars: [Unicode.Scalar], line: Int, _ terms: OutputTerms
  ) -> [OutputFault] {
    var faults: [OutputFault] = []
    for word in Self.words(scalars) {
      let text = word.text.lowercased()
      if IdentifierScan.isFound(in: word.raw) {
        faults.append(OutputFault(kind: .identifier, line: line, column: word.column))
      }
      guard Self.extremes.contains(text) || Self.counts.contains(text),
        let number = Self.number(behind: word.end, in: scalars)
      else { continue }
      if Self.extremes.contains(text) {
        faults.append(OutputFault(kind: .exactExtreme, line: line, column: word.column))
      } else if number > 0, number < Double(terms.minimumCell),
        number == number.rounded()
      {
        faults.append(OutputFault(kind: .smallCell, line: line, column: word.column))
      }
    }
    return faults
  }

  /// The number that a word is followed by: `min: 17`, `"max": 93.4`, `n = 3`, `| max | 99 |`.
  private static func number(behind end: Int, in scalars: [Unicode.Scalar]) -> Double? {
    let rest = scalars[end...].drop { "\" :=|`*~\t".unicodeScalars.contains($0) }
    let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." || $0 == "-" }
    guard rest.startIndex > end else { return nil }
    var text = String(String.UnicodeScalarView(digits))
    while text.hasSuffix(".") { text.removeLast() }
    return Double(text)
  }

  private struct Word {
    /// The letters.
    let text: String
    /// Everything up to the next space.
    let raw: String
    let column: Int
    let end: Int
  }

  private static func words(_ scalars: [Unicode.Scalar]) -> [Word] {
    var words: [Word] = []
    var start = 0
    while start < scalars.count {
      guard !isSpace(scalars[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < scalars.count, !isSpace(scalars[end]) { end += 1 }
      let raw = Array(scalars[start..<end])
      // A word in a longer run, such as `"min":17`, counts as well.
      var inner = start
      var isFirst = true
      while inner < end {
        guard scalars[inner].properties.isAlphabetic else {
          inner += 1
          continue
        }
        var stop = inner
        while stop < end, scalars[stop].properties.isAlphabetic { stop += 1 }
        let text = String(String.UnicodeScalarView(scalars[inner..<stop]))
        let shown = isFirst ? String(String.UnicodeScalarView(raw)) : ""
        words.append(Word(text: text, raw: shown, column: inner + 1, end: stop))
        isFirst = false
        inner = stop
      }
      if isFirst {
        words.append(
          Word(
            text: "", raw: String(String.UnicodeScalarView(raw)), column: start + 1, end: end))
      }
      start = end
    }
    return words
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "|"
  }
}
