/// How many bytes some samples of sound take together, where no table says it one by one.
struct MovieSoundUnit: Sendable, Equatable {
  /// At least 1.
  let samples: Int
  let bytes: Int
}

/// What the rest of the reader needs of one sample entry.
struct MovieEntryFacts: Sendable {
  /// The format, as four characters.
  let format: UInt32
  /// How its samples are looked through.
  var stream = MovieStreamKind.opaque
  /// QuickTime's fixed packets of sound (version 1 and 2 sound descriptions).
  var packet: MovieSoundUnit?
  /// The number of channels and bits of sound.
  var channels = 0
  var bits = 0
  /// Whether Dolby Vision is described.
  var hasDolbyVision = false
}

/// Sample descriptions (ISO/IEC 14496-12, 8.5.2; QuickTime's "Sample Description Atoms").
extension MovieRebuilder {
  /// Writes the `stsd` box of a kept track; returns what its entries say.
  mutating func sampleDescriptions(
    _ box: MovieBox, of track: MovieTrack, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [MovieEntryFacts] {
    guard box.content.count >= 8 else { throw malformed(box, "is too short") }
    let path = path + "/stsd"
    let version = bytes[box.contentStart]
    let declared = MovieBytes.word(bytes, at: box.contentStart + 4)
    let entries = try children(of: box, after: 8, at: path, &reading)
    let start = output.begin(box.type)
    output.put(Int(version), 1)
    output.zeros(3)
    output.put(min(declared, entries.count), 4)
    var facts: [MovieEntryFacts] = []
    for entry in entries {
      guard facts.count < declared else {
        try drop(entry, at: path, &reading)
        continue
      }
      // An extended type belongs to boxes; what stands in its place here would be read two ways.
      guard !entry.isA("uuid") else { throw malformed(entry, "is no sample entry") }
      facts.append(
        try sampleEntry(entry, of: track, isVersion1: version == 1, at: path, &reading))
    }
    output.end(start)
    return facts
  }

  private mutating func sampleEntry(
    _ entry: MovieBox, of track: MovieTrack, isVersion1: Bool, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) -> MovieEntryFacts {
    var facts = MovieEntryFacts(format: entry.type)
    let start = output.begin(entry.type)
    let path = path + "/" + entry.name
    let fields: [MovieField] = [.zero(6), .keep(2)]
    var position = try put(fields, of: entry, from: entry.contentStart, at: path, &reading)
    switch track.kind {
    case .video: position = try pictureFields(entry, from: position, at: path, &reading)
    case .audio:
      position = try soundFields(
        entry, from: position, isVersion1: isVersion1, &facts, at: path, &reading)
    case .text: position = try textFields(entry, from: position, at: path, &reading)
    case .other: break
    }
    try entryBoxes(entry, from: position, &facts, at: path, &reading)
    output.end(start)
    facts.stream = MovieFormatTable.stream(entry.type, facts.stream)
    return facts
  }

  /// The fields of a picture's entry after its data reference (12.1.3), and a colour table.
  private mutating func pictureFields(
    _ entry: MovieBox, from start: Int, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> Int {
    // Version, revision, vendor, and qualities of compression.
    var position = try put([.zero(4)], of: entry, from: start, at: path, &reading)
    try vendor(position, entry, at: path, &reading)
    position = try put(
      [.zero(8), .keep(12), .zero(4), .keep(2)], of: entry, from: position + 4,
      at: path, &reading)
    guard entry.range.upperBound - position >= 36 else { throw malformed(entry, "is too short") }
    compressorName(position..<(position + 32), at: path, &reading)
    position += 32
    let depth = Int(bytes[position + 1])
    let table = MovieBytes.word(bytes, at: position) & 0xffff
    position = try put([.keep(4)], of: entry, from: position, at: path, &reading)
    // libavcodec's qtpalette: colours follow where a picture of few colours names table 0.
    guard [1, 2, 4, 8].contains(depth & 0x1f), depth & 0x20 == 0, table == 0,
      entry.range.upperBound - position >= 8
    else { return position }
    let first = MovieBytes.word(bytes, at: position)
    let last = MovieBytes.word(bytes, at: position + 4) & 0xffff
    guard first <= last, last <= 255 else { return position }
    let count = 8 + 8 * (last - first + 1)
    guard count <= entry.range.upperBound - position else { return position }
    return try put([.keep(count)], of: entry, from: position, at: path, &reading)
  }

  /// Writes four zeros for a vendor's code, and notes it.
  private mutating func vendor(
    _ offset: Int, _ entry: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard entry.range.upperBound - offset >= 4 else { throw malformed(entry, "is too short") }
    output.zeros(4)
    let code = UInt32(truncatingIfNeeded: MovieBytes.word(bytes, at: offset))
    guard code != 0 else { return }
    reading.disclose(
      .software, .low, at: path + "/vendor", "who made the encoder",
      value: FourCharacters.name(code))
  }

  /// The 32 bytes of the compressor's name: zeros, but for names that decoders go by.
  private mutating func compressorName(
    _ range: Range<Int>, at path: String, _ reading: inout Reading
  ) {
    let count = min(31, Int(bytes[range.lowerBound]))
    let name = bytes[(range.lowerBound + 1)..<(range.lowerBound + 1 + count)]
    for known in ["Planar Y'CbCr 8-bit 4:2:0", "Sorenson H263"] where name.starts(with: known.utf8)
    {
      output.put(known.utf8.count, 1)
      output.put(Array(known.utf8)[...])
      output.zeros(31 - known.utf8.count)
      return
    }
    output.zeros(32)
    guard !MovieBytes.areZero(bytes[range]) else { return }
    reading.disclose(
      .software, .medium, at: path + "/compressor name", "the encoder or camera that recorded it",
      value: PrintableText.runs(in: bytes[range]) ?? PrintableText.text(name))
  }

  /// The fields of sound (12.2.3), with QuickTime's versions 1 and 2.
  private mutating func soundFields(
    _ entry: MovieBox, from start: Int, isVersion1: Bool, _ facts: inout MovieEntryFacts,
    at path: String, _ reading: inout Reading
  ) throws(MediaError) -> Int {
    let version = MovieBytes.integer(bytes, at: start, 2) ?? 0
    var position = try put([.keep(2), .zero(2)], of: entry, from: start, at: path, &reading)
    try vendor(position, entry, at: path, &reading)
    position += 4
    facts.channels = MovieBytes.integer(bytes, at: position, 2) ?? 0
    facts.bits = MovieBytes.integer(bytes, at: position + 2, 2) ?? 0
    position = try put(
      [.keep(6), .zero(2), .keep(4)], of: entry, from: position, at: path, &reading)
    if version == 1, !(isVersion1 && startsWithBox(entry, at: position)) {
      facts.packet = MovieSoundUnit(
        samples: MovieBytes.word(bytes, at: position),
        bytes: MovieBytes.word(bytes, at: position + 8))
      position = try put([.keep(16)], of: entry, from: position, at: path, &reading)
    } else if version == 2 {
      facts.channels = MovieBytes.word(bytes, at: position + 12)
      facts.bits = MovieBytes.word(bytes, at: position + 20)
      facts.packet = MovieSoundUnit(
        samples: MovieBytes.word(bytes, at: position + 32),
        bytes: MovieBytes.word(bytes, at: position + 28))
      position = try put([.keep(36)], of: entry, from: position, at: path, &reading)
    }
    return position
  }

  private func startsWithBox(_ entry: MovieBox, at position: Int) -> Bool {
    guard let box = MovieBox.read(bytes, at: position, end: entry.range.upperBound) else {
      return false
    }
    return MovieEntryRules.rule(box.name) != nil
  }
}
