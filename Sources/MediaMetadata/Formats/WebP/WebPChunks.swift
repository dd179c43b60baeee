/// Keeps chunks whole or cut, and padded, so that the next reading finds nothing to change.
enum WebPChunks {
  /// Keeps the first `count` bytes of a chunk's content, with the right size and a zero for
  /// padding.
  ///
  /// The bytes that `marking` names become a piece of that owner.
  static func keep(
    _ chunk: RIFFChunk, count: Int, owner: String? = nil, marking: (Range<Int>, String)? = nil,
    _ source: MediaSource, in list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    let name = owner ?? chunk.name
    if chunk.size == count {
      list.keep(to: chunk.content.lowerBound, name)
    } else {
      list.replace(
        to: chunk.content.lowerBound, with: RIFFChunk.header(chunk.code, size: count),
        "\(name) size")
    }
    if let (range, owner) = marking {
      list.keep(to: range.lowerBound, name)
      list.keep(to: range.upperBound, owner)
    }
    let end = chunk.content.lowerBound + count
    list.keep(to: end, name)
    if end < chunk.content.upperBound {
      try disclose(
        end..<chunk.content.upperBound, .unknown, at: "\(name)/surplus",
        "bytes after the end of a chunk's content", source, &reading)
      list.drop(to: chunk.content.upperBound, "\(name) surplus")
    }
    try pad(chunk, name, count: count, source, in: &list, &reading)
  }

  private static func pad(
    _ chunk: RIFFChunk, _ owner: String, count: Int, _ source: MediaSource,
    in list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    guard count % 2 == 1 else { return list.drop(to: chunk.end, "padding") }
    let padding = try source.bytes(chunk.content.upperBound..<chunk.end)
    if padding == [0] { return list.keep(to: chunk.end, owner) }
    reading.disclose(
      .software, .low, at: "\(owner)/padding", "padding that is not one zero",
      value: padding.isEmpty ? nil : PrintableText.text(padding[...]))
    list.replace(to: chunk.end, with: [0], "padding")
  }

  /// Notes bytes that go, with the text that stands in them.
  static func disclose(
    _ range: Range<Int>, _ category: Disclosure.Category, at location: String, _ meaning: String,
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    var text: String?
    if reading.wantsValues {
      text = try PictureTrailer.textRuns(in: try source.extracting(range))
    }
    reading.disclose(category, .high, at: location, meaning, value: text)
  }
}
