/// Style sheets inside pages and pictures.
enum StyleText {
  /// Drops the comments of a style sheet, and cleans its addresses.
  static func clean(
    _ range: Range<Int>, at place: String, _ plan: inout TextPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = plan.bytes
    var start = range.lowerBound
    var cursor = start
    var quote: UInt8?
    while cursor < range.upperBound {
      let byte = bytes[cursor]
      cursor += 1
      if let open = quote {
        if byte == UInt8(ascii: "\\") { cursor += 1 }
        if byte == open || byte == 0x0a { quote = nil }
        continue
      }
      if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: "("), isAddress(bytes, before: cursor - 1) {
        // What stands in "url(...)" without quotes is no comment, whatever it looks like.
        let first = bytes[cursor..<range.upperBound].first { !XMLTokenizer.isSpace($0) }
        if first != 0x22, first != 0x27 {
          cursor = bytes[cursor..<range.upperBound].firstIndex(of: 0x29) ?? range.upperBound
        }
      } else if byte == 0x2f, cursor < range.upperBound, bytes[cursor] == 0x2a {
        let open = cursor - 1
        let end = commentEnd(bytes, cursor + 1..<max(cursor + 1, range.upperBound))
        try cleanAddresses(in: start..<open, at: place, &plan, &reading)
        plan.keep(to: open)
        reading.disclose(
          .content, .medium, at: place, "a comment",
          value: XMLText.text(bytes[open..<end].prefix(8_000)))
        plan.drop(to: end, "comment")
        start = end
        cursor = end
      }
    }
    guard start < range.upperBound else { return }
    try cleanAddresses(in: start..<range.upperBound, at: place, &plan, &reading)
  }

  /// Cleans files in "data:" addresses, and puts a local path's last part in its place.
  private static func cleanAddresses(
    in range: Range<Int>, at place: String, _ plan: inout TextPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = plan.bytes
    var start = range.lowerBound
    var cursor = start
    while let open = bytes[cursor..<range.upperBound].firstIndex(of: UInt8(ascii: "(")) {
      cursor = open + 1
      guard open - range.lowerBound >= 3, isAddress(bytes, before: open) else { continue }
      let value = address(in: bytes, cursor..<range.upperBound)
      cursor = value.upperBound
      // A local path becomes a name, and no name is payload.
      var isLocal = false
      if case .local = TextLink.kind(bytes[value]) { isLocal = true }
      guard isLocal || TextLink.isName(bytes[value]) else { continue }
      try DataAddress.clean(in: start..<value.lowerBound, at: place, &plan, &reading)
      try TextLink.clean(value, at: place, &plan, &reading)
      start = cursor
    }
    try DataAddress.clean(in: start..<range.upperBound, at: place, &plan, &reading)
  }

  /// What stands between the brackets of "url(...)", without blanks and quotes before it: up to the
  /// bracket or quote that ends it, whatever stands between (CSS Syntax, 4.3.6).
  private static func address(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    let text = bytes[range].drop(while: XMLTokenizer.isSpace)
    let quote = text.first.flatMap { $0 == 0x22 || $0 == 0x27 ? $0 : nil }
    let value = quote == nil ? text : text.dropFirst()
    let end = value.firstIndex(of: quote ?? 0x29) ?? range.upperBound
    let last = value[..<end].lastIndex { !XMLTokenizer.isSpace($0) }
    return value.startIndex..<(last.map { $0 + 1 } ?? value.startIndex)
  }

  /// Drops what only editors read from a style attribute, and cleans its addresses.
  static func cleanAttribute(
    _ range: Range<Int>, at place: String, _ plan: inout TextPlan, _ reading: inout Reading
  ) throws(MediaError) {
    try XMLStyle.clean(range, at: place, &plan, &reading)
    // What was dropped at the attribute's end is behind the plan's position already.
    let start = max(plan.position, range.lowerBound)
    try cleanAddresses(
      in: start..<max(start, range.upperBound), at: place, &plan, &reading)
  }

  private static func commentEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var cursor = range.lowerBound
    while cursor + 1 < range.upperBound {
      if bytes[cursor] == 0x2a, bytes[cursor + 1] == 0x2f { return cursor + 2 }
      cursor += 1
    }
    return range.upperBound
  }

  private static func isAddress(_ bytes: [UInt8], before end: Int) -> Bool {
    guard end >= 3 else { return false }
    return bytes[(end - 3)..<end].elementsEqual([0x75, 0x72, 0x6c]) { $0 | 0x20 == $1 }
  }
}
