/// What chunks that go give away.
enum AVINotes {
  /// Notes a chunk, with the chunks of a list one by one.
  static func disclose(
    _ chunk: RIFFChunk, _ bytes: [UInt8], at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let content = bytes[min(bytes.count, RIFFChunk.headerCount)...]
    if chunk.code == AVICode.junk {
      return reading.discloseUnknown(content, at: "\(path)/JUNK", "room that is not empty")
    }
    guard reading.wantsValues, chunk.code == AVICode.list, content.count >= 4 else {
      return try one(chunk.name, content, at: path, &reading)
    }
    let form = PrintableText.text(content.prefix(4))
    var position = content.startIndex + 4
    let source = MediaSource(bytes)
    let before = reading.disclosures.count + reading.unlisted
    while let inner = try RIFFChunk.read(source, at: position, within: 0..<bytes.count) {
      try reading.countStructure()
      try one(inner.name, bytes[inner.content], at: "\(path)/\(form)", &reading)
      position = inner.end
    }
    if reading.disclosures.count + reading.unlisted == before {
      reading.discloseUnknown(content, at: "\(path)/\(form)", "a list that no player needs")
    }
  }

  private static func one(
    _ name: String, _ content: ArraySlice<UInt8>, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    if name == "_PMX" { return try XMPBlock.read(content, at: "\(path)/XMP", &reading) }
    let known = names[name]
    reading.disclose(
      known?.category ?? .unknown, known?.severity ?? .high, at: "\(path)/\(name)",
      known?.meaning ?? "a chunk that no player needs", value: PrintableText.runs(in: content))
  }

  private typealias Meaning = (
    category: Disclosure.Category, severity: Disclosure.Severity, meaning: String
  )

  private static let names: [String: Meaning] = [
    "INAM": (.content, .high, "its title"), "IART": (.person, .high, "who made it"),
    "ICMT": (.content, .high, "a comment"), "ICOP": (.person, .high, "who holds the rights"),
    "ICRD": (.time, .medium, "when it was made"), "IDIT": (.time, .high, "when it was recorded"),
    "ISFT": (.software, .medium, "the program that wrote it"),
    "IENG": (.person, .high, "who engineered it"), "ITCH": (.person, .high, "who digitised it"),
    "ISRC": (.person, .high, "where it comes from"), "ISRF": (.device, .medium, "what it was on"),
    "IARL": (.place, .high, "where it is archived"), "ICMS": (.person, .high, "who ordered it"),
    "IKEY": (.content, .high, "keywords"), "ISBJ": (.content, .high, "its subject"),
    "IPRD": (.content, .high, "its product or album"), "IGNR": (.content, .low, "its kind"),
    "IMAU": (.device, .medium, "the camera's maker"), "IMIT": (.content, .medium, "more"),
    "ISMP": (.time, .medium, "its time code"), "strn": (.content, .medium, "a stream's name"),
    "strd": (.device, .high, "what the camera or program noted"),
    "ecor": (.device, .high, "the camera's maker"), "emdl": (.device, .high, "the camera's model"),
    "emnt": (.device, .high, "the maker's notes"), "erel": (.content, .medium, "a related file"),
    "etim": (.time, .high, "when it was recorded"), "eucm": (.content, .high, "a comment"),
    "ever": (.software, .low, "the version of Exif"),
    "tc_O": (.time, .medium, "its time code"), "tc_A": (.time, .medium, "its time code"),
    "rn_O": (.content, .high, "its reel"), "rn_A": (.content, .high, "its reel"),
  ]
}
