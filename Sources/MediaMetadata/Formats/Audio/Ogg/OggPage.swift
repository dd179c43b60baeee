/// One page of an Ogg stream (RFC 3533, 6).
struct OggPage {
  /// The bytes of a header before its table of segments.
  static let headerCount = 27

  /// Header and body.
  let range: Range<Int>
  /// The sizes of the segments.
  let lacing: Range<Int>
  /// 1 continues a packet, 2 begins a stream, 4 ends one.
  let flags: UInt8
  /// Which stream it belongs to.
  let serial: UInt32
  /// Its number in the stream.
  let number: UInt32
  private let check: UInt32

  /// The body.
  var body: Range<Int> { lacing.upperBound..<range.upperBound }
  /// Whether it begins a stream.
  var isFirst: Bool { flags & 2 != 0 }
  /// Version, flags and position.
  var place: Range<Int> { range.lowerBound + 4..<range.lowerBound + 14 }

  /// The page at `offset`; nil where none stands, or not all of it.
  init?(_ bytes: [UInt8], at offset: Int) {
    let all = bytes[...]
    guard AudioBytes.holds("OggS", at: offset, in: all),
      AudioBytes.isInside(all, offset, Self.headerCount), bytes[offset + 4] == 0,
      let serial = AudioBytes.little(all, at: offset + 14, 4),
      let number = AudioBytes.little(all, at: offset + 18, 4),
      let check = AudioBytes.little(all, at: offset + 22, 4)
    else { return nil }
    flags = bytes[offset + 5]
    self.serial = UInt32(serial)
    self.number = UInt32(number)
    self.check = UInt32(check)
    let start = offset + Self.headerCount
    let count = Int(bytes[offset + 26])
    guard AudioBytes.isInside(all, start, count) else { return nil }
    lacing = start..<start + count
    let size = bytes[lacing].reduce(0) { $0 + Int($1) }
    guard AudioBytes.isInside(all, lacing.upperBound, size) else { return nil }
    range = offset..<lacing.upperBound + size
  }

  /// Whether the check is right: decoders drop pages where it is not.
  func isRight(_ bytes: [UInt8]) -> Bool {
    var register = OggCheck.of(bytes[range.lowerBound..<range.lowerBound + 22])
    register = OggCheck.of([0, 0, 0, 0], from: register)
    return OggCheck.of(bytes[range.lowerBound + 26..<range.upperBound], from: register) == check
  }

  /// The header with another serial and number, and the right check.
  func header(_ bytes: [UInt8], serial: UInt32, number: UInt32) -> [UInt8] {
    var header = Array(bytes[range.lowerBound..<lacing.upperBound])
    Self.put(&header, serial: serial, number: number, body: bytes[body])
    return header
  }

  /// Puts serial, number and check into a header.
  static func put(
    _ header: inout [UInt8], serial: UInt32, number: UInt32, body: ArraySlice<UInt8>
  ) {
    var fields: [UInt8] = []
    fields.append(littleEndian: UInt64(serial), 4)
    fields.append(littleEndian: UInt64(number), 4)
    header.replaceSubrange(14..<26, with: fields + [0, 0, 0, 0])
    let check = OggCheck.of(body, from: OggCheck.of(header[...]))
    fields.removeAll()
    fields.append(littleEndian: UInt64(check), 4)
    header.replaceSubrange(22..<26, with: fields)
  }

  /// A header without serial, number and check.
  static func header(
    flags: UInt8, position: ArraySlice<UInt8>, lacing: ArraySlice<UInt8>
  ) -> [UInt8] {
    Array("OggS".utf8) + [0, flags] + position + [UInt8](repeating: 0, count: 12)
      + [UInt8(lacing.count)] + lacing
  }

  /// Pages of nothing but these packets, as few as can be, numbered from `number` on.
  static func pages(of packets: [[UInt8]], serial: UInt32, from number: UInt32) -> [[UInt8]] {
    var lacing: [UInt8] = []
    for packet in packets {
      lacing += [UInt8](repeating: 255, count: packet.count / 255)
      lacing.append(UInt8(packet.count % 255))
    }
    var body = packets.flatMap { $0 }[...]
    var pages: [[UInt8]] = []
    var start = 0
    while start < lacing.count {
      let sizes = lacing[start..<min(start + 255, lacing.count)]
      let content = body.prefix(sizes.reduce(0) { $0 + Int($1) })
      // No packet ends here: the position is none.
      let fill: UInt8 = sizes.contains { $0 < 255 } ? 0 : 255
      var header = header(
        flags: start > 0 && lacing[start - 1] == 255 ? 1 : 0,
        position: [UInt8](repeating: fill, count: 8)[...], lacing: sizes)
      put(&header, serial: serial, number: number &+ UInt32(pages.count), body: content)
      pages.append(header + content)
      body = body.dropFirst(content.count)
      start += sizes.count
    }
    return pages
  }
}
