/// One field of a mail's header.
///
/// **Source**: RFC 5322, 2.2; RFC 2045, 5.
struct MailField {
  /// In small letters.
  let name: String
  /// The name as written, the colon and the value with its folds, without its last line's end.
  let range: Range<Int>
  /// Where the value begins.
  let valueStart: Int
}

/// The header of a mail or of one of its parts, and where its body begins.
struct MailHeader {
  private(set) var fields: [MailField] = []
  private(set) var bodyStart: Int

  /// Known names: two of them in the first lines make a mail.
  static let known: Set<String> = [
    "from", "to", "cc", "received", "date", "mime-version", "message-id", "return-path",
    "delivered-to", "subject", "content-type", "reply-to", "x-mailer", "user-agent",
    "dkim-signature", "authentication-results", "x-received", "sender", "references",
    "in-reply-to", "received-spf", "content-transfer-encoding", "x-originating-ip", "envelope-to",
    "x-gm-message-state", "x-google-smtp-source", "arc-seal", "list-id", "bcc", "x-priority",
    "thread-topic", "thread-index", "importance", "x-account-key", "x-mozilla-status",
  ]

  /// More fields than any program writes: each takes many times the memory of its shortest form.
  private static let fieldLimit = 1 << 14

  /// The header at the start of `range`; nil where a line is no field, or there is no end of them.
  init?(_ bytes: [UInt8], in range: Range<Int>) {
    var position = range.lowerBound
    bodyStart = range.upperBound
    while position < range.upperBound {
      let (lineEnd, next) = Self.line(bytes, position, range.upperBound)
      if lineEnd == position {
        bodyStart = next
        return
      }
      guard !Self.isBlank(bytes[position]),
        let colon = bytes[position..<lineEnd].firstIndex(of: UInt8(ascii: ":")),
        colon > position, colon - position < 80, fields.count < Self.fieldLimit
      else { return nil }
      let name = bytes[position..<colon].reversed().drop(while: Self.isBlank).reversed()
      guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
      var end = lineEnd
      var after = next
      while after < range.upperBound, Self.isBlank(bytes[after]) {
        let fold = Self.line(bytes, after, range.upperBound)
        // A fold of blanks alone is still a fold.
        end = fold.end
        after = fold.next
      }
      fields.append(
        MailField(
          name: String(decoding: name, as: UTF8.self).lowercased(), range: position..<end,
          valueStart: colon + 1))
      position = after
    }
  }

  /// The first field of a name.
  func field(_ name: String) -> MailField? { fields.first { $0.name == name } }

  /// Where the line ends, and where the next begins.
  static func line(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (end: Int, next: Int) {
    guard let feed = bytes[start..<end].firstIndex(of: 0x0a) else { return (end, end) }
    let hasReturn = feed > start && bytes[feed - 1] == 0x0d
    return (hasReturn ? feed - 1 : feed, feed + 1)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// A value with parameters: "text/plain; charset=utf-8".
///
/// **Source**: RFC 2045, 5.1; RFC 2231 (parts of values stay as they are written).
struct MailParameters {
  /// In small letters.
  let value: String
  /// Names in small letters, values without quotes.
  private(set) var parameters: [(name: String, value: String)] = []

  /// More than any value has; what is behind goes, as parameters that are cut off do.
  private static let longest = 1 << 14

  init(_ raw: ArraySlice<UInt8>) {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    var isEscaped = false
    var comments = 0
    for byte in raw.prefix(Self.longest) where byte != 0x0d && byte != 0x0a {
      if isEscaped {
        isEscaped = false
        parts[parts.count - 1].append(byte)
      } else if byte == UInt8(ascii: "\\"), isQuoted {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == UInt8(ascii: "(") {
        comments += 1
      } else if !isQuoted, byte == UInt8(ascii: ")"), comments > 0 {
        comments -= 1
      } else if comments > 0 {
        continue
      } else if byte == UInt8(ascii: ";"), !isQuoted {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    let texts = parts.map { PrintableText.text($0[...]) }
    value = Self.trimmed(texts[0]).lowercased()
    for part in texts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { continue }
      parameters.append(
        (
          Self.trimmed(String(part[..<equals])).lowercased(),
          Self.trimmed(String(part[part.index(after: equals)...]))
        ))
    }
  }

  subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
