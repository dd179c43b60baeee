/// APE tags, versions 1 and 2: items of a key and a value, with a footer, and from version 2 on
/// with a header.
///
/// **Source**: Hydrogenaudio, "APEv2 specification".
enum APETag {
  /// The bytes of a header, and of a footer.
  static let headerCount = 32

  /// The bytes of the tag whose footer ends at `end`; nil where none does.
  static func count(_ bytes: ArraySlice<UInt8>, endingAt end: Int) -> Int? {
    let footer = end - headerCount
    guard let header = Header(bytes, at: footer), !header.isHeader else { return nil }
    let withHeader = header.count + headerCount
    // Some programs write the header and forget to say so.
    let hasHeader = Header(bytes, at: end - withHeader)?.isHeader == true || header.saysHeader
    return hasHeader ? withHeader : header.count
  }

  /// The bytes of the tag whose header begins at `start`; nil where none does.
  static func count(_ bytes: ArraySlice<UInt8>, startingAt start: Int) -> Int? {
    guard let header = Header(bytes, at: start), header.isHeader else { return nil }
    return header.count + headerCount
  }

  /// The 32 bytes before or after the items.
  private struct Header {
    /// Items and footer.
    let count: Int
    let saysHeader: Bool
    let isHeader: Bool

    init?(_ bytes: ArraySlice<UInt8>, at offset: Int) {
      guard AudioBytes.holds("APETAGEX", at: offset, in: bytes),
        let version = AudioBytes.little(bytes, at: offset + 8, 4),
        let size = AudioBytes.little(bytes, at: offset + 12, 4),
        let flags = AudioBytes.little(bytes, at: offset + 20, 4),
        AudioBytes.isInside(bytes, offset, APETag.headerCount), size >= APETag.headerCount
      else { return nil }
      count = size
      saysHeader = version >= 2000 && flags & 0x8000_0000 != 0
      isHeader = version >= 2000 && flags & 0x2000_0000 != 0
    }
  }

  /// Notes what the items of a tag give away.
  static func disclose(
    _ tag: ArraySlice<UInt8>, _ reading: inout Reading
  ) throws(MediaError) {
    let path = "APE tag"
    reading.disclose(.software, .low, at: path, "a tag: a song's description")
    var position = tag.startIndex
    if AudioBytes.holds("APETAGEX", at: position, in: tag), tag.count > headerCount {
      position += headerCount
    }
    let end = max(position, tag.endIndex - headerCount)
    while position < end, let item = item(tag[position..<end]) {
      try reading.countStructure()
      AudioField.disclose(item.key, at: path, &reading) { PrintableText.runs(in: item.value) }
      try picture(item, at: path, &reading)
      position = item.value.endIndex
    }
    if position < end, !AudioBytes.areZero(tag[position..<end]) {
      reading.discloseUnknown(tag[position..<end], at: path + "/rest")
    }
  }

  /// Size, flags, key, zero, value.
  private static func item(
    _ bytes: ArraySlice<UInt8>
  ) -> (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    let start = bytes.startIndex
    guard let size = AudioBytes.little(bytes, at: start, 4),
      AudioBytes.isInside(bytes, start + 8, 1),
      let zero = bytes[(start + 8)...].prefix(256).firstIndex(of: 0),
      size <= bytes.endIndex - zero - 1
    else { return nil }
    return (bytes[start + 8..<zero], bytes[zero + 1..<zero + 1 + size])
  }

  /// A picture stands behind its name and a zero.
  private static func picture(
    _ item: (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>), at path: String,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard reading.wantsValues, reading.depth < reading.limits.depth,
      item.key.starts(with: Array("Cover Art".utf8)),
      let zero = item.value.firstIndex(of: 0)
    else { return }
    _ = try reading.embedded(
      MediaSource(Array(item.value[(zero + 1)...])), at: path + "/Cover Art")
  }
}
