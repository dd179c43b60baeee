/// ID3v1, 1.1 and the extended tag before it: fixed fields at the end of a song.
enum ID3OldTag {
  /// Notes what the 128 bytes of a tag give away.
  static func disclose(_ tag: ArraySlice<UInt8>, _ reading: inout Reading) {
    reading.disclose(.software, .low, at: "ID3v1", "a tag: a song's description")
    let fields: [(String, Range<Int>, AudioField)] = [
      ("title", 3..<33, AudioField(.content, .medium, "what it is called")),
      ("artist", 33..<63, AudioField(.person, .high, "who made it")),
      ("album", 63..<93, AudioField(.content, .medium, "where it appeared")),
      ("year", 93..<97, AudioField(.time, .medium, "when it was made")),
      ("comment", 97..<127, AudioField(.content, .high, "a comment")),
    ]
    note(fields, of: tag, at: "ID3v1", &reading)
  }

  /// Notes what the 227 bytes of an extended tag give away.
  static func discloseExtended(_ tag: ArraySlice<UInt8>, _ reading: inout Reading) {
    reading.disclose(.software, .low, at: "ID3v1 extended", "a tag: a song's description")
    let fields: [(String, Range<Int>, AudioField)] = [
      ("title", 4..<64, AudioField(.content, .medium, "what it is called")),
      ("artist", 64..<124, AudioField(.person, .high, "who made it")),
      ("album", 124..<184, AudioField(.content, .medium, "where it appeared")),
      ("genre", 185..<215, AudioField(.content, .low, "its kind")),
      ("times", 215..<227, AudioField(.time, .low, "where it begins and ends")),
    ]
    note(fields, of: tag, at: "ID3v1 extended", &reading)
  }

  private static func note(
    _ fields: [(String, Range<Int>, AudioField)], of tag: ArraySlice<UInt8>, at path: String,
    _ reading: inout Reading
  ) {
    for (name, range, field) in fields {
      let bytes = tag.dropFirst(range.lowerBound).prefix(range.count)
      if bytes.allSatisfy({ $0 == 0 || $0 == 0x20 }) { continue }
      reading.disclose(field, at: path + "/" + name, value: ExifText.strings(bytes))
    }
  }
}
