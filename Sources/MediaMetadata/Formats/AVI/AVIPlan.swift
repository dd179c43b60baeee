/// Decides for each chunk of an AVI file what stands for it in the output.
struct AVIPlan {
  /// Whether a list of frames was met.
  private(set) var hasFrames = false

  private let source: MediaSource
  private var list = PieceList()
  private var collector: MovieSampleCollector
  private var edits = 0
  private var streams: [AVIStream] = []
  private var shown: [UInt8] = []

  /// A plan for a file.
  init(_ source: MediaSource, _ limits: Limits) {
    self.source = source
    collector = MovieSampleCollector(source, .avi, limits)
  }

  /// Plans one form: "AVI ", or one of the "AVIX" that go on with it.
  mutating func takeForm(
    _ riff: RIFFChunk, end: Int, _ reading: inout Reading
  ) throws(MediaError) {
    list.keep(to: riff.content.lowerBound + 4, "RIFF")
    try takeChunks(riff.content.lowerBound + 4..<end, in: 0, at: "RIFF", depth: 0, &reading)
  }

  /// Ends the plan: what follows the last form goes.
  mutating func finish(
    from end: Int, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    for (index, stream) in streams.enumerated() {
      stream.findings.disclose(at: "stream \(index)", &reading)
    }
    try PictureTrailer.drop(from: end, of: source, &list, &reading)
    let payload: [PayloadPart] = [
      .header(shown + collector.digest.bytes), .bytes(collector.endTrack()),
    ]
    return Anatomy(pieces: list.pieces, payload: payload)
  }

  /// Plans the chunks of a list.
  private mutating func takeChunks(
    _ range: Range<Int>, in parent: UInt32, at path: String, depth: Int,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard depth < reading.limits.depth else {
      throw .limit(.depth, allowed: reading.limits.depth)
    }
    var position = range.lowerBound
    while let chunk = try next(at: position, range) {
      if parent != AVICode.frames && parent != AVICode.record { try reading.countStructure() }
      try take(chunk, in: parent, at: path, depth: depth, &reading)
      position = chunk.end
    }
    try blankRest(position..<range.upperBound, at: path, &reading)
  }

