/// What a profile gives away beside colours.
struct ICCEvidence {
  private let profile: ICCProfile
  private let location: String
  private var count = 0

  /// The evidence of a profile that is replaced.
  init(_ profile: ICCProfile, at location: String) {
    self.profile = profile
    self.location = location
  }

  /// Notes it all; at least one entry.
  mutating func note(_ reading: inout Reading) {
    noteHeader(&reading)
    for tag in profile.tags { note(tag, &reading) }
    for gap in gaps() where profile.bytes[gap].contains(where: { $0 != 0 }) {
      count += 1
      reading.discloseUnknown(
        profile.bytes[gap], at: location,
        gap.lowerBound >= profile.end
          ? "bytes after the profile" : "bytes between the profile's parts")
    }
    if count == 0 {
      reading.disclose(
        .software, .low, at: location, "the profile's exact form, which tells what wrote it")
    }
  }

  private mutating func noteHeader(_ reading: inout Reading) {
    let fields: [(Range<Int>, String, Disclosure.Category, Disclosure.Severity, String)] = [
      (4..<8, "CMM", .software, .low, "the program that made the profile"),
      (24..<36, "date", .time, .medium, "when the profile was made"),
      (40..<44, "platform", .software, .low, "the system the profile was made for"),
      (48..<52, "manufacturer", .device, .medium, "the maker of the device"),
      (52..<56, "model", .device, .medium, "the device's model"),
      (80..<84, "creator", .software, .low, "the program that made the profile"),
      (84..<100, "id", .identifier, .medium, "the profile's own id"),
      (100..<128, "reserved", .unknown, .high, "bytes that no list knows"),
    ]
    for (range, name, category, severity, meaning) in fields
    where profile.bytes[range].contains(where: { $0 != 0 }) {
      count += 1
      let bytes = profile.bytes[range]
      reading.disclose(
        category, severity, at: "\(location)/header/\(name)", meaning,
        value: category == .time
          ? ICCText.time(bytes)
          : category == .identifier
            ? PhotoshopText.hexadecimal(bytes) : PhotoshopText.text(bytes))
    }
  }

  private mutating func note(_ tag: ICCProfile.Tag, _ reading: inout Reading) {
    guard let range = tag.range, !range.isEmpty else { return }
    let content = profile.bytes[range]
    let place = "\(location)/\(Self.name(tag.signature))"
    if let keeper = ICCRebuild.keeperBySignature[tag.signature] {
      // What the rebuild of the table leaves out: bytes after it, and in what is reserved.
      guard let rebuilt = keeper.rebuild(content), !content.elementsEqual(rebuilt) else { return }
      let isNamed = tag.signature == ICCProfile.code("ncl2") || tag.signature == Self.colorants
      count += 1
      reading.disclose(
        isNamed ? .content : .unknown, isNamed ? .medium : .high, at: place,
        isNamed ? "the names of colours" : "bytes in and after a table",
        value: PrintableText.runs(
          in: isNamed || rebuilt.count >= content.count
            ? content : content.dropFirst(rebuilt.count)))
      return
    }
    count += 1
    let kind = Self.kinds[tag.signature]
    let texts = ICCText.found(in: content)
    for index in 0..<max(1, texts.count) {
      reading.disclose(
        kind?.category ?? .unknown, kind?.severity ?? .high, at: place,
        kind?.meaning ?? "bytes that no list knows",
        value: texts.isEmpty ? nil : texts[index])
    }
  }

  /// The runs of bytes that belong to no part, in order.
  private func gaps() -> [Range<Int>] {
    var parts = profile.tags.compactMap(\.range)
    parts.append(0..<(ICCProfile.headerCount + 4))
    // Entries of a signature that came before count as between the parts.
    parts.append(132..<min(132 + 12 * profile.tags.count, profile.bytes.count))
    parts.sort { $0.lowerBound < $1.lowerBound }
    var gaps: [Range<Int>] = []
    var position = 0
    for part in parts {
      if part.lowerBound > position { gaps.append(position..<part.lowerBound) }
      position = max(position, part.upperBound)
    }
    if position < profile.end { gaps.append(position..<profile.end) }
    if max(position, profile.end) < profile.bytes.count {
      gaps.append(max(position, profile.end)..<profile.bytes.count)
    }
    return gaps
  }

  /// A tag's signature where a list knows it: others may be anyone's words.
  private static func name(_ signature: UInt32) -> String {
    let isKnown = kinds[signature] != nil || ICCRebuild.keeperBySignature[signature] != nil
    return isKnown ? FourCharacters.name(signature) : "private tag"
  }

  private static let colorants = ICCProfile.code("clrt")

  private struct Kind {
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
  }

  private static let kinds: [UInt32: Kind] = {
    let rows: [(String, Disclosure.Category, Disclosure.Severity, String)] = [
      ("desc|dscm|ASCI", .device, .medium, "the profile's name, often its display's or printer's"),
      ("cprt", .person, .medium, "who holds the rights in the profile"),
      ("dmnd", .device, .medium, "the maker of the device"),
      ("dmdd", .device, .medium, "the device's model"),
      ("mmod", .device, .high, "a display's make, model and serial number"),
      ("meta", .identifier, .high, "notes on the device, its serial number among them"),
      ("psid|pseq", .identifier, .medium, "the profiles it was made from"),
      ("calt", .time, .medium, "when the device was calibrated"),
      ("vcgt|vcgp|ndin|CIED|DevD|MS00|MS10|devs", .device, .high, "one device's calibration"),
      ("targ|resp|Pmtr", .device, .high, "the measurements the profile was made from"),
      (
        "tech|view|vued|meas|scrn|scrd|bfd |ciis|rig0|rig2|chrm", .device, .low,
        "how the device was measured or looked at"
      ),
      ("crdi|ps2s|ps2i|psd0|psd1|psd2|psd3|psvm|psuf", .software, .low, "a printer's names"),
      ("aarg|aagg|aabg|K070|K071|K007", .software, .low, "a program's own tables"),
      ("ncol|clot", .content, .medium, "the names of colours"),
    ]
    var kinds: [UInt32: Kind] = [:]
    for (names, category, severity, meaning) in rows {
      for name in names.split(separator: "|") {
        kinds[ICCProfile.code(String(name))] = Kind(
          category: category, severity: severity, meaning: meaning)
      }
    }
    return kinds
  }()
}
