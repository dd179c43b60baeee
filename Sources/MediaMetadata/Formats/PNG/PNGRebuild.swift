/// Decides for each chunk of a file whether it stays, goes or is replaced.
struct PNGRebuild {
  let bytes: [UInt8]
  let chunks: PNGChunks
  let picture: PNGPicture
  var list = PNGPieces()
  /// What says how the rows are shown: header, palette, colour space, frames.
  var payloadHeader: [UInt8] = []
  var payload: [PayloadPart] = []
  /// The types that were taken already: of most, only the first counts.
  var seen: Set<UInt32> = []
  /// The chunk of transparent colours that stays.
  var transparency: PNGChunk?
  /// Where the chunk at hand stands in `chunks`.
  var index = 0
  /// What becomes of the IDAT chunks, once the first is met.
  var plan: PNGDataPlan?
  /// What becomes of the data chunks of the frame that was begun last.
  var framePlan: PNGDataPlan?
  /// Whether a frame was begun.
  var hasFrame = false
  /// How many numbered chunks were dropped so far: later ones move up by as many.
  var droppedNumbers = 0

  /// Reads the header.
  init(_ bytes: [UInt8], _ chunks: PNGChunks, _ reading: inout Reading) throws(MediaError) {
    self.bytes = bytes
    self.chunks = chunks
    let header = chunks.all[chunks.headerIndex]
    guard let picture = PNGPicture(bytes[header.content]) else {
      throw .malformed(.png, offset: header.start, reason: "no decoder takes this header")
    }
    self.picture = picture
  }

  /// The file, taken apart.
  mutating func anatomy(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    list.keep(to: PNGReader.signature.count, "signature")
    while index < chunks.all.count {
      let chunk = chunks.all[index]
      if index < chunks.headerIndex {
        try takeBeforeHeader(chunk, &reading)
      } else {
        try take(chunk, &reading)
      }
      index += 1
    }
    try takeTail(&reading)
    return Anatomy(pieces: list.pieces, payload: [.header(payloadHeader)] + payload)
  }

  /// Decoders that are strict want the header first; the others pass what they need not know.
  private mutating func takeBeforeHeader(
    _ chunk: PNGChunk, _ reading: inout Reading
  ) throws(MediaError) {
    guard chunk.type != PNGType.apple else {
      throw .malformed(
        .png, offset: chunk.start, reason: "Apple's private variant (CgBI), which is no PNG")
    }
    guard chunk.isAncillary else {
      throw .malformed(.png, offset: chunk.start, reason: "a critical chunk before the header")
    }
    try drop(chunk, &reading)
  }

  private mutating func take(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    switch chunk.type {
    case PNGType.header: try takeHeader(chunk, &reading)
    case PNGType.palette: try takePalette(chunk, &reading)
    case PNGType.data: try takeData(chunk, &reading)
    case PNGType.end: try takeEnd(chunk, &reading)
    case PNGType.frame where chunks.isAnimated: try takeFrame(chunk, &reading)
    case PNGType.frameData where chunks.isAnimated: try takeFrameData(chunk, &reading)
    case PNGType.profile where isInPlace(chunk): try takeProfile(chunk, &reading)
    case PNGType.exif where isFirstAndRight(chunk): try takeExif(chunk, &reading)
    case PNGType.provenance where reading.policy.provenance == .keep && chunk.check == .right:
      try ProvenanceBlock.read(bytes[chunk.content], at: chunk.name, fate: .kept, &reading)
      keep(chunk, &reading)
    default:
      if try mayStay(chunk) {
        keep(chunk, &reading)
      } else if chunk.isAncillary || chunk.type == PNGType.palette || !chunk.hasLetters {
        try drop(chunk, &reading)
      } else {
        // Before the data it may change what is shown; decoders must stop at it (PNG, 5.4).
        try reading.unclassified(
          chunk.start..<chunk.end, in: .png, "a critical chunk that no list knows")
        list.drop(to: chunk.end, chunk.name)
      }
    }
  }

  private mutating func takeHeader(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    guard index == chunks.headerIndex else {
      throw .malformed(.png, offset: chunk.start, reason: "a second header")
    }
    keep(chunk, &reading)
  }

  private mutating func takeEnd(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    if chunk.check != .missing, chunk.count == 0 { return keep(chunk, &reading) }
    reading.discloseUnknown(
      bytes[chunk.content], at: chunk.name, "bytes in the chunk that ends the file")
    let end = PNGChunk.bytes(chunk.type, [], wrong: chunk.check == .wrong)
    list.replace(to: chunk.end, with: end, chunk.name)
  }

  /// Whether the chunk is the first of its type, with the right check sum.
  private mutating func isFirstAndRight(_ chunk: PNGChunk) -> Bool {
    chunk.check == .right && seen.insert(chunk.type).inserted
  }

  /// Whether the chunk also stands before palette and picture, as what describes colours must.
  private mutating func isInPlace(_ chunk: PNGChunk) -> Bool {
    !seen.contains(PNGType.palette) && plan == nil && isFirstAndRight(chunk)
  }

  // MARK: - What becomes of a chunk

  /// The chunk stays; a wrong check sum is replaced by one that is as wrong, but tells nothing.
  mutating func keep(_ chunk: PNGChunk, _ reading: inout Reading) {
    note(chunk.type, bytes[chunk.content])
    keepContent(chunk, &reading)
  }

  /// As `keep`, for chunks that are payload by themselves.
  mutating func keepContent(_ chunk: PNGChunk, _ reading: inout Reading) {
    guard chunk.check != .right else { return list.keep(to: chunk.end, chunk.name) }
    list.keep(to: chunk.content.upperBound, chunk.name)
    let check = bytes[chunk.content.upperBound..<chunk.end]
    let right = CRC32.of(bytes[(chunk.start + 4)..<chunk.content.upperBound])
    var wrong: [UInt8] = []
    if chunk.check == .wrong { wrong.append(bigEndian: UInt64(~right), 4) }
    guard check != wrong[...] else { return list.keep(to: chunk.end, chunk.name) }
    reading.disclose(
      .unknown, .low, at: chunk.name, "a check sum that is none",
      value: PrintableText.runs(in: check))
    list.replace(to: chunk.end, with: wrong, chunk.name)
  }

  /// Other content takes the chunk's place; the caller has said why.
  mutating func replace(_ chunk: PNGChunk, with content: ArraySlice<UInt8>) {
    note(chunk.type, content)
    list.replace(
      to: chunk.end, with: PNGChunk.bytes(chunk.type, content, wrong: chunk.check == .wrong),
      chunk.name)
  }

  /// The chunk goes, and what it gives away is noted.
  mutating func drop(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    try PNGDropped(chunk, bytes[chunk.content]).disclose(&reading)
    list.drop(to: chunk.end, chunk.name)
  }

  /// Adds a chunk to the payload's header if what is shown depends on it.
  private mutating func note(_ type: UInt32, _ content: ArraySlice<UInt8>) {
    guard PNGAllowList.isShown(type) else { return }
    payloadHeader.append(bigEndian: UInt64(type), 4)
    payloadHeader.append(bigEndian: UInt64(content.count), 4)
    // The number of a frame in sequence says nothing of what is shown.
    payloadHeader += type == PNGType.frame ? content.dropFirst(4) : content
  }
}
