/// Why a document can't be signed or trusted.
public enum SigningError: Error, Sendable, Equatable {
  /// The text is no key of ours.
  case badKey
  /// The private key's file can be read by others.
  case exposedKey(path: String)
  /// The document has no signature.
  case unsigned
  /// The signature does not fit the document: one of them was changed.
  case forged
  /// The document is signed by another key than the one that is trusted.
  case otherKey
  /// The library could not sign.
  case failed
}

extension SigningError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .badKey: "this is no signing key; make one with `palimpsest key FILE`"
    case .exposedKey(let path):
      "\(path): others may read this private key; `chmod 600` it, and make a new one if they did"
    case .unsigned: "the manifest has no signature; sign it with `palimpsest scrub --key`"
    case .forged: "the manifest's signature does not fit: the manifest was changed after signing"
    case .otherKey: "the manifest is signed by another key than --public-key"
    case .failed: "the manifest could not be signed"
    }
  }
}
