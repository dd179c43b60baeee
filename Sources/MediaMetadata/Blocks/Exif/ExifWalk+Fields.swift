extension ExifWalk {
  /// Follows a field that points at a directory or holds a maker note; false for all others.
  mutating func follow(
    _ field: ExifField, depth: Int, _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    if case .maker(let maker, let name, _) = field.room {
      return try followPart(field, of: maker, name, depth: depth, &reading)
    }
    switch field.entry.tag {
    case 0x8769: return try enter(field, as: .main("Exif"), depth: depth, &reading)
    case 0x8825: return try enter(field, as: .place, depth: depth, &reading)
    case 0xa005: return try enter(field, as: .interoperability, depth: depth, &reading)
    case 0x014a: return try enter(field, as: .main("SubIFD"), depth: depth, &reading)
    case 0x927c:
      try makerNote(field, depth: depth, &reading)
      return true
    default: return false
    }
  }

  /// Enters the directories that a field points at; false where it can't point at one.
  mutating func enter(
    _ field: ExifField, as room: ExifRoom, depth: Int, _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    switch field.entry.type {
    case ExifType.short, ExifType.long, 9, ExifType.directory: break
    default: return false
    }
    for index in 0..<field.entry.available {
      guard let written = field.bytes.integer(field.entry, index),
        let offset = UInt32(exactly: written).flatMap(field.directory.target),
        let directory = enter(offset, base: field.directory.base, in: field.bytes)
      else { continue }
      try fields(of: directory, as: room, depth: depth + 1, &reading)
    }
    return true
  }

  /// Notes one field.
  mutating func note(_ field: ExifField, _ reading: inout Reading) throws(MediaError) {
    guard reading.disclosures.count < reading.limits.disclosures else {
      // Counted, not listed: making its words would be in vain.
      return reading.disclose(.unknown, .high, at: location, "a tag beyond the limit")
    }
    let number = ExifText.tag(field.entry.tag)
    let value = field.value
    let known = field.room.tag(field.entry.tag)
    let path = location + "/" + field.room.name + "/" + (known?.name ?? number)
    guard let known else {
      let meaning =
        if case .maker = field.room { "maker note tag \(number)" } else { "a tag no list knows" }
      reading.disclose(.unknown, .high, at: path, meaning, value: text(of: field, .plain))
      if isPicture(value) { try notePicture(field.entry.value, at: path, &reading) }
      return
    }
    if isPicture(value) { return try notePicture(field.entry.value, at: path, &reading) }
    if try handOver(value, known.form, at: path, &reading) { return }
    reading.disclose(
      known.category, known.severity, at: path, known.meaning, fate: fate(of: field),
      value: text(of: field, known.form))
  }

  /// Has a value taken apart by its own reader; false where it has none, or is told as text.
  ///
  /// Photoshop's resources may hold an Exif block, which may hold resources: they are entered once.
  private mutating func handOver(
    _ value: ArraySlice<UInt8>, _ form: ExifForm, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    guard [.xmp, .resources, .iptc].contains(form), !location.contains(Self.resourcesName),
      spendPicture(value.count)
    else { return false }
    let before = reading.disclosures.count + reading.unlisted
    switch form {
    case .xmp: try XMPBlock.read(value, at: path, &reading)
    case .resources:
      try PhotoshopBlock.read(value, at: path + Self.resourcesName, &reading)
    default: try IPTCBlock.read(value, at: path, &reading)
    }
    return reading.disclosures.count + reading.unlisted > before
  }

  /// Marks the path of what stands in resources inside a block.
  private static let resourcesName = "/8BIM"

  /// What becomes of a field: coarse places and days stay.
  private func fate(of field: ExifField) -> Disclosure.Fate {
    switch field.room {
    case .place where summary.latitude != nil && (0x0001...0x0004).contains(field.entry.tag):
      .coarsened
    case .main("Exif") where coarsenedDay == ExifQuickLook.dateTimeOriginalTag:
      field.entry.tag == ExifQuickLook.dateTimeOriginalTag ? .coarsened : .removed
    case .main("IFD0") where coarsenedDay == ExifQuickLook.dateTimeTag:
      field.entry.tag == ExifQuickLook.dateTimeTag ? .coarsened : .removed
    default: .removed
    }
  }

  /// A value as text; nil where it is empty or the budget is spent.
  private mutating func text(of field: ExifField, _ form: ExifForm) -> String? {
    let value = field.value
    guard spendText(min(value.count, 2 * 65_536)) else { return nil }
    switch form {
    case .coded: return ExifText.coded(value, isLittleEndian: field.bytes.isLittleEndian)
    case .wide: return ExifText.utf16(value, isLittleEndian: true)
    case .hiddenCount: return shownCount(field) ?? ExifText.anything(value)
    default: break
    }
    if let special = field.bytes.special(form, field.entry) { return special }
    switch field.entry.type {
    case ExifType.ascii, ExifType.utf8: return ExifText.strings(value)
    case ExifType.undefined: return ExifText.anything(value)
    case 1 where field.entry.count > 4, 6 where field.entry.count > 4:
      return ExifText.anything(value)
    default: return numbers(of: field)
    }
  }

  /// A count that is combined with the date and the complement of the time beside it by
  /// exclusive or (ExifTool, Pentax.pm, CryptShutterCount).
  private func shownCount(_ field: ExifField) -> String? {
    let bytes = field.bytes.ordered(littleEndian: false)
    guard field.entry.value.count == 4, let hidden = bytes.uint32(field.entry.value.lowerBound),
      let date = field.directory.first(0x0006), date.value.count == 4,
      let day = bytes.uint32(date.value.lowerBound),
      let time = field.directory.first(0x0007), time.value.count >= 3
    else { return nil }
    let clock = bytes.slice(time.value).prefix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << 8
    return String(hidden ^ day ^ ~clock)
  }

  /// The first numbers of a field, and the text that may hide in many of them.
  private func numbers(of field: ExifField) -> String? {
    let entry = field.entry
    guard entry.available > 0 else { return ExifText.anything(field.value) }
    let shown = min(entry.available, ExifText.numberLimit)
    var parts = (0..<shown).compactMap { field.bytes.numberText(entry, $0) }
    if entry.available > shown { parts.append("…") }
    if entry.value.count > 16, let runs = PrintableText.runs(in: field.value) { parts.append(runs) }
    return parts.joined(separator: " ")
  }
}

