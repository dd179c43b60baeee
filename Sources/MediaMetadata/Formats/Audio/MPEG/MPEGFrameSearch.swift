/// Finds the frames and tags of an MP3 file where they do not follow one another.
struct MPEGFrameSearch {
  /// What all frames so far share; nil before the first.
  var kind: UInt32?
  private let bytes: [UInt8]
  private let end: Int

  /// A search up to `end`.
  init(_ bytes: [UInt8], end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// The frame at `offset`, if it is one of the stream, or the start of a chain.
  func frame(at offset: Int) -> MPEGFrameHeader? {
    guard offset <= end - 4, let header = MPEGFrameHeader(bytes, at: offset) else { return nil }
    if header.kind == kind { return header }
    return isChain(at: offset, of: kind == nil ? 2 : 3) ? header : nil
  }

  /// Whether so many frames of one kind stand one behind the other, or all up to the end.
  private func isChain(at offset: Int, of count: Int) -> Bool {
    var position = offset
    var first: UInt32?
    for index in 0..<count {
      // The last frame may be cut off, but not the only one.
      if position >= end { return index > 0 && position == end || index > 1 || offset == 0 }
      guard position <= end - 4, let header = MPEGFrameHeader(bytes, at: position),
        first == nil || header.kind == first
      else { return index > 0 && isTag(at: position) }
      first = header.kind
      position += header.count
    }
    return true
  }

  private func isTag(at offset: Int) -> Bool {
    ID3Tag(bytes[...], at: offset, end: end) != nil
      || APETag.count(bytes[...], startingAt: offset) != nil
  }

  /// Where the next chain of frames begins.
  func next(from start: Int) -> Int? {
    var position = start
    while position < end - 3 {
      if bytes[position] == 0xff, bytes[position + 1] >= 0xe0,
        let header = MPEGFrameHeader(bytes, at: position), kind == nil || header.kind == kind,
        isChain(at: position, of: 3)
      {
        return position
      }
      position += 1
    }
    return nil
  }

  /// Where the next tag begins.
  func nextTag(in range: Range<Int>) -> Int? {
    range.first { (bytes[$0] == 0x49 || bytes[$0] == 0x41) && isTag(at: $0) }
  }

  /// Where a tag begins within a frame, which is cut off there.
  func tag(within frame: Range<Int>) -> Int? {
    frame.dropFirst(4).first { place in
      switch bytes[place] {
      case 0x49: ID3Tag(bytes[...], at: place, end: end) != nil
      case 0x41: AudioBytes.holds("APETAGEX", at: place, in: bytes[...])
      case 0x4c: AudioBytes.holds("LYRICSBEGIN", at: place, in: bytes[...])
      default: false
      }
    }
  }

  /// Whether a frame may be one that counts others: only then is it looked at closely.
  func mayCount(_ frame: Range<Int>) -> Bool {
    // The side information of a frame of sound starts with more than zeros, but for silence.
    for place in frame.lowerBound + 13..<min(frame.lowerBound + 40, frame.upperBound) {
      let byte = bytes[place]
      if byte == 0 { continue }
      return byte == 0x58 || byte == 0x49 || byte == 0x56
    }
    return false
  }
}
