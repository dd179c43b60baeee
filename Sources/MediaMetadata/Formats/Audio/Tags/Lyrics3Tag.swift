/// Lyrics3, versions 1 and 2: words of a song, before its ID3v1 tag.
///
/// **Source**: id3.org, "Lyrics3 made easy", "Lyrics3 v2.00".
enum Lyrics3Tag {
  private static let begin: StaticString = "LYRICSBEGIN"
  /// The longest of version 1, with its marks.
  private static let oldCount = 5_100 + 20

  /// The bytes of the tag that ends at `end`; nil where none does.
  static func count(_ bytes: ArraySlice<UInt8>, endingAt end: Int) -> Int? {
    if AudioBytes.holds("LYRICS200", at: end - 9, in: bytes),
      let size = digits(bytes, at: end - 15, 6),
      AudioBytes.holds(begin, at: end - 15 - size, in: bytes)
    {
      return size + 15
    }
    guard AudioBytes.holds("LYRICSEND", at: end - 9, in: bytes) else { return nil }
    let lowest = max(bytes.startIndex, end - oldCount)
    return AudioBytes.find(begin, in: bytes, within: lowest..<end).map { end - $0 }
  }

  /// The number that stands in so many digits.
  private static func digits(_ bytes: ArraySlice<UInt8>, at offset: Int, _ count: Int) -> Int? {
    guard AudioBytes.isInside(bytes, offset, count) else { return nil }
    return Int(String(decoding: bytes[offset..<offset + count], as: UTF8.self))
      .flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Notes what the fields of a tag give away.
  static func disclose(
    _ tag: ArraySlice<UInt8>, _ reading: inout Reading
  ) throws(MediaError) {
    let path = "Lyrics3"
    reading.disclose(
      .content, .high, at: path, "words of a song", value: PrintableText.runs(in: tag))
    var position = tag.startIndex + 11
    while AudioBytes.isInside(tag, position, 8), let size = digits(tag, at: position + 3, 5),
      size <= tag.endIndex - position - 8
    {
      try reading.countStructure()
      let name = String(decoding: tag[position..<position + 3], as: UTF8.self)
      if let field = fields[name] {
        let value = tag[position + 8..<position + 8 + size]
        reading.disclose(field, at: path + "/" + name, value: PrintableText.text(value))
      }
      position += 8 + size
    }
  }

  private static let fields: [String: AudioField] = [
    "LYR": AudioField(.content, .high, "words of a song"),
    "INF": AudioField(.content, .high, "a text about it"),
    "AUT": AudioField(.person, .high, "who wrote the words"),
    "EAL": AudioField(.content, .medium, "where it appeared"),
    "EAR": AudioField(.person, .high, "who made it"),
    "ETT": AudioField(.content, .medium, "what it is called"),
    "IMG": AudioField(.identifier, .high, "names of files"),
  ]
}