extension ExifBytes {
  /// A value in one of the forms that few tags have; nil where it does not fit the form.
  func special(_ form: ExifForm, _ entry: ExifEntry) -> String? {
    let value = slice(entry.value)
    let start = entry.value.lowerBound
    func pairs(_ offsets: [Int], _ separator: String) -> String {
      offsets.map { ExifText.twoDigits(Int(byte(start + $0) ?? 0)) }.joined(separator: separator)
    }
    switch form {
    case .hexadecimal where entry.type != ExifType.ascii && !value.isEmpty:
      return [PrintableText.runs(in: value), ExifText.hexadecimal(value.prefix(64))]
        .compactMap { $0 }.joined(separator: " ")
    case .clock:
      guard let hour = number(entry, 0), let minute = number(entry, 1) else { return nil }
      let second = ExifText.decimal(number(entry, 2) ?? 0, places: 3)
      guard (0...24).contains(hour), (0...60).contains(minute) else { return nil }
      return ExifText.twoDigits(Int(hour)) + ":" + ExifText.twoDigits(Int(minute)) + ":"
        + (second.prefix { $0 != "." }.count < 2 ? "0" : "") + second
    case .tenDigits:
      guard let number = integer(entry) else { return nil }
      let digits = String(number)
      return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    case .shortDate:
      guard value.count == 4 else { return nil }
      let year = ordered(littleEndian: false).uint16(start) ?? 0
      return "\(year):" + pairs([2, 3], ":")
    case .shortTime: return value.count >= 3 ? pairs([0, 1, 2], ":") : nil
    case .longTime:
      guard value.count >= 7, let year = uint16(start) else { return nil }
      return "\(year):" + pairs([2, 3], ":") + " " + pairs([4, 5, 6], ":")
    case .enciphered where entry.type == ExifType.undefined: return Self.deciphered(value)
    default: return nil
    }
  }

  /// The ids in a block of Sony's that is enciphered by cubes modulo 249, at the places where its
  /// models keep them (ExifTool, Sony.pm, Tag9050).
  private static func deciphered(_ value: ArraySlice<UInt8>) -> String? {
    var plain = [UInt8](repeating: 0, count: 256)
    for byte in 0..<249 { plain[byte * byte % 249 * byte % 249] = UInt8(byte) }
    for byte in 249..<256 { plain[byte] = UInt8(byte) }
    let ids = [(0x7c, 4), (0x88, 6), (0x8a, 6), (0xf0, 5)].compactMap { place, count in
      let bytes = value.dropFirst(place).prefix(count).map { plain[Int($0)] }
      return bytes.count < count || bytes.allSatisfy { $0 == 0 }
        ? nil : ExifText.hexadecimal(bytes[...])
    }
    return ids.isEmpty ? nil : "one of " + ids.joined(separator: ", ")
  }
}
