extension PNGRebuild {
  /// The chunk that begins a frame (PNG 3rd edition, 11.3.6.2): its size, place and time stay.
  mutating func takeFrame(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    var reader = ByteReader(bytes, in: chunk.content)
    guard chunk.count == 26, chunk.check != .missing, reader.skip(4),
      let width = reader.bigEndian(4), let height = reader.bigEndian(4),
      let left = reader.bigEndian(4), let top = reader.bigEndian(4),
      width > 0, height > 0, width + left <= UInt64(picture.width),
      height + top <= UInt64(picture.height)
    else {
      throw .malformed(.png, offset: chunk.start, reason: "a frame that does not fit the picture")
    }
    hasFrame = true
    if plan != nil {
      let runs = chunks.runs(PNGType.frameData, from: index + 1)
      let size = picture.frame(width: Int(width), height: Int(height))
      framePlan = runs.isEmpty ? nil : try makePlan(runs, size, chunk, &reading)
    }
    if droppedNumbers == 0 {
      keep(chunk, &reading)
    } else {
      replace(chunk, with: (number(chunk, 4) + bytes[chunk.content].dropFirst(4))[...])
    }
  }

  /// One of a frame's data chunks.
  mutating func takeFrameData(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    guard framePlan != nil, chunk.count >= 4 else {
      throw .malformed(.png, offset: chunk.start, reason: "data of a frame that was not begun")
    }
    put(chunk, numberCount: 4, &reading)
  }
}
