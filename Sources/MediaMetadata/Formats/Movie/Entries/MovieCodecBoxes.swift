/// Configurations of H.264, H.265 and AV1: parameter sets stay, user data among them goes.
extension MovieRebuilder {
  /// `avcC` (ISO/IEC 14496-15, 5.3.3.1).
  mutating func avcConfiguration(
    _ box: MovieBox, _ facts: inout MovieEntryFacts, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let end = box.range.upperBound
    guard box.content.count >= 7 else { throw malformed(box, "is too short") }
    let content = box.contentStart
    facts.stream = .avc(
      MovieUnitFormat(
        lengthSize: Int(bytes[content + 4] & 3) + 1, hasDolbyVision: facts.hasDolbyVision,
        isFullChroma: [244, 44].contains(bytes[content + 1])))
    let start = output.begin(box.type)
    output.put(bytes[content..<(content + 5)])
    var position = content + 5
    let first = Int(bytes[position] & 0x1f)
    try units(first, 1, box, &position, kept: [7, 15], at: path, &reading)
    if position < end {
      let second = Int(bytes[position])
      try units(second, 1, box, &position, kept: [8], at: path, &reading)
    }
    // High profiles add chroma format, depths and extensions (5.3.3.1.2).
    if [100, 110, 122, 144, 244, 44].contains(bytes[content + 1]), end - position >= 4 {
      output.put(bytes[position..<(position + 3)])
      position += 3
      let third = Int(bytes[position])
      try units(third, 1, box, &position, kept: [13], at: path, &reading)
    }
    output.end(start)
    try stray(position..<end, at: path, &reading)
  }

  /// Copies a count of `width` bytes at `position` and so many units, each after two bytes of
  /// length, but for units of other types.
  private mutating func units(
    _ count: Int, _ width: Int, _ box: MovieBox, _ position: inout Int, kept: Set<UInt8>,
    at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let countPlace = output.count
    output.put(bytes[position..<(position + width)])
    position += width
    var stays = 0
    for _ in 0..<count {
      let unit = try unit(box, &position)
      guard let head = bytes[unit].first, kept.contains(head & 0x1f) else {
        reading.discloseUnknown(
          bytes[unit], at: path, "a unit of user data in the configuration")
        continue
      }
      stays += 1
      output.put(unit.count, 2)
      output.put(bytes[unit])
    }
    let flags = output.bytes[countPlace] & (width == 1 && kept.contains(7) ? 0xe0 : 0)
    if width == 1 { output.set(byte: flags | UInt8(stays), at: countPlace) }
  }

  /// The unit after two bytes of length.
  private func unit(_ box: MovieBox, _ position: inout Int) throws(MediaError) -> Range<Int> {
    guard box.range.upperBound - position >= 2,
      let size = MovieBytes.integer(bytes, at: position, 2),
      size <= box.range.upperBound - position - 2
    else { throw malformed(box, "has a unit that passes its end") }
    defer { position += 2 + size }
    return (position + 2)..<(position + 2 + size)
  }

  /// `hvcC` (ISO/IEC 14496-15, 8.3.3.1): parameter sets, and messages that a player needs.
  mutating func hevcConfiguration(
    _ box: MovieBox, _ facts: inout MovieEntryFacts, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.content.count >= 23 else { throw malformed(box, "is too short") }
    let content = box.contentStart
    let format = MovieUnitFormat(
      lengthSize: Int(bytes[content + 21] & 3) + 1, hasDolbyVision: facts.hasDolbyVision,
      isFullChroma: false)
    facts.stream = .hevc(format)
    let start = output.begin(box.type)
    output.put(bytes[content..<(content + 23)])
    var position = content + 23
    var arrays = 0
    for _ in 0..<Int(bytes[content + 22]) {
      guard box.range.upperBound - position >= 3 else {
        throw malformed(box, "has fewer arrays than it says")
      }
      let arrayStart = output.count
      let type = bytes[position] & 0x3f
      output.put(Int(bytes[position]), 1)
      output.put(0, 2)
      let count = MovieBytes.integer(bytes, at: position + 1, 2) ?? 0
      position += 3
      var stays = 0
      for _ in 0..<count {
        let unit = try unit(box, &position)
        guard let kept = hevcUnit(unit, type, format, at: path, &reading) else { continue }
        stays += 1
        output.put(kept.count, 2)
        output.put(kept[...])
      }
      if stays == 0, count > 0 {
        output.remove(from: arrayStart)
      } else {
        arrays += 1
        output.set(byte: UInt8(stays >> 8), at: arrayStart + 1)
        output.set(byte: UInt8(stays & 0xff), at: arrayStart + 2)
      }
    }
    output.set(byte: UInt8(arrays), at: start + 8 + 22)
    output.end(start)
    try stray(position..<box.range.upperBound, at: path, &reading)
  }

  /// What stays of a unit in an array of `type`; nil for nothing.
  private func hevcUnit(
    _ range: Range<Int>, _ type: UInt8, _ format: MovieUnitFormat, at path: String,
    _ reading: inout Reading
  ) -> [UInt8]? {
    let unit = bytes[range]
    let stated = unit.first.map { ($0 >> 1) & 0x3f }
    if (32...34).contains(type), stated == type { return Array(unit) }
    guard type == 39 || type == 40, stated == type, unit.count > 2 else {
      reading.discloseUnknown(unit, at: path, "a unit of user data in the configuration")
      return nil
    }
    guard reading.policy.blanksStreamUserData else { return Array(unit) }
    let sei = MovieSEI(unit, header: 2)
    var isWhole = sei.broken.isEmpty
    for message in sei.messages {
      let payload = sei.plain[message.payload]
      let verdict = MovieSEIRules.verdict(
        message.type, payload, isHEVC: true, format, reading.policy)
      guard verdict != .keep else { continue }
      isWhole = false
      if case .drop(let find) = verdict {
        reading.disclose(
          find.category, find.severity, at: path + "/" + find.name, find.meaning,
          value: PrintableText.runs(in: payload))
      }
    }
    if isWhole { return Array(unit) }
    if !sei.broken.isEmpty {
      reading.discloseUnknown(
        sei.plain[sei.broken], at: path, "a message of user data in the configuration")
    }
    return nil
  }

  /// `av1C` (AV1 Codec ISO Media File Format Binding, 2.3).
  mutating func av1Configuration(
    _ box: MovieBox, _ facts: inout MovieEntryFacts, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.content.count >= 4 else { throw malformed(box, "is too short") }
    facts.stream = .av1
    let start = output.begin(box.type)
    output.put(bytes[box.contentStart..<(box.contentStart + 4)])
    var position = box.contentStart + 4
    let end = box.range.upperBound
    while position < end {
      guard let unit = MovieOpenUnit.read(bytes[position..<end], end: end), !unit.range.isEmpty
      else { break }
      position = unit.range.upperBound
      let payload = bytes[unit.payload]
      let verdict = MovieOpenUnit.verdict(unit.type, payload, reading.policy)
      let stays =
        switch verdict {
        case .keep, .content: true
        default: !reading.policy.blanksStreamUserData
        }
      if stays {
        output.put(bytes[unit.range])
      } else {
        reading.discloseUnknown(payload, at: path, "a unit of user data in the configuration")
      }
    }
    output.end(start)
    try stray(position..<end, at: path, &reading)
  }
}
