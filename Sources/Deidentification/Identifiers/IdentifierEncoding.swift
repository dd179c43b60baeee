/// How the bytes of a pseudonym or token are written.
public enum IdentifierEncoding: String, Sendable, CaseIterable {
  /// Two lower-case digits a byte.
  case hex
  /// RFC 4648 in lower case, without padding: 8 characters for 5 bytes; survives loss of case.
  case base32
  /// RFC 4648 for URLs, without padding: 4 characters for 3 bytes.
  case base64url

  /// The text of some bytes.
  ///
  /// - Complexity: O(bytes).
  public func text(_ bytes: some Sequence<UInt8>) -> String {
    let (alphabet, width) = self.alphabet
    var text: [UInt8] = []
    var (pending, count) = (UInt32(0), 0)
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      count += 8
      while count >= width {
        count -= width
        text.append(alphabet[Int(pending >> UInt32(count)) & ((1 << width) - 1)])
      }
    }
    if count > 0 {
      text.append(alphabet[Int(pending << UInt32(width - count)) & ((1 << width) - 1)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private var alphabet: ([UInt8], Int) {
    switch self {
    case .hex: (Self.hexAlphabet, 4)
    case .base32: (Self.base32Alphabet, 5)
    case .base64url: (Self.base64Alphabet, 6)
    }
  }

  private static let hexAlphabet = Array("0123456789abcdef".utf8)
  private static let base32Alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  private static let base64Alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
