import Crypto
public import Foundation

/// An Ed25519 key pair (RFC 8032) that vouches for documents.
///
/// The private half stands in one line of a file that only its owner may read; it never stands in
/// a document, a log or an error.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// What the line of a private key's file begins with.
  static let privatePrefix = "palimpsest-signing-key-1 "

  /// A new key from the system's secure source.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// The key of a file's text.
  ///
  /// - Throws: `SigningError.badKey`.
  public init(text: String) throws(SigningError) {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard line.hasPrefix(Self.privatePrefix),
      let raw = Data(base64Encoded: String(line.dropFirst(Self.privatePrefix.count))),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
    else { throw .badKey }
    self.key = key
  }

  /// The text of the private key's file: a secret.
  public var secretText: String {
    Self.privatePrefix + key.rawRepresentation.base64EncodedString() + "\n"
  }

  /// The public half, which may be shown to anyone.
  public var publicKey: PublicKey { PublicKey(key.publicKey) }

  /// The signature of `message`.
  ///
  /// - Throws: `SigningError.failed` where the library can't sign.
  public func sign(_ message: Data) throws(SigningError) -> Data {
    guard let signature = try? key.signature(for: message) else { throw .failed }
    return signature
  }
}

/// The public half of a signing key.
public struct PublicKey: Sendable, Equatable {
  private let raw: Data

  /// What the line of a public key's file begins with.
  static let prefix = "palimpsest-public-key-1 "

  init(_ key: Curve25519.Signing.PublicKey) { raw = key.rawRepresentation }

  /// The key of a file's text, or of bare base64.
  ///
  /// - Throws: `SigningError.badKey`.
  public init(text: String) throws(SigningError) {
    var line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if line.hasPrefix(Self.prefix) { line = String(line.dropFirst(Self.prefix.count)) }
    guard let raw = Data(base64Encoded: line),
      (try? Curve25519.Signing.PublicKey(rawRepresentation: raw)) != nil
    else { throw .badKey }
    self.raw = raw
  }

  /// The key in base64.
  public var base64: String { raw.base64EncodedString() }

  /// The text of a public key's file.
  public var text: String { Self.prefix + base64 + "\n" }

  /// Whether `signature` is this key's for `message`.
  public func verifies(_ signature: Data, of message: Data) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else { return false }
    return key.isValidSignature(signature, for: message)
  }
}
