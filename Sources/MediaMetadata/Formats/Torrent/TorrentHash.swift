/// SHA-1, by which BEP 3 names torrents; for that, and for nothing that must withstand forgery.
///
/// **Source**: FIPS 180-4, 6.1.
enum TorrentHash {
  /// The digest in hexadecimal digits.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    digest(bytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private static func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    let whole = bytes.count / 64 * 64
    for start in stride(from: 0, to: whole, by: 64) {
      take(bytes.dropFirst(start).prefix(64), &state)
    }
    var rest = Array(bytes.dropFirst(whole)) + [0x80]
    rest += [UInt8](repeating: 0, count: (120 - rest.count % 64) % 64)
    rest.append(bigEndian: UInt64(bytes.count) &* 8, 8)
    for start in stride(from: 0, to: rest.count, by: 64) {
      take(rest[start..<start + 64], &state)
    }
    var digest: [UInt8] = []
    for word in state { digest.append(bigEndian: UInt64(word), 4) }
    return digest
  }

  private static func take(_ block: ArraySlice<UInt8>, _ state: inout [UInt32]) {
    var words: [UInt32] = []
    words.reserveCapacity(80)
    for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
      words.append(block[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
    }
    for index in 16..<80 {
      words.append(
        rotated(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1))
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for (index, word) in words.enumerated() {
      let (mix, constant): (UInt32, UInt32) =
        switch index / 20 {
        case 0: (b & c | ~b & d, 0x5a82_7999)
        case 1: (b ^ c ^ d, 0x6ed9_eba1)
        case 2: (b & c | b & d | c & d, 0x8f1b_bcdc)
        default: (b ^ c ^ d, 0xca62_c1d6)
        }
      let next = rotated(a, 5) &+ mix &+ e &+ constant &+ word
      (e, d, c, b, a) = (d, c, rotated(b, 30), a, next)
    }
    for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }
}
