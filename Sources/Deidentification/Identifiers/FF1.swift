import Crypto
import DifferentialPrivacy

/// Format-preserving encryption FF1: a secret permutation of the strings of one length over an
/// alphabet.
///
/// **Guarantee**: a bijection for each key and tweak, which only the key undoes; as strong as AES
/// under the proof's bounds for Feistel networks, where the domain is large. Domains below a million
/// are refused, as the standard asks.
/// **Source**: NIST SP 800-38G rev. 1 (draft 2019; algorithms 7 and 8), maximum-length and
/// minimum-domain requirements of its section 5.1.
/// **Cost**: ten rounds, each one AES block where radix^(length/2) is below 2^96.
/// **Does not protect against**: whoever has the key; equal values stay equal (under one tweak), so
/// frequencies show and a known value shows all its occurrences; small domains, in which many known
/// pairs leave few values to guess; on such domains attacks better than guessing are known
/// (Durak and Vaudenay 2017, Hoang, Miller and Trieu 2019).
public struct FF1: Sendable {
  /// The least number of strings that a domain must have.
  public static let minimumDomain = 1_000_000
  /// The longest string that is taken; the standard allows 2^32, at quadratic cost.
  public static let maximumLength = 4_096

  private let cipher: BlockCipher
  /// The characters.
  public let alphabet: IdentifierAlphabet
  let minimumDomain: Int

  /// Encryption under a key of a release.
  ///
  /// - Parameters:
  ///   - insecureMinimumDomain: takes smaller domains than the standard allows; state why.
  public init(
    key: SecretKey, release: String, alphabet: IdentifierAlphabet,
    insecureMinimumDomain: Int? = nil
  ) throws(IdentifierError) {
    try self.init(
      cipher: BlockCipher(key: key.derived(purpose: "FF1", release: release)), alphabet: alphabet,
      insecureMinimumDomain: insecureMinimumDomain)
  }

  /// Encryption under an AES key of 16, 24 or 32 bytes, for exchange with other implementations.
  ///
  /// - Throws: `IdentifierError.key` for another length.
  public init(
    keyBytes: [UInt8], alphabet: IdentifierAlphabet, insecureMinimumDomain: Int? = nil
  ) throws(IdentifierError) {
    try self.init(
      cipher: BlockCipher(key: SymmetricKey(data: keyBytes)), alphabet: alphabet,
      insecureMinimumDomain: insecureMinimumDomain)
  }

  private init(
    cipher: BlockCipher, alphabet: IdentifierAlphabet, insecureMinimumDomain: Int?
  ) throws(IdentifierError) {
    let least = insecureMinimumDomain ?? Self.minimumDomain
    guard least >= 2 else {
      throw .parameter(name: "insecureMinimumDomain", rule: "must be at least 2")
    }
    self.cipher = cipher
    self.alphabet = alphabet
    minimumDomain = least
  }

  /// The encrypted form of a text, of the same length over the same alphabet.
  ///
  /// - Parameters:
  ///   - tweak: what else the permutation depends on, not secret: the column, or a part of the
  ///     identifier that stays.
  /// - Throws: `IdentifierError.value` where a character is not of the alphabet, or the domain of
  ///   this length is too small or too long.
  public func encrypt(_ text: String, tweak: [UInt8] = []) throws(IdentifierError) -> String {
    alphabet.text(of: try transform(numerals(text), tweak: tweak, decrypting: false))
  }

  /// The text that was encrypted.
  public func decrypt(_ text: String, tweak: [UInt8] = []) throws(IdentifierError) -> String {
    alphabet.text(of: try transform(numerals(text), tweak: tweak, decrypting: true))
  }

  private func numerals(_ text: String) throws(IdentifierError) -> [UInt16] {
    guard text.utf8.count <= 16 * Self.maximumLength,
      let numerals = alphabet.numerals(of: text), numerals.count <= Self.maximumLength
    else {
      throw .value(
        row: nil, rule: "has a character outside the alphabet, or more than \(Self.maximumLength)")
    }
    return numerals
  }

  private func transform(
    _ numerals: [UInt16], tweak: [UInt8], decrypting: Bool
  ) throws(IdentifierError) -> [UInt16] {
    let network = try FF1Network(
      radix: alphabet.radix, length: numerals.count, tweak: tweak, minimumDomain: minimumDomain,
      cipher: cipher)
    return try network.transform(numerals, decrypting: decrypting)
  }

  /// A permutation of the numbers below `bound` by cycle walking over strings of bits.
  ///
  /// **Source**: Black and Rogaway, Ciphers with arbitrary finite domains, CT-RSA 2002: iterating a
  /// permutation of a larger set until the value falls below the bound permutes the smaller.
  /// - Precondition: `number` < `bound` <= 2^120.
  func transform(
    _ number: UInt128, below bound: UInt128, tweak: [UInt8], decrypting: Bool
  ) throws(IdentifierError) -> UInt128 {
    guard bound >= UInt128(minimumDomain) else { throw FF1Network.domainError }
    let length = UInt128.bitWidth - (bound - 1).leadingZeroBitCount
    let network = try FF1Network(
      radix: 2, length: max(length, 2), tweak: tweak, minimumDomain: 2, cipher: cipher)
    var number = number
    repeat {
      let (upper, lower) = (number >> UInt128(network.right), number & network.rightMask)
      let halves = try network.rounds(upper, lower, decrypting: decrypting)
      number = halves.0 << UInt128(network.right) | halves.1
    } while number >= bound
    return number
  }
}
