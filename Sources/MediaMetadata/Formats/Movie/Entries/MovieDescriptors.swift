/// Elementary stream descriptors (ISO/IEC 14496-1, 7.2.6), and smaller boxes of codecs.
extension MovieRebuilder {
  /// One descriptor: its tag and content.
  private struct Descriptor {
    let tag: UInt8
    let content: Range<Int>
  }

  /// The descriptor at `position` within `end`; a content that passes the end is cut to it.
  private func descriptor(_ position: inout Int, _ end: Int) -> Descriptor? {
    guard position < end - 1 else { return nil }
    let tag = bytes[position]
    var cursor = position + 1
    var size = 0
    for _ in 0..<4 {
      guard cursor < end else { return nil }
      let byte = bytes[cursor]
      cursor += 1
      size = size << 7 | Int(byte & 0x7f)
      if byte & 0x80 == 0 { break }
    }
    position = min(end, cursor + size)
    return Descriptor(tag: tag, content: cursor..<position)
  }

  /// `esds`: the stream's decoder configuration; all other descriptors go.
  mutating func elementaryStream(
    _ box: MovieBox, _ facts: inout MovieEntryFacts, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    var position = box.contentStart + 4
    guard box.content.count > 4, let outer = descriptor(&position, box.range.upperBound) else {
      throw malformed(box, "holds no descriptor")
    }
    // Some writers state lengths that are too short; players read on: the box is the bound.
    var inside = outer.content.lowerBound..<box.range.upperBound
    var identifier = 0
    if outer.tag == 3 {
      guard inside.count >= 3 else { throw malformed(box, "is too short") }
      identifier = MovieBytes.integer(bytes, at: inside.lowerBound, 2) ?? 0
      let flags = bytes[inside.lowerBound + 2]
      var skipped = 3 + (flags & 0x80 != 0 ? 2 : 0)
      if flags & 0x40 != 0, skipped < inside.count {
        let text = 1 + Int(bytes[inside.lowerBound + skipped])
        let end = min(inside.upperBound, inside.lowerBound + skipped + text)
        reading.discloseUnknown(
          bytes[(inside.lowerBound + skipped)..<end], at: path, "the address of a stream")
        skipped += text
      }
      skipped += flags & 0x20 != 0 ? 2 : 0
      guard skipped <= inside.count else { throw malformed(box, "is too short") }
      inside = (inside.lowerBound + skipped)..<inside.upperBound
    } else {
      guard outer.tag == 4 else { throw malformed(box, "holds no descriptor of a stream") }
      inside = (box.contentStart + 4)..<box.range.upperBound
    }
    var body: [UInt8] = []
    position = inside.lowerBound
    var hasDecoder = false
    while let inner = descriptor(&position, inside.upperBound) {
      if inner.tag == 4, !hasDecoder {
        hasDecoder = true
        body += try decoderConfiguration(inner, &position, box, &facts, at: path, &reading)
      } else if inner.tag == 6, hasDecoder, let mode = bytes[inner.content].first {
        // The layer of synchronisation as MP4 files must have it (ISO/IEC 14496-14, 3.1.2).
        body += [6, 1, mode == 0 ? 2 : mode]
      } else if inner.tag != 0 || !MovieBytes.areZero(bytes[inner.content]) {
        reading.discloseUnknown(bytes[inner.content], at: path, "a descriptor that no list knows")
      }
    }
    guard hasDecoder else { throw malformed(box, "says nothing of the decoder") }
    write(box, outer.tag == 3, identifier, body)
  }

  private mutating func write(
    _ box: MovieBox, _ isWrapped: Bool, _ identifier: Int, _ body: [UInt8]
  ) {
    let start = output.begin(box.type)
    output.zeros(4)
    if isWrapped {
      var stream: [UInt8] = []
      stream.append(bigEndian: UInt64(identifier), 2)
      stream.append(0)
      output.put(Self.wrapped(3, stream + body)[...])
    } else {
      output.put(body[...])
    }
    output.end(start)
  }

  /// A descriptor with a length in four bytes, as most writers have it.
  private static func wrapped(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length = [21, 14, 7].map { UInt8((count >> $0) & 0x7f) | 0x80 } + [UInt8(count & 0x7f)]
    return [tag] + length + content
  }

