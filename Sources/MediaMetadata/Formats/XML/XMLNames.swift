/// The names that people gave to elements of a drawing, under names that say nothing: "id1", the
/// same wherever it is referred to (SVG 2, 16.2; SMIL 3.0, 5.4.3; CSS Values 4, 4.5).
///
/// Not followed: addresses that lead into another file, and those that lead here from outside.
struct XMLNames {
  private let names: [[UInt8]: [UInt8]]
  /// The names that change, for one report.
  let changed: [String]

  /// Attributes that hold one name or several.
  private static let lists: Set<String> = [
    "for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls",
    "aria-owns", "aria-flowto", "aria-details", "aria-errormessage", "aria-activedescendant",
  ]

  /// New names for those that a search found; nil where there is none, or one can't be followed.
  init?(_ search: XMLNameSearch) {
    guard search.isOpen, !search.found.isEmpty else { return nil }
    let names = NumberedNames(search.found, start: "id").names
    self.names = names
    changed = search.found.filter { names[$0] != $0 }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// An attribute's value with new names; nil where it holds none but in "url(...)".
  ///
  /// - Parameter animatesLinks: Whether it stands in an element that animates an address.
  func renamed(
    _ prefix: String?, _ local: String, _ raw: ArraySlice<UInt8>,
    animatesLinks: @autoclosure () -> Bool
  ) -> [UInt8]? {
    guard !raw.isEmpty else { return nil }
    switch (prefix, local) {
    case (nil, "id"), ("xml", "id"): return word(raw)
    case (nil, "href"), ("xlink", "href"): return address(raw)
    case (nil, "begin"), (nil, "end"): return mapped(raw, at: [UInt8(ascii: ";")], event)
    case (nil, "values"), (nil, "from"), (nil, "to"), (nil, "by"):
      guard animatesLinks() else { return nil }
      return mapped(raw, at: [UInt8(ascii: ";")]) { address($0) ?? Array($0) }
    case (nil, _) where Self.lists.contains(local):
      return mapped(raw, at: [0x20, 0x09, 0x0a, 0x0d], word)
    case (nil, _) where local.hasPrefix("nav-"): return address(raw)
    default: return nil
    }
  }

  /// An address of an element of the same file with its new name; nil for other addresses.
  func address(_ raw: ArraySlice<UInt8>) -> [UInt8]? {
    let text = XMLText.decoded(raw, limit: raw.count).utf8
      .drop { XMLTokenizer.isSpace($0) || $0 == 0x22 || $0 == 0x27 }
    guard text.first == UInt8(ascii: "#"),
      let last = text.lastIndex(where: { !XMLTokenizer.isSpace($0) && $0 != 0x22 && $0 != 0x27 })
    else { return nil }
    let old = DataAddress.unescaped(Array(text[...last].dropFirst())[...])
    guard let new = names[old], new != old else { return Array(raw) }
    return [UInt8(ascii: "#")] + new
  }

  private func word(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    let old = Array(XMLText.decoded(raw, limit: raw.count).utf8)
    guard let new = names[old], new != old else { return Array(raw) }
    return new
  }

  /// What begins or ends an animation: "name.event", where a name's own dots are escaped.
  private func event(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    let text = raw.drop(while: XMLTokenizer.isSpace)
    let dot = text.indices.first {
      text[$0] == UInt8(ascii: ".") && ($0 == text.startIndex || text[$0 - 1] != 0x5c)
    }
    // "0.5s", "+1.5s" are times.
    guard let dot, let first = text.first, !(0x2b...0x39).contains(first) else { return Array(raw) }
    let plain = text[..<dot].filter { $0 != 0x5c }
    guard let new = names[Array(XMLText.decoded(plain[...], limit: plain.count).utf8)],
      new != plain
    else { return Array(raw) }
    return raw[..<text.startIndex] + new + raw[dot...]
  }

  /// A list with each of its parts changed.
  private func mapped(
    _ raw: ArraySlice<UInt8>, at marks: Set<UInt8>, _ change: (ArraySlice<UInt8>) -> [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = []
    for part in raw.split(omittingEmptySubsequences: false, whereSeparator: marks.contains) {
      result += part.isEmpty ? [] : change(part)
      if part.endIndex < raw.endIndex { result.append(raw[part.endIndex]) }
    }
    return result
  }
}

/// Looks for the names of elements, and for what keeps them from being changed.
struct XMLNameSearch {
  /// The names, in the order in which they stand.
  private(set) var found: [[UInt8]] = []
  /// Whether nothing was met that may name elements in a way that can't be followed.
  private(set) var isOpen = true

  /// Elements that are programs, or call them.
  private static let programs: Set<String> = ["script", "handler", "listener"]

  mutating func take(element local: String) {
    if Self.programs.contains(local) { isOpen = false }
  }

  mutating func take(attribute local: String, _ prefix: String?, _ raw: ArraySlice<UInt8>) {
    if local == "id", prefix == nil || prefix == "xml", !raw.isEmpty {
      found.append(Array(XMLText.decoded(raw, limit: raw.count).utf8))
    }
    let isScript = TextLink.attributes.contains(local) && TextLink.kind(raw) == .script
    // A backslash escapes a character of a name in styles; in other addresses it parts folders.
    let isEscaped =
      !TextLink.attributes.contains(local) && [0x23, 0x28, 0x5c].allSatisfy(raw.contains)
    if local.hasPrefix("on") || isScript || isEscaped || Array(raw).holds("#xpointer(") {
      isOpen = false
    }
  }

  /// Takes a style sheet in, or a part of one.
  ///
  /// - Parameter isLiteral: Whether "&" stands for itself.
  mutating func take(style bytes: [UInt8], _ range: Range<Int>, isLiteral: Bool) {
    let text = XMLStyle.text(bytes, range, without: StyleText.comments(in: bytes, range))
    let unread = ["\\", "[", "@import", "element("] + (isLiteral ? [] : ["&"])
    if unread.contains(where: { text.holds($0) }) { isOpen = false }
  }

  /// A style sheet that stands elsewhere.
  mutating func takeSheetElsewhere() { isOpen = false }
}
