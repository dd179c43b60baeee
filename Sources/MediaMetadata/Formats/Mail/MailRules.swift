/// Which fields of a header stay, and in what form.
struct MailRules {
  /// The new mark between parts; nil for what has none.
  let mark: String?
  /// Whether the signature over a part went.
  let isUnsigned: Bool
  /// The parts' ids.
  let ids: MailContentIDs

  /// What stands for an address under a strict policy.
  static let neutralAddress = "someone@example.invalid"

  /// Parameters that readers need.
  private static let typeParameters: Set<String> = [
    "charset", "format", "delsp", "name", "type", "method", "report-type", "protocol", "micalg",
    "smime-type",
  ]

  /// The field as it stays, without the end of its last line; nil where it goes.
  func line(
    _ name: String, _ raw: ArraySlice<UInt8>, at place: String, _ reading: inout Reading
  ) -> [UInt8]? {
    switch name {
    case "mime-version": return Self.changed("MIME-Version: 1.0", from: raw, place, &reading)
    case "subject":
      reading.disclose(
        .content, .medium, at: place, "what it is about", fate: .kept, value: Self.text(raw))
      return Array("Subject:".utf8) + raw
    case "from", "to", "cc": return Self.address(name, raw, at: place, &reading)
    case "content-type":
      return type(raw, at: place, &reading)
    case "content-disposition":
      // What is no known word is handled as an attachment (RFC 2183, 2.8).
      let value = MailParameters(raw)
      let kind = value.value == "inline" ? "inline" : "attachment"
      return Self.parameters(
        "Content-Disposition: \(kind)", value, raw, ["filename"], nil, at: place, &reading)
    case "content-transfer-encoding":
      let value = MailParameters(raw).value
      return Self.changed("Content-Transfer-Encoding: \(value)", from: raw, place, &reading)
    case "content-language":
      let isTag = raw.allSatisfy { HTMLTokenizer.isLetter($0) || [0x20, 0x2c, 0x2d].contains($0) }
      guard isTag, raw.count <= 40 else { return nil }
      reading.disclose(
        .content, .low, at: place, "its language", fate: .kept, value: Self.text(raw))
      return Array("Content-Language:".utf8) + raw
    case "content-id":
      guard let id = ids.new(raw) else { return nil }
      let new = String(decoding: id, as: UTF8.self)
      return Self.changed("Content-ID: <\(new)>", from: raw, place, &reading)
    default: return nil
    }
  }

  private func type(
    _ raw: ArraySlice<UInt8>, at place: String, _ reading: inout Reading
  ) -> [UInt8]? {
    let value = MailParameters(raw)
    guard Self.isWord(value.value) else { return nil }
    let wanted =
      isUnsigned ? Self.typeParameters.subtracting(["protocol", "micalg"]) : Self.typeParameters
    return Self.parameters(
      "Content-Type: \(isUnsigned ? "multipart/mixed" : value.value)", value, raw, wanted, mark,
      at: place, &reading)
  }

  /// Whether a type, or the value of a parameter, is nothing but a word.
  static func isWord(_ value: String) -> Bool {
    value.utf8.count <= 80 && value.utf8.allSatisfy(isToken)
  }

  /// Whether a byte may stand in a type or in a parameter that is a word (RFC 2045, 5.1).
  private static func isToken(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || HTMLTokenizer.isLetter(byte)
      || [0x21, 0x23, 0x24, 0x26, 0x2b, 0x2d, 0x2e, 0x2f, 0x5e, 0x5f, 0x3a].contains(byte)
  }

  /// The field in its one form; what differed from it is reported.
  private static func changed(
    _ line: String, from raw: ArraySlice<UInt8>, _ place: String, _ reading: inout Reading
  ) -> [UInt8] {
    let value = line.drop { $0 != ":" }.dropFirst()
    if !raw.elementsEqual(value.utf8) {
      reading.disclose(
        .software, .low, at: place, "a program's way to write fields", value: text(raw))
    }
    return Array(line.utf8)
  }

  private static func address(
    _ name: String, _ raw: ArraySlice<UInt8>, at place: String, _ reading: inout Reading
  ) -> [UInt8] {
    let label = name.prefix(1).uppercased() + name.dropFirst() + ":"
    let neutral = " \(neutralAddress)"
    guard reading.policy.dropsHiddenContent else {
      reading.disclose(
        .person, .high, at: place, "who wrote it, or to whom", fate: .kept, value: text(raw))
      return Array(label.utf8) + raw
    }
    if !raw.elementsEqual(neutral.utf8) {
      reading.disclose(
        .person, .high, at: place, "who wrote it, or to whom", value: text(raw))
    }
    return Array((label + neutral).utf8)
  }

