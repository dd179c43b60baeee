public import Findings
import Foundation

extension ScrubManifest {
  /// The same manifest with `key`'s signature in place of any other.
  ///
  /// - Throws: `SigningError`.
  public func signed(by key: SigningKey) throws(SigningError) -> ScrubManifest {
    var document = self
    document.signature = Signature(
      algorithm: "Ed25519", publicKey: key.publicKey.base64,
      value: try key.sign(message()).base64EncodedString())
    return document
  }

  /// Throws unless the manifest is signed, the signature fits, and the key is `trusted` where one
  /// is given.
  ///
  /// - Returns: the key that signed it.
  /// - Throws: `SigningError`.
  @discardableResult
  public func checkSignature(trusted: PublicKey?) throws(SigningError) -> PublicKey {
    guard let signature, signature.algorithm == "Ed25519" else { throw .unsigned }
    let key = try PublicKey(text: signature.publicKey)
    guard let value = Data(base64Encoded: signature.value),
      key.verifies(value, of: try message())
    else { throw .forged }
    if let trusted, trusted != key { throw .otherKey }
    return key
  }

  /// What is signed: the canonical document without a signature.
  private func message() throws(SigningError) -> Data {
    var document = self
    document.signature = nil
    guard let data = try? document.encoded() else { throw .failed }
    return data
  }
}
