/// An application extension (GIF89a, 26): eleven bytes that name a program, then its data.
struct GIFApplication {
  /// What the data is, by the name before it.
  enum Kind {
    case loop
    case xmp
    case colourProfile
    case photoshop
    case iptc
    case provenance
    case gamma
    case unknown
  }

  /// The names that are known; those of unlisted programs count as unknown.
  ///
  /// NETSCAPE2.0: Netscape, 1996. XMP: XMP Specification Part 3, 1.1.2. ICC: ICC.1, B.5.
  /// MGK: ImageMagick's coders/gif.c. C2PA: C2PA Specification 2.1, A.3.6.
  private static let kinds: [(name: String, kind: Kind)] = [
    ("NETSCAPE2.0", .loop), ("ANIMEXTS1.0", .loop), ("XMP DataXMP", .xmp),
    ("ICCRGBG1012", .colourProfile), ("MGK8BIM0000", .photoshop), ("MGKIPTC0000", .iptc),
    ("C2PA_GIF\u{1}\u{0}\u{0}", .provenance), ("ImageMagick", .gamma),
  ]

  /// What it is.
  let kind: Kind
  /// Where the sub-blocks after the name begin.
  let dataStart: Int
  private let bytes: [UInt8]
  private let nameRange: Range<Int>
  private let chain: GIFSubBlocks
  private let data: GIFSubBlocks

  /// The application of an extension's sub-blocks.
  init(_ chain: GIFSubBlocks, in bytes: [UInt8]) {
    self.bytes = bytes
    self.chain = chain
    let length = chain.start < bytes.count ? Int(bytes[chain.start]) : 0
    nameRange = min(chain.start + 1, chain.end)..<min(chain.start + 1 + length, chain.end)
    dataStart = nameRange.upperBound
    data = GIFSubBlocks(bytes, from: length > 0 ? dataStart : chain.end)
    let name = bytes[nameRange]
    kind = Self.kinds.first { name.elementsEqual($0.name.utf8) }?.kind ?? .unknown
  }

  /// The three bytes of the loop count's sub-block, which begins with 1; nil without a whole one.
  var loop: Range<Int>? {
    data.runs(bytes).first { $0.count >= 3 && bytes[$0.lowerBound] == 1 }
      .map { $0.lowerBound..<$0.lowerBound + 3 }
  }

  /// The data without the three bytes of the loop count.
  func surplus(beside loop: Range<Int>) -> [UInt8] {
    var surplus: [UInt8] = []
    for run in data.runs(bytes) {
      surplus += bytes[run.contains(loop.lowerBound) ? loop.upperBound..<run.upperBound : run]
    }
    return surplus
  }

  /// Notes what the extension gives away; at least that it is there.
  func disclose(fate: Disclosure.Fate, _ reading: inout Reading) throws(MediaError) {
    switch kind {
    case .xmp:
      note(.content, "XMP, a description of the picture", fate, &reading)
      try XMPBlock.read(packet[...], at: "application extension XMP", &reading)
    case .colourProfile:
      note(.device, "a colour profile, which no program applies", fate, &reading)
      _ = try ColourProfile.replacement(
        for: data.content(bytes), at: "application extension ICC", &reading)
    case .photoshop:
      note(.content, "Photoshop's image resources", fate, &reading)
      try PhotoshopBlock.read(
        data.content(bytes)[...], at: "application extension 8BIM", &reading)
    case .iptc:
      note(.content, "IPTC, a press description", fate, &reading)
      try PhotoshopBlock.read(
        iptcResource[...], at: "application extension IPTC", &reading)
    case .provenance:
      note(.identifier, "a statement of provenance (C2PA)", fate, &reading)
      try ProvenanceBlock.read(
        data.content(bytes)[...], at: "application extension C2PA", fate: fate, &reading)
    case .loop, .gamma, .unknown:
      reading.discloseUnknown(
        chain.content(bytes)[...], at: "application extension", "what a program left for itself",
        fate: fate)
    }
  }

  private func note(
    _ category: Disclosure.Category, _ meaning: String, _ fate: Disclosure.Fate,
    _ reading: inout Reading
  ) {
    reading.disclose(category, .medium, at: "application extension", meaning, fate: fate)
  }

  /// The XMP packet.
  ///
  /// It stands unchunked before a "magic trailer" of 258 bytes, in which any sub-block's length
  /// leads to the end (XMP Specification Part 3, 1.1.2); some programs chunk it all the same.
  private var packet: [UInt8] {
    let raw = bytes[dataStart..<max(dataStart, chain.end)]
    let trailer = 258
    guard raw.count > trailer, raw[raw.endIndex - trailer] == 1,
      raw[raw.endIndex - trailer + 1] == 0xff, raw[raw.endIndex - 3] == 1
    else { return data.content(bytes) }
    return Array(raw.dropLast(trailer))
  }

  /// The data as the Photoshop resource 0x0404, in which IPTC stands elsewhere.
  private var iptcResource: [UInt8] {
    let content = data.content(bytes)
    var resource = Array("8BIM".utf8) + [4, 4, 0, 0]
    resource.append(bigEndian: UInt64(content.count), 4)
    resource += content
    if content.count % 2 == 1 { resource.append(0) }
    return resource
  }
}
