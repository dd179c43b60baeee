@testable import MediaMetadata

/// Builds small JPEG streams, segment by segment.
struct JPEGBuilder {
  private(set) var bytes: [UInt8] = [0xff, 0xd8]

  /// Appends a segment with its length.
  mutating func segment(_ marker: UInt8, _ content: [UInt8]) {
    bytes += [0xff, marker]
    bytes.append(bigEndian: UInt64(content.count + 2), 2)
    bytes += content
  }

  /// Appends bytes as they are.
  mutating func raw(_ more: [UInt8]) { bytes += more }

  /// Appends the end marker.
  mutating func end() { bytes += [0xff, 0xd9] }

  /// JFIF 1.02 at 72 dots per inch, with a thumbnail of `side` squared pixels.
  static func densityHeader(thumbnailSide side: UInt8 = 0) -> [UInt8] {
    Array("JFIF\0".utf8) + [1, 2, 1, 0, 72, 0, 72, side, side]
      + [UInt8](repeating: 0x41, count: 3 * Int(side) * Int(side))
  }

  /// A quantisation table of ones.
  static func quantisation(_ number: UInt8, fill: UInt8 = 1) -> [UInt8] {
    [number] + [UInt8](repeating: fill, count: 64)
  }

  /// A Huffman table with one code of one bit, for symbol 0.
  static func huffman(_ classAndNumber: UInt8, symbol: UInt8 = 0) -> [UInt8] {
    [classAndNumber, 1] + [UInt8](repeating: 0, count: 15) + [symbol]
  }

  /// A frame of one component of 8 by 8 pixels.
  static let frame: [UInt8] = [8, 0, 8, 0, 8, 1, 1, 0x11, 0]
  /// A scan of that component.
  static let scan: [UInt8] = [1, 1, 0, 0, 63, 0]
  /// One grey block: two codes of one bit, then ones.
  static let data: [UInt8] = [0x3f]

  /// The least grey picture, with room for segments before its tables and before its scan.
  static func picture(
    head: (inout JPEGBuilder) -> Void = { _ in }, late: (inout JPEGBuilder) -> Void = { _ in },
    tail: (inout JPEGBuilder) -> Void = { $0.end() }
  ) -> [UInt8] {
    var builder = JPEGBuilder()
    head(&builder)
    builder.segment(0xdb, quantisation(0))
    builder.segment(0xc4, huffman(0x00) + huffman(0x10))
    builder.segment(0xc0, frame)
    late(&builder)
    builder.segment(0xda, scan)
    builder.raw(data)
    tail(&builder)
    return builder.bytes
  }
}
