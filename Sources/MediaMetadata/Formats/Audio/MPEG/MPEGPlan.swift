/// Decides for each run of an MP3 file what stands for it in the output.
struct MPEGPlan: SoundPlan {
  private let bytes: [UInt8]
  private let tail: AudioTail
  private var search: MPEGFrameSearch
  private var list = PieceList()
  private var payload: [PayloadPart] = []
  private var runs: [Range<Int>] = []
  /// The last frame, which waits until what follows it is known.
  private var last: Range<Int>?
  private var lastHeader: MPEGFrameHeader?
  private var ancillary: MPEGAncillary
  /// A search already made: it tells the next frame for all places between.
  private var found: (from: Int, frame: Int?)?
  private var hasFrames = false
  private var pictures: [ArraySlice<UInt8>] = []
  /// How many bytes they have.
  private var pictureCount = 0
  /// The tags before the first frame.
  private var front: [ID3Tag] = []

  private static let owner = "audio frames"

  /// A plan for a file held in memory.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tail = AudioTail(bytes[...], floor: 0)
    search = MPEGFrameSearch(bytes, end: tail.start)
    ancillary = MPEGAncillary(bytes)
  }

  private var end: Int { tail.start }
  private var position: Int { last?.upperBound ?? list.position }

  /// Walks from the first byte to the tags at the end; returns the account.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    while position < end {
      if let header = search.frame(at: position) {
        try take(header, &reading)
      } else {
        try takeOther(&reading)
      }
    }
    if let frame = last, let tag = search.tag(within: frame) { last = frame.lowerBound..<tag }
    if position < end { try takeOther(&reading) }
    settle()
    guard hasFrames else {
      throw .malformed(.mpeg, offset: list.position, reason: "there is no frame of sound")
    }
    try tail.disclose(bytes[...], &reading)
    for tag in tail.tags {
      if case .id3v2(let id3) = tag.kind { try takePictures(of: id3, &reading) }
      list.drop(to: tag.range.upperBound, tag.owner)
    }
    closeRuns()
    ancillary.close()
    let pieces = blanked(try withCovers(&reading), &reading)
    return Anatomy(
      pieces: pieces,
      payload: payload.map { part in
        if case .bytes(let runs) = part { .bytes(ancillary.without(runs)) } else { part }
      })
  }

  /// The frame that waits stays.
  private mutating func settle() {
    guard let frame = last else { return }
    if let lastHeader { ancillary.take(frame, lastHeader) }
    list.keep(to: frame.upperBound, Self.owner)
    if let run = runs.last, run.upperBound == frame.lowerBound {
      runs[runs.count - 1] = run.lowerBound..<frame.upperBound
    } else {
      runs.append(frame)
    }
    last = nil
  }

  private mutating func closeRuns() {
    if !runs.isEmpty { payload.append(.bytes(runs)) }
    runs = []
  }

  // MARK: - Frames

  private mutating func take(
    _ header: MPEGFrameHeader, _ reading: inout Reading
  ) throws(MediaError) {
    settle()
    let frame = list.position..<min(list.position + header.count, end)
    if search.kind != header.kind { found = nil }
    search.kind = header.kind
    hasFrames = true
    guard header.sideEnd != nil, frame.count == header.count, search.mayCount(frame),
      let canonical = MPEGInfoFrame.canonical(bytes[frame], header, &reading)
    else {
      if header.isAdvanced { try takeAdvanced(frame, header, &reading) } else { last = frame }
      lastHeader = header
      return
    }
    closeRuns()
    payload.append(.header(canonical))
    if canonical.elementsEqual(bytes[frame]) {
      list.keep(to: frame.upperBound, "info frame")
    } else {
      list.replace(to: frame.upperBound, with: canonical, "info frame")
    }
  }

  /// AAC: its first elements may be fill, with the encoder's name.
  private mutating func takeAdvanced(
    _ frame: Range<Int>, _ header: MPEGFrameHeader, _ reading: inout Reading
  ) throws(MediaError) {
    let start = frame.lowerBound + 7
    let isProtected = bytes[frame.lowerBound + 1] & 1 == 0
    let isOne = bytes[frame.lowerBound + 6] & 3 == 0
    let fill =
      isProtected || !isOne || frame.count < header.count
      ? [] : MovieFillElements(bytes[start..<frame.upperBound]).bytes
    let end = start + fill.count
    if fill.isEmpty {
      last = frame
      return
    }
    list.keep(to: start, Self.owner)
    if fill.elementsEqual(bytes[start..<end]) {
      list.keep(to: end, Self.owner)
    } else {
      reading.disclose(
        .software, .medium, at: "AAC frame/fill", "the program that made it",
        value: PrintableText.runs(in: bytes[start..<end]))
      list.replace(to: end, with: fill, "fill")
    }
    list.keep(to: frame.upperBound, Self.owner)
    runs.append(frame.lowerBound..<start)
    closeRuns()
    payload.append(.header(fill))
    runs.append(end..<frame.upperBound)
  }

  /// Zeros stand for what encoders write between the data of frames.
  private func blanked(_ pieces: [Piece], _ reading: inout Reading) -> [Piece] {
    var names: [UInt8] = []
    let blanked = ancillary.blanked(pieces, &names)
    guard !names.isEmpty else { return pieces }
    reading.disclose(
      .software, .medium, at: "audio frames/ancillary data",
      "the program that made it, or other bytes that no one plays",
      value: PrintableText.runs(in: names[...]))
    return blanked
  }

  // MARK: - What is no frame

  private mutating func nextFrame(from start: Int) -> Int? {
    if let found, found.from <= start, found.frame.map({ $0 >= start }) ?? true {
      return found.frame
    }
    let frame = search.next(from: start)
    found = (start, frame)
    return frame
  }

  private mutating func takeOther(_ reading: inout Reading) throws(MediaError) {
    try reading.countStructure()
    if let tag = ID3Tag(bytes[...], at: position, end: end) {
      settle()
      try takePictures(of: tag, &reading)
      if hasFrames {
        try tag.disclose(bytes[...], &reading)
      } else {
        front.append(tag)
      }
      return list.drop(to: tag.range.upperBound, tag.name)
    }
    if let count = APETag.count(bytes[...], startingAt: position) {
      settle()
      let range = position..<min(position + count, end)
      try APETag.disclose(bytes[range], &reading)
      return list.drop(to: range.upperBound, "APE tag")
    }
    if let frame = last, let tag = search.tag(within: frame) {
      last = frame.lowerBound..<tag
      guard let next = nextFrame(from: tag) else { return }
      // What is left of the frame would swallow the start of the next one.
      try reading.unclassified(frame.lowerBound..<next, in: .mpeg, "a frame that is cut off")
      last = nil
      return list.drop(to: next, "cut off frame")
    }
    try passJunk(&reading)
  }

  /// Bytes that are neither frame nor tag: passed over by decoders before the first frame and after
  /// the last one.
  private mutating func passJunk(_ reading: inout Reading) throws(MediaError) {
    settle()
    let start = list.position
    let next = nextFrame(from: start)
    let limit = max(start + 1, next ?? end)
    let stop = search.nextTag(in: start + 1..<limit) ?? limit
    let junk = bytes[start..<stop]
    if AudioBytes.areZero(junk) {
      reading.disclose(.software, .low, at: "padding", "zeros beside the frames")
      return list.drop(to: stop, "padding")
    }
    if hasFrames, next != nil {
      try reading.unclassified(start..<stop, in: .mpeg, "between frames")
    } else if AudioBytes.find("Brava Software Inc.", in: bytes[...], within: start..<stop) != nil {
      reading.disclose(
        .content, .high, at: "MusicMatch tag", "a tag: a song's description",
        value: PrintableText.runs(in: junk))
    } else {
      reading.discloseUnknown(
        junk, at: hasFrames ? "after the frames" : "before the frames",
        "bytes that are neither tag nor sound")
    }
    list.drop(to: stop, "no frame")
  }

  // MARK: - Covers

  /// Remembers the pictures of a tag where the policy keeps any.
  private mutating func takePictures(
    of tag: ID3Tag, _ reading: inout Reading
  ) throws(MediaError) {
    guard reading.policy.keepsCoverArt else { return }
    let room = reading.limits.inflatedBytes - pictureCount
    let found = try tag.pictures(bytes[...], room: room, &reading)
    pictureCount += found.reduce(0) { $0 + $1.count }
    pictures += found
  }

  /// The pieces, with the cleaned covers in front where the policy keeps them.
  private func withCovers(_ reading: inout Reading) throws(MediaError) -> [Piece] {
    let cover = try AudioCover.tag(pictures, &reading)
    var pieces = list.pieces
    for tag in front {
      if let cover, tag.range == 0..<cover.count, cover.elementsEqual(bytes[tag.range]) {
        let rest = pieces[0].input.upperBound
        pieces[0] = Piece(input: tag.range, owner: AudioCover.owner, output: .same)
        if rest > cover.count {
          pieces.insert(
            Piece(input: cover.count..<rest, owner: tag.name, output: .nothing), at: 1)
        }
      } else {
        try tag.disclose(bytes[...], &reading)
      }
    }
    if let cover, pieces.first?.owner != AudioCover.owner {
      pieces.insert(Piece(input: 0..<0, owner: AudioCover.owner, output: .bytes(cover)), at: 0)
    }
    return pieces
  }
}
