/// Searches in a file whose cross-references can't be trusted.
enum PDFScan {
  /// Where a word stands, everywhere.
  static func positions(of word: String, in bytes: [UInt8]) -> [Int] {
    let word = Array(word.utf8)
    guard let first = word.first, bytes.count >= word.count else { return [] }
    var found: [Int] = []
    var index = 0
    while index <= bytes.count - word.count {
      if bytes[index] == first, matches(word, bytes, index) { found.append(index) }
      index += 1
    }
    return found
  }

  private static func matches(_ word: [UInt8], _ bytes: [UInt8], _ at: Int) -> Bool {
    for offset in word.indices where bytes[at + offset] != word[offset] { return false }
    return true
  }

  /// Where a word stands for the last time.
  static func last(of word: String, in bytes: [UInt8]) -> Int? {
    let word = Array(word.utf8)
    guard let first = word.first else { return nil }
    var index = bytes.count - word.count
    while index >= 0 {
      if bytes[index] == first, matches(word, bytes, index) { return index }
      index -= 1
    }
    return nil
  }

  /// An object found by its words `N G obj`.
  struct Found {
    let number: Int
    let offset: Int
  }

  /// All objects of a file in its order, streams passed over.
  static func objects(in bytes: [UInt8]) -> [Found] {
    let ends = positions(of: "endstream", in: bytes)
    var nextEnd = 0
    var found: [Found] = []
    for word in positions(of: "obj", in: bytes) {
      while nextEnd < ends.count, ends[nextEnd] < word { nextEnd += 1 }
      guard word > 0, bytes[word - 1] != 0x64, let header = header(before: word, in: bytes) else {
        continue
      }
      found.append(header)
    }
    return outsideStreams(found, ends, bytes)
  }

  /// Leaves out what stands between `stream` and `endstream`.
  private static func outsideStreams(
    _ found: [Found], _ ends: [Int], _ bytes: [UInt8]
  ) -> [Found] {
    let starts = positions(of: "stream", in: bytes).filter { word in
      word < 3 || !matches(Array("end".utf8), bytes, word - 3)
    }
    var bodies: [Range<Int>] = []
    var (endIndex, last) = (0, 0)
    for start in starts where start >= last {
      while endIndex < ends.count, ends[endIndex] < start { endIndex += 1 }
      guard endIndex < ends.count else { break }
      bodies.append(start..<ends[endIndex])
      last = ends[endIndex]
    }
    var index = 0
    return found.filter { object in
      while index < bodies.count, bodies[index].upperBound <= object.offset { index += 1 }
      return index == bodies.count || !bodies[index].contains(object.offset)
    }
  }

  /// The number in front of a word `obj`.
  private static func header(before word: Int, in bytes: [UInt8]) -> Found? {
    var index = word
    func skip(while test: (UInt8) -> Bool, atMost limit: Int) -> Int {
      let first = index
      while index > 0, first - index < limit, test(bytes[index - 1]) { index -= 1 }
      return first - index
    }
    _ = skip(while: PDFCharacters.isSpace, atMost: 16)
    guard skip(while: PDFCharacters.isDigit, atMost: 5) > 0,
      skip(while: PDFCharacters.isSpace, atMost: 16) > 0,
      skip(while: PDFCharacters.isDigit, atMost: 10) > 0
    else { return nil }
    var lexer = PDFLexer(bytes, from: index)
    guard let number = lexer.natural() else { return nil }
    return Found(number: number, offset: index)
  }
}
