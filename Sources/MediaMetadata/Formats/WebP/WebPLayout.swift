/// What a first walk over a WebP file finds: where its chunks end, and which of them are shown.
struct WebPLayout {
  /// After the header of RIFF and its form.
  static let headerCount = 12
  /// The content of VP8X.
  static let extendedCount = 10

  /// Where the header says that the chunks end.
  let declaredEnd: Int
  /// The last of the top-level chunks.
  private(set) var last: RIFFChunk?
  /// Where the VP8X chunk begins that counts.
  private(set) var extended: Int?
  /// The first byte of its flags; 0 without one.
  private(set) var flags: UInt8 = 0
  /// The single picture that is shown, where no frames are.
  private(set) var picture: RIFFChunk?
  /// The alpha of a lossy picture: decoders take the last one before it.
  private(set) var alpha: Int?
  private var hasFrames = false

  /// Whether frames are shown, and not a single picture.
  var isAnimated: Bool { flags & WebPFlags.animation != 0 && hasFrames }

  /// Where the chunks end.
  var end: Int { last?.end ?? Self.headerCount }

  /// Where the chunks would end if the last one were whole.
  var wholeEnd: Int {
    guard let last, last.missing > 0 else { return end }
    return last.content.lowerBound + RIFFChunk.padded(last.size)
  }

  /// Walks the chunks up to the end that the header says, or to the file's end where that is
  /// nearer, and further only to find a picture.
  init(_ source: MediaSource, _ reading: inout Reading) throws(MediaError) {
    let head = try source.bytes(0..<min(Self.headerCount, source.count))
    guard head.count == Self.headerCount else {
      throw .truncated(.webp, offset: 0, reason: "the header is cut off")
    }
    declaredEnd = 8 + head[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    var alpha: Int?
    while let chunk = try next(after: last, source) {
      try reading.countStructure()
      last = chunk
      switch chunk.code {
      case WebPCode.extended where extended == nil && picture == nil:
        guard chunk.content.count >= Self.extendedCount else { break }
        extended = chunk.start
        let start = chunk.content.lowerBound
        flags = try source.bytes(start..<start + 1)[0]
      case WebPCode.alpha: alpha = chunk.start
      case WebPCode.lossy, WebPCode.lossless:
        if picture != nil { break }
        picture = chunk
        self.alpha = chunk.code == WebPCode.lossy ? alpha : nil
      case WebPCode.frame: hasFrames = true
      default: break
      }
    }
    if isAnimated {
      picture = nil
      self.alpha = nil
    } else if picture == nil {
      throw .malformed(.webp, offset: Self.headerCount, reason: "there is no picture")
    }
  }

  /// The chunk after `previous`, in the same walk; nil at the end.
  func chunk(after previous: RIFFChunk?, _ source: MediaSource) throws(MediaError) -> RIFFChunk? {
    let position = previous?.end ?? Self.headerCount
    return position < end ? try read(at: position, source) : nil
  }

  private func next(
    after previous: RIFFChunk?, _ source: MediaSource
  ) throws(MediaError) -> RIFFChunk? {
    let position = previous?.end ?? Self.headerCount
    guard position < declaredEnd || (picture == nil && !hasFrames) else { return nil }
    return try read(at: position, source)
  }

  /// Reads within the declared end; a size in the header that cuts a chunk off is wrong, and the
  /// chunk's own size counts.
  private func read(at position: Int, _ source: MediaSource) throws(MediaError) -> RIFFChunk? {
    let limit = max(position, min(declaredEnd, source.count))
    let chunk = try RIFFChunk.read(source, at: position, within: position..<limit)
    if let chunk, chunk.missing == 0 { return chunk }
    return try RIFFChunk.read(source, at: position, within: position..<source.count)
  }
}
