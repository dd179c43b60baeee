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
