/// One property of pictures: what of it stays, and what it gives away.
struct HEIFProperty {
  let box: BoxHeader
  let bytes: [UInt8]

  /// The content after the box's header.
  private var content: ArraySlice<UInt8> { bytes[box.content] }
  private var location: String { "meta/iprp/ipco/\(box.name)" }

  /// The property without what display does not need; nil where nothing of it is needed.
  ///
  /// An essential one that no list knows can't be left out (ISO/IEC 23008-12, 9.3.1): that throws.
  func cleaned(
    isEssential: Bool, _ meta: HEIFMeta, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    if let counts = Self.fixed[box.name] { return sized(counts, &reading) }
    switch box.name {
    case "pixi": return sized([channelCount], &reading)
    case "cclv": return sized([colourVolumeCount], &reading)
    case "colr": return try colour(&reading)
    case "hvcC": return try configuration(HEIFConfigurations.hevc(content, 22), meta, &reading)
    case "lhvC": return try configuration(HEIFConfigurations.hevc(content, 5), meta, &reading)
    case "avcC": return try configuration(HEIFConfigurations.avc(content), meta, &reading)
    case "av1C": return try configuration(try HEIFConfigurations.av1(content), meta, &reading)
    case "auxC": return auxiliary(&reading)
    case "uncC", "cmpd", "oinf": return content.count <= 4096 ? bytes(content) : nil
    case "altt": return alternativeText(&reading)
    case "cmin", "cmex": return camera(&reading)
    case "udes", "crtt", "mdft":
      try note(isUsed: true, &reading)
      return nil
    default:
      if isEssential {
        let range = box.range.lowerBound + meta.base..<box.range.upperBound + meta.base
        try reading.unclassified(range, in: meta.format, location)
      } else {
        try note(isUsed: true, &reading)
      }
      return nil
    }
  }

  /// The properties of fixed lengths that display needs, with their lengths (ISO/IEC 23008-12,
  /// 6.5; 14496-12, 12.1.4 to 12.1.7; AVIF 1.1, 2.3.2).
  private static let fixed: [String: [Int]] = [
    "ispe": [12], "irot": [1], "imir": [1], "clap": [32], "pasp": [8], "a1lx": [7, 13],
    "a1op": [1], "lsel": [2], "tols": [6], "clli": [4], "mdcv": [24], "amve": [8], "ndwt": [8],
    "rloc": [12], "iscl": [12],
  ]

  /// Version, flags, the number of channels, and a byte for each; later versions say more.
  private var channelCount: Int {
    let content = content
    guard content.count > 4 else { return content.count }
    let flags = content[content.startIndex + 3]
    return flags == 0 ? 5 + Int(content[content.startIndex + 4]) : min(content.count, 64)
  }

  /// One byte of flags, then three chromaticities of 8 bytes, and up to three luminances of 4.
  private var colourVolumeCount: Int {
    guard let flags = content.first else { return 0 }
    let luminances = (flags >> 2 & 7).nonzeroBitCount
    return 1 + (flags & 0x20 != 0 ? 24 : 0) + 4 * luminances
  }

  private func bytes(_ content: ArraySlice<UInt8>) -> [UInt8] {
    HEIFBox.encoded(box.type, Array(content))
  }

  /// The property cut to the longest of `counts` that it holds; nil where it is too short.
  private func sized(_ counts: [Int], _ reading: inout Reading) -> [UInt8]? {
    guard let count = counts.filter({ $0 <= content.count }).max() else {
      reading.discloseUnknown(content, at: location)
      return nil
    }
    let rest = content.dropFirst(count)
    if !rest.isEmpty { reading.discloseUnknown(rest, at: location) }
    return bytes(content.prefix(count))
  }

  /// A decoder's configuration without user data; what was taken out is unknown bytes.
  private func configuration(
    _ cleaned: (bytes: [UInt8], dropped: [UInt8])?, _ meta: HEIFMeta, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    guard let cleaned else {
      throw meta.malformed(box.range.lowerBound, "the decoder's configuration is broken")
    }
    if !cleaned.dropped.isEmpty {
      reading.discloseUnknown(
        cleaned.dropped[...], at: location, "user data in a decoder's configuration")
    }
    return HEIFBox.encoded(box.type, cleaned.bytes)
  }

  /// Numbers stay; a profile is replaced as `ColourProfile` says.
  private func colour(_ reading: inout Reading) throws(MediaError) -> [UInt8]? {
    switch content.prefix(4) {
    case let type where type.elementsEqual("nclx".utf8): return sized([11], &reading)
    case let type where type.elementsEqual("nclc".utf8): return sized([10], &reading)
    case let type where type.elementsEqual("prof".utf8) || type.elementsEqual("rICC".utf8):
      let profile = Array(content.dropFirst(4))
      let kept = try ColourProfile.replacement(for: profile, at: location, &reading)
      return kept.map { bytes(type + $0) }
    default:
      reading.discloseUnknown(content, at: location)
      return nil
    }
  }

