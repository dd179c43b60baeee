/// Addresses in attributes of markup.
enum TextLink {
  /// What an address tells.
  enum Kind: Equatable {
    /// A part of the same document, or a file beside it.
    case near
    /// Another site.
    case far
    /// A path on its maker's machine, and the last part of it.
    case local(name: String)
    /// A program.
    case script
    case mail
  }

  /// Attributes whose value is an address.
  static let attributes: Set<String> = [
    "href", "src", "action", "formaction", "cite", "background", "poster", "data", "longdesc",
    "usemap", "profile", "codebase", "classid", "archive", "manifest", "icon", "lowsrc", "dynsrc",
    "srcset", "ping",
  ]

  /// What an address tells.
  static func kind(_ raw: ArraySlice<UInt8>) -> Kind {
    // A quote may stand as an entity where addresses of styles are quoted.
    let text = XMLText.decoded(raw.prefix(4_000))
      .drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    let lower = text.prefix(24).lowercased()
    if lower.hasPrefix("file:") || isPath(text) {
      // A folder's own name may be its owner's.
      let parts = text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
      let name = parts.last ?? ""
      return .local(
        name: String(
          name.utf8.filter(isWord).map { Character(Unicode.Scalar($0)) }))
    }
    if lower.hasPrefix("javascript:") || lower.hasPrefix("vbscript:") { return .script }
    if lower.hasPrefix("mailto:") { return .mail }
    if lower.hasPrefix("//") || lower.contains("://") { return .far }
    return .near
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character == "/" || character == "\\" || character == ":"
  }

  /// Whether an address is nothing but what may stand for a local path.
  static func isName(_ raw: ArraySlice<UInt8>) -> Bool { !raw.isEmpty && raw.allSatisfy(isWord) }

  /// Whether a byte may stand in the last part of a path that stays.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || HTMLTokenizer.isLetter(byte)
      || [0x2d, 0x5f, 0x2e, 0x25].contains(byte)
  }

  /// Whether a text is a path of a disk, a share or a home folder.
  private static func isPath(_ text: Substring) -> Bool {
    let start = Array(text.prefix(9).lowercased().utf8)
    guard start.count > 3 else { return false }
    if start.starts(with: Array("\\\\".utf8)) { return true }
    if start[1] == UInt8(ascii: ":"), start[2] == UInt8(ascii: "\\") || start[2] == 0x2f {
      return (0x61...0x7a).contains(start[0])
    }
    return start.starts(with: Array("/home/".utf8)) || start.starts(with: Array("/users/".utf8))
  }

  /// Notes what an address tells, and puts a local path's last part in its place.
  static func clean(
    _ value: Range<Int>, at location: String, _ plan: inout TextPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let raw = plan.bytes[value]
    switch kind(raw) {
    case .near:
      try DataAddress.clean(in: value, at: location, &plan, &reading)
      // A local path becomes such a word: neither is payload.
      if isName(raw) {
        plan.keep(to: value.lowerBound)
        plan.keepAside(to: value.upperBound, "path")
      }
    case .local(let name):
      reading.disclose(
        .identifier, .high, at: location, "a path on its maker's machine", fate: .coarsened,
        value: XMLText.decoded(raw))
      plan.keep(to: value.lowerBound)
      // Without quotes or brackets around it, nothing would be what follows.
      let before = value.lowerBound > 0 ? plan.bytes[value.lowerBound - 1] : 0x22
      let text = name.isEmpty && ![0x22, 0x27, 0x28].contains(before) ? "." : name
      plan.put(Array(text.utf8), to: value.upperBound, "path")
    case .far:
      reading.disclose(
        .identifier, .low, at: location, "an address elsewhere", fate: .kept,
        value: XMLText.decoded(raw))
    case .script:
      reading.disclose(
        .software, .medium, at: location, "a program", fate: .kept, value: XMLText.decoded(raw))
    case .mail:
      reading.disclose(
        .person, .high, at: location, "a mail address", fate: .kept, value: XMLText.decoded(raw))
    }
  }
}