  /// The decoder's configuration (7.2.6.6): codec, buffer, rates, and what its decoder needs.
  ///
  /// `next` is where the descriptors after it start.
  private mutating func decoderConfiguration(
    _ outer: Descriptor, _ next: inout Int, _ box: MovieBox, _ facts: inout MovieEntryFacts,
    at path: String,
    _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    guard outer.content.count >= 13 else { throw malformed(box, "is too short") }
    let codec = bytes[outer.content.lowerBound]
    facts.stream = Self.stream(codec)
    let fixed = outer.content.lowerBound..<(outer.content.lowerBound + 13)
    var body = Array(bytes[fixed])
    var position = fixed.upperBound
    let end = box.range.upperBound
    // What the decoder needs may pass the stated length of this descriptor.
    while position < outer.content.upperBound || (position < end && bytes[position] == 5),
      let inner = descriptor(&position, end)
    {
      switch inner.tag {
      case 5:
        if codec == 0x40, let first = bytes[inner.content].first, Self.isFramed(first >> 3) {
          facts.stream = .aac
        }
        body += Self.wrapped(5, try decoderInfo(inner.content, codec, facts, at: path, &reading))
      case 20 where inner.content.count == 1: body += [20, 1, bytes[inner.content.lowerBound]]
      default:
        reading.discloseUnknown(bytes[inner.content], at: path, "a descriptor that no list knows")
      }
    }
    next = max(next, position)
    return Self.wrapped(4, body)
  }

  /// What a decoder is set up with; user data of MPEG video inside it is blanked.
  private func decoderInfo(
    _ range: Range<Int>, _ codec: UInt8, _ facts: MovieEntryFacts, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    var info = Array(bytes[range])
    if codec == 0xdd {
      guard let info = XiphHeaders.withoutComments(info, of: .vorbis, at: path, &reading) else {
        throw .malformed(
          format, offset: origin + range.lowerBound, reason: "a decoder's set-up can't be read")
      }
      return info
    }
    guard case .startCodes(let isMPEG4) = facts.stream, reading.policy.blanksStreamUserData else {
      return info
    }
    for run in MovieUserDataCodes.runs(in: info[...]) where !run.isEmpty {
      let old = Array(info[run])
      let kept = MovieUserDataCodes.kept(old[...], isMPEG4: isMPEG4, reading.policy)
      info.replaceSubrange(run, with: kept.bytes)
      if kept.bytes != old {
        reading.discloseUnknown(old[...], at: path, "user data in the decoder's configuration")
      } else if !MovieBytes.areZero(old[...]) {
        reading.disclose(
          .software, .low, at: path, "the encoder, which players work around", fate: .kept,
          value: PrintableText.runs(in: old[...]))
      }
    }
    return info
  }

  /// Whether an audio object type's frames start with the elements of AAC: main, LC, SSR, LTP, and
  /// LC with SBR or parametric stereo (ISO/IEC 14496-3, table 1.17).
  private static func isFramed(_ type: UInt8) -> Bool { [1, 2, 3, 4, 5, 29].contains(type) }

  /// How samples of an object type are looked through (ISO/IEC 14496-1, table 5).
  private static func stream(_ codec: UInt8) -> MovieStreamKind {
    switch codec {
    case 0x20: .startCodes(isMPEG4: true)
    case 0x60...0x65, 0x6a: .startCodes(isMPEG4: false)
    case 0x6c: .jpeg
    default: .opaque
    }
  }

  /// `colr`: numbers stay, profiles are replaced by the policy.
  mutating func colour(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.content.count >= 4 else { return }
    let kind = FourCharacters.name(
      UInt32(truncatingIfNeeded: MovieBytes.word(bytes, at: box.contentStart)))
    let outer = String(path.dropLast(5))
    switch kind {
    case "nclx": try copy(box, count: 11, at: outer, &reading)
    case "nclc": try copy(box, count: 10, at: outer, &reading)
    case "prof", "rICC":
      let old = Array(bytes[(box.contentStart + 4)..<box.range.upperBound])
      guard let new = try ColourProfile.replacement(for: old, at: path, &reading) else { return }
      let start = output.begin(box.type)
      output.put(bytes[box.contentStart..<(box.contentStart + 4)])
      output.put(new[...])
      output.end(start)
    default: try drop(box, at: outer, &reading)
    }
  }

  /// `dfLa`: the description of the stream, without tags and pictures (FLAC in ISOBMFF, 3.3.2).
  mutating func flacConfiguration(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    var position = box.contentStart + 4
    let start = output.begin(box.type)
    output.zeros(4)
    while box.range.upperBound - position >= 4 {
      let head = MovieBytes.word(bytes, at: position)
      let end = min(box.range.upperBound, position + 4 + (head & 0xff_ffff))
      if head >> 24 & 0x7f == 0, end - position == 38 {
        output.put(0x8000_0022, 4)
        output.put(bytes[(position + 4)..<end])
      } else {
        reading.discloseUnknown(bytes[(position + 4)..<end], at: path, "a block of metadata")
      }
      position = end
    }
    output.end(start)
    try stray(position..<box.range.upperBound, at: path, &reading)
  }
}
