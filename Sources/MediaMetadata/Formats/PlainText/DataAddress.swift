/// Files inside text as "data:" addresses (RFC 2397), each cleaned as a file of its own.
enum DataAddress {
  private static let mark = Array("data:".utf8)

  /// Cleans the addresses that stand in `range` of the plan's text; what is before and between
  /// them stays.
  static func clean(
    in range: Range<Int>, at location: String, _ plan: inout TextPlan, _ reading: inout Reading
  ) throws(MediaError) {
    var from = range.lowerBound
    while let (start, comma, end) = next(plan.bytes, &from, range) {
      let kind = plan.bytes[(start + mark.count)..<comma]
      try clean(kind, comma + 1..<end, start, at: location, &plan, &reading)
    }
  }

  /// Where the next address stands, and its comma.
  private static func next(
    _ bytes: [UInt8], _ from: inout Int, _ range: Range<Int>
  ) -> (start: Int, comma: Int, end: Int)? {
    while let start = find(bytes, from..<range.upperBound) {
      from = start + mark.count
      guard let comma = bytes[from..<min(range.upperBound, from + 200)].firstIndex(of: 0x2c),
        !bytes[from..<comma].contains(where: { Self.ends($0) })
      else { continue }
      from = end(of: start, comma, bytes, range)
      return (start, comma, from)
    }
    return nil
  }

  /// How long the addresses are that stand in `range`.
  static func counts(in bytes: [UInt8], _ range: Range<Int>) -> [Int] {
    var counts: [Int] = []
    var from = range.lowerBound
    while let (start, _, end) = next(bytes, &from, range) { counts.append(end - start) }
    return counts
  }

  private static func clean(
    _ kind: ArraySlice<UInt8>, _ body: Range<Int>, _ start: Int, at location: String,
    _ plan: inout TextPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let parts = String(decoding: kind, as: UTF8.self).split(
      separator: ";", omittingEmptySubsequences: false)
    let isBase64 = parts.dropFirst().contains { $0.lowercased() == "base64" }
    let plain = parts.enumerated().filter { index, part in
      index == 0 || part.lowercased() == "base64" || part.lowercased().hasPrefix("charset=")
        || part.lowercased() == "utf8"
    }.map { String($0.element) }.joined(separator: ";")
    if plain.utf8.count != kind.count {
      reading.disclose(
        .identifier, .medium, at: "\(location)/data", "a name beside embedded data",
        value: PrintableText.text(kind))
    }
    plan.keep(to: start)
    plan.put(Array("data:\(plain),".utf8), to: body.lowerBound, "data address")
    let unescaped = unescaped(plan.bytes[body])
    guard let content = isBase64 ? XMPBase64.decoded(unescaped[...]) : unescaped,
      !content.isEmpty
    else {
      return reading.discloseUnknown(
        plan.bytes[body], at: "\(location)/data", "data that can't be read", fate: .kept)
    }
    guard let inner = try NestedFile.read(content, at: "\(location)/data", &reading) else {
      NestedFile.discloseUnknown(content[...], at: "\(location)/data", &reading)
      return
    }
    guard !inner.isGone else { return plan.drop(to: body.upperBound, "data address") }
    let clean = inner.rebuilt ?? content
    if isBase64 {
      let text = Base64Text.encoded(clean)
      if inner.rebuilt == nil, text != unescaped.filter({ !XMLTokenizer.isSpace($0) }) {
        reading.disclose(.unknown, .low, at: "\(location)/data", "an odd way to write base 64")
      } else if inner.rebuilt == nil {
        // As it stands, with its breaks of lines.
        return plan.put(
          Array(plan.bytes[body]), to: body.upperBound, payload: inner.payload, "data address")
      }
      plan.put(text, to: body.upperBound, payload: inner.payload, "data address")
    } else if inner.rebuilt != nil {
      plan.put(escaped(clean), to: body.upperBound, payload: inner.payload, "data address")
    } else {
      plan.put(
        Array(plan.bytes[body]), to: body.upperBound, payload: inner.payload, "data address")
    }
  }

  /// Where an address ends: at the quote or bracket that is open before it, at the end of a value
  /// that it fills, else at the first byte that ends addresses anywhere.
  private static func end(
    of start: Int, _ comma: Int, _ bytes: [UInt8], _ range: Range<Int>
  ) -> Int {
    let before = bytes[range.lowerBound..<start].last { !XMLTokenizer.isSpace($0) }
    let rest = bytes[comma..<range.upperBound]
    let end: Int? =
      switch before {
      case nil: range.upperBound
      case UInt8(ascii: "\""), UInt8(ascii: "'"): rest.firstIndex { $0 == before }
      case UInt8(ascii: "("): rest.firstIndex(of: UInt8(ascii: ")"))
      default: rest.firstIndex { ends($0) || $0 == 0x26 || XMLTokenizer.isSpace($0) }
      }
    return end ?? range.upperBound
  }

  /// Where "data:" stands next, in any case of letters, with no letter before it.
  private static func find(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard range.count > mark.count else { return nil }
    for start in range.lowerBound..<(range.upperBound - mark.count)
    where bytes[start] | 0x20 == 0x64 {
      let isMark = mark.indices.allSatisfy { bytes[start + $0] | 0x20 == mark[$0] | 0x20 }
      guard isMark, bytes[start + 4] == 0x3a else { continue }
      if start > range.lowerBound, isLetter(bytes[start - 1]) { continue }
      return start
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || byte == UInt8(ascii: "-")
  }

  /// Whether a byte ends an address inside markup or CSS.
  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  /// Percent escapes as the bytes they stand for.
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(0x25) else { return Array(text) }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == 0x25, text.endIndex - index > 2,
        let high = HexadecimalDigit.value(text[index + 1]),
        let low = HexadecimalDigit.value(text[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in bytes {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || [0x2d, 0x2e, 0x5f, 0x7e, 0x2f, 0x3a, 0x3d].contains(byte)
      result += isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return result
  }
}