  /// The chunk at `offset`, read through the window that frames are read through.
  private mutating func next(
    at offset: Int, _ range: Range<Int>
  ) throws(MediaError) -> RIFFChunk? {
    guard range.upperBound - offset >= RIFFChunk.headerCount else { return nil }
    let index = try collector.window.index(of: offset, RIFFChunk.headerCount)
    let head = Array(collector.window.bytes[index..<index + RIFFChunk.headerCount])
    let code = head[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let size = Int(head[4...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    let start = offset + RIFFChunk.headerCount
    return RIFFChunk(
      code: code, start: offset, size: size,
      content: start..<min(start + size, range.upperBound),
      end: min(start + RIFFChunk.padded(size), range.upperBound))
  }

  private mutating func take(
    _ chunk: RIFFChunk, in parent: UInt32, at path: String, depth: Int,
    _ reading: inout Reading
  ) throws(MediaError) {
    if chunk.code == AVICode.list, chunk.content.count >= 4 {
      let place = chunk.content.lowerBound
      let form = try source.bytes(place..<place + 4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      let isAllowed =
        switch (parent, form) {
        case (0, AVICode.header), (0, AVICode.frames), (AVICode.header, AVICode.stream),
          (AVICode.header, AVICode.extended), (AVICode.frames, AVICode.record):
          true
        default: false
        }
      guard isAllowed else { return try blank(chunk, at: path, &reading) }
      if form == AVICode.frames { hasFrames = true }
      if form == AVICode.stream { streams.append(AVIStream()) }
      list.keep(to: place + 4, FourCharacters.name(form))
      let inner = place + 4..<chunk.content.upperBound
      try takeChunks(
        inner, in: form, at: FourCharacters.name(form), depth: depth + 1, &reading)
      return try pad(chunk, &reading)
    }
    switch (parent, chunk.code) {
    case (0, AVICode.index):
      // Entries of 16 bytes; what is left over is none.
      try keep(chunk, chunk.content.count / 16 * 16, &reading)
    case (AVICode.header, AVICode.mainHeader): try keepFields(chunk, 40, &reading)
    case (AVICode.stream, AVICode.streamHeader):
      try takeStreamHeader(chunk, &reading)
    case (AVICode.stream, AVICode.streamFormat): try takeFormat(chunk, &reading)
    case (AVICode.stream, AVICode.properties): try takeProperties(chunk, &reading)
    case (AVICode.stream, AVICode.superIndex): try takeIndex(chunk, &reading)
    case (AVICode.extended, AVICode.extendedHeader): try keepFields(chunk, 4, &reading)
    case (AVICode.frames, _), (AVICode.record, _): try takeFrame(chunk, at: path, &reading)
    default: try blank(chunk, at: path, &reading)
    }
  }

  /// The byte of padding becomes zero.
  private mutating func pad(_ chunk: RIFFChunk, _ reading: inout Reading) throws(MediaError) {
    guard chunk.end > chunk.content.upperBound else { return }
    let old = try source.bytes(chunk.content.upperBound..<chunk.end)
    if old == [0] { return list.keep(to: chunk.end, "padding") }
    reading.disclose(.software, .low, at: "padding", "padding that is not zero")
    list.replace(to: chunk.end, with: [0], "padding")
  }

  /// Keeps the first `count` bytes of a header as they are; the rest become zeros.
  private mutating func keepFields(
    _ chunk: RIFFChunk, _ count: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let count = min(count, chunk.content.count)
    let kept = chunk.content.lowerBound..<chunk.content.lowerBound + count
    shown += try header(kept, reading)
    try keep(chunk, count, &reading)
  }

  private func header(_ range: Range<Int>, _ reading: Reading) throws(MediaError) -> [UInt8] {
    guard range.count <= reading.limits.headerBytes else {
      throw .limit(.headerBytes, allowed: reading.limits.headerBytes)
    }
    return try source.bytes(range)
  }

  /// Keeps the first `count` bytes of a chunk; the rest become zeros, and say so.
  private mutating func keep(
    _ chunk: RIFFChunk, _ count: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let end = chunk.content.lowerBound + count
    list.keep(to: end, chunk.name)
    if end < chunk.content.upperBound {
      let rest = end..<chunk.content.upperBound
      let old = try header(rest, reading)
      if old.allSatisfy({ $0 == 0 }) {
        list.keep(to: rest.upperBound, chunk.name)
      } else {
        reading.discloseUnknown(old[...], at: "\(chunk.name)/reserved", "fields that hold nothing")
        list.replace(
          to: rest.upperBound, with: [UInt8](repeating: 0, count: rest.count), "reserved fields")
      }
    }
    try pad(chunk, &reading)
  }

  /// Puts a JUNK chunk of zeros in the place of a chunk.
  private mutating func blank(
    _ chunk: RIFFChunk, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let old = try header(chunk.start..<chunk.end, reading)
    let new =
      RIFFChunk.header(AVICode.junk, size: chunk.size)
      + [UInt8](repeating: 0, count: old.count - RIFFChunk.headerCount)
    if old == new { return list.keep(to: chunk.end, "JUNK") }
    try AVINotes.disclose(chunk, old, at: path, &reading)
    list.replace(to: chunk.end, with: new, "JUNK")
  }

  /// The bytes after the last whole chunk of a list become zeros.
  private mutating func blankRest(
    _ range: Range<Int>, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard !range.isEmpty else { return }
    let old = try header(range, reading)
    if old.allSatisfy({ $0 == 0 }) { return list.keep(to: range.upperBound, "rest") }
    reading.discloseUnknown(old[...], at: path, "bytes after the last chunk of a list")
    list.replace(to: range.upperBound, with: [UInt8](repeating: 0, count: old.count), "rest")
  }
}

// MARK: - Streams

/// What the frames of a stream need to be looked through.
struct AVIStream {
  var kind = ""
  /// Whether its frames stay.
  var isKept = true
  /// Whether its kind is on the list; of others nothing stays, when salvaging.
  var isKnown = true
  var stream = MovieStreamKind.opaque
  /// Whether its frames are units of H.264 between start codes.
  var hasUnits = false
  /// Whether its colour is not subsampled, as the parameter sets say.
  var isFullChroma = false
  var findings = MovieStreamFindings()
}

extension AVIPlan {
  /// The header of a stream; kinds that are neither seen, heard nor read are refused.
  private mutating func takeStreamHeader(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    guard chunk.content.count >= 36, !streams.isEmpty else {
      throw .malformed(.avi, offset: chunk.start, reason: "a stream's header is too short")
    }
    let old = try header(chunk.content, reading)
    guard old.contains(where: { $0 != 0 }) else {
      // What salvaging left of a stream that no one knows.
      streams[streams.count - 1].isKnown = false
      streams[streams.count - 1].isKept = false
      return try keep(chunk, 0, &reading)
    }
    let kind = PrintableText.text(old.prefix(4))
    streams[streams.count - 1].kind = kind
    if kind == "txts" {
      let isKept = !reading.policy.dropsHiddenContent
      streams[streams.count - 1].isKept = isKept
      reading.disclose(
        .content, .medium, at: "strl", "subtitles", fate: isKept ? .kept : .removed)
    } else if !["vids", "auds", "iavs", "mids"].contains(kind) {
      try reading.unclassified(chunk.start..<chunk.end, in: .avi, "a stream of an unknown kind")
      streams[streams.count - 1].isKnown = false
      streams[streams.count - 1].isKept = false
      return try keep(chunk, 0, &reading)
    }
    try keepFields(chunk, 56, &reading)
  }

  /// The format of a stream.
  private mutating func takeFormat(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    guard streams.last?.isKnown != false else { return try keep(chunk, 0, &reading) }
    if let last = streams.last, last.kind == "vids", chunk.content.count >= 20,
      reading.policy.blanksStreamUserData
    {
      let place = chunk.content.lowerBound + 16
      let code = try source.bytes(place..<place + 4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      streams[streams.count - 1].stream = MovieFormatTable.stream(code, .opaque)
      streams[streams.count - 1].hasUnits = MovieSampleCollector.unitCodes.contains(
        FourCharacters.name(code))
    }
    try keepFields(chunk, chunk.content.count, &reading)
  }

  /// The properties of a picture (OpenDML 1.02, "vprp"): nine numbers, and eight for each field.
  private mutating func takeProperties(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    guard streams.last?.isKnown != false else { return try keep(chunk, 0, &reading) }
    let place = chunk.content.lowerBound + 32
    guard chunk.content.upperBound - place >= 4 else { return try keepFields(chunk, 32, &reading) }
    let fields = try source.bytes(place..<place + 4).reversed().reduce(0) { $0 << 8 | Int($1) }
    try keepFields(chunk, 36 + 32 * min(fields, 2), &reading)
  }

  /// An index of OpenDML; the room behind its last entry becomes zero.
  private mutating func takeIndex(
    _ chunk: RIFFChunk, _ reading: inout Reading
  ) throws(MediaError) {
    guard chunk.content.count >= 24 else {
      throw .malformed(.avi, offset: chunk.start, reason: "an index is too short")
    }
    let place = chunk.content.lowerBound
    let head = try source.bytes(place..<place + 8)
    let longs = Int(head[0]) | Int(head[1]) << 8
    let count = head[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    try keep(chunk, min(chunk.content.count, 24 + 4 * longs * count), &reading)
  }

  /// A chunk among the frames: "01wb", or an index "ix01".
  private mutating func takeFrame(
    _ chunk: RIFFChunk, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let name = Array(chunk.name.utf8)
    if name.starts(with: Array("ix".utf8)) { return try takeIndex(chunk, &reading) }
    guard name.count == 4, let tens = Self.digit(name[0]), let ones = Self.digit(name[1]),
      ["db", "dc", "wb", "pc", "tx", "__", "iv", "32", "st", "sb", "id", "md"]
        .contains(String(decoding: name[2...], as: UTF8.self))
    else { return try blank(chunk, at: path, &reading) }
    let number = tens * 10 + ones
    // Of a stream that is not there no player shows anything.
    guard streams.indices.contains(number) else { return try blank(chunk, at: path, &reading) }
    if !streams[number].isKept {
      list.keep(to: chunk.content.lowerBound, chunk.name)
      return try keep(chunk, 0, &reading)
    }
    let content = chunk.content
    list.keep(to: content.lowerBound, "frames")
    collector.compare(chunk.start..<content.lowerBound)
    let isScanned = streams[number].stream != .opaque || streams[number].hasUnits
    if isScanned, !content.isEmpty, chunk.missing == 0 {
      try scan(content, of: number, reading.policy)
    } else {
      collector.compare(content)
    }
    list.keep(to: content.upperBound, "frames")
    try pad(chunk, &reading)
  }

  /// Keeps a frame, and blanks user data inside it.
  private mutating func scan(
    _ content: Range<Int>, of number: Int, _ policy: ScrubPolicy
  ) throws(MediaError) {
    collector.findings = streams[number].findings
    if streams[number].hasUnits {
      try collector.keepStartUnits(
        content, isFullChroma: &streams[number].isFullChroma, policy)
    } else {
      try collector.keep(content, as: streams[number].stream, policy)
    }
    streams[number].findings = collector.findings
    collector.putEdits(from: &edits, into: &list, "frames")
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
  }
}
