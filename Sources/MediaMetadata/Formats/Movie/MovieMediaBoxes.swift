/// The media of a track that stays: `mdia` and what it holds (ISO/IEC 14496-12, 8.4).
extension MovieRebuilder {
  /// Writes `mdia`; returns what the sample entries say.
  mutating func media(
    _ box: MovieBox, _ track: MovieTrack, _ reading: inout Reading
  ) throws(MediaError) -> [MovieEntryFacts] {
    let path = track.path + "/mdia"
    var facts: [MovieEntryFacts] = []
    let start = output.begin(box.type)
    for child in track.mediaBoxes {
      switch child.name {
      case "mdhd":
        try write(child, MovieField.mediaHeader(version: version(of: child)), at: path, &reading)
      case "hdlr": try handler(child, at: path, &reading)
      case "elng": try language(child, at: path, &reading)
      case "minf": facts = try information(child, track, at: path + "/minf", &reading)
      default: try drop(child, at: path, &reading)
      }
    }
    output.end(start)
    return facts
  }

  /// `hdlr`: the type stays, maker and name go; an empty name is one zero byte in ISO's form and in
  /// QuickTime's.
  private mutating func handler(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.content.count >= 12 else { throw malformed(box, "is too short") }
    let content = box.contentStart
    let start = output.begin(box.type)
    output.zeros(4)
    let component = FourCharacters.name(
      UInt32(truncatingIfNeeded: MovieBytes.word(bytes, at: content + 4)))
    // Players tell QuickTime from ISO by this field being set.
    let isSet = MovieBytes.word(bytes, at: content + 4) != 0
    output.put(Int(FourCharacters.code(component == "dhlr" ? "dhlr" : "mhlr")) * (isSet ? 1 : 0), 4)
    output.put(bytes[(content + 8)..<(content + 12)])
    output.zeros(13)
    output.end(start)
    let named = min(content + 24, box.range.upperBound)..<box.range.upperBound
    if !MovieBytes.areZero(bytes[(content + 12)..<named.lowerBound]) {
      reading.disclose(
        .software, .low, at: path + "/hdlr", "who made the handler",
        value: PrintableText.runs(in: bytes[(content + 12)..<named.lowerBound]))
    }
    guard !MovieBytes.areZero(bytes[named]) else { return }
    let text = bytes[named]
    let isCounted = text.first.map { Int($0) == text.count - 1 || (isSet && $0 < 0x20) } ?? false
    reading.disclose(
      .software, .medium, at: path + "/hdlr/name", "the name of the track's handler",
      value: PrintableText.text(isCounted ? text.dropFirst() : text))
  }

  /// `elng`: a language tag of letters, digits and hyphens (8.4.6).
  private mutating func language(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let tag = bytes[box.content].dropFirst(4).prefix { $0 != 0 }
    let isPlain =
      tag.count <= 35
      && tag.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
        default: false
        }
      }
    guard isPlain, !tag.isEmpty else {
      try drop(box, at: path, &reading)
      return
    }
    let start = output.begin(box.type)
    output.zeros(4)
    output.put(tag)
    output.zeros(1)
    output.end(start)
    try stray(
      min(tag.endIndex + 1, box.range.upperBound)..<box.range.upperBound, at: path + "/elng",
      &reading)
  }

  private mutating func information(
    _ box: MovieBox, _ track: MovieTrack, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [MovieEntryFacts] {
    var facts: [MovieEntryFacts] = []
    let start = output.begin(box.type)
    for child in track.infoBoxes {
      switch child.name {
      case "vmhd": try write(child, [.keep(1), .flags(1), .keep(8)], at: path, &reading)
      case "smhd": try write(child, [.keep(1), .flags(0), .keep(2), .zero(2)], at: path, &reading)
      case "nmhd", "sthd": try write(child, [.keep(1), .flags(0)], at: path, &reading)
      case "gmhd": try genericHeader(child, at: path, &reading)
      case "hdlr": try handler(child, at: path, &reading)
      case "dinf": try dataInformation(child, at: path, &reading)
      case "stbl": facts = try tables(child, track, at: path + "/stbl", &reading)
      default: try drop(child, at: path, &reading)
      }
    }
    output.end(start)
    return facts
  }

  /// `gmhd`: QuickTime's header of media that are neither pictures nor sound, for text.
  private mutating func genericHeader(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let start = output.begin(box.type)
    for child in try children(of: box, at: path + "/gmhd", &reading) {
      switch child.name {
      case "gmin": try write(child, [.keep(1), .flags(0), .keep(10), .zero(2)], at: path, &reading)
      case "text": try copy(child, count: 36, at: path, &reading)
      default: try drop(child, at: path + "/gmhd", &reading)
      }
    }
    output.end(start)
  }

  /// `dinf`: data stand in this file; references to others are refused.
  private mutating func dataInformation(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let path = path + "/dinf"
    let start = output.begin(box.type)
    for child in try children(of: box, at: path, &reading) {
      guard child.isA("dref"), child.content.count >= 8 else {
        try drop(child, at: path, &reading)
        continue
      }
      let entries = try children(of: child, after: 8, at: path + "/dref", &reading)
      let list = output.begin(child.type)
      output.zeros(4)
      output.put(entries.count, 4)
      for entry in entries { try dataReference(entry, at: path + "/dref", &reading) }
      output.end(list)
    }
    output.end(start)
  }

  private mutating func dataReference(
    _ entry: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let names = bytes[entry.content].dropFirst(4)
    let isInside = entry.content.count < 4 || bytes[entry.contentStart + 3] & 1 == 1
    if !isInside, !MovieBytes.areZero(names) {
      throw .unclassified(
        format, offset: origin + entry.range.lowerBound, count: entry.range.count,
        structure: "data in another file")
    }
    if !MovieBytes.areZero(names) {
      reading.disclose(
        .person, .high, at: path + "/" + entry.name, "where the file was kept",
        value: PrintableText.runs(in: names))
    }
    let start = output.begin(FourCharacters.code("url "))
    output.put(1, 4)
    output.end(start)
  }
}
