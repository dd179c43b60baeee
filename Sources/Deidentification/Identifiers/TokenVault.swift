import Crypto
public import DifferentialPrivacy
import Foundation

/// Random tokens for identifiers, and the encrypted file that leads back.
///
/// **Guarantee**: a token is 128 random bits and says nothing of its identifier, whatever is known of
/// keys; the same identifier keeps its token. Entries are found by a keyed digest, and tokens are
/// compared in constant time, so timing tells nothing of the tokens that exist.
/// **Cost**: an HMAC and a look-up for each identifier; the vault holds them all in memory.
/// **Does not protect against**: who has both vault and key; frequencies and linking within what
/// shares a vault: a vault for each release keeps releases apart; loss of the vault, after which no
/// token leads back.
public struct TokenVault: Sendable {
  private struct Entry: Sendable {
    let identifier: [UInt8]
    let token: String
  }

  private let file: VaultFile
  private let index: HMAC<SHA256>
  private var entries: [Entry] = []
  private var entryOfIdentifier: [Data: Int] = [:]
  private var entryOfToken: [Data: Int] = [:]

  /// The number of identifiers that have a token.
  public var count: Int { entries.count }

  /// An empty vault.
  public init(key: SecretKey) {
    file = VaultFile(key: key, kind: "tokens")
    index = HMAC<SHA256>(key: key.derived(purpose: "vault index", release: "tokens"))
  }

  /// Opens the vault in a file.
  ///
  /// - Throws: `IdentifierError.vault` where it was changed, is cut short or has another key.
  public init(key: SecretKey, readingFrom path: String) throws(IdentifierError) {
    self.init(key: key)
    let fields = try VaultRecords.fields(of: try file.read(path))
    guard fields.count % 2 == 0 else { throw .vault(rule: "holds a broken record") }
    for place in stride(from: 0, to: fields.count, by: 2) {
      let token = String(decoding: fields[place + 1], as: UTF8.self)
      guard insert(Entry(identifier: fields[place], token: token)) else {
        throw .vault(rule: "holds a token twice")
      }
    }
  }

  /// Writes the vault to a file, in one step: the old file stays until the new one is whole.
  public func write(to path: String) throws(IdentifierError) {
    try file.write(
      VaultRecords.bytes(of: entries.flatMap { [$0.identifier, Array($0.token.utf8)] }), to: path)
  }

  /// The token of an identifier, made if it has none.
  ///
  /// - Throws: `IdentifierError.value` where it is empty.
  public mutating func token(for identifier: String) throws(IdentifierError) -> String {
    var source = SystemRandomSource()
    return try token(for: identifier, from: &source)
  }

  /// The token of an identifier, made of the given random bits if it has none.
  public mutating func token<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    for identifier: String, from source: inout Source
  ) throws(IdentifierError) -> String {
    guard !identifier.isEmpty else {
      throw .value(row: nil, rule: "is empty; declare it missing instead")
    }
    let bytes = Array(identifier.utf8)
    if let known = entryOfIdentifier[digest(0, bytes)] { return entries[known].token }
    // A source that repeats itself is broken; two of 2^128 alike are not to be expected.
    for _ in 0..<4 {
      let random = source.next().bigEndianBytes + source.next().bigEndianBytes
      let token = IdentifierEncoding.base32.text(random)
      if insert(Entry(identifier: bytes, token: token)) { return token }
    }
    throw .vault(rule: "got the same random token again and again: the random source is broken")
  }

  /// The identifier that a token stands for; `nil` where there is none.
  public func identifier(for token: String) -> String? {
    guard let found = entryOfToken[digest(1, Array(token.utf8))],
      constantTimeEqual(Array(entries[found].token.utf8), Array(token.utf8))
    else { return nil }
    return String(decoding: entries[found].identifier, as: UTF8.self)
  }

  private mutating func insert(_ entry: Entry) -> Bool {
    let (identifier, token) = (digest(0, entry.identifier), digest(1, Array(entry.token.utf8)))
    guard entryOfToken[token] == nil, entryOfIdentifier[identifier] == nil else { return false }
    entryOfIdentifier[identifier] = entries.count
    entryOfToken[token] = entries.count
    entries.append(entry)
    return true
  }

  private func digest(_ kind: UInt8, _ bytes: [UInt8]) -> Data {
    var code = index
    code.update(data: [kind])
    code.update(data: bytes)
    return Data(code.finalize())
  }
}

extension TokenVault: CustomStringConvertible, CustomReflectable {
  /// The number of entries, and nothing of them.
  public var description: String { "TokenVault(\(count) entries)" }
  /// Shows no entry.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