  /// A value with the parameters that readers need.
  private static func parameters(
    _ start: String, _ value: MailParameters, _ raw: ArraySlice<UInt8>, _ wanted: Set<String>,
    _ mark: String?, at place: String, _ reading: inout Reading
  ) -> [UInt8] {
    var line = start
    for parameter in value.parameters {
      // RFC 2231 writes "filename*0*" for the first part of an encoded name.
      let base = String(parameter.name.prefix { $0 != "*" })
      let isName = base == "name" || base == "filename"
      let isPart = parameter.name.dropFirst(base.count).allSatisfy { $0 == "*" || $0.isNumber }
      guard wanted.contains(base), isPart, isName || isWord(parameter.value) else {
        if base != "boundary" || (mark != nil && parameter.value != mark) {
          reading.disclose(
            .identifier, .medium, at: "\(place)/\(PrintableText.cleaned(parameter.name))",
            "a mark, a time or a number of the program that wrote it", value: parameter.value)
        }
        continue
      }
      if isName {
        reading.disclose(
          .content, .medium, at: "\(place)/\(base)", "a file's name", fate: .kept,
          value: parameter.value)
      }
      let quoted = parameter.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      line +=
        "; \(parameter.name)=\(parameter.name.hasSuffix("*") ? parameter.value : "\"\(quoted)\"")"
    }
    if let mark { line += "; boundary=\"\(mark)\"" }
    return changed(line, from: raw, place, &reading)
  }

  /// What a field that goes tells.
  static func meaning(
    of name: String
  ) -> (category: Disclosure.Category, severity: Disclosure.Severity, meaning: String) {
    func holds(_ words: [String]) -> Bool { words.contains { name.contains($0) } }
    if holds(["message-id", "references", "in-reply-to", "thread", "x-gm-", "uidl", "-id"]) {
      return (.identifier, .high, "a number that ties it to other mails")
    }
    if holds(["received", "originating-ip", "return-path", "x-forwarded", "helo", "source-ip"]) {
      return (.place, .high, "the way it took, with machines and addresses")
    }
    if holds(["date", "time", "expires"]) { return (.time, .medium, "when it was sent") }
    if holds(["mailer", "user-agent", "x-mimeole", "x-ms-"]) {
      return (.software, .medium, "the program that wrote it")
    }
    if holds(["bcc", "sender", "reply-to", "delivered-to", "envelope", "x-original-to", "from"]) {
      return (.person, .high, "who wrote it, or to whom")
    }
    if holds(["dkim", "authentication", "arc-", "spf", "signature"]) {
      return (.identifier, .medium, "a signature of the servers it passed")
    }
    return (.unknown, .medium, "a field that no reader needs")
  }

  private static func text(_ raw: ArraySlice<UInt8>) -> String { PrintableText.text(raw) }
}

/// Quoted-printable text.
///
/// **Source**: RFC 2045, 6.7.
enum MailQuoted {
  static func decoded(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      guard byte == UInt8(ascii: "=") else {
        result.append(byte)
        index += 1
        continue
      }
      let rest = raw[(index + 1)...]
      if rest.count >= 2, let high = HexadecimalDigit.value(rest[index + 1]),
        let low = HexadecimalDigit.value(rest[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        // A line that goes on: blanks before its end are no text.
        let blanks = rest.prefix { MailHeader.isBlank($0) }.endIndex
        let after = raw[blanks...]
        if after.starts(with: [0x0d, 0x0a]) {
          index = blanks + 2
        } else if after.first == 0x0a || after.isEmpty {
          index = min(blanks + 1, raw.endIndex)
        } else {
          result.append(byte)
          index += 1
        }
      }
    }
    return result
  }

  /// The text in lines of at most 76 characters.
  static func encoded(_ bytes: [UInt8], newline: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    var column = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if bytes[index...].starts(with: newline) {
        result += newline
        column = 0
        index += newline.count
        continue
      }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x0a
      let endsLine = next == 0x0a || next == 0x0d
      let isPlain =
        (byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "="))
        || (MailHeader.isBlank(byte) && !endsLine)
      let piece =
        isPlain ? [byte] : [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      if column + piece.count > 75 {
        result += [UInt8(ascii: "=")] + newline
        column = 0
      }
      result += piece
      column += piece.count
      index += 1
    }
    return result
  }
}
