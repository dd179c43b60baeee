/// Writes a mail anew, part by part.
struct MailRebuild {
  let bytes: [UInt8]
  let newline: [UInt8]
  /// What is shown: kept values and the parts' contents.
  private(set) var payload: [UInt8] = []
  /// How many marks between parts were made.
  private var boundaries = 0
  /// The parts' ids, and what stands for them.
  private let ids: MailContentIDs

  init(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) {
    self.bytes = bytes
    let first = MailHeader.line(bytes, 0, bytes.count)
    newline = first.next - first.end == 2 ? [0x0d, 0x0a] : [0x0a]
    ids = try MailContentIDs(bytes, &reading)
  }

  /// A mail or a part, with its header and its body.
  mutating func entity(
    _ range: Range<Int>, at place: String, depth: Int, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    guard depth < reading.limits.depth else {
      throw .limit(.depth, allowed: reading.limits.depth)
    }
    try reading.countStructure()
    guard let header = MailHeader(bytes, in: range) else {
      throw .malformed(.mail, offset: range.lowerBound, reason: "a line of a header is no field")
    }
    var type = header.field("content-type").map {
      MailParameters(bytes[$0.valueStart..<$0.range.upperBound])
    }
    let isMultipart = type?.value.hasPrefix("multipart") == true
    let boundary = isMultipart ? type?["boundary"] ?? "" : nil
    let isWord = type.map { MailRules.isWord($0.value) } ?? true
    guard boundary != "", isWord || !isMultipart else {
      throw .malformed(.mail, offset: range.lowerBound, reason: "parts whose mark can't be read")
    }
    // A type that is no word goes, and what it is of is plain text (RFC 2045, 5.2).
    if !isWord { type = nil }
    let body = header.bodyStart..<range.upperBound
    var content: [UInt8]
    var mark: String?
    let isSigned = type?.value == "multipart/signed"
    if let boundary {
      guard isPlain(header) else {
        throw .unclassified(
          .mail, offset: body.lowerBound, count: body.count, structure: "parts that are encoded")
      }
      let parts = try self.parts(
        body, boundary, isSigned: isSigned, at: place, depth: depth, &reading)
      boundaries += 1
      guard let name = Self.mark("=_part\(boundaries)", for: parts) else {
        throw .malformed(
          .mail, offset: body.lowerBound, reason: "text that looks like a mark between parts")
      }
      mark = name
      content = parts.flatMap { Array("--\(name)".utf8) + newline + $0 + newline }
      content += Array("--\(name)--".utf8) + newline
    } else if type?.value == "message/rfc822", isPlain(header) {
      content = try entity(body, at: place + "message/", depth: depth + 1, &reading)
    } else {
      content = try leaf(body, header, type, at: place, &reading)
    }
    let isUnsigned = isSigned && mark != nil && reading.policy.dropsHiddenContent
    return try fields(header, mark, isUnsigned: isUnsigned, at: place, &reading) + newline + content
  }

  /// How many letters may be put behind a mark's name: a mark has 70 at most (RFC 2046, 5.1.1).
  private static let mostLetters = 50

  /// A mark that begins no line of the parts: `name`, with more at its end than stands in any; nil
  /// where it would be too long.
  private static func mark(_ name: String, for parts: [[UInt8]]) -> String? {
    let start = Array("--\(name)".utf8)
    var longest: Int?
    for part in parts {
      var from = 0
      while let at = part[from...].firstIndex(of: start[0]) {
        from = at + 1
        guard part[at...].starts(with: start) else { continue }
        let run = part[(at + start.count)...].prefix { $0 == UInt8(ascii: "x") }.count
        longest = max(longest ?? 0, run)
      }
    }
    let more = longest.map { $0 + 1 } ?? 0
    return more <= mostLetters ? name + String(repeating: "x", count: more) : nil
  }

  /// The parts of a body, cleaned; what is before, between and behind them goes.
  private mutating func parts(
    _ body: Range<Int>, _ boundary: String, isSigned: Bool, at place: String, depth: Int,
    _ reading: inout Reading
  ) throws(MediaError) -> [[UInt8]] {
    let delimiter = Array("--\(boundary)".utf8)
    var ranges: [Range<Int>] = []
    var start: Int?
    var position = body.lowerBound
    var rest = body.upperBound
    var isClosed = false
    var lead = body.lowerBound
    while position < body.upperBound, !isClosed {
      let (end, next) = MailHeader.line(bytes, position, body.upperBound)
      let line = bytes[position..<end]
      if line.starts(with: delimiter) {
        let after = line.dropFirst(delimiter.count)
        isClosed = after.starts(with: [0x2d, 0x2d])
        if isClosed || after.allSatisfy(MailHeader.isBlank) {
          if let start { ranges.append(start..<max(start, before(position, start))) }
          if start == nil { lead = position }
          start = next
          rest = next
          if isClosed { start = nil }
        }
      }
      position = next
    }
    if !isClosed, let start { ranges.append(start..<body.upperBound) }
    guard !ranges.isEmpty else {
      throw .malformed(.mail, offset: body.lowerBound, reason: "parts without a mark between them")
    }
    for gap in [body.lowerBound..<lead, (isClosed ? rest : body.upperBound)..<body.upperBound] {
      let text = bytes[gap]
      if text.contains(where: { !XMLTokenizer.isSpace($0) }) {
        reading.disclose(
          .content, .medium, at: place + "beside the parts", "text that mail programs don't show",
          value: PrintableText.text(text))
      }
    }
    var parts: [[UInt8]] = []
    for (index, range) in ranges.enumerated() {
      let place = "\(place)part \(index + 1)/"
      if isSigned, index > 0, noteSignature(range, at: place, &reading) { continue }
      parts.append(try entity(range, at: place, depth: depth + 1, &reading))
    }
    if isSigned, let first = ranges.first, !bytes[first].elementsEqual(parts[0]) {
      reading.disclose(
        .identifier, .medium, at: place + "signature",
        "a signature that no longer holds, for what it signs was changed")
    }
    return parts
  }

