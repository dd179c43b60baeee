/// Finds values in one cell that point at a person by their form.
///
/// **Does not protect against** names, addresses in words, and numbers without a check digit or a
/// form of their own: the names of columns have to say those.
///
/// **Cost** O(bytes).
struct PersonalValueScan {
  private let bytes: ArraySlice<UInt8>
  private(set) var matches: [PersonalValue.Match] = []

  /// The finds in a cell of UTF-8.
  static func matches(in bytes: ArraySlice<UInt8>) -> [PersonalValue.Match] {
    // The shortest form is an e-mail address of six bytes; most cells hold nothing of any.
    guard bytes.count >= 6 else { return [] }
    var digits = 0
    var hasAt = false
    for byte in bytes {
      if (48...57).contains(byte) { digits += 1 } else if byte == 64 { hasAt = true }
    }
    guard hasAt || digits >= 6 else { return [] }
    var scan = PersonalValueScan(bytes: bytes)
    scan.run()
    return scan.matches
  }

  private init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  private mutating func run() {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "@") {
        email(at: index)
        index += 1
      } else if Self.isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") {
        index = token(from: index)
      } else {
        index += 1
      }
    }
  }

  /// Takes one token, and returns where the next may begin.
  private mutating func token(from start: Int) -> Int {
    var end = start
    var letters = 0
    while end < bytes.endIndex, Self.isWord(bytes[end]) {
      if !Self.isDigit(bytes[end]) { letters += 1 }
      end += 1
    }
    if letters > 0 {
      if let ibanEnd = iban(from: start) { return ibanEnd }
      code(bytes[start..<end], at: start)
      return end
    }
    guard let run = DigitRun(bytes, from: start) else { return max(end, start + 1) }
    if let match = run.match {
      add(match.kind, match.weight, start)
    } else if bytes[start] == UInt8(ascii: "(") {
      // A bracket around a number is none of its form.
      return start + 1
    }
    return run.end
  }

  private mutating func add(_ kind: PersonalValue, _ weight: PersonalValue.Weight, _ index: Int) {
    matches.append(.init(kind: kind, weight: weight, offset: index - bytes.startIndex))
  }

  // MARK: Forms with letters

  private mutating func email(at index: Int) {
    var start = index
    while start > bytes.startIndex, Self.isLocalPart(bytes[start - 1]) { start -= 1 }
    var end = index + 1
    while end < bytes.endIndex, Self.isDomain(bytes[end]) { end += 1 }
    var domain = bytes[(index + 1)..<end]
    while let last = domain.last, last == UInt8(ascii: ".") || last == UInt8(ascii: "-") {
      domain.removeLast()
    }
    let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard start < index, labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }),
      let last = labels.last, last.count >= 2, last.allSatisfy(Self.isLetter),
      !Self.isReserved(labels)
    else { return }
    add(.email, .proven, start)
  }

  /// Domains that belong to nobody (RFC 2606 and 6761): documentation and tests use them.
  private static func isReserved(_ labels: [ArraySlice<UInt8>]) -> Bool {
    let words = labels.map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let top = words.last else { return false }
    if ["test", "example", "invalid", "localhost"].contains(top) { return true }
    return words.count >= 2 && words[words.count - 2] == "example"
      && ["com", "net", "org"].contains(top)
  }

  /// The end of an IBAN that begins at `start`, with or without its spaces; nil where none does.
  private mutating func iban(from start: Int) -> Int? {
    guard bytes.endIndex - start >= 15,
      let length = CheckDigits.ibanLength[
        String(decoding: bytes[start..<(start + 2)], as: UTF8.self)]
    else { return nil }
    var text: [UInt8] = []
    var index = start
    while index < bytes.endIndex, text.count < length {
      if Self.isWord(bytes[index]) {
        text.append(bytes[index])
      } else if bytes[index] != UInt8(ascii: " ") || !text.count.isMultiple(of: 4) {
        return nil
      }
      index += 1
    }
    let isWhole = index == bytes.endIndex || !Self.isWord(bytes[index])
    guard text.count == length, isWhole, CheckDigits.iban(text[...]) else { return nil }
    add(.iban, .proven, start)
    return index
  }

  private mutating func code(_ token: ArraySlice<UInt8>, at start: Int) {
    // Keys in hexadecimal: now and then one has digits only, and must not be taken for a card.
    if (13...19).contains(token.count) { add(.card, .unlikely, start) }
    if token.count == 15 { add(.frenchNumber, .unlikely, start) }
    if token.count == 16, CheckDigits.italianNumber(token) { add(.italianNumber, .proven, start) }
    guard token.count == 9, let first = token.first, let last = token.last else { return }
    let middle = token.dropFirst().dropLast()
    if Self.isUpper(last), middle.allSatisfy(Self.isDigit),
      Self.isDigit(first) || Array("XYZ".utf8).contains(first)
    {
      add(.spanishNumber, CheckDigits.spanishNumber(token) ? .likely : .unlikely, start)
    } else if Self.isBritish(token) {
      add(.britishNumber, .proven, start)
    }
  }

  /// A national insurance number: two letters, six digits, A to D (HMRC, NIM39110).
  private static func isBritish(_ token: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(token)
    guard isUpper(bytes[0]), isUpper(bytes[1]), bytes[2..<8].allSatisfy(isDigit),
      (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(bytes[8])
    else { return false }
    let pair = String(decoding: bytes[..<2], as: UTF8.self)
    return !bytes[..<2].contains { Array("DFIQUV".utf8).contains($0) } && !pair.hasSuffix("O")
      && !["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"].contains(pair)
  }

  // MARK: Characters

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    isUpper(byte) || (97...122).contains(byte)
  }
  /// Letters, digits, `_`, and all of what is beyond ASCII.
  static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
  private static func isLocalPart(_ byte: UInt8) -> Bool {
    isWord(byte) || Array(".!#$%&'*+/=?^`{|}~-".utf8).contains(byte)
  }
  private static func isDomain(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }
}
