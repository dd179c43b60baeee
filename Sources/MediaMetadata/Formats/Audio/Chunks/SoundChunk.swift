/// One chunk of WAV (RIFF, least significant byte first) or of AIFF (EA IFF 85, most significant
/// first): a code, a size, so many bytes, padding to an even number.
struct SoundChunk: Sendable, Equatable {
  /// The bytes of code and size.
  static let headerCount = 8
  /// A size that says nothing: the content goes on to the end, or its size stands elsewhere.
  static let openSize = 0xffff_ffff

  /// Four characters as a number.
  let code: UInt32
  /// The size as the header says it.
  let size: Int
  /// Cut to the bounds it was read in.
  let content: Range<Int>
  /// After the padding, or where the bounds end.
  let end: Int
  /// Whether sizes begin with the most significant byte.
  let isBig: Bool

  /// Where it begins.
  var start: Int { content.lowerBound - Self.headerCount }
  /// The code as text.
  var name: String { FourCharacters.name(code) }

  /// The chunk at `offset`; nil where no whole header fits, or where its code is no text.
  ///
  /// `sized` is the size of a content whose header does not tell it.
  static func read(
    _ source: MediaSource, at offset: Int, isBig: Bool, sized: (UInt32, Int) -> Int?
  ) throws(MediaError) -> SoundChunk? {
    guard source.count - offset >= headerCount else { return nil }
    let head = try source.bytes(offset..<offset + headerCount)
    let all = head[...]
    guard let code = AudioBytes.big(all, at: 0, 4),
      let size = isBig ? AudioBytes.big(all, at: 4, 4) : AudioBytes.little(all, at: 4, 4),
      head[..<4].allSatisfy({ $0 >= 0x20 })
    else { return nil }
    let start = offset + headerCount
    let room = source.count - start
    let count = min(sized(UInt32(code), size) ?? size, room)
    return SoundChunk(
      code: UInt32(code), size: size, content: start..<start + count,
      end: start + min(count + count % 2, room), isBig: isBig)
  }

  /// A part of what stays of a content.
  enum Part {
    case same(Range<Int>)
    case bytes([UInt8])

    var count: Int {
      switch self {
      case .same(let range): range.count
      case .bytes(let bytes): bytes.count
      }
    }
  }

  /// A header.
  static func header(_ code: UInt32, size: Int, isBig: Bool) -> [UInt8] {
    var header: [UInt8] = []
    header.append(bigEndian: UInt64(code), 4)
    let size = UInt64(min(size, openSize))
    if isBig { header.append(bigEndian: size, 4) } else { header.append(littleEndian: size, 4) }
    return header
  }

  /// Keeps `parts` of the content, in order, with an honest size and a zero for padding.
  func keep(
    _ parts: [Part], size stated: Int? = nil, _ source: MediaSource, in list: inout PieceList,
    _ reading: inout Reading
  ) throws(MediaError) {
    let count = parts.reduce(0) { $0 + $1.count }
    let header = Self.header(code, size: stated ?? count, isBig: isBig)
    if try source.bytes(start..<content.lowerBound) == header {
      list.keep(to: content.lowerBound, name)
    } else {
      reading.disclose(
        .software, .low, at: "\(name)/size", "a size that is not that of what stays")
      list.replace(to: content.lowerBound, with: header, "\(name) size")
    }
    for part in parts { try keep(part, source, in: &list, &reading) }
    try drop(to: content.upperBound, source, in: &list, &reading)
    let padding = try source.bytes(content.upperBound..<end)
    let wanted: [UInt8] = count % 2 == 1 && count < Self.openSize ? [0] : []
    if padding == wanted { return list.keep(to: end, name) }
    reading.disclose(
      .software, .low, at: "\(name)/padding", "padding that is not one zero",
      value: padding.isEmpty ? nil : PrintableText.text(padding[...]))
    list.replace(to: end, with: wanted, "padding")
  }

  private func keep(
    _ part: Part, _ source: MediaSource, in list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    switch part {
    case .same(let range):
      try drop(to: range.lowerBound, source, in: &list, &reading)
      list.keep(to: range.upperBound, name)
    case .bytes(let bytes):
      let end = min(list.position + bytes.count, content.upperBound)
      let old = try source.bytes(list.position..<end)
      if old == bytes { return list.keep(to: end, name) }
      reading.discloseUnknown(
        old[...], at: "\(name)/fields", "fields that hold other than they may")
      list.replace(to: end, with: bytes, name)
    }
  }

  private func drop(
    to end: Int, _ source: MediaSource, in list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    guard list.position < end else { return }
    try WebPChunks.disclose(
      list.position..<end, .unknown, at: "\(name)/surplus", "bytes of a chunk that no one plays",
      source, &reading)
    list.drop(to: end, "\(name) surplus")
  }
}
