/// The tags at the end of a song, found from its end backwards: ID3v1 and its extension, APE,
/// Lyrics3, and ID3v2.4 with a footer.
struct AudioTail {
  /// One tag.
  struct Tag {
    /// What it is.
    enum Kind { case id3v1, extended, ape, lyrics, id3v2(ID3Tag) }
    let kind: Kind
    let range: Range<Int>

    /// The name that its piece gets.
    var owner: String {
      switch kind {
      case .id3v1: "ID3v1"
      case .extended: "ID3v1 extended"
      case .ape: "APE tag"
      case .lyrics: "Lyrics3"
      case .id3v2(let tag): tag.name
      }
    }
  }

  /// Where the tags begin.
  private(set) var start: Int
  /// The tags in the order of the bytes.
  private(set) var tags: [Tag] = []

  /// Looks for tags that end where the bytes end, down to `floor`.
  init(_ bytes: ArraySlice<UInt8>, floor: Int) {
    start = bytes.endIndex
    while start > floor, let tag = Self.last(bytes, endingAt: start, floor: floor) {
      tags.append(tag)
      start = tag.range.lowerBound
    }
    tags.reverse()
  }

  private static func last(
    _ bytes: ArraySlice<UInt8>, endingAt end: Int, floor: Int
  ) -> Tag? {
    func tag(_ kind: Tag.Kind, _ count: Int) -> Tag? {
      count > 0 && count <= end - floor ? Tag(kind: kind, range: end - count..<end) : nil
    }
    if AudioBytes.holds("TAG", at: end - 128, in: bytes),
      !AudioBytes.holds("APETAGEX", at: end - 131, in: bytes), let found = tag(.id3v1, 128)
    {
      return found
    }
    if AudioBytes.holds("TAG+", at: end - 227, in: bytes), let found = tag(.extended, 227) {
      return found
    }
    if let count = APETag.count(bytes, endingAt: end), let found = tag(.ape, count) { return found }
    if let count = Lyrics3Tag.count(bytes, endingAt: end), let found = tag(.lyrics, count) {
      return found
    }
    if let id3 = ID3Tag(bytes, endingAt: end), id3.range.lowerBound >= floor {
      return Tag(kind: .id3v2(id3), range: id3.range)
    }
    return nil
  }

  /// Notes what the tags give away.
  func disclose(_ bytes: ArraySlice<UInt8>, _ reading: inout Reading) throws(MediaError) {
    for tag in tags { try Self.disclose(tag, bytes, &reading) }
  }

  /// Notes what one tag gives away.
  static func disclose(
    _ tag: Tag, _ bytes: ArraySlice<UInt8>, _ reading: inout Reading
  ) throws(MediaError) {
    try reading.countStructure()
    switch tag.kind {
    case .id3v1: ID3OldTag.disclose(bytes[tag.range], &reading)
    case .extended: ID3OldTag.discloseExtended(bytes[tag.range], &reading)
    case .ape: try APETag.disclose(bytes[tag.range], &reading)
    case .lyrics: try Lyrics3Tag.disclose(bytes[tag.range], &reading)
    case .id3v2(let id3): try id3.disclose(bytes, &reading)
    }
  }
}