  /// The type stays; the bytes after it only where they are one message on alpha or depth.
  ///
  /// A gain map that the standard's `tmap` uses loses Apple's mark, which asks for maker's notes.
  private func auxiliary(_ reading: inout Reading) -> [UInt8]? {
    if HEIFAuxiliary(ByteReader(bytes, in: box.content)) == .gainMap {
      reading.disclose(.device, .low, at: location, "the mark of an Apple camera's gain map")
      return nil
    }
    let name = content.dropFirst(4).prefix { $0 != 0 }
    let rest = content[name.endIndex...].dropFirst()
    if rest.isEmpty || HEIFConfigurations.isAuxiliaryMessage(rest) { return bytes(content) }
    reading.discloseUnknown(rest, at: location)
    return bytes(content.prefix(4) + name + [0])
  }

  /// A text for those who don't see the picture: content.
  private func alternativeText(_ reading: inout Reading) -> [UInt8]? {
    var reader = ByteReader(bytes, in: box.content)
    _ = reader.skip(4)
    let text = reader.heifString()
    let language = reader.heifString()
    let keeps = !reading.policy.dropsHiddenContent
    reading.disclose(
      .content, .medium, at: location, "a description of what the picture shows",
      fate: keeps ? .kept : .removed, value: String(decoding: text, as: UTF8.self))
    guard keeps else { return nil }
    if reader.remaining > 0 {
      reading.discloseUnknown(bytes[reader.position..<reader.end], at: location)
    }
    return bytes(content.prefix(4) + text + [0] + language + [0])
  }

  /// The cameras of a stereo pair: how far apart, and which way they look.
  private func camera(_ reading: inout Reading) -> [UInt8]? {
    let keeps = !reading.policy.dropsHiddenContent && content.count <= 256
    reading.disclose(
      .device, .low, at: location, "the geometry of the cameras of a stereo picture",
      fate: keeps ? .kept : .removed)
    return keeps ? bytes(content) : nil
  }

  /// Says what a property that goes gives away.
  ///
  /// One of a known kind that an item used (`isUsed`) says no more than the item.
  func note(isUsed: Bool, _ reading: inout Reading) throws(MediaError) {
    var reader = ByteReader(bytes, in: box.content)
    switch box.name {
    case "crtt", "mdft":
      _ = reader.skip(4)
      let meaning = box.name == "crtt" ? "when it was made" : "when it was changed"
      reading.disclose(
        .time, .medium, at: location, meaning, value: reader.bigEndian(8).map(HEIFTime.text))
    case "udes", "altt":
      _ = reader.skip(4)
      let text = bytes[reader.position..<reader.end].split(separator: 0)
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      reading.disclose(
        .content, .high, at: location, "a description by its user, with names and tags",
        value: text)
    default:
      let known =
        Self.fixed[box.name] != nil || Self.structural.contains(box.name)
        || box.name == "colr" && content.starts(with: "ncl".utf8)
      if box.name == "colr", !known {
        _ = try colour(&reading)
      } else if known {
        guard !isUsed else { return }
        reading.disclose(.content, .low, at: location, "a property that no picture has")
      } else {
        reading.discloseUnknown(content, at: location)
      }
    }
  }

  private static let structural: Set<String> = [
    "pixi", "cclv", "hvcC", "lhvC", "avcC", "av1C", "auxC",
  ]
}

/// Times as ISO base media count them.
enum HEIFTime {
  /// Microseconds since 1904-01-01 as a date and time (UTC).
  static func text(_ microseconds: UInt64) -> String {
    let seconds = microseconds / 1_000_000
    guard seconds < 400_000_000_000 else { return String(microseconds) }
    let time = Int(seconds % 86_400)
    // Days to a date, by eras of 400 years that start in March (Hinnant, chrono algorithms).
    let days = Int(seconds / 86_400) + 695_361
    let era = days / 146_097
    let day = days % 146_097
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let date = [
      String(year + era * 400 + (month >= 10 ? 1 : 0)), padded(month < 10 ? month + 3 : month - 9),
      padded(dayOfYear - (153 * month + 2) / 5 + 1),
    ]
    let clock = [time / 3_600, time / 60 % 60, time % 60].map(padded)
    return date.joined(separator: "-") + " " + clock.joined(separator: ":")
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
