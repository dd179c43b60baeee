/// What stands after the end of a picture: no decoder looks at it.
enum PictureTrailer {
  /// Drops the bytes from `end` on, and notes what they are: a file of a known format with all that
  /// it gives away, or unknown bytes.
  static func drop(
    from end: Int, of source: MediaSource, _ pieces: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    guard end < source.count else { return }
    let rest = try source.extracting(end..<source.count)
    let text = reading.wantsValues ? try textRuns(in: rest) : nil
    pieces.drop(to: source.count, "after the end")
    // One level only: each level would hold a copy of the rest.
    guard reading.depth == 0, let inner = try MediaFormats.hiddenReader(of: rest) else {
      return reading.disclose(
        .unknown, .high, at: "after the end", "bytes after the picture's end", value: text)
    }
    reading.disclose(
      .content, .high, at: "after the end",
      "a file hidden after the picture's end: \(inner.format.name)", value: text)
    _ = try reading.embedded(rest, at: "after the end")
  }

  /// The text at both ends of the bytes, which `PrintableText.runs` looks at.
  static func textRuns(in rest: MediaSource) throws(MediaError) -> String? {
    let window = 1 << 16
    guard rest.count > 2 * window else {
      return PrintableText.runs(in: try rest.bytes(0..<rest.count)[...])
    }
    let ends = try rest.bytes(0..<window) + rest.bytes(rest.count - window..<rest.count)
    return PrintableText.runs(in: ends[...])
  }
}
