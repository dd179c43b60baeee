/// The text chunks tEXt, zTXt and iTXt (PNG 3rd edition, 11.3.3), and what they give away.
struct PNGText {
  /// Where the text stands: the chunk's type, and its keyword if programs chose it.
  private var location: String
  private let keyword: String
  /// The language and the keyword in that language; empty outside iTXt.
  private var notes: [String] = []
  private var text: ArraySlice<UInt8> = []
  private var isCompressed = false

  /// The longest text that is inflated to be shown or taken apart.
  private static let longest = 1 << 22

  /// Splits a chunk's content into its fields, as far as there are any.
  init(_ type: UInt32, _ content: ArraySlice<UInt8>) {
    var rest = content
    let name = Self.field(&rest)
    keyword = PrintableText.text(name.prefix(100))
    location = FourCharacters.name(type)
    if type == PNGType.compressedText {
      isCompressed = true
      rest = rest.dropFirst()
    } else if type == PNGType.internationalText {
      isCompressed = rest.first == 1
      rest = rest.dropFirst(2)
      notes = [PrintableText.text(Self.field(&rest)), PrintableText.text(Self.field(&rest))]
    }
    text = rest
  }

  /// The bytes up to the next zero, which is passed too.
  private static func field(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let field = rest.prefix { $0 != 0 }
    rest = rest.dropFirst(field.count + 1)
    return field
  }

  /// Notes what the chunk gives away: at least one thing.
  mutating func disclose(_ reading: inout Reading) throws(MediaError) {
    if let profile = PNGRawProfile(keyword: keyword) {
      return try profile.disclose(plain(reading), at: location + " " + keyword, &reading)
    }
    if keyword == "XML:com.adobe.xmp" || keyword == "XMP" {
      let count = reading.disclosures.count
      try XMPBlock.read(plain(reading), at: location + " XMP", &reading)
      if reading.disclosures.count > count { return }
    }
    let plain = plain(reading)
    let rule = PNGKeyword.rule(for: keyword)
    if let name = rule.name { location += " " + name }
    reading.disclose(
      rule.category, rule.severity, at: location, rule.meaning,
      value: value(plain, showsKeyword: rule.name == nil))
  }

  /// The text, inflated if need be; without values a compressed one stays as it is.
  private func plain(_ reading: Reading) -> ArraySlice<UInt8> {
    guard isCompressed, reading.wantsValues else { return text }
    let inflated = PNGEvidence.inflated(
      text, limit: min(Self.longest, reading.limits.inflatedBytes))
    return inflated.isEmpty ? text : inflated[...]
  }

  private func value(_ plain: ArraySlice<UInt8>, showsKeyword: Bool) -> String? {
    var parts = notes.filter { !$0.isEmpty }
    if showsKeyword { parts.insert(keyword + ":", at: 0) }
    parts.append(PrintableText.text(plain))
    if let zero = plain.firstIndex(of: 0), let more = PrintableText.runs(in: plain[zero...]) {
      parts.append(more)
    }
    let value = parts.joined(separator: " ")
    return value.isEmpty ? nil : value
  }
}

/// Bytes taken together as evidence of what a file gives away.
enum PNGEvidence {
  /// The most bytes that are gathered.
  static let limit = 1 << 16

  /// The first bytes of the runs; and, where they begin with a zlib stream, what it inflates to.
  static func gathered(_ runs: [Range<Int>], in bytes: [UInt8]) -> [UInt8] {
    var gathered: [UInt8] = []
    for run in runs where gathered.count < limit {
      gathered += bytes[run].prefix(limit - gathered.count)
    }
    return gathered + inflated(gathered[...], limit: limit)
  }

  /// The first bytes that a zlib stream inflates to; none where there is no stream.
  static func inflated(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8] {
    // A header of a zlib stream begins with 8 in the low bits (RFC 1950, 2.2).
    guard bytes.count > 2, bytes.first.map({ $0 & 15 == 8 }) == true else { return [] }
    let all = Array(bytes)
    var stream = InflateStream(all, runs: [0..<all.count])
    var result: [UInt8] = []
    while result.count < limit, stream.next() {
      result += stream.window[stream.chunk].prefix(limit - result.count)
    }
    return result
  }
}
