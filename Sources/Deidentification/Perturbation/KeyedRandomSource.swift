import Crypto
public import DifferentialPrivacy
import Foundation

/// Random bits that whoever holds a release key can draw again: ChaCha20's stream.
///
/// **Guarantee**: without the key indistinguishable from uniform bits (ChaCha20 as a pseudo-random
/// function); each step of a protection plan has its own key by HKDF, so streams are independent and
/// steps can be added or left out without moving the others. A copy would hand out the same words
/// again, so it can't be copied.
/// **Source**: RFC 8439 (ChaCha20), RFC 5869 (HKDF).
/// **Cost**: one call of the cipher for each 512 words.
/// **Does not protect against**: whoever has the key: they draw the same bits, and can take noise,
/// swaps and shuffles back. Not for differential privacy, whose guarantee wants fresh bits.
public struct KeyedRandomSource: DifferentialPrivacy.RandomSource, ~Copyable {
  private let key: SymmetricKey
  private var block: UInt64 = 0
  private var words: [UInt64]
  private var position: Int
  private static let count = 512

  /// The stream of one step of one release.
  public init(key: SecretKey, release: String, step: String) {
    self.key = key.derived(purpose: "random/" + step, release: release)
    words = [UInt64](repeating: 0, count: Self.count)
    position = Self.count
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if position == Self.count { refill() }
    let word = words[position]
    words[position] = 0
    position += 1
    return word
  }

  private mutating func refill() {
    let nonce = [0, 0, 0, 0] + block.bigEndianBytes
    block += 1
    // Encrypting zeros gives the stream itself. The nonce's length is right and the key's is too:
    // going on without a stream would be noise that protects nobody.
    guard let value = try? ChaChaPoly.Nonce(data: nonce),
      let box = try? ChaChaPoly.seal(
        [UInt8](repeating: 0, count: 8 * Self.count), using: key, nonce: value)
    else { preconditionFailure("the cipher refuses its own key") }
    var index = 0
    var word: UInt64 = 0
    for byte in box.ciphertext {
      word = word << 8 | UInt64(byte)
      index += 1
      if index % 8 == 0 { words[index / 8 - 1] = word }
    }
    position = 0
  }
}

extension DifferentialPrivacy.RandomSource where Self: ~Copyable {
  /// A whole number below a positive bound, each equally likely (Lemire 2019, algorithm 5).
  mutating func wholeNumber(below bound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: max(bound, 1))
    if product.low < bound {
      let excess = (0 &- bound) % bound
      while product.low < excess { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// The numbers 0 ..< `count` in a random order, each order equally likely.
  mutating func order(count: Int) -> [Int] {
    var order = Array(0..<count)
    for left in stride(from: count, to: 1, by: -1) {
      order.swapAt(left - 1, Int(wholeNumber(below: UInt64(left))))
    }
    return order
  }
}
