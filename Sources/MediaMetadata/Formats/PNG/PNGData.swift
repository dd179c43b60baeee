/// What becomes of the data chunks of one stream.
struct PNGDataPlan {
  /// How many bytes of the stream are still to be met; `.max` keeps all.
  var left: Int
  /// The stream made anew, until its first chunk is replaced by it.
  var remade: [UInt8]?
  /// Whether the stream is made anew.
  let isRemade: Bool
}

extension PNGRebuild {
  /// One of the picture's data chunks.
  mutating func takeData(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    if plan == nil {
      let runs = chunks.runs(PNGType.data, from: index)
      plan = try makePlan(runs, picture, chunk, &reading)
      if chunks.isAnimated, !hasFrame {
        reading.disclose(
          .content, .low, at: chunk.name, "a still picture that stands in for the animation",
          fate: .kept)
      }
    }
    put(chunk, numberCount: 0, &reading)
  }

  /// Inflates the stream that begins with `chunk`, tells what it hides, and settles its chunks.
  mutating func makePlan(
    _ runs: [Range<Int>], _ picture: PNGPicture, _ chunk: PNGChunk, _ reading: inout Reading
  ) throws(MediaError) -> PNGDataPlan {
    let known = PNGKnownRows(bytes, runs, picture)
    if known.areKnown(to: reading) {
      payload.append(.inflated(runs, limit: picture.inflatedCount))
      return PNGDataPlan(left: known.count, remade: nil, isRemade: false)
    }
    let stream = PNGStream(bytes, runs: runs, picture, reading)
    guard !stream.isHopeless else {
      throw .malformed(.png, offset: chunk.start, reason: "the picture's data can't be inflated")
    }
    disclose(stream, chunk.name, &reading)
    var remade: [UInt8]?
    var digest = stream.digest
    if stream.hasSurplus || stream.blanksColours(under: reading.policy) {
      let result = stream.remade(bytes, under: reading.policy)
      remade = result.stream
      digest = result.digest
    }
    if let digest {
      payload.append(.header(digest.bytes))
    } else {
      let taken = stream.hasSurplus ? runs : Self.prefix(of: runs, stream.keptCount)
      payload.append(.inflated(taken, limit: picture.inflatedCount))
      known.note(stream, &reading)
    }
    return PNGDataPlan(left: stream.keptCount, remade: remade, isRemade: remade != nil)
  }

  private func disclose(_ stream: PNGStream, _ location: String, _ reading: inout Reading) {
    if stream.hasSurplus {
      reading.discloseUnknown(
        stream.surplus[...], at: location, "compressed bytes behind the last row")
    }
    let total = stream.runs.reduce(0) { $0 + $1.count }
    if stream.state != .endedEarly, stream.state == .finished || !stream.hasSurplus,
      stream.consumed < total
    {
      let rest = Self.suffix(of: stream.runs, stream.consumed)
      reading.discloseUnknown(
        PNGEvidence.gathered(rest, in: bytes)[...], at: location,
        "bytes behind the end of the picture's data")
    }
    if let hidden = stream.hidden, hidden.isTelling {
      reading.disclose(
        .content, .medium, at: location, "colours under fully transparent pixels",
        fate: reading.policy.dropsHiddenContent ? .removed : .kept,
        value: PrintableText.runs(in: hidden.sample[...]))
    }
  }

  /// Keeps, shortens, replaces or drops a data chunk; `numberCount` bytes before the stream's hold
  /// its number in sequence.
  mutating func put(_ chunk: PNGChunk, numberCount: Int, _ reading: inout Reading) {
    guard var plan = numberCount == 0 ? plan : framePlan else { return }
    defer {
      if numberCount == 0 { self.plan = plan } else { framePlan = plan }
    }
    if plan.isRemade {
      guard let stream = plan.remade else { return dropData(chunk, numberCount) }
      plan.remade = nil
      replaceData(chunk, numberCount, with: stream)
      return
    }
    let count = chunk.count - numberCount
    let kept = min(plan.left, count)
    let wasOver = plan.left == 0
    if plan.left != .max { plan.left -= kept }
    if wasOver {
      if count == 0 {
        reading.disclose(.unknown, .low, at: chunk.name, "an empty chunk behind the picture")
      }
      dropData(chunk, numberCount)
    } else if kept == count, droppedNumbers == 0 || numberCount == 0 {
      keepContent(chunk, &reading)
    } else {
      shorten(chunk, numberCount, to: kept)
    }
  }

  private mutating func dropData(_ chunk: PNGChunk, _ numberCount: Int) {
    if numberCount > 0 { droppedNumbers += 1 }
    list.drop(to: chunk.end, chunk.name)
  }

  private mutating func replaceData(
    _ chunk: PNGChunk, _ numberCount: Int, with stream: [UInt8]
  ) {
    let content = number(chunk, numberCount) + stream
    list.replace(
      to: chunk.end, with: PNGChunk.bytes(chunk.type, content[...], wrong: chunk.check == .wrong),
      chunk.name)
  }

  /// The first `kept` bytes of the chunk's part of the stream stay where they are.
  private mutating func shorten(_ chunk: PNGChunk, _ numberCount: Int, to kept: Int) {
    let start = chunk.content.lowerBound + numberCount
    var head: [UInt8] = []
    head.append(bigEndian: UInt64(numberCount + kept), 4)
    head.append(bigEndian: UInt64(chunk.type), 4)
    head += number(chunk, numberCount)
    var check = CRC32()
    check.update(head[4...])
    check.update(bytes[start..<(start + kept)])
    var foot: [UInt8] = []
    let value = chunk.check == .wrong ? ~check.value : check.value
    foot.append(bigEndian: UInt64(value), 4)
    list.replace(to: start, with: head, chunk.name)
    list.keep(to: start + kept, chunk.name)
    list.replace(to: chunk.end, with: foot, chunk.name)
  }

  /// The chunk's number in sequence, less those of dropped chunks before it.
  func number(_ chunk: PNGChunk, _ count: Int) -> [UInt8] {
    var reader = ByteReader(bytes, in: chunk.content)
    guard count == 4, let number = reader.bigEndian(4) else { return [] }
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(UInt32(number) &- UInt32(droppedNumbers)), 4)
    return bytes
  }

  /// The first `count` bytes of the runs.
  private static func prefix(of runs: [Range<Int>], _ count: Int) -> [Range<Int>] {
    // Shared, not copied, where all of it stays: there may be a million runs.
    guard count < runs.reduce(0, { $0 + $1.count }) else { return runs }
    var left = count
    var result: [Range<Int>] = []
    for run in runs where left > 0 {
      let part = min(left, run.count)
      result.append(run.lowerBound..<(run.lowerBound + part))
      left -= part
    }
    return result
  }

  /// The runs without their first `count` bytes.
  private static func suffix(of runs: [Range<Int>], _ count: Int) -> [Range<Int>] {
    var left = count
    var result: [Range<Int>] = []
    for run in runs {
      let part = min(left, run.count)
      left -= part
      if part < run.count { result.append((run.lowerBound + part)..<run.upperBound) }
    }
    return result
  }
}
