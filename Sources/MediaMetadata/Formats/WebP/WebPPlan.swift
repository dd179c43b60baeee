/// Decides for each chunk of a WebP file what stands for it in the output.
struct WebPPlan {
  /// What is shown: canvas, frames, pictures.
  private(set) var shown: WebPPayload

  private let source: MediaSource
  private let layout: WebPLayout
  private var list = PieceList()
  /// Bytes that the sizes count and the file no longer has.
  private var missing = 0
  /// The flags that the chunks in the output stand for.
  private var keptFlags: UInt8 = 0
  /// The flags of the chunks in the input.
  private var metFlags: UInt8 = 0
  private var isAnimationMet = false
  private var keptFrames = 0

  private static let headerOwner = "RIFF header"
  private static let flagsOwner = "VP8X flags"

  /// A plan that keeps the header.
  init(_ source: MediaSource, _ layout: WebPLayout) {
    self.source = source
    self.layout = layout
    list.keep(to: WebPLayout.headerCount, Self.headerOwner)
    shown = WebPPayload(flags: layout.flags & WebPFlags.pictures)
  }

  /// Plans one chunk; in order.
  mutating func take(_ chunk: RIFFChunk, _ reading: inout Reading) throws(MediaError) {
    switch chunk.code {
    case WebPCode.extended where chunk.start == layout.extended:
      try keepExtended(chunk, &reading)
    case WebPCode.lossy, WebPCode.lossless:
      guard chunk == layout.picture else { return try dropPicture(chunk, &reading) }
      let picture = try WebPPicture(chunk, source)
      missing += try picture.keep(source, in: &list, &shown, &reading)
    case WebPCode.alpha:
      guard chunk.start == layout.alpha, let lossy = layout.picture else {
        return try dropPicture(chunk, &reading)
      }
      let size = try WebPPicture(lossy, source).pixels
      try WebPAlpha.keep(chunk, pixels: size, source, in: &list, &shown, &reading)
    case WebPCode.animation:
      guard layout.isAnimated, !isAnimationMet, chunk.content.count >= 6 else {
        return try drop(chunk, &reading)
      }
      isAnimationMet = true
      let start = chunk.content.lowerBound
      shown.append(start..<start + 6)
      try WebPChunks.keep(chunk, count: 6, source, in: &list, &reading)
    case WebPCode.frame:
      guard layout.isAnimated, let frame = try WebPFrame(chunk, source, &reading) else {
        return try dropPicture(chunk, &reading)
      }
      missing += try frame.keep(source, in: &list, &shown, &reading)
      keptFrames += 1
    case WebPCode.profile: try takeProfile(chunk, &reading)
    case WebPCode.exif: try takeExif(chunk, &reading)
    case WebPCode.xmp, WebPCode.zeroXMP: try dropXMP(chunk, &reading)
    case WebPCode.provenance: try takeProvenance(chunk, &reading)
    default: try drop(chunk, &reading)
    }
  }

  /// What follows the chunks, and the fields that count them: the account of all bytes.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> [Piece] {
    guard !layout.isAnimated || keptFrames > 0 else {
      throw .malformed(
        .webp, offset: WebPLayout.headerCount, reason: "there is no frame that can be shown")
    }
    if layout.declaredEnd != layout.wholeEnd {
      reading.disclose(
        .software, .low, at: "RIFF", "a size in the header that is not the file's")
    }
    try PictureTrailer.drop(from: layout.end, of: source, &list, &reading)
    var pieces = list.pieces
    if let index = pieces.firstIndex(where: { $0.owner == Self.flagsOwner }) {
      pieces[index] = try flagsPiece(pieces[index].input, &reading)
    }
    let count = pieces.reduce(0) { $0 + $1.outputCount } + missing - RIFFChunk.headerCount
    let header = RIFFChunk.header(FourCharacters.code("RIFF"), size: count) + Array("WEBP".utf8)
    pieces[0] = try piece(0..<WebPLayout.headerCount, header, Self.headerOwner)
    return pieces
  }

  /// Flags for what stays; the reserved bits are zero.
  private func flagsPiece(
    _ range: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) -> Piece {
    let old = try source.bytes(range)
    if (old[0] & ~WebPFlags.pictures) & ~metFlags != 0 || old[1...].contains(where: { $0 != 0 }) {
      reading.disclose(.software, .low, at: "VP8X", "flags for what is not there")
    }
    return try piece(range, [old[0] & WebPFlags.pictures | keptFlags, 0, 0, 0], Self.flagsOwner)
  }

  private func piece(
    _ range: Range<Int>, _ bytes: [UInt8], _ owner: String
  ) throws(MediaError) -> Piece {
    let isSame = try source.bytes(range) == bytes
    return Piece(input: range, owner: owner, output: isSame ? .same : .bytes(bytes))
  }

  private mutating func keepExtended(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound
    shown.append(start + 4..<start + WebPLayout.extendedCount)
    try WebPChunks.keep(
      chunk, count: WebPLayout.extendedCount, marking: (start..<start + 4, Self.flagsOwner),
      source, in: &list, &reading)
  }
}

