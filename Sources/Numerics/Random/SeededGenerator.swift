/// A reproducible random source: xoshiro256**, its state filled by SplitMix64.
///
/// The same seed and stream give the same words on every machine and in every version of Swift.
///
/// - Warning: predictable by design. Never a source of keys, or of noise that protects people.
/// - Source: Blackman and Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47
///   (2021); SplitMix64 as in the authors' `splitmix64.c`.
public struct SeededGenerator: RandomSource, Sendable, Equatable {
  private var word0: UInt64
  private var word1: UInt64
  private var word2: UInt64
  private var word3: UInt64

  /// The generator whose state is the first four words of SplitMix64 from `seed`.
  public init(seed: UInt64) {
    var filler = SplitMix64(state: seed)
    self.init(state: (filler.next(), filler.next(), filler.next(), filler.next()))
  }

  /// The generator of one part of an audit: each label has a stream of its own.
  ///
  /// Seed and label are hashed together to 64 bits, so parts can be added, removed or run in any
  /// order without moving the draws of the others. Two labels share a stream with probability
  /// 2^-64.
  ///
  /// - Complexity: O(length of `stream`).
  public init(seed: UInt64, stream: String) {
    var hash = SplitMix64.mix(seed &+ SplitMix64.increment)
    var length: UInt64 = 0
    for byte in stream.utf8 {
      hash = SplitMix64.mix((hash ^ UInt64(byte)) &+ SplitMix64.increment)
      length &+= 1
    }
    self.init(seed: SplitMix64.mix((hash ^ length) &+ SplitMix64.increment))
  }

  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    (word0, word1, word2, word3) = state
    if word0 | word1 | word2 | word3 == 0 { word0 = SplitMix64.increment }  // zero is a fixed point
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotateLeft(word1 &* 5, 7) &* 9
    let shifted = word1 << 17
    word2 ^= word0
    word3 ^= word1
    word1 ^= word2
    word0 ^= word3
    word2 ^= shifted
    word3 = Self.rotateLeft(word3, 45)
    return result
  }

  private static func rotateLeft(_ word: UInt64, _ count: UInt64) -> UInt64 {
    (word << count) | (word >> (64 - count))
  }
}

/// The generator that fills the state of others: any seed will do, zero as well.
struct SplitMix64: RandomSource {
  static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private(set) var state: UInt64

  mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mix(state)
  }

  static func mix(_ word: UInt64) -> UInt64 {
    var mixed = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

// The standard library's protocol asks for the same `next()`; nothing of the house draws through it
// except code that takes any generator.
extension SeededGenerator: RandomNumberGenerator {}
