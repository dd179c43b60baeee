/// Walks the elements of a packet and notes each property with its path.
///
/// RDF's own elements (Description, Bag, Seq, Alt, li, value) are transparent, whether a property
/// is an attribute, an element, a structure or an array; what stands outside RDF is noted the same
/// way. The stack is explicit and bounded. **Source**: RDF/XML Syntax, 2.4 to 2.15; ISO 16684-1, 7.
struct XMPWalker {
  /// How many properties of one packet are listed; the rest are shown as one text.
  static let propertyLimit = 4_000
  /// How many bytes of values are shown one by one.
  static let shownLimit = 1 << 19
  /// How deep elements may nest.
  static let depthLimit = 256
  /// Attributes that speak of the syntax: RDF's own, which carry no value of a property.
  private static let structural: Set<String> = ["parseType", "datatype", "nodeID"]

  private var tokenizer: XMLTokenizer
  private let location: String
  private var names = XMPNames()
  private var stack: [XMPFrame] = []
  private var listed = 0
  private var shown = 0
  /// Where listing stopped inside a tag.
  private var rest: Int?

  /// A walker over UTF-8.
  init(_ bytes: ArraySlice<UInt8>, at location: String) {
    tokenizer = XMLTokenizer(bytes)
    self.location = location
  }

  private var bytes: ArraySlice<UInt8> { tokenizer.bytes }

  /// Notes everything up to the end, or to where the packet can't be followed.
  mutating func walk(_ reading: inout Reading) throws(MediaError) {
    while hasRoom, stack.count < Self.depthLimit, let token = tokenizer.next() {
      try handle(token, &reading)
    }
    let rest = bytes[(rest ?? tokenizer.position)...]
    guard rest.contains(where: { !XMLTokenizer.isSpace($0) && $0 != 0 }) else { return }
    reading.discloseUnknown(rest, at: location, "text that can't be read as XMP")
  }

  private var hasRoom: Bool { listed < Self.propertyLimit && shown < Self.shownLimit }

  private mutating func handle(
    _ token: XMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    switch token.kind {
    case .start(let isEmpty):
      try open(token, &reading)
      if isEmpty { close() }
    case .end: close()
    case .text, .literal: try note(bytes[token.content], isRaw: token.kind == .literal, &reading)
    case .comment: remark(token, "a comment", .content, &reading)
    case .doctype: remark(token, "a document type", .unknown, &reading)
    case .instruction:
      if !XMPPacketWrapper.isPlain(bytes[token.content]) {
        remark(token, "an instruction to programs", .unknown, &reading)
      }
    }
  }

  private mutating func remark(
    _ token: XMLToken, _ meaning: String, _ category: Disclosure.Category,
    _ reading: inout Reading
  ) {
    listed += 1
    reading.disclose(
      category, .medium, at: location, meaning, value: XMLText.decoded(bytes[token.content]))
  }

  private mutating func close() {
    guard let frame = stack.popLast() else { return }
    names.unbind(frame.bound)
  }

  private mutating func open(
    _ token: XMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    let attributes = tokenizer.attributes
    var bound: [String] = []
    for attribute in attributes {
      guard let prefix = XMPNames.declared(bytes[attribute.name]) else { continue }
      guard hasRoom else {
        rest = rest ?? attribute.name.lowerBound
        break
      }
      let uri = XMLText.decoded(bytes[attribute.value])
      if names.bind(prefix, to: uri) {
        listed += 1
        reading.disclose(
          .unknown, .medium, at: "\(location)/namespace", "a vocabulary that no list knows",
          value: uri)
      }
      bound.append(prefix)
    }
    let name = names.resolve(bytes[token.name], isElement: true)
    stack.append(XMPFrame(name, within: stack.last, bound: bound))
    for attribute in attributes where XMPNames.declared(bytes[attribute.name]) == nil {
      guard hasRoom else {
        rest = rest ?? attribute.name.lowerBound
        break
      }
      try note(attribute, &reading)
    }
  }

  private mutating func note(
    _ attribute: XMLAttribute, _ reading: inout Reading
  ) throws(MediaError) {
    let name = names.resolve(bytes[attribute.name], isElement: false)
    let value = bytes[attribute.value]
    guard !value.isEmpty else { return }
    let local = name.local
    if name.prefix == "rdf" || (name.prefix == nil && name.isBare && local == "about") {
      switch local {
      case "resource", "value": return try note(value, isRaw: false, &reading)
      case "parseType" where value.elementsEqual("Resource".utf8): return
      case let other where Self.structural.contains(other): break
      default:
        listed += 1
        return reading.disclose(
          .identifier, .high, at: "\(location)/rdf:\(local == "about" ? "about" : "attribute")",
          "what the description is about", value: XMLText.decoded(value))
      }
    }
    if name.prefix == "xml" {
      guard local != "lang" || !value.elementsEqual("x-default".utf8) else { return }
      listed += 1
      return reading.disclose(
        .content, .low, at: path(of: nil), "the language of a text", value: XMLText.decoded(value))
    }
    stack.append(XMPFrame(name, within: stack.last, bound: []))
    try note(value, isRaw: false, &reading)
    stack.removeLast()
  }

  /// Notes the text of the innermost property.
  private mutating func note(
    _ raw: ArraySlice<UInt8>, isRaw: Bool, _ reading: inout Reading
  ) throws(MediaError) {
    guard raw.contains(where: { !XMLTokenizer.isSpace($0) && $0 != 0 }) else { return }
    listed += 1
    shown += min(raw.count, PrintableText.limit)
    let rule = stack.last?.rule ?? .unknown
    let place = path(of: stack.last)
    if let embedded = try XMPEmbedded.find(in: raw, for: rule) {
      reading.disclose(.content, .high, at: place, embedded.meaning, value: embedded.text)
      if let source = embedded.source { _ = try reading.embedded(source, at: place) }
      return
    }
    let label = stack.last?.label ?? ""
    reading.disclose(
      rule.category, rule.severity, at: place, rule.meaning,
      value: label + (isRaw ? XMLText.text(raw.prefix(8_000)) : XMLText.decoded(raw)))
  }

  private func path(of frame: XMPFrame?) -> String {
    guard let path = (frame ?? stack.last)?.path, !path.isEmpty else { return location }
    return "\(location)/\(path)"
  }
}
