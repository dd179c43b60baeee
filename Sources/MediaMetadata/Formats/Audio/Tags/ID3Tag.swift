/// One ID3v2 tag: where it stands, and what its frames give away.
///
/// **Source**: id3v2-00 (2.2), id3v2.3.0, id3v2.4.0-structure, by M. Nilsson.
struct ID3Tag: Sendable {
  /// The bytes of a header, and of a footer.
  static let headerCount = 10

  /// 2, 3 or 4.
  let version: Int
  /// Header, frames, padding and footer, cut to the bounds it was read in.
  let range: Range<Int>
  /// What stands between header and footer.
  let content: Range<Int>
  private let flags: UInt8

  /// The name of such tags in locations.
  var name: String { "ID3v2.\(version)" }

  /// The tag that begins at `offset`; nil where none does.
  init?(_ bytes: ArraySlice<UInt8>, at offset: Int, end: Int) {
    guard let size = Self.size(bytes, at: offset, mark: "ID3") else { return nil }
    version = Int(bytes[offset + 3])
    flags = bytes[offset + 5]
    let contentEnd = min(offset + Self.headerCount + size, end)
    let footer = version == 4 && flags & 0x10 != 0 ? Self.headerCount : 0
    content = min(offset + Self.headerCount, end)..<contentEnd
    range = offset..<min(contentEnd + footer, end)
  }

  /// The tag whose footer ends at `end`; nil where none does.
  init?(_ bytes: ArraySlice<UInt8>, endingAt end: Int) {
    let footer = end - Self.headerCount
    guard footer >= bytes.startIndex, let size = Self.size(bytes, at: footer, mark: "3DI"),
      size <= footer - Self.headerCount - bytes.startIndex,
      let tag = ID3Tag(bytes, at: footer - size - Self.headerCount, end: end),
      tag.range.upperBound == end
    else { return nil }
    self = tag
  }

  /// The size that a header or footer says.
  private static func size(
    _ bytes: ArraySlice<UInt8>, at offset: Int, mark: StaticString
  ) -> Int? {
    guard AudioBytes.holds(mark, at: offset, in: bytes),
      AudioBytes.isInside(bytes, offset, headerCount), (2...4).contains(bytes[offset + 3]),
      bytes[offset + 4] < 0xff
    else { return nil }
    return AudioBytes.syncSafe(bytes, at: offset + 6)
  }

  /// Notes what the tag gives away; it goes whole.
  func disclose(
    _ bytes: ArraySlice<UInt8>, at location: String? = nil, _ reading: inout Reading
  ) throws(MediaError) {
    let path = location ?? name
    reading.disclose(.software, .low, at: path, "a tag: a song's description")
    if range.upperBound > content.upperBound, version != 4 {
      reading.discloseUnknown(bytes[content.upperBound..<range.upperBound], at: path + "/footer")
    }
    let isWhole = flags & 0x80 != 0 && version < 4
    let frames = isWhole ? ID3Unsynchronisation.undone(bytes[content])[...] : bytes[content]
    var walk = ID3FrameWalk(frames, version: version, isUnsynchronised: flags & 0x80 != 0)
    if flags & 0x40 != 0, !walk.skipExtendedHeader() {
      return reading.discloseUnknown(frames, at: path + "/compressed", "a tag that can't be read")
    }
    while let frame = try walk.next(&reading) {
      try reading.countStructure()
      try frame.disclose(at: path, &reading)
    }
    let rest = frames[walk.position...]
    if !AudioBytes.areZero(rest) {
      reading.discloseUnknown(rest, at: path + "/padding", "bytes after the frames of a tag")
    }
  }

  /// The pictures of the tag, as files of their own.
  ///
  /// Throws `limit` where they have more than `room` bytes: what stands packed in the file is held
  /// unpacked.
  func pictures(
    _ bytes: ArraySlice<UInt8>, room: Int, _ reading: inout Reading
  ) throws(MediaError) -> [ArraySlice<UInt8>] {
    let isWhole = flags & 0x80 != 0 && version < 4
    let frames = isWhole ? ID3Unsynchronisation.undone(bytes[content])[...] : bytes[content]
    var walk = ID3FrameWalk(frames, version: version, isUnsynchronised: flags & 0x80 != 0)
    if flags & 0x40 != 0, !walk.skipExtendedHeader() { return [] }
    var found: [ArraySlice<UInt8>] = []
    var held = 0
    while let frame = try walk.next(&reading) {
      guard let picture = frame.picture else { continue }
      held += picture.count
      guard held <= room else {
        throw .limit(.inflatedBytes, allowed: reading.limits.inflatedBytes)
      }
      found.append(picture)
    }
    return found
  }
}
