/// The chunks of WAV and AIFF that go, and what each tells.
enum SoundChunks {
  /// The largest content that is read to be shown.
  private static let shownCount = 1 << 24

  /// Notes what a chunk that goes gives away.
  static func disclose(
    _ chunk: SoundChunk, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    let name = chunk.name
    let field = fields[name]
    let location = field == nil ? "other chunk" : name.filter { $0 != " " }
    let known = field ?? AudioField(.unknown, .high, "a chunk that no list knows")
    reading.disclose(
      known.category, known.severity, at: location, known.meaning,
      value: field == nil ? name : nil)
    guard reading.wantsValues else { return }
    guard chunk.content.count <= shownCount else {
      return try WebPChunks.disclose(
        chunk.content, known.category, at: location, known.meaning, source, &reading)
    }
    let content = try source.bytes(chunk.content)
    switch name.lowercased() {
    case "id3 ":
      if let tag = ID3Tag(content[...], at: 0, end: content.count) {
        return try tag.disclose(content[...], at: location, &reading)
      }
    case "_pmx", "xmp ": return try XMPBlock.read(content[...], at: location, &reading)
    case "appl" where AudioBytes.holds("XMP ", at: 0, in: content[...]):
      return try XMPBlock.read(content[4...], at: location, &reading)
    case "list" where content.count >= 4: return try list(content, at: location, &reading)
    case "bext": return broadcast(content, at: location, &reading)
    default: break
    }
    guard let text = PrintableText.runs(in: content[...]) else { return }
    reading.disclose(
      known.category, known.severity, at: location + "/text", known.meaning, value: text)
  }

  /// INFO's fields, and labels of places (Microsoft and IBM, 1991, 2 and 3).
  private static func list(
    _ content: [UInt8], at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let type = String(decoding: content.prefix(4), as: UTF8.self)
    var position = 4
    while let size = AudioBytes.little(content[...], at: position + 4, 4) {
      try reading.countStructure()
      let name = String(decoding: content[position..<position + 4], as: UTF8.self)
      let start = position + 8
      let value = content[start..<start + min(size, content.count - start)]
      let field = info[name] ?? AudioField(.content, .high, "a text about it")
      reading.disclose(
        field.category, field.severity,
        at: path + (type == "INFO" ? "/INFO" : "/labels") + (info[name] == nil ? "" : "/" + name),
        field.meaning, value: ExifText.anything(value))
      position = start + value.count + value.count % 2
    }
    guard position < content.count, !AudioBytes.areZero(content[position...]) else { return }
    reading.discloseUnknown(content[position...], at: path + "/surplus")
  }

  /// EBU Tech 3285.
  private static func broadcast(
    _ content: [UInt8], at path: String, _ reading: inout Reading
  ) {
    let parts: [(String, Range<Int>, AudioField)] = [
      ("description", 0..<256, AudioField(.content, .high, "a description")),
      ("originator", 256..<288, AudioField(.person, .high, "who recorded it")),
      ("reference", 288..<320, AudioField(.identifier, .high, "a number of the recording")),
      ("date", 320..<338, AudioField(.time, .medium, "when it was recorded")),
      ("time reference", 338..<346, AudioField(.time, .medium, "the sample of the day")),
      ("UMID", 348..<412, AudioField(.identifier, .high, "a number of the recording")),
      ("reserved", 422..<602, AudioField.unknown),
      (
        "coding history", 602..<max(602, content.count),
        AudioField(.software, .medium, "how it was made")
      ),
    ]
    for (name, range, field) in parts where range.lowerBound < content.count {
      let value = content[range.clamped(to: 0..<content.count)]
      if AudioBytes.areZero(value) { continue }
      reading.disclose(
        field.category, field.severity, at: path + "/" + name, field.meaning,
        value: ExifText.anything(value))
    }
  }

  private static let info = table([
    (AudioField(.content, .medium, "what it is called"), "INAM|IPRD|ISBJ|IALB|TITL"),
    (AudioField(.person, .high, "who made it"), "IART|IENG|ITCH|ICMS|IMUS|IPRO|IWRI|ISTR|IEDT"),
    (AudioField(.person, .high, "whose it is"), "ICOP|IOWN"),
    (AudioField(.time, .medium, "when it was made"), "ICRD|IDIT|YEAR"),
    (AudioField(.software, .medium, "the program that made it"), "ISFT|IENC|ITOC|CODE"),
    (AudioField(.place, .high, "where it is kept, or was made"), "IARL|ICNT|ILOC"),
    (AudioField(.device, .medium, "what it was made with"), "ISRC|ISRF|IMED|IDPI|ILGT|ISMP"),
    (AudioField(.content, .high, "a text about it"), "ICMT|IKEY|COMM"),
    (AudioField(.content, .low, "its kind, or its place in a collection"), "IGNR|ITRK|IPRT|ILNG"),
  ])

  private static let fields = table([
    (AudioField(.content, .medium, "texts: titles, names, labels"), "LIST|list"),
    (AudioField(.identifier, .high, "a broadcast's description"), "bext|BEXT"),
    (AudioField(.content, .high, "a description in XML"), "iXML|axml|aXML|bxml|sxml"),
    (AudioField(.software, .low, "a tag: a song's description"), "id3 |ID3 |ID32"),
    (AudioField(.content, .medium, "XMP, a description"), "_PMX|XMP "),
    (AudioField(.content, .high, "a radio station's description"), "cart"),
    (AudioField(.content, .high, "a text about it"), "afsp|DISP|ANNO|NAME|note|labl"),
    (AudioField(.person, .high, "who made it, or whose it is"), "AUTH|(c) |AUTX"),
    (AudioField(.time, .medium, "comments, each with its time"), "COMT"),
    (AudioField(.time, .medium, "peaks, and when they were measured"), "PEAK|levl"),
    (AudioField(.unknown, .medium, "filler"), "JUNK|junk|FLLR|PAD |FAKE|Junk|FILL|fill|filr"),
    (AudioField(.identifier, .high, "a number of the recording"), "umid|MD5 |chna|link|AESD"),
    (
      AudioField(.content, .low, "places in the sound, for musical instruments"),
      "cue |smpl|inst|plst|acid|strc|MARK|INST|MIDI|SAXL|slnt|basc|trns|cate|SMED|INSM"
    ),
    (
      AudioField(.software, .medium, "the program that made it, and its settings"),
      "APPL|minf|elm1|elmo|regn|ovwf|LGWV|Cr8r|SAUR|SNDM|bplp|muma|umzi|tlst|PrL |DGDA|clm "
    ),
  ])

  private static func table(_ groups: [(AudioField, String)]) -> [String: AudioField] {
    var table: [String: AudioField] = [:]
    for (field, names) in groups {
      for name in names.split(separator: "|") { table[String(name)] = field }
    }
    return table
  }
}
