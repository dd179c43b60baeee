/// A YAML text in which some keys were given a mark, so that they differ from their doubles.
struct MarkedText {
  /// A character of the private use area opens and closes a mark.
  private static let fence: Unicode.Scalar = "\u{E0FE}"

  private(set) var text: String
  /// Where marks stand in `text`, and how many characters each takes.
  private var marks: [(place: YAMLPlace, length: Int)] = []
  private let canMark: Bool

  /// A text without marks.
  init(_ text: String) {
    self.text = text
    canMark = !text.unicodeScalars.contains(Self.fence)
  }

  /// How many keys were marked.
  var markCount: Int { marks.count }

  /// Marks the key at a place of `text`; false where that can't be done (no mark is possible in an
  /// alias, behind an anchor or a tag).
  mutating func mark(at place: YAMLPlace) -> Bool {
    guard canMark, var index = Self.index(of: place, in: text.unicodeScalars) else { return false }
    let scalars = text.unicodeScalars
    guard index < scalars.endIndex, !"&*!?[{|>".unicodeScalars.contains(scalars[index]) else {
      return false
    }
    var column = place.column
    if scalars[index] == "\"" || scalars[index] == "'" {
      index = scalars.index(after: index)
      column += 1
    }
    let label = "\(Self.fence)\(marks.count)\(Self.fence)"
    text.unicodeScalars.insert(contentsOf: label.unicodeScalars, at: index)
    marks.append((YAMLPlace(line: place.line, column: column), label.unicodeScalars.count))
    return true
  }

  /// The place that a place of `text` has without the marks.
  ///
  /// - Complexity: O(marks).
  func original(_ place: YAMLPlace) -> YAMLPlace {
    var column = place.column
    for mark in marks.reversed() where mark.place.line == place.line {
      if mark.place.column < column { column = max(mark.place.column, column - mark.length) }
    }
    return YAMLPlace(line: place.line, column: column)
  }

  /// A scalar without its mark.
  func unmarked(_ scalar: String) -> String {
    guard !marks.isEmpty, scalar.unicodeScalars.first == Self.fence else { return scalar }
    let rest = scalar.unicodeScalars.dropFirst().drop { $0 != Self.fence }.dropFirst()
    return String(String.UnicodeScalarView(rest))
  }

  /// The position of a place, lines broken as YAML breaks them.
  private static func index(
    of place: YAMLPlace, in scalars: String.UnicodeScalarView
  ) -> String.Index? {
    var line = 1
    var column = 1
    var index = scalars.startIndex
    while index < scalars.endIndex {
      if line == place.line, column == place.column { return index }
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let isPair = scalar == "\r" && index < scalars.endIndex && scalars[index] == "\n"
      if "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar), !isPair {
        line += 1
        column = 1
      } else {
        column += 1
      }
      if line > place.line { return nil }
    }
    return nil
  }
}
