/// What the samples of a track that is no picture and no sound give away.
struct MovieTimedTrack {
  private let track: MovieTrack
  private let table: MovieSampleTable
  private let bytes: [UInt8]

  /// How much of a track is read at most, and of one sample.
  private static let limit = 1 << 26
  private static let sampleLimit = 1 << 20

  /// A track of the header that `rebuilder` holds.
  init(_ track: MovieTrack, _ table: MovieSampleTable, _ rebuilder: MovieRebuilder) {
    self.track = track
    self.table = table
    bytes = rebuilder.bytes
  }

  /// The samples, each cut to a limit, until `body` says stop.
  private func forEachSample(
    _ source: MediaSource, _ body: ([UInt8]) -> Bool
  ) throws(MediaError) {
    var left = Self.limit
    var goesOn = true
    try table.forEachChunk { (chunk: MovieChunk) throws(MediaError) in
      var position = chunk.offset
      // A table may say that there are 2^32 samples of one size: none is passed over one by one.
      for sample in chunk.samples {
        let size = table.size(of: sample)
        guard goesOn, position < source.count, size <= source.count - position, left > size else {
          break
        }
        left -= size
        goesOn = body(try source.bytes(position..<(position + min(size, Self.sampleLimit))))
        position += size
      }
    }
  }

  /// Subtitles and captions, which stay.
  func discloseText(_ source: MediaSource, _ reading: inout Reading) throws(MediaError) {
    let value = reading.wantsValues ? try text(source) : nil
    reading.disclose(
      .content, .medium, at: track.path + "/samples", "subtitles or captions", fate: .kept,
      value: value)
  }

  /// A track that goes.
  func disclose(
    isChapter: Bool, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    let place = track.path + "/samples"
    let format = track.formats.first.map(FourCharacters.name) ?? ""
    switch format {
    case "gpmd": try positions(source, at: place, &reading)
    case "mebx": try keyed(source, at: place, &reading)
    case "camm": try motion(source, at: place, &reading)
    case "tmcd": try timeCode(source, at: place, &reading)
    case "rtmd": try realTime(source, at: place, &reading)
    case "fdsc":
      let value = reading.wantsValues ? try runs(source) : nil
      reading.disclose(
        .identifier, .high, at: place, "the camera, its firmware and serial numbers",
        value: value)
    default:
      let isText = track.kind == .text
      let meaning =
        isChapter
        ? "titles of chapters"
        : isText ? "subtitles or captions" : "a track that is no picture and no sound"
      let value = reading.wantsValues ? try (isText ? text(source) : runs(source)) : nil
      reading.disclose(
        isText ? .content : .unknown, isText ? .medium : .high, at: place, meaning, value: value)
    }
  }

  /// The texts of samples that start with a length of two bytes, or are boxes of WebVTT, or text.
  private func text(_ source: MediaSource) throws(MediaError) -> String? {
    var texts: [String] = []
    var total = 0
    try forEachSample(source) { sample in
      let size = MovieBytes.integer(sample, at: 0, 2) ?? 0
      let isCounted = sample.count >= 2 && size <= sample.count - 2
      let text =
        isCounted
        ? PrintableText.text(sample[2..<(2 + size)]) : PrintableText.runs(in: sample[...]) ?? ""
      if !text.isEmpty { texts.append(text) }
      total += text.utf8.count
      return total < PrintableText.limit
    }
    return texts.isEmpty ? nil : texts.joined(separator: " | ")
  }

  private func runs(_ source: MediaSource) throws(MediaError) -> String? {
    var texts: [String] = []
    var count = 0
    try forEachSample(source) { sample in
      if let run = PrintableText.runs(in: sample[...]), !texts.contains(run) { texts.append(run) }
      count += 1
      return count < 64
    }
    return texts.isEmpty ? nil : texts.joined(separator: " | ")
  }

  private func realTime(
    _ source: MediaSource, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    let text = reading.wantsValues ? try runs(source) : nil
    reading.disclose(
      .device, .high, at: place, "what the camera noted for each picture", value: text)
    guard reading.wantsValues else { return }
    var found = MovieRealTime()
    try forEachSample(source) { sample in
      found.read(sample)
      return true
    }
    found.disclose(at: place, &reading)
  }

