import Crypto
import CryptoExtras

/// AES of single blocks, as feistel networks over other domains need it.
///
/// swift-crypto's block function under the modes: never a mode of its own.
struct BlockCipher: Sendable {
  private let key: SymmetricKey

  /// - Throws: `IdentifierError.key` unless the key has 16, 24 or 32 bytes.
  init(key: SymmetricKey) throws(IdentifierError) {
    guard [128, 192, 256].contains(key.bitCount) else {
      throw .key(rule: "of AES must be 16, 24 or 32 bytes")
    }
    self.key = key
  }

  /// Enciphers one block of 16 bytes in place.
  func encipher(_ block: inout [UInt8]) throws(IdentifierError) {
    do { try AES.permute(&block, key: key) } catch { throw .key(rule: "was refused by the cipher") }
  }
}
