/// The text in a profile's tags.
enum ICCText {
  /// The text of a tag of any type, with readable runs where its type does not account for them.
  ///
  /// In parts short enough to be shown whole: some names come in thirty languages.
  static func found(in content: ArraySlice<UInt8>) -> [String] {
    var texts = decoded(content)
    if texts.isEmpty, let runs = PhotoshopText.value(content.dropFirst(4), .labels) {
      texts.append(runs)
    }
    var parts: [String] = []
    for text in texts where !text.isEmpty {
      if let last = parts.last, last.utf8.count + text.utf8.count < PrintableText.limit {
        parts[parts.count - 1] = "\(last), \(text)"
      } else {
        parts.append(text)
      }
    }
    return parts
  }

  /// A time of six numbers (dateTimeNumber, 4.2).
  static func time(_ bytes: ArraySlice<UInt8>) -> String? {
    let reader = ICCBytes(bytes)
    let numbers = (0..<6).compactMap { reader.u16(2 * $0) }
    guard numbers.count == 6 else { return nil }
    let digits = numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }
    return digits[..<3].joined(separator: "-") + " " + digits[3...].joined(separator: ":")
  }

  private static func decoded(_ content: ArraySlice<UInt8>) -> [String] {
    let reader = ICCBytes(content)
    guard let type = reader.u32(0) else { return [] }
    switch FourCharacters.name(type) {
    case "desc":
      guard let count = reader.u32(8), let text = reader.slice(12, Int(count)) else { return [] }
      let rest = content.dropFirst(12 + Int(count))
      let tail = ICCBytes(rest)
      let units = tail.u32(4).flatMap { tail.slice(8, 2 * min(Int($0), 4_000)) }
      // After the Unicode text stands one in a Macintosh script.
      let others = [text.drop { $0 != 0 }, rest.dropFirst(8 + (units?.count ?? 0))]
      return [PhotoshopText.text(text.prefix { $0 != 0 }), units.map(PhotoshopText.utf16) ?? ""]
        + others.compactMap { PrintableText.runs(in: $0) }
    case "text": return [PhotoshopText.text(content.dropFirst(8))]
    case "mluc": return localised(reader)
    case "dict": return dictionary(reader)
    case "dtim": return time(content.dropFirst(8)).map { [$0] } ?? []
    case "sig ": return reader.u32(8).map { [FourCharacters.name($0)] } ?? []
    default: return []
    }
  }

  private static func localised(_ reader: ICCBytes) -> [String] {
    guard let count = reader.u32(8), let width = reader.u32(12), width >= 12, width < 256 else {
      return []
    }
    var texts: [String] = []
    for index in 0..<min(Int(count), 40) {
      let record = 16 + index * Int(width)
      guard let length = reader.u32(record + 4), let offset = reader.u32(record + 8),
        let units = reader.slice(Int(offset), Int(length))
      else { break }
      let text = PhotoshopText.utf16(units)
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  /// Names and values (dictType, 10.7).
  private static func dictionary(_ reader: ICCBytes) -> [String] {
    guard let count = reader.u32(8), let width = reader.u32(12), width >= 16, width < 256 else {
      return []
    }
    func text(_ record: Int) -> String? {
      guard let offset = reader.u32(record), let length = reader.u32(record + 4) else { return nil }
      return reader.slice(Int(offset), Int(length)).map(PhotoshopText.utf16)
    }
    var entries: [String] = []
    for index in 0..<min(Int(count), 100) {
      let record = 16 + index * Int(width)
      guard let name = text(record) else { break }
      entries.append("\(name)=\(text(record + 8) ?? "")")
    }
    return entries
  }
}
