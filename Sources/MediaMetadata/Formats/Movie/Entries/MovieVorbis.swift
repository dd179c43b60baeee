/// Vorbis in MP4: its three header packets stand in the decoder's configuration, comments included.
enum MovieVorbis {
  /// The configuration with an empty comment packet (Vorbis I specification, 5); as it is where it
  /// is of another form.
  static func withoutComments(
    _ info: [UInt8], at path: String, _ reading: inout Reading
  ) -> [UInt8] {
    guard let packets = packets(info), packets[1].starts(with: start) else { return info }
    if Array(packets[1]) != empty {
      reading.disclose(
        .content, .high, at: path + "/Vorbis comments", "comments on the sound",
        value: PrintableText.runs(in: packets[1].dropFirst(start.count)))
    }
    return [2] + laced(packets[0].count) + laced(empty.count) + packets[0] + empty + packets[2]
  }

  private static let start: [UInt8] = [3] + Array("vorbis".utf8)
  /// No vendor, no comments, and the bit that ends the packet.
  private static let empty: [UInt8] = start + [0, 0, 0, 0, 0, 0, 0, 0, 1]

  /// Three packets, the sizes of the first two before them in Xiph's lacing.
  private static func packets(_ info: [UInt8]) -> [ArraySlice<UInt8>]? {
    guard info.first == 2 else { return nil }
    var position = 1
    var sizes: [Int] = []
    for _ in 0..<2 {
      var size = 0
      var isLast = false
      while !isLast {
        guard position < info.count else { return nil }
        size += Int(info[position])
        isLast = info[position] < 255
        position += 1
      }
      sizes.append(size)
    }
    guard sizes[0] + sizes[1] <= info.count - position else { return nil }
    let second = position + sizes[0]
    let third = second + sizes[1]
    return [info[position..<second], info[second..<third], info[third...]]
  }

  private static func laced(_ size: Int) -> [UInt8] {
    [UInt8](repeating: 255, count: size / 255) + [UInt8(size % 255)]
  }
}