  /// Reports the part that signs another (RFC 1847); says whether it goes.
  private func noteSignature(
    _ range: Range<Int>, at place: String, _ reading: inout Reading
  ) -> Bool {
    let goes = reading.policy.dropsHiddenContent
    reading.disclose(
      .person, .high, at: place + "signature", "who signed it and when, with certificates",
      fate: goes ? .removed : .kept, value: PrintableText.runs(in: bytes[range]))
    return goes
  }

  /// Where a part ends before a mark: the line's end before it belongs to the mark.
  private func before(_ position: Int, _ start: Int) -> Int {
    guard position > start, bytes[position - 1] == 0x0a else { return position }
    return position - 1 > start && bytes[position - 2] == 0x0d ? position - 2 : position - 1
  }

  private func isPlain(_ header: MailHeader) -> Bool {
    ["", "7bit", "8bit", "binary"].contains(encoding(header))
  }

  private func encoding(_ header: MailHeader) -> String {
    guard let field = header.field("content-transfer-encoding") else { return "" }
    return MailParameters(bytes[field.valueStart..<field.range.upperBound]).value
  }

  // MARK: contents

  /// A part without parts, decoded, cleaned and encoded again.
  private mutating func leaf(
    _ body: Range<Int>, _ header: MailHeader, _ type: MailParameters?, at place: String,
    _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    let raw = bytes[body]
    let encoding = encoding(header)
    var content: [UInt8]
    switch encoding {
    case "base64":
      guard let decoded = XMPBase64.decoded(raw) else {
        throw .malformed(.mail, offset: body.lowerBound, reason: "broken base 64")
      }
      content = decoded
    case "quoted-printable": content = MailQuoted.decoded(raw)
    case "", "7bit", "8bit", "binary": content = Array(raw)
    default:
      throw .unclassified(
        .mail, offset: body.lowerBound, count: body.count, structure: "an unknown encoding")
    }
    let before = content
    if type?.value == "text/html" {
      content = ids.renamed(in: content, at: place + "content", &reading)
    }
    let kind = type?.value ?? "text/plain"
    let isText = kind.hasPrefix("text/")
    let isBlank = !content.contains { !XMLTokenizer.isSpace($0) }
    let isStrict = reading.policy.dropsHiddenContent
    let inner =
      isBlank
      ? nil
      : try NestedFile.read(
        content, at: place + "content", dropping: isStrict, keepingText: isText, &reading)
    if inner == nil, !isBlank {
      // Text is what a mail is for, in whichever encoding.
      let goes = isStrict && !isText
      try note(unread: content, isText: isText, goes: goes, at: place, &reading)
      if goes { content = [] }
    }
    let clean = inner?.rebuilt ?? content
    if case .header(let sum) = inner?.payload {
      payload += sum
    } else {
      payload += PayloadSum.of(content[...])
    }
    switch encoding {
    case "base64": return Base64Text.encoded(clean, width: 76, newline: newline)
    case "quoted-printable":
      return clean == before ? Array(raw) : MailQuoted.encoded(clean, newline: newline)
    default: return clean
    }
  }

  private func note(
    unread content: [UInt8], isText: Bool, goes: Bool, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    let isKnown = try MediaFormats.reader(of: MediaSource(content)) != nil
    reading.disclose(
      .unknown, isText && !isKnown ? .low : .high, at: place + "content",
      isKnown ? "text that can't be cleaned" : "a file of a format that can't be looked into",
      fate: goes ? .removed : .kept)
  }

  // MARK: fields

  /// The fields that stay, each in its one form.
  private mutating func fields(
    _ header: MailHeader, _ mark: String?, isUnsigned: Bool, at place: String,
    _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    let rules = MailRules(mark: mark, isUnsigned: isUnsigned, ids: ids)
    var output: [UInt8] = []
    var seen: Set<String> = []
    for field in header.fields {
      try reading.countStructure()
      let raw = bytes[field.valueStart..<field.range.upperBound]
      let name = place + PrintableText.cleaned(String(field.name.prefix(60)))
      let once = seen.insert(field.name).inserted
      guard once, let line = rules.line(field.name, raw, at: name, &reading)
      else {
        let why = MailRules.meaning(of: field.name)
        reading.disclose(
          why.category, why.severity, at: name, why.meaning, value: PrintableText.text(raw))
        continue
      }
      if ["subject", "from", "to", "cc"].contains(field.name) {
        payload += PayloadSum.of(line[...])
      }
      output += line + newline
    }
    return output
  }
}
