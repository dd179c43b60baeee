/// A picture, film or sound in base 64 inside a property.
struct XMPEmbedded {
  let meaning: String
  /// The decoded bytes where their format is known.
  let source: MediaSource?
  /// Text that stands in the decoded bytes, where their format is unknown.
  let text: String?

  /// The shortest text that is tried.
  private static let shortest = 128

  /// What stands in `raw`: a known format in base 64, or long base 64 of an unknown one.
  static func find(
    in raw: ArraySlice<UInt8>, for rule: XMPRule
  ) throws(MediaError) -> XMPEmbedded? {
    guard raw.count >= shortest, let head = XMPBase64.decoded(raw, limit: 64) else { return nil }
    let isKnown = try MediaFormats.hiddenReader(of: MediaSource(head)) != nil
    // Words without blanks are rarely that long: only bytes are.
    guard isKnown || raw.count > 1_024, let bytes = XMPBase64.decoded(raw) else { return nil }
    return XMPEmbedded(
      meaning: isKnown ? "an embedded picture or film, which may show more" : rule.meaning,
      source: isKnown ? MediaSource(bytes) : nil,
      text: isKnown ? nil : PrintableText.runs(in: bytes[...]))
  }
}

/// The packet's own instructions, which say nothing.
enum XMPPacketWrapper {
  /// Whether an instruction is the declaration of XML, or a packet wrapper as the standard has it.
  ///
  /// **Source**: ISO 16684-1, 7.3.2: a fixed id, an optional mark, and "r" or "w" at the end.
  static func isPlain(_ content: ArraySlice<UInt8>) -> Bool {
    guard content.count < 200 else { return false }
    var words = XMLText.text(content).split { " \n\r\t".contains($0) }
    guard let target = words.first else { return true }
    words.removeFirst()
    let allowed: Set<String>
    switch target {
    case "xpacket":
      allowed = ["begin=", "begin=\u{feff}", "id=W5M0MpCehiHzreSzNTczkc9d", "end=w", "end=r"]
    case "xml":
      allowed = [
        "version=1.0", "version=1.1", "encoding=UTF-8", "encoding=utf-8", "encoding=UTF-16",
        "standalone=yes", "standalone=no",
      ]
    case "adobe-xap-filters": allowed = ["esc=CRLF", "esc=CR", "esc=LF"]
    default: return false
    }
    return words.allSatisfy { word in
      let plain = String(word.filter { $0 != "\"" && $0 != "'" })
      return allowed.contains(plain) || (plain.hasPrefix("bytes=") && plain.count < 14)
    }
  }
}
