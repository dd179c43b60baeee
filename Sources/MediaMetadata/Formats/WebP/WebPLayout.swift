/// The codes of the chunks that a WebP file may hold (RFC 9649, 2.3 to 2.7).
enum WebPCode {
  static let extended = FourCharacters.code("VP8X")
  static let lossy = FourCharacters.code("VP8 ")
  static let lossless = FourCharacters.code("VP8L")
  static let alpha = FourCharacters.code("ALPH")
  static let animation = FourCharacters.code("ANIM")
  static let frame = FourCharacters.code("ANMF")
  static let profile = FourCharacters.code("ICCP")
  static let exif = FourCharacters.code("EXIF")
  static let xmp = FourCharacters.code("XMP ")
  /// Written by mistake by some programs (ExifTool's RIFF.pm).
  static let zeroXMP = FourCharacters.code("XMP\u{0}")
  /// C2PA Specification 2.1, A.3.5.
  static let provenance = FourCharacters.code("C2PA")

  /// Whether it holds a picture.
  static func isPicture(_ code: UInt32) -> Bool { code == lossy || code == lossless }
}

/// The flags of VP8X (RFC 9649, 2.7).
enum WebPFlags {
  static let animation: UInt8 = 0x02
  static let xmp: UInt8 = 0x04
  static let exif: UInt8 = 0x08
  static let alpha: UInt8 = 0x10
  static let profile: UInt8 = 0x20
  /// What tells of pictures, and so stays as it is.
  static let pictures = animation | alpha
}

/// The chunks of a WebP file, and which of them are shown.
struct WebPLayout {
  /// After the header of RIFF and its form.
  static let headerCount = 12
  /// The content of VP8X.
  static let extendedCount = 10

  /// Top-level chunks, one after another.
  let chunks: [RIFFChunk]
  /// Where they end.
  let end: Int
  /// Where the header says that they end.
  let declaredEnd: Int
  /// The VP8X chunk that counts.
  let extended: Int?
  /// The first byte of its flags; 0 without one.
  let flags: UInt8
  /// Whether frames are shown, and not a single picture.
  let isAnimated: Bool
  /// The single picture that is shown.
  let picture: Int?

  /// The picture that an alpha chunk belongs to: decoders take the last one before the picture.
  func pictureOfAlpha(at index: Int) -> RIFFChunk? {
    guard let picture, index < picture, chunks[picture].code == WebPCode.lossy,
      !chunks[(index + 1)..<picture].contains(where: { $0.code == WebPCode.alpha })
    else { return nil }
    return chunks[picture]
  }

  /// Walks the chunks up to the end that the header says, or to the file's end where that is
  /// nearer, and further only to find a picture.
  init(_ source: MediaSource, _ reading: inout Reading) throws(MediaError) {
    let head = try source.bytes(0..<min(Self.headerCount, source.count))
    guard head.count == Self.headerCount else {
      throw .truncated(.webp, offset: 0, reason: "the header is cut off")
    }
    let size = head[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    declaredEnd = size + 8
    let chunks = try Self.walk(source, to: declaredEnd, &reading)
    let extended = chunks.prefix { !WebPCode.isPicture($0.code) }
      .firstIndex { $0.code == WebPCode.extended && $0.content.count >= Self.extendedCount }
    var flags: UInt8 = 0
    if let extended {
      let start = chunks[extended].content.lowerBound
      flags = try source.bytes(start..<start + 1)[0]
    }
    let isAnimated =
      flags & WebPFlags.animation != 0 && chunks.contains { $0.code == WebPCode.frame }
    picture = isAnimated ? nil : chunks.firstIndex { WebPCode.isPicture($0.code) }
    guard isAnimated || picture != nil else {
      throw .malformed(.webp, offset: Self.headerCount, reason: "there is no picture")
    }
    self.chunks = chunks
    self.extended = extended
    self.flags = flags
    self.isAnimated = isAnimated
    end = chunks.last?.end ?? Self.headerCount
  }

  private static func walk(
    _ source: MediaSource, to declaredEnd: Int, _ reading: inout Reading
  ) throws(MediaError) -> [RIFFChunk] {
    var chunks: [RIFFChunk] = []
    var position = headerCount
    var hasPicture = false
    while position < declaredEnd || !hasPicture {
      let limit = max(position, min(declaredEnd, source.count))
      var next = try RIFFChunk.read(source, at: position, within: position..<limit)
      if next == nil || next?.missing != 0 {
        // A size in the header that cuts a chunk off is wrong: the chunk's own size counts.
        next = try RIFFChunk.read(source, at: position, within: position..<source.count)
      }
      guard let chunk = next else { break }
      try reading.countStructure()
      chunks.append(chunk)
      hasPicture = hasPicture || WebPCode.isPicture(chunk.code) || chunk.code == WebPCode.frame
      position = chunk.end
    }
    return chunks
  }
}
