/// Walks the frames of an ID3v2 tag, whose outer unsynchronisation is undone.
struct ID3FrameWalk {
  /// Where the next frame begins; after the last one, the padding.
  private(set) var position: Int
  private let bytes: ArraySlice<UInt8>
  private let version: Int
  private let isUnsynchronised: Bool

  /// The most that a compressed frame inflates to.
  static let inflatedCount = 1 << 24

  /// A walk over the content of a tag.
  init(_ bytes: ArraySlice<UInt8>, version: Int, isUnsynchronised: Bool) {
    self.bytes = bytes
    self.version = version
    self.isUnsynchronised = isUnsynchronised
    position = bytes.startIndex
  }

  /// Passes over an extended header; false where it can't be (in version 2.2 the flag says that the
  /// tag is compressed, in a way that no one ever defined).
  mutating func skipExtendedHeader() -> Bool {
    let start = position
    switch version {
    case 3:
      guard let size = AudioBytes.big(bytes, at: start, 4), size <= bytes.count - 4 else {
        return false
      }
      position = start + 4 + size
    case 4:
      guard let size = AudioBytes.syncSafe(bytes, at: start), size >= 6, size <= bytes.count else {
        return false
      }
      position = start + size
    default: return false
    }
    return true
  }

  /// The next frame; nil at the padding, and where no frame can be read.
  ///
  /// Throws `limit` where compressed frames inflate to more than all files within one file may.
  mutating func next(_ reading: inout Reading) throws(MediaError) -> ID3Frame? {
    let nameCount = version == 2 ? 3 : 4
    let headerCount = version == 2 ? 6 : 10
    guard AudioBytes.isInside(bytes, position, headerCount), isName(at: position),
      let size = size(nameCount)
    else { return nil }
    let start = position + headerCount
    guard size > 0, size <= bytes.endIndex - start else { return nil }
    let raw = bytes[start..<start + size]
    let name = String(decoding: bytes[position..<position + nameCount], as: UTF8.self)
    let flags = version == 2 ? 0 : bytes[position + 9]
    position = start + size
    return ID3Frame(
      name: version == 2 ? ID3FrameTable.longName(of: name) : name,
      content: try content(raw, flags, &reading), raw: raw, version: version)
  }

  private func isName(at offset: Int) -> Bool {
    let count = version == 2 ? 3 : 4
    guard AudioBytes.isInside(bytes, offset, count) else { return false }
    return bytes[offset..<offset + count].allSatisfy {
      (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x20
    }
  }

  /// The size of a frame; iTunes wrote plain numbers in version 2.4, where the next frame tells.
  private func size(_ nameCount: Int) -> Int? {
    if version == 2 { return AudioBytes.big(bytes, at: position + 3, 3) }
    let plain = AudioBytes.big(bytes, at: position + nameCount, 4)
    guard version == 4, let safe = AudioBytes.syncSafe(bytes, at: position + nameCount) else {
      return plain
    }
    guard let plain, plain != safe else { return safe }
    return isEnd(position + 10 + safe) || !isEnd(position + 10 + plain) ? safe : plain
  }

  /// Whether a frame, padding or the end stands here.
  private func isEnd(_ offset: Int) -> Bool {
    guard offset < bytes.endIndex else { return offset == bytes.endIndex }
    return isName(at: offset) || bytes[offset] == 0
  }

  /// The content behind what the flags put before it, joined and inflated; nil where it can't be.
  private func content(
    _ raw: ArraySlice<UInt8>, _ flags: UInt8, _ reading: inout Reading
  ) throws(MediaError) -> ArraySlice<UInt8>? {
    var rest = raw
    let isCompressed: Bool
    if version == 3 {
      isCompressed = flags & 0x80 != 0
      if flags & 0x40 != 0 { return nil }
      rest = rest.dropFirst((isCompressed ? 4 : 0) + (flags & 0x20 != 0 ? 1 : 0))
    } else if version == 4 {
      isCompressed = flags & 0x08 != 0
      if flags & 0x04 != 0 { return nil }
      rest = rest.dropFirst((flags & 0x40 != 0 ? 1 : 0) + (flags & 0x01 != 0 ? 4 : 0))
      if flags & 0x02 != 0 || isUnsynchronised {
        rest = ID3Unsynchronisation.undone(rest)[...]
      }
    } else {
      return rest
    }
    guard isCompressed else { return rest }
    let inflated: Inflated
    do throws(MediaError) {
      inflated = try Inflate.prefix(rest, limit: Self.inflatedCount)
    } catch {
      // What inflates to more than a frame may hold is shown as it stands, and counts in full.
      try reading.countInflated(Self.inflatedCount)
      return nil
    }
    try reading.countInflated(inflated.bytes.count)
    return inflated.bytes[...]
  }
}
