import Testing

@testable import MediaMetadata

/// Would catch a digest that is not SipHash, and so has no proof behind it.
@Suite("The key under which values leave")
struct IdentifierKeyTests {
  /// `vectors_sip128` of the reference implementation (github.com/veorq/SipHash), made again with
  /// `openssl mac -macopt size:16 -macopt hexkey:000102...0f SIPHASH` over 00, 00 01, ...
  @Test(
    "the digest is SipHash-2-4 with 128 bits",
    arguments: [
      (0, "a3817f04ba25a8e66df67214c7550293"), (1, "da87c1d86b99af44347659119b22fc45"),
      (7, "a1f1ebbed8dbc153c0b84aa61ff08239"), (8, "3b62a9ba6258f5610f83e264f31497b4"),
      (63, "5150d1772f50834a503e069a973fbd7c"),
    ])
  func isSipHash(count: Int, expected: String) {
    let key = IdentifierKey(low: 0x0706_0504_0302_0100, high: 0x0f0e_0d0c_0b0a_0908)
    let digest = key.digest((0..<count).map { UInt8($0) })
    var text = ""
    for word in [digest.first, digest.last] {
      for byte in 0..<8 {
        let value = UInt8(truncatingIfNeeded: word >> (8 * UInt64(byte)))
        text += (value < 16 ? "0" : "") + String(value, radix: 16)
      }
    }
    #expect(text == expected)
  }

  @Test("two runs give one value two digests; one run gives it one")
  func keysDiffer() {
    let (one, other) = (IdentifierKey(), IdentifierKey())
    let value = Array("3001234".utf8)
    #expect(one.digest(.cameraSerial, value) == one.digest(.cameraSerial, value))
    #expect(one.digest(.cameraSerial, value) != other.digest(.cameraSerial, value))
    #expect(one.digest(.cameraSerial, value) != one.digest(.lensSerial, value))
  }
}
