@testable import MediaMetadata

/// Builds WebP files for tests, chunk by chunk (RFC 9649).
enum WebPSample {
  /// A chunk with its padding.
  static func chunk(_ code: String, _ content: [UInt8], padding: [UInt8] = [0]) -> [UInt8] {
    var chunk = Array(code.utf8)
    chunk.append(littleEndian: UInt64(content.count), 4)
    return chunk + content + (content.count % 2 == 1 ? padding : [])
  }

  /// A file around chunks; its size is right unless another is given.
  static func file(_ chunks: [UInt8]..., size: Int? = nil) -> [UInt8] {
    let body = chunks.flatMap { $0 }
    var file = Array("RIFF".utf8)
    file.append(littleEndian: UInt64(size ?? body.count + 4), 4)
    return file + Array("WEBP".utf8) + body
  }

  /// One pixel, lossless, as `cwebp -lossless` writes it, without its alpha.
  static let lossless = chunk("VP8L", [0x2f, 0, 0, 0, 0, 0x07, 0x50, 0xe2, 0xbe])
  /// The header of a lossy key frame of 2 times 2 (RFC 6386, 9.1), and bytes for its partitions.
  static let lossy = chunk(
    "VP8 ", [0x10, 0x01, 0, 0x9d, 0x01, 0x2a, 2, 0, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])

  /// VP8X of a canvas.
  static func extended(_ flags: UInt8, side: UInt8 = 1) -> [UInt8] {
    chunk("VP8X", [flags, 0, 0, 0, side - 1, 0, 0, side - 1, 0, 0])
  }

  /// A frame that shows 50 ms.
  static func frame(_ flags: UInt8 = 0, _ chunks: [UInt8]...) -> [UInt8] {
    chunk("ANMF", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0, flags] + chunks.flatMap { $0 })
  }

  /// White, endless.
  static let animation = chunk("ANIM", [255, 255, 255, 255, 0, 0])

  /// A TIFF header and a directory of one tag, the orientation.
  static func exif(orientation: UInt8, artist: String? = nil) -> [UInt8] {
    var block: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, artist == nil ? 1 : 2, 0]
    block += [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
    if let artist {
      block += [0x3b, 1, 2, 0, UInt8(artist.utf8.count + 1), 0, 0, 0, 38, 0, 0, 0]
      return block + [0, 0, 0, 0] + Array(artist.utf8) + [0]
    }
    return block + [0, 0, 0, 0]
  }
}
