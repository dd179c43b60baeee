/// The units of a coded picture, and which of them a decoder needs.
enum HEIFStream {
  /// A unit with its header.
  struct Unit: Sendable, Equatable {
    let range: Range<Int>
    let isKept: Bool
  }

  /// The units of an HEVC picture, each after its length (ISO/IEC 14496-15, 4.3); nil where the
  /// lengths do not tile the bytes, as then nobody can tell what a decoder takes.
  static func hevc(_ bytes: [UInt8], lengthSize: Int) throws(MediaError) -> [Unit]? {
    try units(bytes, lengthSize) { unit in
      // Slices and parameter sets; delimiters and ends (ISO/IEC 23008-2, table 7-1).
      let type = unit.first.map { $0 >> 1 & 0x3f } ?? 63
      if type < 38 { return true }
      return (type == 39 || type == 40) && areNeeded(unit.dropFirst(2))
    }
  }

  /// The units of an H.264 picture (ISO/IEC 14496-10, table 7-1).
  static func avc(_ bytes: [UInt8], lengthSize: Int) throws(MediaError) -> [Unit]? {
    try units(bytes, lengthSize) { unit in
      let type = unit.first.map { $0 & 0x1f } ?? 31
      if type == 6 { return areNeeded(unit.dropFirst(1)) }
      return (1...11).contains(type) || (13...15).contains(type) || (19...20).contains(type)
    }
  }

  private static func units(
    _ bytes: [UInt8], _ lengthSize: Int, _ isKept: (ArraySlice<UInt8>) -> Bool
  ) throws(MediaError) -> [Unit]? {
    var reader = ByteReader(bytes)
    var found: [Unit] = []
    while reader.remaining > 0 {
      let start = reader.position
      guard let length = reader.bigEndian(lengthSize), length <= UInt64(reader.remaining),
        let unit = reader.slice(Int(length))
      else { return nil }
      found.append(Unit(range: start..<reader.position, isKept: isKept(unit)))
      try HEIFLimits.check(found.count, of: HEIFLimits.units)
    }
    return found
  }

  /// Messages on how to show pictures: the colour volume of the mastering display, its light
  /// levels, the transfer, ambient light, stereo packing, alpha and depth (ISO/IEC 23008-2, D.2).
  private static let neededMessages: Set<Int> = [
    1, 6, 45, 47, 129, 132, 137, 144, 147, 148, 149, 150, 151, 154, 165, 177,
  ]

  /// Whether all messages of an SEI unit are needed; user data (4 and 5) never are.
  private static func areNeeded(_ payload: ArraySlice<UInt8>) -> Bool {
    var reader = ByteReader(unescaped(payload))
    while reader.remaining > 1 {
      guard let type = number(&reader), let count = number(&reader), reader.skip(count),
        neededMessages.contains(type)
      else { return false }
    }
    return true
  }

  /// Without the bytes that keep start codes out of units; user data are long, so cut.
  private static func unescaped(_ payload: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var zeros = 0
    for byte in payload.prefix(4096) {
      if zeros >= 2, byte == 3 {
        zeros = 0
        continue
      }
      zeros = byte == 0 ? zeros + 1 : 0
      result.append(byte)
    }
    return result
  }

  private static func number(_ reader: inout ByteReader) -> Int? {
    var total = 0
    while let byte = reader.byte() {
      total += Int(byte)
      if byte != 0xff { return total }
    }
    return nil
  }

  /// The units of an AV1 picture (AV1 specification, 5.3); nil where they do not tile the bytes.
  static func av1(_ bytes: [UInt8]) throws(MediaError) -> [Unit]? {
    var reader = ByteReader(bytes)
    var found: [Unit] = []
    while let header = reader.byte() {
      let start = reader.position - 1
      guard header & 0x80 == 0, header & 4 == 0 || reader.skip(1) else { return nil }
      var count = UInt64(reader.remaining)
      if header & 2 != 0 {
        guard let size = leb128(&reader) else { return nil }
        count = size
      }
      guard count <= UInt64(reader.remaining), let payload = reader.slice(Int(count)) else {
        return nil
      }
      found.append(
        Unit(range: start..<reader.position, isKept: isNeeded(header >> 3 & 15, payload)))
      try HEIFLimits.check(found.count, of: HEIFLimits.units)
    }
    return found
  }

  /// Headers, frames and tiles; of metadata those on light levels, colour volume and layers
  /// (AV1 specification, 6.2.2 and 6.7.1).
  private static func isNeeded(_ type: UInt8, _ payload: ArraySlice<UInt8>) -> Bool {
    switch type {
    case 1...4, 6...8: true
    case 5: payload.first.map { (1...3).contains($0) } ?? false
    default: false
    }
  }

  private static func leb128(_ reader: inout ByteReader) -> UInt64? {
    var value: UInt64 = 0
    for index in 0..<8 {
      guard let byte = reader.byte() else { return nil }
      value |= UInt64(byte & 0x7f) << UInt64(index * 7)
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
