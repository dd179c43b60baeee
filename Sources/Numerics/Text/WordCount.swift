/// Words of a text as its white space parts them; no locale, no dictionary.
///
/// Of a run of more than 20 scalars each fifth one behind them counts as a word too, so that text
/// of a script without spaces is not one word.
public enum WordCount {
  /// Whether a scalar parts words: white space, and ASCII's control characters.
  @inlinable
  public static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? scalar.value <= 0x20 || scalar.value == 0x7F : isSpaceBeyondASCII(scalar)
  }

  /// The slow half of `isSpace`.
  @usableFromInline
  static func isSpaceBeyondASCII(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace
  }

  /// The number of words.
  ///
  /// - Complexity: O(scalars).
  public static func words(in text: String) -> Int {
    var (words, length) = (0, 0)
    for scalar in text.unicodeScalars { words += starts(scalar, &length) ? 1 : 0 }
    return words
  }

  /// Whether a word starts at a scalar; `length` is that of the run without spaces before it.
  @inline(__always)
  private static func starts(_ scalar: Unicode.Scalar, _ length: inout Int) -> Bool {
    guard !isSpace(scalar) else {
      length = 0
      return false
    }
    length += 1
    return length == 1 || (length > 20 && length % 5 == 1)
  }

  /// The first `words` words of texts that follow each other; the last text may be cut.
  ///
  /// - Complexity: O(scalars kept).
  public static func prefix(of texts: [String], words: Int) -> [String] {
    var (kept, left) = ([String](), words)
    for text in texts where left > 0 {
      let scalars = text.unicodeScalars
      var (end, length) = (scalars.startIndex, 0)
      while end < scalars.endIndex {
        if starts(scalars[end], &length) {
          if left == 0 { break }
          left -= 1
        }
        end = scalars.index(after: end)
      }
      kept.append(String(scalars[..<end]))
    }
    return kept
  }
}
