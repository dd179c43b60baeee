import Crypto
public import DifferentialPrivacy
import Foundation

/// Pseudonyms under a salt of each data subject's own, which can be destroyed.
///
/// **Guarantee**: a pseudonym is HMAC-SHA-256 under 32 random bytes that stand in the vault only, so
/// that once the salt is destroyed nobody, key holder included, can compute the pseudonym again or
/// tell whose it was; rows that carry it stay linked with each other. The vault finds subjects by a
/// keyed digest and does not hold their identifiers.
/// **Source**: RFC 2104; destruction of keys as erasure ("crypto-shredding").
/// **Cost**: two HMACs a pseudonym; 64 bytes a subject.
/// **Does not protect against**: copies of the vault from before (backups, snapshots, journals),
/// which have to be destroyed too; a table kept beside that says whose pseudonym it was; what the rows
/// themselves tell.
public struct SubjectSaltVault: Sendable {
  /// What destroying a salt did.
  public enum Destruction: Sendable, Equatable {
    /// The salt is gone from this vault: its pseudonyms can't be computed again from it.
    case unlinkable
    /// The vault had no salt of this subject.
    case nothingToDestroy
  }

  private let file: VaultFile
  private let index: HMAC<SHA256>
  private var salts: [Data: Data] = [:]

  /// The number of subjects that have a salt.
  public var count: Int { salts.count }

  /// An empty vault.
  public init(key: SecretKey) {
    file = VaultFile(key: key, kind: "salts")
    index = HMAC<SHA256>(key: key.derived(purpose: "vault index", release: "salts"))
  }

  /// Opens the vault in a file.
  ///
  /// - Throws: `IdentifierError.vault` where it was changed, is cut short or has another key.
  public init(key: SecretKey, readingFrom path: String) throws(IdentifierError) {
    self.init(key: key)
    let fields = try VaultRecords.fields(of: try file.read(path))
    guard fields.count % 2 == 0, fields.allSatisfy({ $0.count == 32 }) else {
      throw .vault(rule: "holds a broken record")
    }
    for place in stride(from: 0, to: fields.count, by: 2) {
      salts[Data(fields[place])] = Data(fields[place + 1])
    }
    guard 2 * salts.count == fields.count else { throw .vault(rule: "holds a subject twice") }
  }

  /// Writes the vault to a file, in one step.
  ///
  /// Subjects are written in the order of their digests: the file tells nothing of who came when.
  public func write(to path: String) throws(IdentifierError) {
    let ordered = salts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    try file.write(
      VaultRecords.bytes(of: ordered.flatMap { [Array($0.key), Array($0.value)] }), to: path)
  }

  /// The pseudonym of a subject in a release; a salt is drawn for one who has none.
  ///
  /// - Throws: `IdentifierError.value` where the subject is empty.
  public mutating func pseudonym(
    for subject: String, release: String
  ) throws(IdentifierError) -> String {
    var source = SystemRandomSource()
    return try pseudonym(for: subject, release: release, from: &source)
  }

  /// The pseudonym of a subject, its salt made of the given random bits if it has none.
  public mutating func pseudonym<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    for subject: String, release: String, from source: inout Source
  ) throws(IdentifierError) -> String {
    guard !subject.isEmpty, !release.isEmpty else {
      throw .value(row: nil, rule: "or its release's id is empty; declare it missing instead")
    }
    let entry = digest(subject)
    let salt = salts[entry] ?? Data((0..<4).flatMap { _ in source.next().bigEndianBytes })
    salts[entry] = salt
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(release.utf8), using: SymmetricKey(data: salt))
    return IdentifierEncoding.base32.text(code.prefix(16))
  }

  /// Destroys a subject's salt; takes effect on disk with the next `write`.
  public mutating func destroy(subject: String) -> Destruction {
    let entry = digest(subject)
    guard let salt = salts[entry] else { return .nothingToDestroy }
    salts[entry] = Data(count: salt.count)
    salts[entry] = nil
    return .unlinkable
  }

  private func digest(_ subject: String) -> Data {
    var code = index
    code.update(data: Data(subject.utf8))
    return Data(code.finalize())
  }
}

extension SubjectSaltVault: CustomStringConvertible, CustomReflectable {
  /// The number of subjects, and nothing of them.
  public var description: String { "SubjectSaltVault(\(count) subjects)" }
  /// Shows no entry.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
