/// Takes the bytes of a JSON document apart in one pass, without recursion.
struct EvidenceScanner {
  /// How deep a document may be; a report is some ten levels deep.
  static let depthLimit = 64

  private(set) var entries: [EvidenceDocument.Entry] = []
  private var open: [Int] = []
  private let byteCount: Int

  init(byteCount: Int) {
    self.byteCount = byteCount
    entries.reserveCapacity(byteCount / 16 + 8)
  }

  /// What may come next.
  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, commaOrEnd, nothing
  }

  mutating func scan(_ bytes: Span<UInt8>) throws(EvidenceDocument.Problem) {
    guard bytes.count < Int(Int32.max) else { throw .tooLarge }
    var expectation = Expectation.value
    var index = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        index += 1
        continue
      }
      switch expectation {
      case .value, .valueOrEnd:
        if byte == UInt8(ascii: "]"), expectation == .valueOrEnd {
          expectation = close(at: index)
          index += 1
        } else {
          expectation = try value(bytes, &index)
        }
      case .key, .keyOrEnd:
        if byte == UInt8(ascii: "}"), expectation == .keyOrEnd {
          expectation = close(at: index)
          index += 1
        } else {
          try key(bytes, &index)
          expectation = .value
        }
      case .commaOrEnd:
        expectation = try separator(byte, at: index)
        index += 1
      case .nothing: throw .malformed(byte: index)
      }
    }
    guard expectation == .nothing else { throw .malformed(byte: bytes.count) }
  }

  private mutating func add(_ kind: EvidenceDocument.Kind, _ start: Int, _ end: Int) {
    entries.append(
      EvidenceDocument.Entry(
        kind: kind, start: UInt32(start), end: UInt32(end), next: UInt32(entries.count + 1)))
  }

  private var afterValue: Expectation { open.isEmpty ? .nothing : .commaOrEnd }

  private mutating func close(at index: Int) -> Expectation {
    let opened = open.removeLast()
    entries[opened].end = UInt32(index + 1)
    entries[opened].next = UInt32(entries.count)
    return afterValue
  }

  private mutating func separator(
    _ byte: UInt8, at index: Int
  ) throws(EvidenceDocument.Problem) -> Expectation {
    guard let last = open.last else { throw .malformed(byte: index) }
    let isObject = entries[last].kind == .object
    switch byte {
    case UInt8(ascii: ","): return isObject ? .key : .value
    case UInt8(ascii: "}") where isObject: return close(at: index)
    case UInt8(ascii: "]") where !isObject: return close(at: index)
    default: throw .malformed(byte: index)
    }
  }

  private mutating func value(
    _ bytes: Span<UInt8>, _ index: inout Int
  ) throws(EvidenceDocument.Problem) -> Expectation {
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < Self.depthLimit else { throw .tooDeep }
      let isObject = bytes[index] == UInt8(ascii: "{")
      open.append(entries.count)
      add(isObject ? .object : .array, start, start + 1)
      index += 1
      return isObject ? .keyOrEnd : .valueOrEnd
    case UInt8(ascii: "\""):
      let end = try string(bytes, &index)
      add(.string, start + 1, end)
    default:
      while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
      guard let kind = Self.kind(bytes.extracting(start..<index)) else {
        throw .malformed(byte: start)
      }
      add(kind, start, index)
    }
    return afterValue
  }

  private mutating func key(
    _ bytes: Span<UInt8>, _ index: inout Int
  ) throws(EvidenceDocument.Problem) {
    let start = index
    guard bytes[index] == UInt8(ascii: "\"") else { throw .malformed(byte: index) }
    let end = try string(bytes, &index)
    add(.key, start + 1, end)
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
      throw .malformed(byte: index)
    }
    index += 1
  }

  /// Goes behind a string, and returns where its closing quote stands.
  private func string(
    _ bytes: Span<UInt8>, _ index: inout Int
  ) throws(EvidenceDocument.Problem) -> Int {
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return index - 1
      }
      if byte < 0x20 { throw .malformed(byte: index) }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    throw .malformed(byte: bytes.count)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }

  private static func kind(_ word: Span<UInt8>) -> EvidenceDocument.Kind? {
    if isNumber(word) { return .number }
    var text: [UInt8] = []
    for index in word.indices where index < 10 { text.append(word[index]) }
    switch String(decoding: text, as: UTF8.self) {
    case "true": return .yes
    case "false": return .no
    case "null": return .null
    // What writers that know no better put into JSON; readers that know no better take it.
    case "NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "-NaN", "-nan": return .notANumber
    default: return nil
    }
  }

  /// RFC 8259, section 6: `-`? int frac? exp?.
  private static func isNumber(_ word: Span<UInt8>) -> Bool {
    var index = 0
    func digits() -> Bool {
      let start = index
      while index < word.count, (0x30...0x39).contains(word[index]) { index += 1 }
      return index > start
    }
    if index < word.count, word[index] == UInt8(ascii: "-") { index += 1 }
    let first = index
    guard digits() else { return false }
    if word[first] == UInt8(ascii: "0"), index - first > 1 { return false }
    if index < word.count, word[index] == UInt8(ascii: ".") {
      index += 1
      guard digits() else { return false }
    }
    if index < word.count, word[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < word.count, [0x2B, 0x2D].contains(word[index]) { index += 1 }
      guard digits() else { return false }
    }
    return index == word.count
  }
}
