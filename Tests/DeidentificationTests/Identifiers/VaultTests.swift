import Deidentification
import DifferentialPrivacy
import Foundation
import TestSupport
import Testing

@Suite("Vaults")
struct VaultTests {
  @Test("tokens are kept, lead back, and survive the file")
  func tokens() throws {
    let folder = try TestFolder()
    let path = folder.url.appendingPathComponent("vault").path
    let key = SecretKey()
    var vault = TokenVault(key: key)
    let people = ["a", "é", "e\u{301}", String(repeating: "x", count: 1_000_000), "a\u{0}b"]
    let tokens = try people.map { try vault.token(for: $0) }
    // Bytes count: composed and decomposed letters are two identifiers.
    #expect(Set(tokens).count == people.count)
    #expect(try people.map { try vault.token(for: $0) } == tokens)
    #expect(throws: IdentifierError.self) { try vault.token(for: "") }
    try vault.write(to: path)
    let again = try TokenVault(key: key, readingFrom: path)
    #expect(tokens.map { again.identifier(for: $0) } == people)
    #expect(again.identifier(for: "nobody") == nil && again.identifier(for: "") == nil)
    #expect(try TokenVault(key: key).token(of: "a") != tokens[0])
    #expect(!"\(vault)".contains(tokens[0]))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(folder.files == ["vault"])
  }

  @Test("a source that repeats itself gives no second token")
  func brokenSource() throws {
    struct Constant: DifferentialPrivacy.RandomSource { mutating func next() -> UInt64 { 5 } }
    var (source, vault) = (Constant(), TokenVault(key: SecretKey()))
    _ = try vault.token(for: "a", from: &source)
    #expect(throws: IdentifierError.self) { try vault.token(for: "b", from: &source) }
  }

  @Test("any changed byte, any cut, another key and another kind are noticed")
  func tampering() throws {
    let folder = try TestFolder()
    let path = folder.url.appendingPathComponent("vault").path
    let key = SecretKey()
    var vault = TokenVault(key: key)
    _ = try vault.token(for: "someone")
    try vault.write(to: path)
    let bytes = try folder.bytes("vault")
    #expect(Data(bytes).range(of: Data("someone".utf8)) == nil)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      try folder.write("vault", changed)
      #expect(throws: IdentifierError.self) { try TokenVault(key: key, readingFrom: path) }
      try folder.write("vault", Array(bytes[..<place]))
      #expect(throws: IdentifierError.self) { try TokenVault(key: key, readingFrom: path) }
    }
    try folder.write("vault", bytes + [0])
    #expect(throws: IdentifierError.self) { try TokenVault(key: key, readingFrom: path) }
    try folder.write("vault", bytes)
    #expect(throws: IdentifierError.self) { try TokenVault(key: SecretKey(), readingFrom: path) }
    #expect(throws: IdentifierError.self) { try SubjectSaltVault(key: key, readingFrom: path) }
    #expect(throws: IdentifierError.self) { try TokenVault(key: key, readingFrom: path + "x") }
    #expect(try TokenVault(key: key, readingFrom: path).count == 1)
  }

  @Test("a vault that can't be written leaves the old one")
  func atomic() throws {
    let folder = try TestFolder()
    let path = folder.url.appendingPathComponent("vault").path
    let key = SecretKey()
    var vault = TokenVault(key: key)
    let token = try vault.token(for: "first")
    try vault.write(to: path)
    // A folder in the way of the new file, as a full disk would be: the write fails.
    try folder.write("vault.new/in-the-way", "x")
    _ = try vault.token(for: "second")
    #expect(throws: IdentifierError.self) { try vault.write(to: path) }
    #expect(try TokenVault(key: key, readingFrom: path).identifier(for: token) == "first")
    #expect(try TokenVault(key: key, readingFrom: path).count == 1)
    try FileManager.default.removeItem(atPath: path + ".new")
    // What a killed run left is replaced.
    try folder.write("vault.new", "half")
    try vault.write(to: path)
    #expect(try TokenVault(key: key, readingFrom: path).count == 2)
  }

  @Test("a destroyed salt makes its pseudonym one that nobody can compute again")
  func salts() throws {
    let folder = try TestFolder()
    let path = folder.url.appendingPathComponent("salts").path
    let key = SecretKey()
    var vault = SubjectSaltVault(key: key)
    let first = try vault.pseudonym(for: "ann", release: "r1")
    let other = try vault.pseudonym(for: "bob", release: "r1")
    #expect(try vault.pseudonym(for: "ann", release: "r1") == first)
    #expect(try vault.pseudonym(for: "ann", release: "r2") != first)
    try vault.write(to: path)
    var again = try SubjectSaltVault(key: key, readingFrom: path)
    #expect(try again.pseudonym(for: "ann", release: "r1") == first)
    #expect(again.destroy(subject: "ann") == .unlinkable)
    #expect(again.destroy(subject: "ann") == .nothingToDestroy)
    #expect(again.count == 1)
    try again.write(to: path)
    var last = try SubjectSaltVault(key: key, readingFrom: path)
    #expect(try last.pseudonym(for: "ann", release: "r1") != first)
    #expect(try last.pseudonym(for: "bob", release: "r1") == other)
    #expect(throws: IdentifierError.self) { try last.pseudonym(for: "", release: "r1") }
  }
}

extension TokenVault {
  /// The token of an identifier in a copy of the vault.
  fileprivate func token(of identifier: String) throws -> String {
    var copy = self
    return try copy.token(for: identifier)
  }
}
