/// The header of a FLAC frame (RFC 9639, 9.1).
struct FLACFrameHeader {
  /// The bytes of the header, its check included.
  let count: Int
  /// The number of a frame, or of its first sample.
  let number: UInt64
  /// The number that the next frame has.
  let nextNumber: UInt64
  /// Samples a channel.
  let blockSize: Int
  /// The four bits that say how channels are put together.
  let channels: Int
  /// Bits a sample; 0 where STREAMINFO says.
  let sampleBits: Int

  /// The header at `offset`; nil where none stands whose check is right.
  init?(_ bytes: [UInt8], at offset: Int, end: Int) {
    guard offset <= end - 6, bytes[offset] == 0xff, bytes[offset + 1] & 0xfe == 0xf8 else {
      return nil
    }
    let third = bytes[offset + 2]
    let fourth = bytes[offset + 3]
    channels = Int(fourth >> 4)
    guard third >> 4 != 0, third & 15 != 15, channels < 11, fourth & 1 == 0,
      let bits = [0, 8, 12, nil, 16, 20, 24, 32][Int(fourth >> 1 & 7)]
    else { return nil }
    sampleBits = bits
    var position = offset + 4
    guard let number = Self.number(bytes, at: &position, end: end) else { return nil }
    self.number = number
    let sizeCode = Int(third >> 4)
    let sizeCount = sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0
    let rateCode = Int(third & 15)
    let rateCount = rateCode == 12 ? 1 : rateCode == 13 || rateCode == 14 ? 2 : 0
    guard position + sizeCount + rateCount < end,
      FLACCheck.short(bytes[offset...position + sizeCount + rateCount]) == 0
    else { return nil }
    switch sizeCode {
    case 1: blockSize = 192
    case 2...5: blockSize = 144 << sizeCode
    case 6: blockSize = Int(bytes[position]) + 1
    case 7: blockSize = Int(bytes[position]) << 8 + Int(bytes[position + 1]) + 1
    default: blockSize = 1 << sizeCode
    }
    count = position + sizeCount + rateCount + 1 - offset
    nextNumber = number &+ (bytes[offset + 1] & 1 == 1 ? UInt64(blockSize) : 1)
  }

  /// A number of up to 36 bits in the way of UTF-8.
  private static func number(_ bytes: [UInt8], at position: inout Int, end: Int) -> UInt64? {
    let first = bytes[position]
    position += 1
    if first < 0x80 { return UInt64(first) }
    let ones = (~first).leadingZeroBitCount
    guard (2...7).contains(ones), position + ones - 1 <= end else { return nil }
    var value = ones == 7 ? 0 : UInt64(first & (0x7f >> UInt8(ones)))
    for _ in 1..<ones {
      guard bytes[position] & 0xc0 == 0x80 else { return nil }
      value = value << 6 | UInt64(bytes[position] & 0x3f)
      position += 1
    }
    return value
  }
}