  private func positions(
    _ source: MediaSource, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    reading.disclose(.place, .high, at: place, "a track of positions, motion and camera data")
    guard reading.wantsValues else { return }
    var found = MovieGPMF()
    try forEachSample(source) { sample in
      found.read(sample)
      return true
    }
    found.disclose(at: place, fate: .removed, &reading)
  }

  /// Timed metadata under keys, which the sample entry names (QuickTime File Format, "Metadata
  /// Sample Description").
  private func keyed(
    _ source: MediaSource, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    reading.disclose(.device, .high, at: place, "a track of what the phone noted")
    guard let table = track.tableBoxes.first(where: { $0.isA("stsd") }),
      let entry = MovieBox.read(bytes, at: table.contentStart + 8, end: table.range.upperBound)
    else { return }
    let inner = min(entry.contentStart + 8, entry.range.upperBound)..<entry.range.upperBound
    let boxes = try MovieBox.children(of: inner, in: bytes, &reading).boxes
    for box in boxes where box.isA("keys") {
      for key in try MovieBox.children(of: box.content, in: bytes, &reading).boxes {
        for part in try MovieBox.children(of: key.content, in: bytes, &reading).boxes
        where part.isA("keyd") {
          let name = PrintableText.text(bytes[part.content].dropFirst(4))
          let (meaning, isKnown) = MovieTagTable.meaning(ofKey: name)
          reading.disclose(
            meaning.category, meaning.severity, at: place + (isKnown ? "/" + name : "/keys"),
            meaning.meaning, value: isKnown ? nil : name)
        }
      }
    }
    if reading.wantsValues, let text = try runs(source) {
      reading.disclose(.unknown, .high, at: place, "texts of the phone", value: text)
    }
  }

  /// Google's camera motion metadata: kinds 5 and 6 are positions, in numbers of eight bytes, least
  /// significant first.
  private func motion(
    _ source: MediaSource, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    reading.disclose(.place, .high, at: place, "a track of motion and positions")
    guard reading.wantsValues else { return }
    var count = 0
    var first: String?
    try forEachSample(source) { sample in
      guard sample.count >= 4, sample[2] == 5 || sample[2] == 6 else { return true }
      let start = sample[2] == 5 ? 4 : 16
      guard sample.count >= start + 16 else { return true }
      count += 1
      if first == nil {
        first = [start, start + 8].map { offset in
          var reader = ByteReader(sample, in: offset..<(offset + 8))
          let bits = reader.littleEndian(8) ?? 0
          return MovieText.degrees(Double(bitPattern: bits))
        }.joined(separator: " ")
      }
      return true
    }
    guard count > 0 else { return }
    reading.disclose(
      .place, .high, at: place + "/GPS", "where it was taken: \(count) positions", value: first)
  }

  /// The first time code, and the name of the reel (QuickTime File Format, "Timecode Media").
  private func timeCode(
    _ source: MediaSource, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    let entry = track.tableBoxes.first { $0.isA("stsd") }.flatMap {
      MovieBox.read(bytes, at: $0.contentStart + 8, end: $0.range.upperBound)
    }
    var start: Int?
    if reading.wantsValues {
      try forEachSample(source) { sample in
        start = MovieBytes.integer(sample, at: 0, 4)
        return false
      }
    }
    let rate = entry.flatMap { MovieBytes.integer(bytes, at: $0.contentStart + 24, 1) } ?? 0
    reading.disclose(
      .time, .medium, at: place, "the time code at which it starts",
      value: start.map { Self.code($0, rate) })
    guard let entry, entry.content.count > 26,
      let reel = PrintableText.runs(in: bytes[(entry.contentStart + 26)..<entry.range.upperBound])
    else { return }
    reading.disclose(.content, .medium, at: place + "/reel", "the name of the reel", value: reel)
  }

  private static func code(_ frames: Int, _ rate: Int) -> String {
    guard rate > 0 else { return "frame \(frames)" }
    let seconds = frames / rate
    return [seconds / 3600, seconds / 60 % 60, seconds % 60, frames % rate]
      .map { MovieTime.padded($0, 2) }.joined(separator: ":")
  }
}
