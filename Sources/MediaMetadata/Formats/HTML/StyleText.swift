/// Style sheets inside pages and pictures.
enum StyleText {
  /// Attributes outside of style sheets whose value may be an address as style sheets have it.
  static let attributes: Set<String> = [
    "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker", "marker-start",
    "marker-mid", "marker-end",
  ]

  /// Drops the comments of a style sheet, cleans its addresses, and puts new names of elements in.
  static func clean(
    _ range: Range<Int>, _ names: XMLNames? = nil, at place: String, _ plan: inout TextPlan,
    _ reading: inout Reading
  ) throws(MediaError) {
    var start = range.lowerBound
    let comments = comments(in: plan.bytes, range)
    try check(comments, plan, range)
    let selectors = names == nil ? [] : selectors(in: plan.bytes, range, without: comments)
    for comment in comments {
      try cleanAddresses(
        in: start..<comment.lowerBound, names, selectors, at: place, &plan, &reading)
      drop(comment: comment, at: place, &plan, &reading)
      start = comment.upperBound
    }
    guard start < range.upperBound else { return }
    try cleanAddresses(in: start..<range.upperBound, names, selectors, at: place, &plan, &reading)
  }

  /// Throws where an address would begin or end elsewhere without the comments.
  private static func check(
    _ comments: [Range<Int>], _ plan: TextPlan, _ range: Range<Int>
  ) throws(MediaError) {
    guard !comments.isEmpty else { return }
    let bytes = plan.bytes
    var rest: [UInt8] = []
    var counts: [Int] = []
    var start = range.lowerBound
    for comment in comments + [range.upperBound..<range.upperBound] {
      let part = start..<max(start, comment.lowerBound)
      counts += DataAddress.counts(in: bytes, part)
      rest += bytes[part]
      start = comment.upperBound
    }
    guard counts == DataAddress.counts(in: rest, 0..<rest.count) else {
      throw .malformed(
        plan.format, offset: range.lowerBound, reason: "a comment beside an address")
    }
  }

  /// Where "#" begins a selector and no colour: an opening bracket is the first mark behind it.
  private static func selectors(
    in bytes: [UInt8], _ range: Range<Int>, without comments: [Range<Int>]
  ) -> Set<Int> {
    var selectors: Set<Int> = []
    var mark: UInt8 = 0
    var comments = comments
    var index = range.upperBound
    while index > range.lowerBound {
      index -= 1
      if let comment = comments.last, comment.contains(index) {
        index = comment.lowerBound
        comments.removeLast()
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"): mark = bytes[index]
      case UInt8(ascii: "#"): if mark == UInt8(ascii: "{") { selectors.insert(index) }
      default: break
      }
    }
    return selectors
  }

  /// Lets a comment go.
  static func drop(
    comment: Range<Int>, at place: String, _ plan: inout TextPlan, _ reading: inout Reading
  ) {
    plan.keep(to: comment.lowerBound)
    reading.disclose(
      .content, .medium, at: place, "a comment",
      value: XMLText.text(plan.bytes[comment].prefix(8_000)))
    plan.drop(to: comment.upperBound, "comment")
  }

  /// Where comments stand, which is neither in quotes nor in addresses.
  static func comments(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    var cursor = range.lowerBound
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
        let start = cursor - 1
        cursor = commentEnd(bytes, cursor + 1..<max(cursor + 1, range.upperBound))
        comments.append(start..<cursor)
      }
    }
    return comments
  }

  /// Cleans files in "data:" addresses, puts a local path's last part in its place, and new names
  /// of elements.
  ///
  /// - Parameter selectors: Where "#" begins the name of an element.
  static func cleanAddresses(
    in range: Range<Int>, _ names: XMLNames? = nil, _ selectors: Set<Int> = [], at place: String,
    _ plan: inout TextPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = plan.bytes
    var start = range.lowerBound
    var cursor = start
    while let value = nextAddress(in: bytes, range, selectors, from: &cursor) {
      if let name = names?.address(bytes[value]) {
        try DataAddress.clean(in: start..<value.lowerBound, at: place, &plan, &reading)
        plan.keep(to: value.lowerBound)
        // Also where it stays: what refers to what is compared as what it is.
        plan.put(name, to: value.upperBound, payload: .header(name), "name")
        start = cursor
        continue
      }
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

  /// The next address: in "url(...)", in quotes behind "@import", or a selector.
  private static func nextAddress(
    in bytes: [UInt8], _ range: Range<Int>, _ selectors: Set<Int>, from cursor: inout Int
  ) -> Range<Int>? {
    let word = Array("import".utf8)
    let marks = Array((selectors.isEmpty ? "(@" : "(@#").utf8)
    while let mark = bytes[cursor..<range.upperBound].firstIndex(where: marks.contains) {
      cursor = mark + 1
      let rest = bytes[cursor..<range.upperBound]
      if bytes[mark] == UInt8(ascii: "#") {
        guard selectors.contains(mark) else { continue }
        cursor = rest.firstIndex { !isName($0) } ?? range.upperBound
        return mark..<cursor
      }
      if bytes[mark] == UInt8(ascii: "(") {
        guard mark - range.lowerBound >= 3, isAddress(bytes, before: mark) else { continue }
      } else {
        let next = rest.dropFirst(word.count).first { !XMLTokenizer.isSpace($0) }
        guard rest.prefix(word.count).elementsEqual(word, by: { $0 | 0x20 == $1 }),
          next == 0x22 || next == 0x27
        else { continue }
        cursor += word.count
      }
      let value = address(in: bytes, cursor..<range.upperBound)
      cursor = value.upperBound
      return value
    }
    return nil
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

  /// Whether a byte may stand in a name of an element.
  private static func isName(_ byte: UInt8) -> Bool {
    HTMLTokenizer.isLetter(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Drops what only editors read from a style attribute, and comments, cleans its addresses, and
  /// puts new names of elements in.
  static func cleanAttribute(
    _ range: Range<Int>, _ names: XMLNames? = nil, at place: String, _ plan: inout TextPlan,
    _ reading: inout Reading
  ) throws(MediaError) {
    let found = attributeComments(in: plan.bytes, range)
    if !found.isEmpty, !XMLStyle.isPlain(XMLStyle.text(plan.bytes, range, without: found)) {
      return try clean(range, names, at: place, &plan, &reading)
    }
    try XMLStyle.clean(range, without: found, at: place, &plan, &reading)
    // What was dropped at the attribute's end is behind the plan's position already.
    let start = max(plan.position, range.lowerBound)
    try cleanAddresses(
      in: start..<max(start, range.upperBound), names, at: place, &plan, &reading)
  }

  /// The comments of a style attribute; none where entities may stand for its quotes, and where
  /// without quotes around it nothing may be left of it.
  private static func attributeComments(
    in bytes: [UInt8], _ range: Range<Int>
  ) -> [Range<Int>] {
    guard !bytes[range].contains(0x26) else { return [] }
    let comments = comments(in: bytes, range)
    let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
    let isQuoted = before == 0x22 || before == 0x27
    return isQuoted || comments.first?.lowerBound != range.lowerBound ? comments : []
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
