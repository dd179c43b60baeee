@testable import MediaMetadata

/// Builds small PNG files, chunk by chunk.
struct PNGBuilder {
  private(set) var bytes = PNGReader.signature

  /// Appends a chunk; `wrong` spoils its check sum.
  mutating func chunk(_ type: StaticString, _ content: [UInt8] = [], wrong: Bool = false) {
    var chunk: [UInt8] = []
    chunk.append(bigEndian: UInt64(content.count), 4)
    chunk += Array(type.description.utf8) + content
    let check = CRC32.of(chunk[4...])
    chunk.append(bigEndian: UInt64(wrong ? check ^ 0x1234_5678 : check), 4)
    bytes += chunk
  }

  /// Appends a chunk of text.
  mutating func chunk(_ type: StaticString, _ text: String) { chunk(type, Array(text.utf8)) }

  /// Appends bytes as they are.
  mutating func raw(_ more: [UInt8]) { bytes += more }

  /// The content of a header.
  static func header(
    _ width: Int, _ height: Int, depth: UInt8 = 8, colour: UInt8 = 2, interlaced: Bool = false
  ) -> [UInt8] {
    var content: [UInt8] = []
    content.append(bigEndian: UInt64(width), 4)
    content.append(bigEndian: UInt64(height), 4)
    return content + [depth, colour, 0, 0, interlaced ? 1 : 0]
  }

  /// The content of a frame's control chunk, for a frame at the upper left.
  static func frame(_ number: Int, _ width: Int, _ height: Int) -> [UInt8] {
    var content: [UInt8] = []
    for value in [number, width, height, 0, 0] { content.append(bigEndian: UInt64(value), 4) }
    return content + [0, 1, 0, 10, 0, 0]
  }

  /// Rows of a 3 by 2 picture with three samples of 8 bits, the second filtered by its upper one.
  static let rows: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1]

  /// A 3 by 2 picture with room for more before the data, another stream, and more behind it.
  static func picture(
    stream: [UInt8]? = nil, split: Int = .max, before: (inout PNGBuilder) -> Void = { _ in },
    after: (inout PNGBuilder) -> Void = { _ in }
  ) -> [UInt8] {
    var builder = PNGBuilder()
    builder.chunk("IHDR", header(3, 2))
    before(&builder)
    let stream = stream ?? Deflate.zlib(rows[...])
    var start = 0
    while start < stream.count {
      let part = stream[start...].prefix(split)
      builder.chunk("IDAT", Array(part))
      start += part.count
    }
    after(&builder)
    builder.chunk("IEND")
    return builder.bytes
  }

  /// What is read of a file, with values.
  static func reading(
    _ bytes: [UInt8], under policy: ScrubPolicy = .standard
  ) throws -> (disclosures: [Disclosure], anatomy: Anatomy) {
    var reading = Reading(policy: policy)
    let anatomy = try MediaFormats.read(MediaSource(bytes), &reading).anatomy
    return (reading.disclosures, anatomy)
  }
}
