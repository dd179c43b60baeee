/// Sample entries of subtitles and captions.
extension MovieRebuilder {
  /// The fields of a text's entry after its data reference; returns where its boxes start.
  mutating func textFields(
    _ entry: MovieBox, from start: Int, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> Int {
    switch entry.name {
    // 3GPP TS 26.245, 5.16: flags, place, colours, box, style; then the table of fonts.
    case "tx3g": return try put([.keep(30)], of: entry, from: start, at: path, &reading)
    // QuickTime File Format, "Text Sample Description"; the font's name goes.
    case "text":
      let fixed = try put(
        [.keep(22), .zero(8), .keep(4), .zero(3), .keep(6)], of: entry, from: start, at: path,
        &reading)
      try stray(fixed..<entry.range.upperBound, at: path, &reading)
      return entry.range.upperBound
    // ISO/IEC 14496-30, 5: name space, schema, kinds of auxiliary pictures.
    case "stpp": return strings(3, entry, from: start)
    case "sbtt", "stxt", "mett": return strings(2, entry, from: start)
    default: return start
    }
  }

  /// Copies strings that end in zero; returns where they end.
  private mutating func strings(_ count: Int, _ entry: MovieBox, from start: Int) -> Int {
    var position = start
    for _ in 0..<count {
      let rest = bytes[position..<entry.range.upperBound]
      guard let end = rest.firstIndex(of: 0) else { break }
      output.put(bytes[position...end])
      position = end + 1
    }
    return position
  }
}
