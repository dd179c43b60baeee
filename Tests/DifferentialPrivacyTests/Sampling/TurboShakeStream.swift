import BigInt

/// TurboSHAKE128's output as VDAF's XofTurboShake128 seeds it, with an empty tag and binder.
///
/// The stream of the published sampler vectors; for tests only: slow and plain.
struct TurboShakeStream {
  private var lanes = [UInt64](repeating: 0, count: 25)
  private var block: [UInt8] = []

  init(seed: [UInt8]) {
    // The tag's length (2 bytes), the seed's length, the seed, the domain byte, padding.
    var message: [UInt8] = [0, 0, UInt8(seed.count)] + seed + [1]
    message += [UInt8](repeating: 0, count: 168 - message.count)
    message[167] ^= 0x80
    for lane in 0..<21 {
      for byte in 0..<8 {
        lanes[lane] |= UInt64(message[8 * lane + byte]) << UInt64(8 * byte)
      }
    }
  }

  mutating func byte() -> UInt8 {
    if block.isEmpty {
      permute()
      block = (0..<168).reversed().map {
        UInt8(truncatingIfNeeded: lanes[$0 / 8] >> (8 * ($0 % 8)))
      }
    }
    return block.removeLast()
  }

  /// A uniform number as num-bigint draws it: 32-bit words, the last shifted down, rejected above.
  mutating func uniform(below bound: BigUInt) -> BigUInt {
    let bits = bound.bitWidth
    let words = (bits + 31) / 32
    while true {
      var value: BigUInt = 0
      for index in 0..<words {
        var word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(byte()) << UInt32(8 * $1) }
        if index == words - 1, bits % 32 > 0 { word >>= UInt32(32 - bits % 32) }
        value += BigUInt(word) << (32 * index)
      }
      if value < bound { return value }
    }
  }

  /// Keccak-p[1600, 12].
  private mutating func permute() {
    let constants: [UInt64] = [
      0x8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
      0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x800a, 0x8000_0000_8000_000a,
      0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x8000_0001, 0x8000_0000_8000_8008,
    ]
    func rotate(_ value: UInt64, _ count: Int) -> UInt64 {
      count % 64 == 0
        ? value : value << UInt64(count % 64) | value >> UInt64(64 - count % 64)
    }
    for constant in constants {
      let column = (0..<5).map { x in (0..<5).reduce(UInt64(0)) { $0 ^ lanes[x + 5 * $1] } }
      for index in 0..<25 {
        lanes[index] ^= column[(index + 4) % 5] ^ rotate(column[(index % 5 + 1) % 5], 1)
      }
      var (x, y, current) = (1, 0, lanes[1])
      for step in 0..<24 {
        (x, y) = (y, (2 * x + 3 * y) % 5)
        (current, lanes[x + 5 * y]) = (
          lanes[x + 5 * y], rotate(current, (step + 1) * (step + 2) / 2)
        )
      }
      for row in stride(from: 0, to: 25, by: 5) {
        let old = Array(lanes[row..<row + 5])
        for x in 0..<5 { lanes[row + x] = old[x] ^ (~old[(x + 1) % 5] & old[(x + 2) % 5]) }
      }
      lanes[0] ^= constant
    }
  }
}
