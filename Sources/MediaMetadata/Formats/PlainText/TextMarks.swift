/// Characters that are not seen: some are needed, others can carry bits.
///
/// **Source**: The Unicode Standard 16, 23.2 to 23.9; UTS 51 (emoji sequences); Boucher et al.,
/// "Bad Characters", 2022.
enum TextMarks {
  /// What an invisible character may be.
  private enum Kind: String {
    case zeroWidth = "characters without width"
    case direction = "marks of direction"
    case tag = "tag characters"
    case variation = "variation selectors"
    case hyphen = "soft hyphens"
    case filler = "fillers"
    case blank = "odd blanks"
  }

  /// The characters that go, and those that a strict policy replaces; both are reported.
  static func edits(in bytes: [UInt8], _ reading: inout Reading) -> [TextEdit] {
    var edits: [TextEdit] = []
    var found: [String: (kind: Kind, removed: Bool, text: String, count: Int)] = [:]
    let isStrict = reading.policy.dropsHiddenContent
    // Hebrew, Arabic, Syriac and their like: two bytes that begin with D6 to DF.
    let hasRightToLeft = bytes.contains { (0xd6...0xdf).contains($0) }
    var before: UInt32 = 0x0a
    var index = 0
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      index = 3
      reading.disclose(
        .software, .low, at: "text/byte order mark", "a mark that some programs write", fate: .kept)
    }
    while index < bytes.count {
      if bytes[index] < 0x80 {
        before = UInt32(bytes[index])
        index += 1
        continue
      }
      let (scalar, count) = TextScalars.scalar(bytes, index)
      guard let kind = kind(of: scalar) else {
        before = scalar
        index += count
        continue
      }
      let next = neighbour(behind: scalar, bytes, index + count)
      let flag = kind == .tag ? flagEnd(bytes, index, before) : nil
      let stays =
        flag != nil || isNeeded(scalar, kind, before, next, hasRightToLeft: hasRightToLeft)
      let end = flag ?? index + count
      let goes = !stays && (kind != .blank || isStrict)
      if goes {
        edits.append(
          TextEdit(range: index..<end, text: kind == .blank ? [0x20] : nil))
        if kind == .blank { before = 0x20 }
      } else {
        before = scalar
      }
      if !stays {
        var entry = found["\(kind) \(goes)"] ?? (kind, goes, "", 0)
        entry.count += 1
        if entry.text.utf8.count < 400 { entry.text += shown(scalar) }
        found["\(kind) \(goes)"] = entry
      }
      index = end
    }
    for (_, entry) in found.sorted(by: { $0.key < $1.key }) {
      reading.disclose(
        .identifier, entry.kind == .blank ? .medium : .high, at: "text/\(entry.kind.rawValue)",
        "invisible marks, which can carry a reader's number",
        fate: entry.removed ? .removed : .kept, value: "\(entry.count): \(entry.text)")
    }
    return edits
  }

  /// The character behind one, zero where it is a mark itself: that may go, and what was needed
  /// before it would be needed no more.
  ///
  /// A filler may stand for the first part of a syllable and another for its second.
  private static func neighbour(behind scalar: UInt32, _ bytes: [UInt8], _ index: Int) -> UInt32 {
    guard index < bytes.count else { return 0 }
    let (next, count) = TextScalars.scalar(bytes, index)
    guard kind(of: next) != nil else { return next }
    guard scalar == 0x115f, next == 0x1160, index + count < bytes.count else { return 0 }
    let later = TextScalars.scalar(bytes, index + count).scalar
    return kind(of: later) == nil ? later : 0
  }

  /// A tag as the letter it stands for, others by number.
  private static func shown(_ scalar: UInt32) -> String {
    if (0xe0020...0xe007e).contains(scalar), let letter = Unicode.Scalar(scalar - 0xe0000) {
      return String(Character(letter))
    }
    return "U+\(String(scalar, radix: 16, uppercase: true)) "
  }

  private static func kind(of scalar: UInt32) -> Kind? {
    switch scalar {
    case 0xad: .hyphen
    case 0x200b...0x200d, 0x2060...0x2064, 0xfeff, 0x34f, 0x180e, 0xfff9...0xfffb,
      0x1d173...0x1d17a, 0x206a...0x206f, 0x1bca0...0x1bca3:
      .zeroWidth
    case 0x200e, 0x200f, 0x61c, 0x202a...0x202e, 0x2066...0x2069: .direction
    case 0xe0000...0xe007f: .tag
    case 0xfe00...0xfe0f, 0xe0100...0xe01ef, 0x180b...0x180d, 0x180f: .variation
    case 0x115f, 0x1160, 0x3164, 0xffa0, 0x17b4, 0x17b5, 0x2800: .filler
    case 0xa0, 0x1680, 0x2000...0x200a, 0x202f, 0x205f, 0x3000: .blank
    default: nil
    }
  }

  /// Whether a character looks like a blank.
  static func isBlank(_ scalar: UInt32) -> Bool { kind(of: scalar) == .blank }

  /// Whether a character is one that is not seen, needed or not.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    kind(of: scalar).map { $0 != .blank } ?? false
  }

  /// Whether what is shown depends on the character.
  private static func isNeeded(
    _ scalar: UInt32, _ kind: Kind, _ before: UInt32, _ next: UInt32, hasRightToLeft: Bool
  ) -> Bool {
    switch kind {
    case .zeroWidth:
      switch scalar {
      case 0x200d: joins(before) && joins(next) || isPicture(before) && isPicture(next)
      case 0x200c: joins(before) && joins(next)
      case 0x200b: isUnspaced(before) && isUnspaced(next)
      case 0x34f: (0x5b0...0x5c7).contains(next) || (0x300...0x36f).contains(next)
      default: false
      }
    case .direction: hasRightToLeft
    case .tag, .hyphen: false
    case .variation: varies(before, with: scalar)
    case .filler:
      scalar == 0x2800
        ? (0x2801...0x28ff).contains(before) || (0x2801...0x28ff).contains(next)
        : (0x1100...0x11ff).contains(before) || (0x1100...0x11ff).contains(next)
    case .blank: scalar == 0x3000 && (isIdeograph(before) || isIdeograph(next))
    }
  }

  /// Letters whose shape a joiner changes: Arabic to N'Ko, Indic to Sinhala, Khmer, Mongolian.
  private static func joins(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x600...0x8ff, 0x900...0xdff, 0x1780...0x17b3, 0x17b6...0x17ff, 0x1810...0x18aa,
      0x1000...0x109f, 0xfb50...0xfdff, 0xfe70...0xfefc, 0x11000...0x11fff:
      scalar != 0x61c
    default: false
    }
  }

  /// Scripts without blanks between words: Thai, Lao, Tibetan, Burmese, Khmer, ideographs.
  private static func isUnspaced(_ scalar: UInt32) -> Bool {
    (0xe00...0x109f).contains(scalar) || (0x1780...0x17ff).contains(scalar)
      || isIdeograph(scalar)
  }

  private static func isIdeograph(_ scalar: UInt32) -> Bool {
    (0x2e80...0x9fff).contains(scalar) && scalar != 0x3000 && scalar != 0x3164
      || (0xac00...0xd7a3).contains(scalar) || (0xf900...0xfaff).contains(scalar)
      || (0xff01...0xff60).contains(scalar) || (0x20000...0x3ffff).contains(scalar)
  }

  private static func isPicture(_ scalar: UInt32) -> Bool {
    scalar == 0xfe0f || (0x1f3fb...0x1f3ff).contains(scalar)
      || (scalar > 0xff && Unicode.Scalar(scalar)?.properties.isEmoji == true)
  }

  private static func varies(_ before: UInt32, with selector: UInt32) -> Bool {
    switch selector {
    case 0xfe0e, 0xfe0f: Unicode.Scalar(before)?.properties.isEmoji == true
    case 0xfe00...0xfe02:
      isIdeograph(before) || (0x2200...0x22ff).contains(before)
        || (0x2a00...0x2aff).contains(before) || (0x1000...0x109f).contains(before)
        || (0xa840...0xa87f).contains(before)
    case 0xe0100...0xe01ef: isIdeograph(before)
    case 0x180b...0x180f: (0x1810...0x18aa).contains(before)
    default: false
    }
  }

  /// Where the tags of a regional flag end, which begin at `index` behind a black flag; nil where
  /// they form none of the three that exist.
  private static func flagEnd(_ bytes: [UInt8], _ index: Int, _ before: UInt32) -> Int? {
    guard before == 0x1f3f4 else { return nil }
    var name = ""
    var cursor = index
    while cursor < bytes.count, name.utf8.count < 7 {
      let (scalar, count) = TextScalars.scalar(bytes, cursor)
      cursor += count
      if scalar == 0xe007f { return ["gbeng", "gbsct", "gbwls"].contains(name) ? cursor : nil }
      guard (0xe0061...0xe007a).contains(scalar), let letter = Unicode.Scalar(scalar - 0xe0000)
      else { return nil }
      name.unicodeScalars.append(letter)
    }
    return nil
  }
}
