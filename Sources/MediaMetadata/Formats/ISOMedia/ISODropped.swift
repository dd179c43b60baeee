/// Notes what the dropped parts of an ISO base media file give away.
enum ISODropped {
  /// A box of the top level that is on no allow-list.
  static func box(
    _ box: BoxHeader, _ source: MediaSource, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) {
    try unknown(box.content, at: box.name, source, &reading)
  }

  /// Bytes of a data box that no kept track or item uses.
  static func data(
    _ range: Range<Int>, _ source: MediaSource, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) {
    try unknown(range, at: "mdat slack", source, &reading)
  }

  /// Bytes after the last whole box.
  static func trailer(
    _ range: Range<Int>, _ source: MediaSource, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) {
    try unknown(range, at: "trailer", source, &reading)
  }

  private static func unknown(
    _ range: Range<Int>, at location: String, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    guard !range.isEmpty else { return }
    if try reading.embedded(source.extracting(range), at: location) != nil {
      reading.disclose(.content, .high, at: location, "a file within the file")
      return
    }
    let shown = try reading.wantsValues ? source.bytes(range.prefix(1 << 16)) : []
    reading.discloseUnknown(shown[...], at: location)
  }
}
