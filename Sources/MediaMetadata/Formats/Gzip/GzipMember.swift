/// One member of a gzip file.
struct GzipMember {
  /// The deflated stream.
  let data: Range<Int>
  /// Where the member ends, its check sum and length included.
  let end: Int
  private let start: Int
  private let extra: Range<Int>
  private let name: Range<Int>
  private let comment: Range<Int>

  /// The member at `start`; what it inflates to is appended to `content`.
  init(
    _ bytes: [UInt8], at start: Int, _ content: inout [UInt8], _ reading: inout Reading
  ) throws(MediaError) {
    self.start = start
    var reader = ByteReader(bytes, in: start..<bytes.count)
    let early = MediaError.truncated(.gzip, offset: start, reason: "in a header")
    guard reader.skip(3), let flags = reader.byte(), reader.skip(6) else { throw early }
    guard flags & 0xe0 == 0 else {
      throw .malformed(.gzip, offset: start + 3, reason: "a flag that nobody defined")
    }
    if flags & 4 != 0 {
      guard let count = reader.littleEndian(2) else { throw early }
      let from = reader.position
      guard reader.skip(Int(count)) else { throw early }
      extra = from..<reader.position
    } else {
      extra = reader.position..<reader.position
    }
    func text(_ flag: UInt8) throws(MediaError) -> Range<Int> {
      let from = reader.position
      guard flags & flag != 0 else { return from..<from }
      while let byte = reader.byte() {
        if byte == 0 { return from..<(reader.position - 1) }
      }
      throw early
    }
    name = try text(8)
    comment = try text(16)
    if flags & 2 != 0, !reader.skip(2) { throw early }
    let count = try Self.inflate(bytes, from: reader.position, &content, &reading)
    data = reader.position..<(reader.position + count)
    end = data.upperBound + 8
  }

  /// Inflates one stream, and checks what stands behind it; returns how long the stream is.
  private static func inflate(
    _ bytes: [UInt8], from start: Int, _ content: inout [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> Int {
    var stream = InflateStream(bytes, runs: [start..<bytes.count], wrapper: .raw)
    var check = CRC32()
    let before = content.count
    while stream.next() {
      let chunk = stream.window[stream.chunk]
      guard chunk.count <= reading.limits.inflatedBytes - content.count else {
        throw .limit(.inflatedBytes, allowed: reading.limits.inflatedBytes)
      }
      content += chunk
      check.update(chunk)
      try reading.countInflated(chunk.count)
    }
    guard stream.state == .finished else {
      throw .truncated(.gzip, offset: start, reason: "the deflated stream is cut or broken")
    }
    let count = stream.consumed
    var trailer = ByteReader(bytes, in: (start + count)..<bytes.count)
    guard let sum = trailer.littleEndian(4), let size = trailer.littleEndian(4) else {
      throw .truncated(.gzip, offset: start + count, reason: "in the check sum")
    }
    guard sum == UInt64(check.value),
      size == UInt64(content.count - before) & 0xffff_ffff
    else { throw .malformed(.gzip, offset: start + count, reason: "the check sum is wrong") }
    return count
  }

  /// Notes what the header tells.
  func disclose(_ bytes: [UInt8], _ reading: inout Reading) {
    let time = bytes[(start + 4)..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
    if time != 0 {
      reading.disclose(
        .time, .medium, at: "header/time", "when the file was changed", value: String(time))
    }
    if bytes[start + 8] != 0 || bytes[start + 9] != 0xff || bytes[start + 3] & 3 != 0 {
      reading.disclose(
        .software, .low, at: "header/system", "the system and the level of compression",
        value: "\(bytes[start + 9]), \(bytes[start + 8])")
    }
    if bytes[start + 3] & 8 != 0 {
      reading.disclose(
        .identifier, .high, at: "header/name", "the file's name on its maker's machine",
        value: PrintableText.text(bytes[name]))
    }
    if bytes[start + 3] & 16 != 0 {
      reading.disclose(
        .content, .high, at: "header/comment", "a comment",
        value: PrintableText.text(bytes[comment]))
    }
    if bytes[start + 3] & 4 != 0 {
      reading.discloseUnknown(bytes[extra], at: "header/extra", "an extra field")
    }
  }
}
