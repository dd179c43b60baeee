/// The header of one frame of MPEG audio (ISO/IEC 11172-3 and 13818-3, 2.4.1.3; MPEG 2.5), or of
/// AAC in ADTS (ISO/IEC 13818-7, 6.2).
struct MPEGFrameHeader: Sendable {
  /// What all frames of one stream share: version, layer, sampling frequency.
  let kind: UInt32
  /// The bytes of the frame, header included.
  let count: Int
  /// Where the main data of layer III would begin: after header, check and side information; nil
  /// for others.
  let sideEnd: Int?

  /// The header at `offset`; nil where none stands, and for frames of free bit rate.
  init?(_ bytes: [UInt8], at offset: Int) {
    guard offset >= 0, offset <= bytes.count - 4, bytes[offset] == 0xff,
      bytes[offset + 1] & 0xe0 == 0xe0
    else { return nil }
    let second = bytes[offset + 1]
    if second & 0xf6 == 0xf0 {
      self.init(advanced: bytes, at: offset)
      return
    }
    let version = Int(second >> 3 & 3)
    let layer = 4 - Int(second >> 1 & 3)
    let third = bytes[offset + 2]
    let rateIndex = Int(third >> 2 & 3)
    guard version != 1, layer != 4, rateIndex != 3,
      let bitRate = Self.bitRate(isFirst: version == 3, layer, Int(third >> 4))
    else { return nil }
    let rate = Self.rates[rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2)
    let padding = Int(third >> 1 & 1)
    let count: Int
    switch layer {
    case 1: count = (12_000 * bitRate / rate + padding) * 4
    case 2: count = 144_000 * bitRate / rate + padding
    default: count = (version == 3 ? 144_000 : 72_000) * bitRate / rate + padding
    }
    let isMono = bytes[offset + 3] >> 6 == 3
    let side = version == 3 ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
    let sideEnd = layer == 3 ? 4 + (second & 1 == 0 ? 2 : 0) + side : nil
    guard count >= max(4, sideEnd ?? 0) else { return nil }
    self.init(
      kind: UInt32(second & 0xfe) << 8 | UInt32(third & 0x0c), count: count, sideEnd: sideEnd)
  }

  private init(kind: UInt32, count: Int, sideEnd: Int?) {
    self.kind = kind
    self.count = count
    self.sideEnd = sideEnd
  }

  /// AAC in ADTS.
  private init?(advanced bytes: [UInt8], at offset: Int) {
    guard offset <= bytes.count - 7 else { return nil }
    let third = bytes[offset + 2]
    let length =
      Int(bytes[offset + 3] & 3) << 11 | Int(bytes[offset + 4]) << 3 | Int(bytes[offset + 5] >> 5)
    guard third >> 2 & 15 < 13, length >= (bytes[offset + 1] & 1 == 1 ? 7 : 9) else { return nil }
    self.init(
      kind: UInt32(bytes[offset + 1] & 0xf6) << 8 | UInt32(third & 0x3c), count: length,
      sideEnd: nil)
  }

  /// Whether the frame is one of AAC.
  var isAdvanced: Bool { kind & 0x0600 == 0 }

  private static let rates = [44_100, 48_000, 32_000]

  private static let firstRates = [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  ]
  private static let laterRates = [
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ]

  /// In kilobits a second; nil for free and forbidden ones.
  private static func bitRate(isFirst: Bool, _ layer: Int, _ index: Int) -> Int? {
    guard (1...14).contains(index) else { return nil }
    return isFirst ? firstRates[layer - 1][index - 1] : laterRates[min(layer, 2) - 1][index - 1]
  }
}
