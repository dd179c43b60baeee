/// One element of DER: tag, content, and what follows.
///
/// **Source**: ITU-T X.690, chapters 8 and 10.
struct DERNode {
  let tag: UInt8
  let content: ArraySlice<UInt8>
  let rest: ArraySlice<UInt8>

  /// Whether it is made of elements.
  var isConstructed: Bool { tag & 0x20 != 0 }

  /// The element at the start of `bytes`; nil where none stands there whole.
  static func first(of bytes: ArraySlice<UInt8>) -> DERNode? {
    guard bytes.count >= 2, let tag = bytes.first, tag & 31 != 31 else { return nil }
    let start = bytes.startIndex
    var count = Int(bytes[start + 1])
    var body = start + 2
    if count >= 0x80 {
      let width = count & 0x7f
      guard (1...4).contains(width), bytes.endIndex - body >= width else { return nil }
      count = bytes[body..<(body + width)].reduce(0) { $0 << 8 | Int($1) }
      body += width
    }
    guard count <= bytes.endIndex - body else { return nil }
    return DERNode(
      tag: tag, content: bytes[body..<(body + count)], rest: bytes[(body + count)...])
  }

  /// The elements that a constructed one is made of, at most `limit`.
  func children(limit: Int = 64) -> [DERNode] {
    var result: [DERNode] = []
    var rest = content
    while result.count < limit, let node = DERNode.first(of: rest) {
      result.append(node)
      rest = node.rest
    }
    return result
  }

  /// A string or a time as text; nil for other elements.
  var text: String? {
    switch tag {
    case 0x0c, 0x13, 0x16, 0x1a, 0x12, 0x14, 0x17, 0x18: XMLText.text(content.prefix(2_000))
    case 0x1e: PhotoshopText.utf16(content)
    default: nil
    }
  }
}

/// A certificate's names, number and dates (RFC 5280, 4.1).
struct DERCertificate {
  let serial: String
  let issuer: String
  let validity: String
  let subject: String

  /// Nil where the element is no certificate.
  init?(_ node: DERNode) {
    guard node.tag == 0x30, let body = node.children(limit: 3).first, body.tag == 0x30 else {
      return nil
    }
    var fields = body.children(limit: 8)[...]
    if fields.first?.tag == 0xa0 { fields = fields.dropFirst() }
    let parts = Array(fields)
    guard parts.count >= 5, parts[0].tag == 0x02, parts[1...4].allSatisfy({ $0.tag == 0x30 })
    else { return nil }
    serial = PhotoshopText.hexadecimal(parts[0].content)
    issuer = Self.name(parts[2])
    validity = parts[3].children(limit: 2).compactMap(\.text).joined(separator: " to ")
    subject = Self.name(parts[4])
  }

  /// A name's attributes, joined.
  private static func name(_ node: DERNode) -> String {
    var attributes: [String] = []
    for set in node.children() {
      for attribute in set.children(limit: 8) {
        let pair = attribute.children(limit: 2)
        guard pair.count == 2, let value = pair[1].text else { continue }
        let type = types[Array(pair[0].content)]
        attributes.append(type.map { "\($0)=\(value)" } ?? value)
      }
    }
    return attributes.joined(separator: ", ")
  }

  /// RFC 4519, chapter 2, and RFC 2985, 5.2.1.
  private static let types: [[UInt8]: String] = [
    [0x55, 4, 3]: "CN", [0x55, 4, 4]: "SN", [0x55, 4, 5]: "serialNumber", [0x55, 4, 6]: "C",
    [0x55, 4, 7]: "L", [0x55, 4, 8]: "ST", [0x55, 4, 10]: "O", [0x55, 4, 11]: "OU",
    [0x55, 4, 42]: "GN", [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1]: "emailAddress",
  ]
}

/// Notes certificates and time stamps.
enum DERWalker {
  private static let depthLimit = 20
  private static let textLimit = 60

  /// Notes a certificate's fields, or else the texts and times of any structure.
  static func note(
    _ bytes: ArraySlice<UInt8>, at location: String, _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) {
    guard let node = DERNode.first(of: bytes) else { return }
    if let certificate = DERCertificate(node) {
      let place = "\(location)/certificate"
      if certificate.subject != certificate.issuer {
        notes.disclose(
          .person, .high, at: place, "whose certificate signed it", certificate.subject, &reading)
      }
      notes.disclose(
        .person, .medium, at: place, "who vouches for the signer", certificate.issuer, &reading)
      notes.disclose(
        .identifier, .high, at: place, "the certificate's serial number", certificate.serial,
        &reading)
      notes.disclose(
        .time, .low, at: place, "how long the certificate holds", certificate.validity, &reading)
      return
    }
    var texts: [String] = []
    collect(node, depth: 0, &texts)
    notes.disclose(
      .time, .medium, at: "\(location)/time stamp", "when, and by whom, it was stamped",
      texts.isEmpty ? PrintableText.runs(in: bytes) : texts.joined(separator: ", "), &reading)
  }

  private static func collect(_ node: DERNode, depth: Int, _ texts: inout [String]) {
    guard depth < depthLimit, texts.count < textLimit else { return }
    if let text = node.text {
      if !texts.contains(text) { texts.append(text) }
    } else if node.isConstructed {
      for child in node.children(limit: 200) { collect(child, depth: depth + 1, &texts) }
    } else if node.tag == 0x04, node.content.first == 0x30,
      let inner = DERNode.first(of: node.content), inner.rest.isEmpty
    {
      collect(inner, depth: depth + 1, &texts)
    }
  }
}
