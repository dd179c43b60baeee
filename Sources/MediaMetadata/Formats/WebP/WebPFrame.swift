/// One frame of an animation: sixteen bytes of place and time, alpha, a picture (RFC 9649, 2.7.1.1).
struct WebPFrame {
  private static let headerCount = 16

  private let chunk: RIFFChunk
  private let chunks: [RIFFChunk]
  /// The picture's index among the chunks.
  private let pictureIndex: Int
  private let picture: WebPPicture
  /// The last alpha chunk before a lossy picture.
  private let alphaIndex: Int?

  /// Walks the chunks of a frame; nil where it holds no picture.
  init?(
    _ chunk: RIFFChunk, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound + Self.headerCount
    guard start <= chunk.content.upperBound else { return nil }
    var chunks: [RIFFChunk] = []
    var position = start
    while let inner = try RIFFChunk.read(
      source, at: position, within: start..<chunk.content.upperBound)
    {
      try reading.countStructure()
      chunks.append(inner)
      position = inner.end
    }
    guard let index = chunks.firstIndex(where: { WebPCode.isPicture($0.code) }) else { return nil }
    guard chunks[index].missing == 0 || chunk.missing > 0 else {
      throw .malformed(
        .webp, offset: chunks[index].start, reason: "a picture is larger than its frame")
    }
    self.chunk = chunk
    self.chunks = chunks
    pictureIndex = index
    picture = try WebPPicture(chunks[index], source)
    alphaIndex =
      chunks[index].code == WebPCode.lossy
      ? chunks[..<index].lastIndex { $0.code == WebPCode.alpha } : nil
  }

  /// Keeps the frame without what stands beside alpha and picture; returns how many bytes its sizes
  /// count that the file no longer has.
  func keep(
    _ source: MediaSource, in list: inout PieceList, _ payload: inout [PayloadPart],
    _ reading: inout Reading
  ) throws(MediaError) -> Int {
    var inner = PieceList()
    inner.drop(to: chunk.content.lowerBound, "before the frame")
    try keepHeader(source, in: &inner, &payload, &reading)
    var missing = 0
    for (index, part) in chunks.enumerated() {
      if index == pictureIndex {
        missing += try picture.keep(source, in: &inner, &payload, &reading)
      } else if index == alphaIndex {
        try WebPAlpha.keep(
          part, pixels: picture.pixels, source, in: &inner, &payload, &reading)
      } else {
        try WebPChunks.disclose(
          part.content, .unknown, at: "ANMF/\(part.name) chunk",
          "a chunk that no decoder looks at", source, &reading)
        inner.drop(to: part.end, "\(part.name) chunk")
      }
    }
    try dropRest(after: inner.position, source, in: &inner, &reading)
    let size = inner.pieces.reduce(0) { $0 + $1.outputCount } + missing
    if size == chunk.size {
      list.keep(to: chunk.content.lowerBound, "ANMF")
    } else {
      list.replace(
        to: chunk.content.lowerBound, with: RIFFChunk.header(chunk.code, size: size), "ANMF size")
    }
    for piece in inner.pieces.dropFirst() { list.append(piece) }
    // The size of a frame made of whole chunks is even; a byte of padding is left over.
    list.drop(to: chunk.end, "ANMF padding")
    return missing
  }

  private func keepHeader(
    _ source: MediaSource, in list: inout PieceList, _ payload: inout [PayloadPart],
    _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound
    var header = try source.bytes(start..<start + Self.headerCount)
    let flags = header[Self.headerCount - 1]
    header[Self.headerCount - 1] = flags & 3
    payload.append(.header(header))
    list.keep(to: start + Self.headerCount - 1, "ANMF")
    if flags & 3 == flags { return list.keep(to: start + Self.headerCount, "ANMF") }
    reading.disclose(.unknown, .low, at: "ANMF/flags", "bits that are reserved")
    list.replace(to: start + Self.headerCount, with: [flags & 3], "ANMF flags")
  }

  private func dropRest(
    after position: Int, _ source: MediaSource, in list: inout PieceList,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard position < chunk.content.upperBound else { return }
    try WebPChunks.disclose(
      position..<chunk.content.upperBound, .unknown, at: "ANMF/rest",
      "bytes after the chunks of a frame", source, &reading)
    list.drop(to: chunk.content.upperBound, "ANMF rest")
  }
}

extension PieceList {
  /// Takes over a piece that begins where the list ends.
  fileprivate mutating func append(_ piece: Piece) {
    switch piece.output {
    case .same: keep(to: piece.input.upperBound, piece.owner)
    case .nothing: drop(to: piece.input.upperBound, piece.owner)
    case .bytes(let bytes): replace(to: piece.input.upperBound, with: bytes, piece.owner)
    }
  }
}
