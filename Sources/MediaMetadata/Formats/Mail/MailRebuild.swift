/// Writes a mail anew, part by part.
struct MailRebuild {
  let bytes: [UInt8]
  let newline: [UInt8]
  /// What is shown: kept values and the parts' contents.
  private(set) var payload: [UInt8] = []
  /// How many marks between parts were made.
  private var boundaries = 0
  /// The parts' ids, in their order, and what stands for them.
  private let ids: [(old: [UInt8], new: [UInt8])]

  init(_ bytes: [UInt8], _ reading: inout Reading) {
    self.bytes = bytes
    let first = MailHeader.line(bytes, 0, bytes.count)
    newline = first.next - first.end == 2 ? [0x0d, 0x0a] : [0x0a]
    ids = Self.contentIDs(bytes)
  }

  /// The ids that parts are named by, found by their field's name wherever it begins a line.
  private static func contentIDs(_ bytes: [UInt8]) -> [(old: [UInt8], new: [UInt8])] {
    var ids: [(old: [UInt8], new: [UInt8])] = []
    var position = 0
    let name = Array("content-id:".utf8)
    while position < bytes.count, ids.count < 1_000 {
      let (end, next) = MailHeader.line(bytes, position, bytes.count)
      let line = bytes[position..<end]
      if line.count > name.count, line.count < 500,
        line.prefix(name.count).map({ $0 | 0x20 }) == name.map({ $0 | 0x20 })
      {
        let old = Array(
          line.dropFirst(name.count).filter { ![0x20, 0x09, 0x3c, 0x3e].contains($0) })
        if !old.isEmpty, !ids.contains(where: { $0.old == old }) {
          ids.append((old, Array("part\(ids.count + 1)@invalid".utf8)))
        }
      }
      position = next
    }
    return ids
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
    let type = header.field("content-type").map {
      MailParameters(bytes[$0.valueStart..<$0.range.upperBound])
    }
    let isMultipart = type?.value.hasPrefix("multipart/") == true
    let boundary = isMultipart ? type?["boundary"] : nil
    let body = header.bodyStart..<range.upperBound
    var content: [UInt8]
    var mark: String?
    if let boundary, !boundary.isEmpty {
      let parts = try self.parts(body, boundary, at: place, depth: depth, &reading)
      boundaries += 1
      var name = "=_part\(boundaries)"
      while parts.contains(where: { XMLWalk.holds($0, Array("--\(name)".utf8)) }) { name += "x" }
      mark = name
      content = parts.flatMap { Array("--\(name)".utf8) + newline + $0 + newline }
      content += Array("--\(name)--".utf8) + newline
    } else if type?.value == "message/rfc822", isPlain(header) {
      content = try entity(body, at: place + "message/", depth: depth + 1, &reading)
    } else {
      content = try leaf(body, header, type, at: place, &reading)
    }
    return try fields(header, type, mark, at: place, &reading) + newline + content
  }

  /// The parts of a body, cleaned; what is before, between and behind them goes.
  private mutating func parts(
    _ body: Range<Int>, _ boundary: String, at place: String, depth: Int,
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
      parts.append(
        try entity(range, at: "\(place)part \(index + 1)/", depth: depth + 1, &reading))
    }
    return parts
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
      for id in ids {
        content = Self.replacing(
          Array("cid:".utf8) + id.old, by: Array("cid:".utf8) + id.new, in: content)
      }
    }
    let kind = type?.value ?? "text/plain"
    let isText = kind.hasPrefix("text/")
    let isBlank = !content.contains { !XMLTokenizer.isSpace($0) }
    let inner =
      isBlank ? nil : try NestedFile.read(content, at: place + "content", &reading)
    if inner == nil, !isBlank {
      reading.disclose(
        .unknown, isText ? .low : .high, at: place + "content",
        "a file of a format that can't be looked into", fate: .kept)
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

  private static func replacing(_ old: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard old != new, let first = old.first else { return bytes }
    var result: [UInt8] = []
    var position = 0
    while let at = bytes[position...].firstIndex(of: first) {
      result += bytes[position..<at]
      if bytes[at...].starts(with: old) {
        result += new
        position = at + old.count
      } else {
        result.append(first)
        position = at + 1
      }
    }
    return result + bytes[position...]
  }

  // MARK: fields

  /// The fields that stay, each in its one form.
  private mutating func fields(
    _ header: MailHeader, _ type: MailParameters?, _ mark: String?, at place: String,
    _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    var output: [UInt8] = []
    var seen: Set<String> = []
    for field in header.fields {
      try reading.countStructure()
      let raw = bytes[field.valueStart..<field.range.upperBound]
      let name = place + PrintableText.cleaned(String(field.name.prefix(60)))
      let once = seen.insert(field.name).inserted
      guard once, let line = MailRules.line(field.name, raw, mark, ids: ids, at: name, &reading)
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
