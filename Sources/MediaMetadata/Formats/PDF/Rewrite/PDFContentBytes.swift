/// Passes over what paints without looking into it: most of a content stream is numbers.
enum PDFContentBytes {
  /// Whether something may stand among the bytes that the scan looks for: a comment, a dictionary.
  ///
  /// True too often where such bytes stand in strings and pictures, and never false wrongly.
  static func mayTell(_ bytes: Span<UInt8>) -> Bool {
    var start = 0
    while start < bytes.count {
      let end = min(start &+ 256, bytes.count)
      let block = bytes.extracting(start..<end)
      // Without an early exit inside the block the loop has no branch, and is vectorised.
      var found: UInt8 = 0
      for index in block.indices {
        let byte = block[index]
        found |= (byte == 0x25 ? 1 : 0) | (byte == 0x3c ? 2 : 0)
      }
      if found & 1 == 1 || (found == 2 && holdsPair(bytes, start..<end)) { return true }
      start = end
    }
    return false
  }

  /// Whether two "<" stand together, the first of them in the range.
  private static func holdsPair(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where bytes[index] == 0x3c {
      if index + 1 < bytes.count, bytes[index + 1] == 0x3c { return true }
    }
    return false
  }

  /// Where the next byte stands that is neither white space nor part of a number's beginning.
  static func numbersEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      guard
        byte &- 0x30 < 10 || byte == 0x20 || byte == 0x2e || byte == 0x0a || byte == 0x2d
          || PDFCharacters.isSpace(byte)
      else { return position }
      position &+= 1
    }
    return position
  }

  /// Where a word ends.
  static func wordEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count, PDFCharacters.isRegular(bytes[position]) { position &+= 1 }
    return position
  }

  /// Where a string in parentheses ends, that begins at `start`.
  static func literalEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var position = start
    var open = 0
    while position < bytes.count {
      let byte = bytes[position]
      position &+= byte == 0x5c ? 2 : 1
      if byte == 0x28 { open &+= 1 }
      if byte == 0x29 {
        open &-= 1
        if open == 0 { break }
      }
    }
    return min(position, bytes.count)
  }
}
