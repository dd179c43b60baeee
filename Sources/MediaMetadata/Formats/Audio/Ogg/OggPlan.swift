/// Decides for each page of an Ogg file what stands for it in the output.
struct OggPlan: SoundPlan {
  let bytes: [UInt8]
  var pieces: [Piece] = []
  var streams: [OggStream] = []
  private var position = 0
  /// The stream that a serial stands for now: links of a chain may use one again.
  private var current: [UInt32: Int] = [:]
  private var keptCount: UInt32 = 0
  private var parts: [PayloadPart] = []
  private var runs: [Range<Int>] = []
  /// The bytes of pages that overlap: their checks are what hostile files could make slow.
  private var sought = 0

  /// A plan for a file held in memory.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Walks the pages; returns the account.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    while position < bytes.count {
      try reading.countStructure()
      if let page = OggPage(bytes, at: position), page.isRight(bytes) {
        try take(page, &reading)
        position = page.range.upperBound
      } else {
        try passJunk(&reading)
      }
    }
    let kept = streams.filter { $0.codec != nil && $0.codec != .skeleton }
    guard let last = kept.last else {
      throw .malformed(.ogg, offset: 0, reason: "there is no stream of sound")
    }
    guard kept.allSatisfy(\.isComplete) else {
      throw .truncated(.ogg, offset: last.start, reason: "the headers of a stream are cut off")
    }
    if !runs.isEmpty { parts.append(.bytes(runs)) }
    return Anatomy(pieces: pieces, payload: kept.flatMap(\.payload) + parts)
  }

  private mutating func append(_ range: Range<Int>, _ owner: String, _ output: Piece.Output) {
    pieces.append(Piece(input: range, owner: owner, output: output))
  }

  // MARK: - Pages

  private mutating func take(_ page: OggPage, _ reading: inout Reading) throws(MediaError) {
    guard page.flags & 0xf8 == 0 else {
      throw .malformed(.ogg, offset: page.range.lowerBound, reason: "flags that are reserved")
    }
    if page.isFirst { return try begin(page, &reading) }
    guard let index = current[page.serial] else {
      try reading.unclassified(page.range, in: .ogg, "a page of no stream")
      return append(page.range, "lost page", .nothing)
    }
    if streams[index].codec == nil || streams[index].codec == .skeleton {
      discloseDropped(page, index, &reading)
      append(page.range, "dropped stream", .nothing)
    } else if streams[index].isComplete {
      takeData(page, index)
    } else {
      try takeHeader(page, index, &reading)
    }
  }

  private func discloseDropped(_ page: OggPage, _ index: Int, _ reading: inout Reading) {
    reading.disclose(
      .unknown, .medium, at: path(index), "packets of a stream that goes",
      value: PrintableText.runs(in: bytes[page.body]))
  }

  /// The location of a stream.
  func path(_ index: Int) -> String {
    "stream \(index)/" + (streams[index].codec?.name ?? "unknown")
  }

  /// A page that begins a stream: its first packet, and nothing else.
  private mutating func begin(_ page: OggPage, _ reading: inout Reading) throws(MediaError) {
    let packet = bytes[page.body]
    let codec = OggCodec(packet)
    let index = streams.count
    let location = "stream \(index)/" + (codec?.name ?? "unknown")
    if codec == nil { try reading.unclassified(page.range, in: .ogg, "a stream of unknown kind") }
    current[page.serial] = index
    guard let codec, codec != .skeleton else {
      streams.append(
        OggStream(codec, serial: 0, start: page.range.lowerBound, packet: packet, first: []))
      discloseDropped(page, index, &reading)
      return append(page.range, "dropped stream", .nothing)
    }
    guard bytes[page.lacing].dropLast().allSatisfy({ $0 == 255 }), bytes[page.lacing].last != 255
    else {
      throw .malformed(.ogg, offset: page.range.lowerBound, reason: "a first packet is not alone")
    }
    let first = codec.first(packet, at: location, &reading)
    var stream = OggStream(
      codec, serial: keptCount, start: page.range.lowerBound, packet: packet, first: first)
    keptCount += 1
    stream.payload.append(.header(first))
    if page.serial != stream.serial {
      reading.disclose(
        .identifier, .medium, at: location + "/serial number", "a number drawn at random",
        value: String(page.serial))
    }
    var header = Array(bytes[page.range.lowerBound..<page.lacing.upperBound])
    OggPage.put(&header, serial: stream.serial, number: 0, body: first[...])
    let new = header + first
    if new.elementsEqual(bytes[page.range]) {
      append(page.range, "stream header", .same)
    } else {
      if page.number != 0 || !first.elementsEqual(packet) {
        reading.disclose(.software, .low, at: location, "how a program laid out a stream's start")
      }
      append(page.range, "stream header", .bytes(new))
    }
    streams.append(stream)
  }

  private mutating func takeData(_ page: OggPage, _ index: Int) {
    let stream = streams[index]
    let body = page.lacing.upperBound
    let header = page.header(
      bytes, serial: stream.serial, number: page.number &+ stream.shift)
    if header.elementsEqual(bytes[page.range.lowerBound..<body]) {
      keep(page.range)
    } else {
      append(page.range.lowerBound..<body, "page header", .bytes(header))
      append(body..<page.range.upperBound, "packets", .same)
    }
    guard stream.hasData else {
      return firstData(page, index, segments: page.lacing, body: page.body)
    }
    runs.append(page.place)
    runs.append(page.lacing.lowerBound - 1..<page.range.upperBound)
  }

  private mutating func keep(_ range: Range<Int>) {
    if let last = pieces.last, last.owner == "packets", last.output == .same {
      pieces[pieces.count - 1] = Piece(
        input: last.input.lowerBound..<range.upperBound, owner: "packets", output: .same)
    } else {
      append(range, "packets", .same)
    }
  }

  /// The first page of sound, whose header may be new, stands in the payload without it.
  private mutating func firstData(
    _ page: OggPage, _ index: Int, segments: Range<Int>, body: Range<Int>
  ) {
    streams[index].hasData = true
    if !runs.isEmpty { parts.append(.bytes(runs)) }
    runs = [body]
    parts.append(
      .header([page.flags & 4] + bytes[page.place].dropFirst(2) + bytes[segments]))
  }

  // MARK: - Headers

  private mutating func takeHeader(
    _ page: OggPage, _ index: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let taken = try streams[index].take(page, bytes, reading.limits)
    let cut = page.body.lowerBound + taken.bytes
    let isSplit = taken.segments < page.lacing.count
    streams[index].headerPieces.append(pieces.count)
    streams[index].headerRanges.append(page.range.lowerBound..<cut)
    append(page.range.lowerBound..<cut, "headers", .nothing)
    guard streams[index].isComplete else { return }
    let count = try closeHeaders(index, isSplit: isSplit, &reading)
    streams[index].shift = count &- page.number
    guard isSplit else { return }
    streams[index].shift &+= 1
    let rest = page.lacing.lowerBound + taken.segments..<page.lacing.upperBound
    var header = OggPage.header(
      flags: page.flags & 4, position: bytes[page.place].dropFirst(2), lacing: bytes[rest])
    OggPage.put(
      &header, serial: streams[index].serial, number: count &+ 1,
      body: bytes[cut..<page.range.upperBound])
    append(cut..<cut, "page header", .bytes(header))
    append(cut..<page.range.upperBound, "packets", .same)
    firstData(page, index, segments: rest, body: cut..<page.range.upperBound)
  }

  /// Puts the new pages of headers in the place of the old ones; returns how many there are.
  private mutating func closeHeaders(
    _ index: Int, isSplit: Bool, _ reading: inout Reading
  ) throws(MediaError) -> UInt32 {
    let stream = streams[index]
    guard let codec = stream.codec, let place = stream.headerPieces.first else { return 0 }
    let before = reading.disclosures.count + reading.unlisted
    let others = try codec.others(
      stream.packets, at: path(index), offset: stream.headerRanges[0].lowerBound, &reading)
    streams[index].payload += others.map { .header($0) }
    let pages = OggPage.pages(of: others, serial: stream.serial, from: 1)
    let new = pages.flatMap { $0 }
    if !isSplit, new.elementsEqual(stream.headerRanges.flatMap { bytes[$0] }) {
      for piece in stream.headerPieces {
        pieces[piece] = Piece(input: pieces[piece].input, owner: "headers", output: .same)
      }
    } else {
      if before == reading.disclosures.count + reading.unlisted {
        reading.disclose(
          .software, .low, at: path(index), "how a program laid out a stream's headers")
      }
      pieces[place] = Piece(input: pieces[place].input, owner: "headers", output: .bytes(new))
    }
    return UInt32(pages.count)
  }

  // MARK: - What is no page

  /// Passes over bytes that are no page, or a page whose check is wrong: decoders do the same.
  private mutating func passJunk(_ reading: inout Reading) throws(MediaError) {
    var next = position + 1
    while next < bytes.count {
      if bytes[next] == 0x4f, let page = OggPage(bytes, at: next) {
        sought += page.range.count
        guard sought <= 64 * bytes.count else {
          throw .limit(.structures, allowed: reading.limits.structures)
        }
        if page.isRight(bytes) { break }
      }
      next += 1
    }
    let junk = position..<next
    if next < bytes.count {
      try reading.unclassified(junk, in: .ogg, "between pages")
    } else if AudioBytes.holds("OggS", at: position, in: bytes[...]) {
      reading.disclose(
        .content, .medium, at: "cut off page", "a page that is cut off, or whose check is wrong",
        value: PrintableText.runs(in: bytes[junk]))
    } else {
      reading.discloseUnknown(bytes[junk], at: "after the pages", "bytes behind the last page")
    }
    append(junk, "no page", .nothing)
    position = next
  }
}
