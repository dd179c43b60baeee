/// The three header packets of Vorbis or Theora in one field, as MP4 and Matroska hold them: their
/// number less one, the sizes of the first two in Xiph's lacing, the packets.
///
/// **Source**: Matroska codec specifications, "A_VORBIS"; Vorbis I specification, 5.
enum XiphHeaders {
  /// The field with an empty packet of comments; nil where it is of another form, which no decoder
  /// reads.
  static func withoutComments(
    _ field: [UInt8], of codec: OggCodec, at path: String, _ reading: inout Reading
  ) -> [UInt8]? {
    let (mark, empty) = (codec.mark, codec.emptyComments)
    guard let packets = packets(field), packets[1].starts(with: mark) else { return nil }
    if !packets[1].elementsEqual(empty) {
      reading.disclose(
        .content, .high, at: path + "/comments", "comments on the stream, and its encoder",
        value: PrintableText.runs(in: packets[1].dropFirst(mark.count)))
    }
    return [2] + laced(packets[0].count) + laced(empty.count) + packets[0] + empty + packets[2]
  }

  private static func packets(_ field: [UInt8]) -> [ArraySlice<UInt8>]? {
    guard field.first == 2 else { return nil }
    var position = 1
    var sizes: [Int] = []
    for _ in 0..<2 {
      var size = 0
      var isLast = false
      while !isLast {
        guard position < field.count else { return nil }
        size += Int(field[position])
        isLast = field[position] < 255
        position += 1
      }
      sizes.append(size)
    }
    guard sizes[0] + sizes[1] <= field.count - position else { return nil }
    let second = position + sizes[0]
    let third = second + sizes[1]
    return [field[position..<second], field[second..<third], field[third...]]
  }

  private static func laced(_ size: Int) -> [UInt8] {
    [UInt8](repeating: 255, count: size / 255) + [UInt8(size % 255)]
  }
}
