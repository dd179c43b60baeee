/// The characters of a YAML text, looked at before a parser sees them.
struct YAMLText {
  /// The largest manifest that is read: ten thousand columns take about 1 MB.
  static let byteCountLimit = 16 << 20
  /// How many aliases a manifest may have: 16 of them blow a document up 360 times at worst
  /// (the largest product of numbers that add up to 16 is e^(16/e)), so no bomb can be built.
  static let aliasLimit = 16

  let text: String

  /// The first thing that no manifest may hold, or `nil`.
  ///
  /// - Complexity: O(length).
  func firstProblem() -> ManifestError? {
    if text.utf8.count > Self.byteCountLimit {
      return ManifestError(
        line: 1, column: 1, problem: .tooLarge(limitByteCount: Self.byteCountLimit))
    }
    var walk = Walk()
    for scalar in text.unicodeScalars {
      if !Self.isPrintable(scalar) { return walk.error(.forbiddenCharacter) }
      if walk.isAlias(scalar) {
        walk.aliasCount += 1
        if walk.aliasCount > Self.aliasLimit {
          return walk.error(.tooManyAliases(limit: Self.aliasLimit))
        }
      }
      walk.step(scalar)
    }
    return nil
  }

  /// The place of the first tab in the indentation of `line` or of the line above it.
  func tabInIndentation(near line: Int) -> YAMLPlace? {
    var place = YAMLPlace(line: 1, column: 1)
    var isIndentation = true
    for scalar in text.unicodeScalars {
      if isIndentation, scalar == "\t", (line - 1...line).contains(place.line) { return place }
      if scalar == "\n" {
        place = YAMLPlace(line: place.line + 1, column: 1)
        isIndentation = true
      } else {
        isIndentation = isIndentation && scalar == " "
        place = YAMLPlace(line: place.line, column: place.column + 1)
      }
    }
    return nil
  }

  /// YAML 1.1, section 4.1.1: what may stand in a document.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
      true
    default: false
    }
  }

  /// Where a walk over the text stands.
  private struct Walk {
    var line = 1
    var column = 1
    var previous: Unicode.Scalar = "\n"
    var isComment = false
    var aliasCount = 0

    /// Whether `scalar` may open an alias, seen only from the character before it.
    func isAlias(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "*" && !isComment && " \t\n\r[{,:-?".unicodeScalars.contains(previous)
    }

    mutating func step(_ scalar: Unicode.Scalar) {
      if scalar == "#", " \t\n\r".unicodeScalars.contains(previous) { isComment = true }
      if scalar == "\n" {
        line += 1
        column = 1
        isComment = false
      } else {
        column += 1
      }
      previous = scalar
    }

    func error(_ problem: ManifestProblem) -> ManifestError {
      ManifestError(line: line, column: column, problem: problem)
    }
  }
}
