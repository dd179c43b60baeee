/// User data: the items of `udta` (QuickTime File Format, "User Data Atoms"; 3GPP TS 26.244, 8).
extension MovieDropped {
  /// Each item of a `udta` box.
  func userData(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let found = try MovieBox.children(of: box.content, in: bytes, &reading)
    for item in found.boxes { try userItem(item, at: path, &reading) }
    if !MovieBytes.areZero(bytes[found.rest]) {
      reading.discloseUnknown(bytes[found.rest], at: path + " slack")
    } else if found.boxes.isEmpty {
      reading.disclose(.unknown, .low, at: path, "an empty list of user data")
    }
  }

  private func userItem(
    _ item: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let content = bytes[item.content]
    let place = path + "/" + item.name
    switch item.name {
    case "meta", "uuid", "free", "skip", "wide": try self.box(item, at: path, &reading)
    // Nested user data is opaque: nothing writes it, and it could be nested without end.
    case "udta": try opaque(content, at: place, &reading)
    case "XMP_": try XMPBlock.read(content, at: place, &reading)
    case "GPMF": try MovieGPMF.disclose(content, at: place, fate: .removed, &reading)
    case "CNTH", "CNDB", "thmb", "PANA", "pict", "THMB", "snal", "tnal":
      try opaque(content, at: place, &reading)
    case "loci":
      let meaning = MovieTagTable.Meaning(.place, .high, "where it was taken")
      note(meaning, place, Self.location(content), &reading)
    default:
      guard let meaning = MovieTagTable.tags[item.name] else {
        if item.type >> 24 == 0xa9 {
          let unknown = MovieTagTable.Meaning(.content, .medium, "a text about it")
          note(unknown, place, text(item), &reading)
        } else {
          try opaque(content, at: place, &reading)
        }
        return
      }
      note(meaning, place, text(item), &reading)
    }
  }

  private func note(
    _ meaning: MovieTagTable.Meaning, _ place: String, _ value: @autoclosure () -> String?,
    _ reading: inout Reading
  ) {
    reading.disclose(
      meaning.category, meaning.severity, at: place, meaning.meaning, value: value())
  }

  /// The texts of an item: international text of QuickTime, or 3GPP's, or just bytes.
  private func text(_ item: MovieBox) -> String? {
    let content = bytes[item.content]
    if item.type >> 24 == 0xa9 {
      var texts: [String] = []
      var position = item.contentStart
      while item.range.upperBound - position > 4,
        let size = MovieBytes.integer(bytes, at: position, 2), size > 0,
        size <= item.range.upperBound - position - 4
      {
        texts.append(PrintableText.text(bytes[(position + 4)..<(position + 4 + size)]))
        position += 4 + size
      }
      // Some write bytes without a size, or an item of the list's form.
      let rest = bytes[position..<item.range.upperBound]
      if let more = PrintableText.runs(in: rest) { texts.append(more) }
      return texts.joined(separator: " ")
    }
    if content.count >= 6, content.prefix(4).allSatisfy({ $0 == 0 }) {
      let text = content.dropFirst(6)
      if text.starts(with: [0xfe, 0xff]) || text.starts(with: [0xff, 0xfe]) {
        return MovieText.utf16(text)
      }
      if text.count > 1 { return PrintableText.text(text) }
    }
    // Ids are numbers: a few printable bytes among them are no text.
    let isText = content.prefix(64).allSatisfy { $0 == 0 || (0x09...0x7e).contains($0) }
    let isNumber = MovieTagTable.tags[item.name]?.category == .identifier && !isText
    let runs = isNumber ? nil : PrintableText.runs(in: content)
    return runs ?? MovieText.hexadecimal(content)
  }

  /// 3GPP's place: a name, a role, longitude, latitude and altitude in 16.16 (TS 26.244, 8.2.10).
  private static func location(_ content: ArraySlice<UInt8>) -> String? {
    let all = Array(content)
    let named = all.dropFirst(6)
    let isWide = named.starts(with: [0xfe, 0xff]) || named.starts(with: [0xff, 0xfe])
    let name = isWide ? MovieText.utf16(named) : PrintableText.text(named)
    var end = 6
    if isWide {
      while end + 1 < all.count, all[end] != 0 || all[end + 1] != 0 { end += 2 }
      end += 2
    } else {
      while end < all.count, all[end] != 0 { end += 1 }
      end += 1
    }
    func fixed(_ offset: Int) -> Double? {
      MovieBytes.number(all, at: end + 1 + offset, 4).map {
        Double(Int32(truncatingIfNeeded: $0)) / 65_536
      }
    }
    guard let longitude = fixed(0), let latitude = fixed(4) else {
      return PrintableText.runs(in: content)
    }
    return "\(name) \(MovieText.degrees(latitude)) \(MovieText.degrees(longitude))"
  }
}

/// Forms of text in movies.
enum MovieText {
  /// UTF-16 with or without its mark, most significant first without one, up to a zero.
  static func utf16(_ bytes: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    let all = Array(bytes.prefix(4 * PrintableText.limit))
    let isLittle = all.starts(with: [0xff, 0xfe])
    let start = isLittle || all.starts(with: [0xfe, 0xff]) ? 2 : 0
    for index in stride(from: start, to: all.count - 1, by: 2) {
      let unit =
        isLittle
        ? UInt16(all[index + 1]) << 8 | UInt16(all[index])
        : UInt16(all[index]) << 8 | UInt16(all[index + 1])
      if unit == 0 { break }
      units.append(unit)
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Bytes in hexadecimal; nil where all are zero, cut to 32.
  static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String? {
    guard !MovieBytes.areZero(bytes) else { return nil }
    return bytes.prefix(32).map {
      let text = String($0, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  /// A number of degrees with six digits after the point.
  static func degrees(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "?" }
    let millionths = Int((abs(value) * 1e6).rounded())
    let digits = MovieTime.padded(millionths % 1_000_000, 6)
    return (value < 0 ? "-" : "") + "\(millionths / 1_000_000).\(digits)"
  }
}
