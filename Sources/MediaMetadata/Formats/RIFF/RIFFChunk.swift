/// One chunk of a RIFF file (Microsoft and IBM, 1991): a code, a size, so many bytes, and a byte of
/// padding where the size is odd.
public struct RIFFChunk: Sendable, Equatable {
  /// The bytes of code and size.
  public static let headerCount = 8

  /// Four characters as a number, most significant first: "WEBP" is 0x57454250.
  public let code: UInt32
  /// Where the chunk begins.
  public let start: Int
  /// The size that the header says, without header and padding.
  public let size: Int
  /// The content, cut to the bounds it was read in.
  public let content: Range<Int>
  /// After the padding, or where the bounds end.
  public let end: Int

  /// The code as text, for locations and owners.
  public var name: String { FourCharacters.name(code) }

  /// How many bytes of the content lie beyond the bounds.
  public var missing: Int { size - content.count }

  /// Whether the byte of padding is there, or not needed.
  public var isPadded: Bool { end - start == Self.headerCount + Self.padded(size) }

  /// The bytes that a content of `size` takes with its padding.
  public static func padded(_ size: Int) -> Int { size + size % 2 }

  /// The header of a chunk.
  public static func header(_ code: UInt32, size: Int) -> [UInt8] {
    var header: [UInt8] = []
    header.append(bigEndian: UInt64(code), 4)
    header.append(littleEndian: UInt64(UInt32(truncatingIfNeeded: size)), 4)
    return header
  }

  /// Reads the chunk at `offset` within `bounds`; nil where no whole header fits.
  ///
  /// A content that passes the bounds is cut to them: the caller sees `missing`.
  public static func read(
    _ source: MediaSource, at offset: Int, within bounds: Range<Int>
  ) throws(MediaError) -> RIFFChunk? {
    guard bounds.contains(offset), bounds.upperBound - offset >= headerCount else { return nil }
    var reader = ByteReader(try source.bytes(offset..<offset + headerCount))
    guard let code = reader.bigEndian(4), let size = reader.littleEndian(4) else { return nil }
    let start = offset + headerCount
    // At most 2^32 beyond an offset of a file: far from overflow.
    let contentEnd = min(start + Int(size), bounds.upperBound)
    let end = min(start + padded(Int(size)), bounds.upperBound)
    return RIFFChunk(
      code: UInt32(code), start: offset, size: Int(size), content: start..<contentEnd, end: end)
  }
}