// MARK: - Metadata

extension WebPPlan {
  /// Drops a chunk that no decoder looks at.
  private mutating func drop(_ chunk: RIFFChunk, _ reading: inout Reading) throws(MediaError) {
    try WebPChunks.disclose(
      chunk.content, .unknown, at: "\(chunk.name) chunk", "a chunk that no decoder looks at",
      source, &reading)
    list.drop(to: chunk.end, "unknown chunk")
  }

  /// Drops pixels that no decoder shows.
  private mutating func dropPicture(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    try WebPChunks.disclose(
      chunk.content, .content, at: chunk.name, "a picture, or a part of one, that is not shown",
      source, &reading)
    list.drop(to: chunk.end, chunk.name)
  }

  private func content(
    _ chunk: RIFFChunk, _ reading: Reading
  ) throws(MediaError) -> [UInt8] {
    guard chunk.content.count <= reading.limits.headerBytes else {
      throw .limit(.headerBytes, allowed: reading.limits.headerBytes)
    }
    return try source.bytes(chunk.content)
  }

  /// Whether decoders look at a chunk: its flag is set, it is whole, and the first of its kind.
  private mutating func isShown(_ chunk: RIFFChunk, _ flag: UInt8) -> Bool {
    defer { metFlags |= flag }
    return layout.flags & flag != 0 && metFlags & flag == 0 && chunk.missing == 0
  }

  private mutating func takeProfile(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let isShown = isShown(chunk, WebPFlags.profile)
    let old = try content(chunk, reading)
    let new = try ColourProfile.replacement(for: old, at: "ICCP", &reading)
    if isShown, let new { return try replace(chunk, old, new, WebPFlags.profile, &reading) }
    reading.disclose(.device, .low, at: "ICCP", "a colour profile")
    list.drop(to: chunk.end, "ICCP")
  }

  private mutating func takeExif(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let isShown = isShown(chunk, WebPFlags.exif)
    let old = try content(chunk, reading)
    let summary = try ExifBlock.read(old[...], at: "EXIF", &reading)
    if isShown, let new = ExifBlock.replacement(for: summary, under: reading.policy) {
      return try replace(chunk, old, new, WebPFlags.exif, &reading)
    }
    reading.disclose(.device, .low, at: "EXIF", "a block of Exif")
    list.drop(to: chunk.end, "EXIF")
  }

  /// Puts a block that may stay in the place of one that tells.
  private mutating func replace(
    _ chunk: RIFFChunk, _ old: [UInt8], _ new: [UInt8], _ flag: UInt8, _ reading: inout Reading
  ) throws(MediaError) {
    keptFlags |= flag
    if new == old {
      return try WebPChunks.keep(chunk, count: old.count, source, in: &list, &reading)
    }
    reading.disclose(
      .software, .low, at: chunk.name, "how a program laid out what may stay")
    var bytes = RIFFChunk.header(chunk.code, size: new.count) + new
    if new.count % 2 == 1 { bytes.append(0) }
    list.replace(to: chunk.end, with: bytes, chunk.name)
  }

  private mutating func dropXMP(_ chunk: RIFFChunk, _ reading: inout Reading) throws(MediaError) {
    metFlags |= WebPFlags.xmp
    reading.disclose(.content, .medium, at: "XMP", "XMP, a description of the picture")
    try XMPBlock.read(try content(chunk, reading)[...], at: "XMP", &reading)
    list.drop(to: chunk.end, "XMP")
  }

  private mutating func takeProvenance(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let isKept = reading.policy.provenance == .keep && chunk.missing == 0
    let fate: Disclosure.Fate = isKept ? .kept : .removed
    reading.disclose(
      .identifier, .medium, at: "C2PA", "a statement of provenance (C2PA)", fate: fate)
    try ProvenanceBlock.read(try content(chunk, reading)[...], at: "C2PA", fate: fate, &reading)
    if isKept { return try WebPChunks.keep(chunk, count: chunk.size, source, in: &list, &reading) }
    list.drop(to: chunk.end, "C2PA")
  }
}
