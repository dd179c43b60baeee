import Testing

@testable import MediaMetadata

/// Check sums: published values, and slow obvious oracles on all short inputs.
struct ChecksumTests {
  /// Catches a wrong polynomial, order of bits or complement.
  @Test("CRC-32 gives the published check value")
  func cyclicVector() {
    // The check value of CRC-32/ISO-HDLC, and the one of every PNG's last chunk.
    #expect(CRC32.of(Array("123456789".utf8)[...]) == 0xcbf4_3926)
    #expect(CRC32.of(Array("IEND".utf8)[...]) == 0xae42_6082)
  }

  @Test("the checks of two parts give the check of both, one after the other")
  func joined() {
    let bytes = (0..<700).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 3) }
    for start in [0, 1, 3, 255, 700] {
      for end in start...min(700, start + 90) {
        var check = CRC32()
        check.update(bytes[..<start])
        check.append(check: CRC32.of(bytes[start..<end]), count: end - start)
        #expect(check.value == CRC32.of(bytes[..<end]))
      }
    }
  }

  @Test("Adler-32 gives the published check value")
  func adlerVector() {
    #expect(Adler32.of(Array("Wikipedia".utf8)[...]) == 0x11e6_0398)
    #expect(Adler32.of([]) == 1)
  }

  /// Catches mistakes where blocks of 16, 32 and 2048 bytes meet.
  @Test("both equal the bit-by-bit and byte-by-byte definitions, in whatever portions bytes come")
  func portions() {
    var generator = SplitMix(state: 4)
    for count in Array(0...70) + [2047, 2048, 2049, 5000] {
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() | 0xc0) }
      var cyclic: UInt32 = 0xffff_ffff
      var low: UInt32 = 1
      var high: UInt32 = 0
      for byte in bytes {
        cyclic ^= UInt32(byte)
        for _ in 0..<8 { cyclic = cyclic & 1 == 1 ? cyclic >> 1 ^ 0xedb8_8320 : cyclic >> 1 }
        low = (low + UInt32(byte)) % 65521
        high = (high + low) % 65521
      }
      let middle = count == 0 ? 0 : Int(generator.next() % UInt64(count))
      var one = CRC32()
      var other = Adler32()
      for part in [bytes[..<middle], bytes[middle...]] {
        one.update(part)
        other.update(part)
      }
      #expect(one.value == ~cyclic)
      #expect(other.value == high << 16 | low)
    }
  }

  /// Catches overflow of the weighted sum.
  @Test("Adler-32 of a million bytes of 255 does not overflow")
  func adlerOfLargestBytes() {
    // 1 + 255 n modulo 65521, and n + 255 n (n + 1) / 2 modulo 65521.
    let count: UInt64 = 1_000_000
    let low = (1 + 255 * count) % 65521
    let high = (count + 255 * (count * (count + 1) / 2)) % 65521
    let bytes = [UInt8](repeating: 255, count: Int(count))
    #expect(UInt64(Adler32.of(bytes[...])) == high << 16 | low)
  }
}
