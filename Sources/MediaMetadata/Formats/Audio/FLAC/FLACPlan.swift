/// Decides for each run of a FLAC file what stands for it in the output.
struct FLACPlan: SoundPlan {
  private let bytes: [UInt8]
  private let tail: AudioTail
  private var list = PieceList()
  private var payload: [PayloadPart] = []
  private var sampleBits = 16

  /// A block that stays, perhaps with other content.
  private struct Kept {
    let block: FLACBlock
    let kind: FLACBlock.Kind
    let content: [UInt8]?
  }

  /// A plan for a file held in memory.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tail = AudioTail(bytes[...], floor: 0)
  }

  /// Walks the file; returns the account.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    try dropFront(&reading)
    let end = tail.start
    guard AudioBytes.holds("fLaC", at: list.position, in: bytes[...]) else {
      throw .malformed(.flac, offset: list.position, reason: "the mark is missing")
    }
    list.keep(to: list.position + 4, "fLaC")
    let framesStart = try takeBlocks(end, &reading)
    let frames = try FLACFrames(bytes, from: framesStart, end: end, sampleBits: sampleBits)
    try take(frames, &reading)
    if list.position < end { dropRest(end, &reading) }
    try tail.disclose(bytes[...], &reading)
    for tag in tail.tags { list.drop(to: tag.range.upperBound, tag.owner) }
    return Anatomy(pieces: list.pieces, payload: payload)
  }

  /// ID3 tags, which some programs put before the stream.
  private mutating func dropFront(_ reading: inout Reading) throws(MediaError) {
    while let tag = ID3Tag(bytes[...], at: list.position, end: tail.start) {
      try reading.countStructure()
      try tag.disclose(bytes[...], &reading)
      list.drop(to: tag.range.upperBound, tag.name)
    }
  }

  // MARK: - Blocks

  /// Reads the metadata blocks; returns where the frames should begin.
  private mutating func takeBlocks(
    _ end: Int, _ reading: inout Reading
  ) throws(MediaError) -> Int {
    var blocks: [FLACBlock] = []
    var kept: [Int: Kept] = [:]
    var position = list.position
    while let block = FLACBlock(bytes, at: position, end: end) {
      try reading.countStructure()
      if let stays = try keep(block, isFirst: blocks.isEmpty, &reading) {
        kept[blocks.count] = stays
      } else {
        try block.disclose(bytes, &reading)
      }
      blocks.append(block)
      position = block.range.upperBound
      if block.isLast { break }
    }
    guard blocks.first?.kind == .streamInfo else {
      throw .truncated(.flac, offset: list.position, reason: "the stream's description is missing")
    }
    let last = kept.keys.max()
    for (index, block) in blocks.enumerated() {
      if let stays = kept[index] {
        put(stays, isLast: index == last, &reading)
      } else {
        list.drop(to: block.range.upperBound, "metadata block")
      }
    }
    return position
  }

  private mutating func keep(
    _ block: FLACBlock, isFirst: Bool, _ reading: inout Reading
  ) throws(MediaError) -> Kept? {
    switch block.kind {
    case .streamInfo where isFirst:
      guard block.content.count == 34 else {
        throw .malformed(
          .flac, offset: block.range.lowerBound,
          reason: "the stream's description has another size")
      }
      let start = block.content.lowerBound
      sampleBits = Int(bytes[start + 12] & 1) << 4 + Int(bytes[start + 13] >> 4) + 1
      return Kept(block: block, kind: .streamInfo, content: nil)
    case .seekTable where block.content.count % 18 == 0 && !block.content.isEmpty:
      return Kept(block: block, kind: .seekTable, content: seekTable(block, &reading))
    case .picture:
      guard let data = FLACPicture.data(bytes[block.content]),
        let cover = try AudioCover.cleaned([data], &reading).first
      else { return nil }
      let content = FLACPicture.content(mime: cover.mime, cover.bytes)
      if content.elementsEqual(bytes[block.content]) {
        return Kept(block: block, kind: .picture, content: nil)
      }
      try block.disclose(bytes, &reading)
      return content.count < 1 << 24 ? Kept(block: block, kind: .picture, content: content) : nil
    default: return nil
    }
  }

  /// The table with zeros in its placeholders; nil where it has them.
  private func seekTable(_ block: FLACBlock, _ reading: inout Reading) -> [UInt8]? {
    var table = Array(bytes[block.content])
    for start in stride(from: 0, to: table.count, by: 18)
    where table[start..<start + 8].allSatisfy({ $0 == 0xff }) {
      for index in start + 8..<start + 18 { table[index] = 0 }
    }
    if table.elementsEqual(bytes[block.content]) { return nil }
    reading.discloseUnknown(
      bytes[block.content], at: "SEEKTABLE/placeholder", "bytes in places that are not in use")
    return table
  }

  private mutating func put(_ kept: Kept, isLast: Bool, _ reading: inout Reading) {
    let start = kept.block.content.lowerBound
    let end = kept.block.content.upperBound
    let header = FLACBlock.header(
      kept.kind, count: kept.content?.count ?? end - start, isLast: isLast)
    if header.elementsEqual(bytes[kept.block.range.lowerBound..<start]) {
      list.keep(to: start, "block header")
    } else {
      reading.disclose(.software, .low, at: "block header", "which block is the last one")
      list.replace(to: start, with: header, "block header")
    }
    if let content = kept.content {
      list.replace(to: end, with: content, "metadata block")
      payload.append(.header(content))
    } else {
      list.keep(to: end, "metadata block")
      payload.append(.header(Array(bytes[start..<end])))
    }
  }

  // MARK: - Frames

  private mutating func take(
    _ frames: FLACFrames, _ reading: inout Reading
  ) throws(MediaError) {
    for run in frames.runs {
      if list.position < run.lowerBound {
        let gap = list.position..<run.lowerBound
        if run == frames.runs.first {
          reading.discloseUnknown(
            bytes[gap], at: "before the frames", "bytes that belong to no block and no frame")
        } else {
          try reading.unclassified(gap, in: .flac, "between frames")
        }
        list.drop(to: run.lowerBound, "no frame")
      }
      list.keep(to: run.upperBound, "audio frames")
    }
    payload.append(.bytes(frames.runs))
  }

  private mutating func dropRest(_ end: Int, _ reading: inout Reading) {
    let rest = bytes[list.position..<end]
    if AudioBytes.areZero(rest) {
      reading.disclose(.software, .low, at: "after the frames", "zeros behind the frames")
    } else {
      reading.discloseUnknown(rest, at: "after the frames", "bytes behind the frames")
    }
    list.drop(to: end, "no frame")
  }
}
