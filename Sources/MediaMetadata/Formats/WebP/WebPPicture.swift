/// A chunk of compressed pixels: VP8 (RFC 6386, 9.1) or VP8L (RFC 9649, 3.4).
///
/// Where the compressed bits end shows only to a decoder: the last partition of VP8 takes what is
/// left of the chunk, and VP8L has no sizes. Both stay whole.
struct WebPPicture {
  /// The chunk.
  let chunk: RIFFChunk
  /// Width times height.
  let pixels: Int

  /// Checks the frame header as libwebp does, and throws where no decoder would go on.
  init(_ chunk: RIFFChunk, _ source: MediaSource) throws(MediaError) {
    let start = chunk.content.lowerBound
    let isLossy = chunk.code == WebPCode.lossy
    let needed = isLossy ? 10 : 5
    guard chunk.content.count >= needed else {
      throw .truncated(.webp, offset: start, reason: "the picture's header is cut off")
    }
    let head = try source.bytes(start..<start + needed)
    guard let size = isLossy ? Self.lossySize(head, chunk.size) : Self.losslessSize(head) else {
      throw .malformed(.webp, offset: start, reason: "the picture's header is none")
    }
    self.chunk = chunk
    pixels = size
  }

  /// Keeps the chunk; returns how many bytes its size counts that the file no longer has.
  func keep(
    _ source: MediaSource, in list: inout PieceList, _ shown: inout WebPPayload,
    _ reading: inout Reading, owner: String? = nil
  ) throws(MediaError) -> Int {
    shown.append(chunk.content)
    guard chunk.missing > 0 else {
      try WebPChunks.keep(chunk, count: chunk.size, owner: owner, source, in: &list, &reading)
      return 0
    }
    list.keep(to: chunk.content.upperBound, owner ?? chunk.name)
    return RIFFChunk.padded(chunk.size) - chunk.content.count
  }

  private static func lossySize(_ head: [UInt8], _ chunkSize: Int) -> Int? {
    let tag = Int(head[0]) | Int(head[1]) << 8 | Int(head[2]) << 16
    let isKeyFrame = tag & 1 == 0
    let isShown = tag >> 4 & 1 == 1
    guard isKeyFrame, isShown, tag >> 1 & 7 <= 3, tag >> 5 < chunkSize,
      head[3..<6].elementsEqual([0x9d, 0x01, 0x2a])
    else { return nil }
    let width = (Int(head[6]) | Int(head[7]) << 8) & 0x3fff
    let height = (Int(head[8]) | Int(head[9]) << 8) & 0x3fff
    return width > 0 && height > 0 ? width * height : nil
  }

  private static func losslessSize(_ head: [UInt8]) -> Int? {
    let fields = head[1..<5].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard head[0] == 0x2f, fields >> 29 == 0 else { return nil }
    return (fields & 0x3fff + 1) * (fields >> 14 & 0x3fff + 1)
  }
}

/// A chunk of alpha (RFC 9649, 2.7.1.2).
enum WebPAlpha {
  /// Keeps the chunk; alpha that is not compressed is cut to one byte a pixel.
  static func keep(
    _ chunk: RIFFChunk, pixels: Int, _ source: MediaSource, in list: inout PieceList,
    _ shown: inout WebPPayload, _ reading: inout Reading, owner: String? = nil
  ) throws(MediaError) {
    var count = chunk.content.count
    let start = chunk.content.lowerBound
    if count > 0, chunk.missing == 0 {
      let isPlain = try source.bytes(start..<start + 1)[0] & 3 == 0
      if isPlain { count = min(count, 1 + pixels) }
    }
    shown.append(start..<start + count)
    try WebPChunks.keep(chunk, count: count, owner: owner, source, in: &list, &reading)
  }
}
