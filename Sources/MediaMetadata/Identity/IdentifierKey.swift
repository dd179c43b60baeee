/// The value of an identifier under a key: equal values have equal digests, and nothing else is
/// told.
public struct IdentifierDigest: Sendable, Hashable {
  /// The first eight bytes.
  public let first: UInt64
  /// The last eight bytes.
  public let last: UInt64
}

/// A secret drawn for one run, under which the values of identifiers are hashed: SipHash-2-4 with
/// 128 bits.
///
/// **Guarantee**: who does not hold the key learns from a digest only which values are equal, by
/// the pseudorandomness of SipHash; the chance that two of n different values collide is below
/// n^2 / 2^129.
/// **Source** Aumasson and Bernstein 2012, and the reference implementation's 128-bit output.
/// **Cost** O(bytes), about a nanosecond each.
/// **Does not protect against** whoever holds the key and can guess values.
public struct IdentifierKey: Sendable {
  private let low: UInt64
  private let high: UInt64

  /// A key drawn from the system's secure source.
  public init() {
    var source = SystemRandomNumberGenerator()
    self.init(low: source.next(), high: source.next())
  }

  /// A key of one's own, for tests against published vectors.
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The digest of a value of a kind; equal values of two kinds differ.
  func digest(_ kind: IdentifierKind, _ value: some Collection<UInt8>) -> IdentifierDigest {
    digest(Array(kind.rawValue.utf8) + [0] + value)
  }

  /// The digest of bytes.
  func digest(_ bytes: [UInt8]) -> IdentifierDigest {
    var state = SipState(low, high)
    var index = 0
    while index + 8 <= bytes.count {
      state.absorb(Self.word(bytes[index..<(index + 8)]))
      index += 8
    }
    state.absorb(Self.word(bytes[index...]) | UInt64(truncatingIfNeeded: bytes.count) << 56)
    return state.finish()
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// The four words of SipHash.
private struct SipState {
  var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64)

  init(_ low: UInt64, _ high: UInt64) {
    a = low ^ 0x736f_6d65_7073_6575
    b = high ^ 0x646f_7261_6e64_6f6d ^ 0xee
    c = low ^ 0x6c79_6765_6e65_7261
    d = high ^ 0x7465_6462_7974_6573
  }

  mutating func absorb(_ word: UInt64) {
    d ^= word
    round()
    round()
    a ^= word
  }

  mutating func finish() -> IdentifierDigest {
    c ^= 0xee
    for _ in 0..<4 { round() }
    let first = a ^ b ^ c ^ d
    b ^= 0xdd
    for _ in 0..<4 { round() }
    return IdentifierDigest(first: first, last: a ^ b ^ c ^ d)
  }

  private mutating func round() {
    a &+= b
    b = Self.rotated(b, 13) ^ a
    a = Self.rotated(a, 32)
    c &+= d
    d = Self.rotated(d, 16) ^ c
    a &+= d
    d = Self.rotated(d, 21) ^ a
    c &+= b
    b = Self.rotated(b, 17) ^ c
    c = Self.rotated(c, 32)
  }

  private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
    word << count | word >> (64 - count)
  }
}
