import Crypto
import Deidentification
import Foundation
import TestSupport
import Testing

@Suite("Pseudonyms, keys and hashes")
struct PseudonymTests {
  @Test("encodings are RFC 4648's")
  func encodings() {
    // Section 10 of the RFC, in the case and without the padding that we write.
    let vectors = [
      ("", "", "", ""), ("f", "66", "my", "Zg"), ("fo", "666f", "mzxq", "Zm8"),
      ("foo", "666f6f", "mzxw6", "Zm9v"), ("foob", "666f6f62", "mzxw6yq", "Zm9vYg"),
      ("fooba", "666f6f6261", "mzxw6ytb", "Zm9vYmE"),
      ("foobar", "666f6f626172", "mzxw6ytboi", "Zm9vYmFy"),
    ]
    for (text, hex, base32, base64) in vectors {
      #expect(IdentifierEncoding.hex.text(text.utf8) == hex)
      #expect(IdentifierEncoding.base32.text(text.utf8) == base32)
      #expect(IdentifierEncoding.base64url.text(text.utf8) == base64)
    }
    #expect(IdentifierEncoding.base64url.text([0xFB, 0xFF]) == "-_8")
  }

  @Test("a pseudonym is HMAC-SHA-256 under the key that HKDF gives the release")
  func construction() throws {
    let key = try SecretKey(bytes: Array(1...32))
    let info =
      Array("palimpsest v1".utf8) + [0, 0, 0, 0, 0, 0, 0, 19] + Array("pseudonym/customers".utf8)
      + [0, 0, 0, 0, 0, 0, 0, 2] + Array("r7".utf8)
    let derived = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Array(UInt8(1)...32)), info: info, outputByteCount: 32)
    // HMAC by its definition (RFC 2104), from the hash alone.
    let block = derived.withUnsafeBytes { Array($0) } + [UInt8](repeating: 0, count: 32)
    for identifier in ["a", "Müller", String(repeating: "x", count: 1_000_000)] {
      let inner = SHA256.hash(data: block.map { $0 ^ 0x36 } + Array(identifier.utf8))
      let code = SHA256.hash(data: block.map { $0 ^ 0x5C } + Array(inner))
      let pseudonymizer = try Pseudonymizer(
        key: key, release: "r7", purpose: "customers", encoding: .hex, byteCount: 32)
      #expect(
        try pseudonymizer.pseudonym(for: identifier)
          == code.map { String(format: "%02x", $0) }.joined())
    }
  }

  @Test("two releases, purposes or keys do not join; one release does")
  func joins() throws {
    let key = try SecretKey(bytes: Array(1...32))
    let people: [String?] = (0..<500).map { "person \($0)" } + [nil]
    func pseudonyms(_ key: SecretKey, _ release: String, _ purpose: String) throws -> [String?] {
      try Pseudonymizer(key: key, release: release, purpose: purpose).pseudonyms(for: people)
    }
    let first = try pseudonyms(key, "r1", "id")
    #expect(try pseudonyms(key, "r1", "id") == first)
    #expect(first.last == .some(nil))
    #expect(Set(first).count == 501)
    for other in [
      try pseudonyms(key, "r2", "id"), try pseudonyms(key, "r1", "mail"),
      try pseudonyms(SecretKey(), "r1", "id"),
    ] {
      #expect(Set(other.compactMap { $0 }).isDisjoint(with: first.compactMap { $0 }))
    }
    #expect(throws: IdentifierError.self) { try Pseudonymizer(key: key, release: "") }
    #expect(throws: IdentifierError.self) {
      try Pseudonymizer(key: key, release: "r", byteCount: 3)
    }
    let plain = try Pseudonymizer(key: key, release: "r")
    #expect(throws: IdentifierError.self) { try plain.pseudonym(for: "") }
    #expect(throws: IdentifierError.value(row: 1, rule: "is empty; declare it missing instead")) {
      try plain.pseudonyms(for: ["a", ""])
    }
  }

  @Test("collisions are found, and their probability is the birthday bound's")
  func collisions() throws {
    let short = try Pseudonymizer(
      key: try SecretKey(bytes: Array(1...32)), release: "r", byteCount: 4)
    // 365 people and a year is the textbook's case; here n^2 / 2^33 for small n.
    #expect(abs(short.collisionProbability(count: 77_163) - 0.5) < 1e-3)
    #expect(short.collisionProbability(count: 1) == 0)
    #expect(
      try Pseudonymizer(key: SecretKey(), release: "r").collisionProbability(count: 10_000_000)
        < 1e-24)
    // 150,000 identifiers of 2^32: 2.6 pairs expected; the key is fixed, so the result is.
    let many: [String?] = (0..<150_000).map { "\($0)" }
    #expect(throws: IdentifierError.self) { try short.pseudonyms(for: many) }
    #expect(try short.pseudonyms(for: ["a", "a", nil, nil])[0] != nil)
  }

  @Test("a key is read from a file of its owner's alone, and never shown")
  func keys() throws {
    let folder = try TestFolder()
    let path = folder.url.appendingPathComponent("key").path
    let key = SecretKey()
    try key.write(to: path)
    let again = try SecretKey(readingFrom: path)
    #expect(
      try Pseudonymizer(key: key, release: "r").pseudonym(for: "x")
        == Pseudonymizer(key: again, release: "r").pseudonym(for: "x"))
    #expect(throws: IdentifierError.self) { try key.write(to: path) }
    var shown = "\(key) \(String(reflecting: key))"
    dump(key, to: &shown)
    let bytes = try folder.bytes("key")
    #expect(!shown.contains(Data(bytes).base64EncodedString()))
    #expect(shown.contains("hidden"))
    for mode in [0o644, 0o640, 0o604, 0o660, 0o666] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      #expect(throws: IdentifierError.self) { try SecretKey(readingFrom: path) }
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let link = folder.url.appendingPathComponent("link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(throws: IdentifierError.self) { try SecretKey(readingFrom: link) }
    #expect(throws: IdentifierError.self) { try SecretKey(readingFrom: folder.url.path) }
    #expect(throws: IdentifierError.self) { try SecretKey(readingFrom: path + "x") }
    for count in [0, 16, 31, 33, 64] {
      try folder.write("other", [UInt8](0..<UInt8(count)))
      let other = folder.url.appendingPathComponent("other").path
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: other)
      #expect(throws: IdentifierError.key(rule: "must be 32 bytes")) {
        try SecretKey(readingFrom: other)
      }
    }
    #expect(throws: IdentifierError.self) { try SecretKey(bytes: [UInt8](repeating: 0, count: 32)) }
  }

  @Test("a plain hash of what can be tried is refused, with the time that takes here")
  func plainHashes() throws {
    let cases: [(String, Double)] = [
      ("0171234567", 10 * log2(10)), ("1984-05-17", log2(366 * 150)), ("someone@example.org", 33),
      ("078051120", 9 * log2(10)), ("00:1a:2b:3c:4d:5e", 48), ("AB1", log2(6760)),
    ]
    for (identifier, bits) in cases {
      let estimate = HashReversal.estimate(identifiers: [identifier], hashesPerSecond: 1e6)
      #expect(abs(estimate.bits - bits) < 1e-9, "\(bits)")
      #expect(abs(estimate.seconds - exp2(bits) / 1e6) < 1e-6 * estimate.seconds)
      #expect(estimate.isRefused)
      #expect(throws: IdentifierError.self) {
        try HashReversal.plainHashes(of: [identifier], hashesPerSecond: 1e6)
      }
    }
    let phone = HashReversal.estimate(identifiers: ["0171234567"], hashesPerSecond: 1e7)
    #expect(phone.sentence.contains("17 minutes"))
    #expect(HashReversal.measuredThroughput() > 1_000)
    let random = "0f8fad5b-d9cb-469f-a165-70867728950e"
    #expect(try HashReversal.plainHashes(of: [random]).first?.count == 64)
    #expect(HashReversal.estimate(identifiers: [], hashesPerSecond: 1).isRefused)
  }
}
