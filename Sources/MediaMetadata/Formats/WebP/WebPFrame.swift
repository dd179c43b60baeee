/// One frame of an animation: sixteen bytes of place and time, alpha, a picture (RFC 9649,
/// 2.7.1.1).
struct WebPFrame {
  private static let headerCount = 16
  private static let owner = "ANMF"

  private let chunk: RIFFChunk
  private let picture: WebPPicture
  /// Where the last alpha chunk before a lossy picture begins.
  private let alpha: Int?

  /// Walks the chunks of a frame; nil where it holds no picture.
  init?(
    _ chunk: RIFFChunk, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    var alpha: Int?
    var found: RIFFChunk?
    var position = chunk.content.lowerBound + Self.headerCount
    while found == nil, let inner = try Self.read(chunk, at: position, source) {
      try reading.countStructure()
      if WebPCode.isPicture(inner.code) { found = inner }
      if inner.code == WebPCode.alpha { alpha = inner.start }
      position = inner.end
    }
    guard let found else { return nil }
    guard found.missing == 0 || chunk.missing > 0 else {
      throw .malformed(.webp, offset: found.start, reason: "a picture is larger than its frame")
    }
    self.chunk = chunk
    self.alpha = found.code == WebPCode.lossy ? alpha : nil
    picture = try WebPPicture(found, source)
  }

  private static func read(
    _ chunk: RIFFChunk, at position: Int, _ source: MediaSource
  ) throws(MediaError) -> RIFFChunk? {
    guard position < chunk.content.upperBound else { return nil }
    return try RIFFChunk.read(source, at: position, within: position..<chunk.content.upperBound)
  }

  /// Keeps the frame without what stands beside alpha and picture; returns how many bytes its sizes
  /// count that the file no longer has.
  func keep(
    _ source: MediaSource, in list: inout PieceList, _ shown: inout WebPPayload,
    _ reading: inout Reading
  ) throws(MediaError) -> Int {
    var inner = PieceList()
    inner.drop(to: chunk.content.lowerBound, "before the frame")
    try keepHeader(source, in: &inner, &shown, &reading)
    var missing = 0
    while let part = try Self.read(chunk, at: inner.position, source) {
      if part.start == picture.chunk.start {
        missing += try picture.keep(source, in: &inner, &shown, &reading, owner: Self.owner)
      } else if part.start == alpha {
        try WebPAlpha.keep(
          part, pixels: picture.pixels, source, in: &inner, &shown, &reading, owner: Self.owner)
      } else {
        try WebPChunks.disclose(
          part.content, .unknown, at: "ANMF/\(part.name) chunk",
          "a chunk that no decoder looks at", source, &reading)
        inner.drop(to: part.end, "unknown chunk")
      }
    }
    if inner.position < chunk.content.upperBound {
      try WebPChunks.disclose(
        inner.position..<chunk.content.upperBound, .unknown, at: "ANMF/rest",
        "bytes after the chunks of a frame", source, &reading)
      inner.drop(to: chunk.content.upperBound, "after the frame")
    }
    // The size of a frame made of whole chunks is even: padding is left over.
    inner.drop(to: chunk.end, "padding")
    append(inner.pieces.dropFirst(), missing: missing, to: &list)
    return missing
  }

  /// Takes the frame's pieces over, behind a header that counts them.
  private func append(_ pieces: ArraySlice<Piece>, missing: Int, to list: inout PieceList) {
    let size = pieces.reduce(0) { $0 + $1.outputCount } + missing
    if size == chunk.size {
      list.keep(to: chunk.content.lowerBound, Self.owner)
    } else {
      let header = RIFFChunk.header(chunk.code, size: size)
      list.replace(to: chunk.content.lowerBound, with: header, "ANMF size")
    }
    for piece in pieces {
      switch piece.output {
      case .same: list.keep(to: piece.input.upperBound, piece.owner)
      case .nothing: list.drop(to: piece.input.upperBound, piece.owner)
      case .bytes(let bytes): list.replace(to: piece.input.upperBound, with: bytes, piece.owner)
      }
    }
  }

  /// Place, size and time, and flags of which two are in use.
  private func keepHeader(
    _ source: MediaSource, in list: inout PieceList, _ shown: inout WebPPayload,
    _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound
    let end = start + Self.headerCount
    let flags = try source.bytes(end - 1..<end)[0]
    shown.append(start..<end - 1)
    shown.append(frameFlags: flags & 3)
    list.keep(to: end - 1, Self.owner)
    if flags & 3 == flags { return list.keep(to: end, Self.owner) }
    reading.disclose(.unknown, .low, at: "ANMF/flags", "bits that are reserved")
    list.replace(to: end, with: [flags & 3], "ANMF flags")
  }
}
