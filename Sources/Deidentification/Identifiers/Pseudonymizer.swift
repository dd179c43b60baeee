import Crypto
import Foundation
public import Numerics

/// Keyed pseudonyms: HMAC-SHA-256 of an identifier under a key of this release.
///
/// **Guarantee**: without the key, pseudonyms are indistinguishable from random strings (HMAC as a
/// pseudo-random function), so they can't be recomputed from a list of identifiers; two releases, or
/// two purposes, have keys from HKDF that are unrelated: their pseudonyms don't join. The same
/// identifier, byte for byte in UTF-8, has the same pseudonym within a release.
/// **Source**: RFC 2104, RFC 5869, FIPS 180-4.
/// **Cost**: four compressions of SHA-256 for a short identifier.
/// **Does not protect against**: whoever has the key; frequencies (a pseudonym occurs as often as
/// its identifier); linking rows of one person within the release, which is its purpose; the same
/// person written in two ways has two pseudonyms.
public struct Pseudonymizer: Sendable {
  private let base: HMAC<SHA256>
  /// How pseudonyms are written.
  public let encoding: IdentifierEncoding
  /// The bytes of a pseudonym, of 32 that the code has.
  public let byteCount: Int

  /// Pseudonyms of one release.
  ///
  /// - Parameters:
  ///   - release: the release's id; another id, other pseudonyms.
  ///   - purpose: what is pseudonymised; columns that shall join have the same one.
  ///   - byteCount: 8 to 32; fewer are shorter to write and collide sooner.
  /// - Throws: `IdentifierError.parameter` where a length is out of range or the release has no id.
  public init(
    key: SecretKey, release: String, purpose: String = "identifier",
    encoding: IdentifierEncoding = .base32, byteCount: Int = 16
  ) throws(IdentifierError) {
    guard !release.isEmpty else {
      throw .parameter(name: "release", rule: "must not be empty, or releases would join")
    }
    guard (8...32).contains(byteCount) else {
      throw .parameter(name: "byteCount", rule: "must be between 8 and 32")
    }
    base = HMAC<SHA256>(key: key.derived(purpose: "pseudonym/" + purpose, release: release))
    self.encoding = encoding
    self.byteCount = byteCount
  }

  /// The pseudonym of an identifier.
  ///
  /// - Throws: `IdentifierError.value` where it is empty: a missing identifier is nobody's.
  /// - Complexity: O(length).
  public func pseudonym(for identifier: String) throws(IdentifierError) -> String {
    guard !identifier.isEmpty else { throw .value(row: nil, rule: Self.emptyRule) }
    return unchecked(identifier)
  }

  /// The pseudonyms of a column; missing cells stay missing.
  ///
  /// - Throws: `IdentifierError.value` for an empty identifier, `.collision` where two different
  ///   identifiers have one pseudonym.
  /// - Complexity: O(total length); one entry of memory for each different pseudonym.
  public func pseudonyms(
    for identifiers: [String?], workers: Workers = .automatic
  ) throws(IdentifierError) -> [String?] {
    if let row = identifiers.firstIndex(of: "") { throw .value(row: row, rule: Self.emptyRule) }
    let pseudonyms = concurrentChunks(
      count: identifiers.count, minimumChunk: 1_024, workers: workers
    ) { range in range.map { row in identifiers[row].map { unchecked($0) } } }.flatMap { $0 }
    var owners: [String: Int] = [:]
    var collisions = 0
    for (row, pseudonym) in pseudonyms.enumerated() {
      guard let pseudonym, let identifier = identifiers[row] else { continue }
      let owner = owners[pseudonym, default: row]
      if owner == row {
        owners[pseudonym] = row
      } else if let other = identifiers[owner], !other.utf8.elementsEqual(identifier.utf8) {
        collisions += 1
      }
    }
    guard collisions == 0 else {
      throw .collision(pairs: collisions, remedy: "Use more bytes a pseudonym")
    }
    return pseudonyms
  }

  /// The probability that any two of `count` different identifiers share a pseudonym.
  ///
  /// 1 - exp(-count (count - 1) / 2^(8 byteCount + 1)): the birthday bound's usual form, above the
  /// exact one by less than its own square.
  public func collisionProbability(count: Int) -> Double {
    let pairs = Double(count) * Double(max(count - 1, 0)) / 2
    return -expm1(-pairs * exp2(-8 * Double(byteCount)))
  }

  private func unchecked(_ identifier: String) -> String {
    var code = base
    var identifier = identifier
    identifier.withUTF8 { bytes in
      // The bytes are only read, within the call.
      unsafe code.update(data: UnsafeRawBufferPointer(bytes))
    }
    return encoding.text(code.finalize().prefix(byteCount))
  }

  private static let emptyRule = "is empty; declare it missing instead"
}
