import Findings
import Foundation
import Testing

@testable import Governance

@Suite("The signature under a scrub's manifest")
struct SigningTests {
  static let manifest = ScrubManifest(
    tool: "palimpsest test", createdAt: "2026-11-21T00:00:00Z", allowListVersion: 1,
    policy: ["orientation": "keep"],
    files: [
      .init(path: "a.jpg", format: "JPEG", byteCount: 3, digest: "00", payload: "11")
    ])

  @Test("holds for the signed document, also after writing and reading it")
  func holds() throws {
    let key = SigningKey()
    let signed = try Self.manifest.signed(by: key)
    #expect(try signed.checkSignature(trusted: key.publicKey) == key.publicKey)
    let read = try ScrubManifest.decode(from: signed.encoded())
    #expect(try read.checkSignature(trusted: nil) == key.publicKey)
  }

  @Test("breaks when anything in the document changes, or the key is another")
  func breaks() throws {
    let key = SigningKey()
    let signed = try Self.manifest.signed(by: key)
    var text = String(decoding: try signed.encoded(), as: UTF8.self)
    text = text.replacingOccurrences(of: "\"byteCount\": 3", with: "\"byteCount\": 4")
    let changed = try ScrubManifest.decode(from: Data(text.utf8))
    #expect(throws: SigningError.forged) { try changed.checkSignature(trusted: nil) }
    #expect(throws: SigningError.otherKey) {
      try signed.checkSignature(trusted: SigningKey().publicKey)
    }
    #expect(throws: SigningError.unsigned) { try Self.manifest.checkSignature(trusted: nil) }
  }

  @Test("is RFC 8032's, by its first test vector")
  func vector() throws {
    // RFC 8032, 7.1, TEST 1: the empty message.
    func bytes(_ text: String) -> Data {
      Data(
        stride(from: 0, to: text.count, by: 2).map { offset in
          let start = text.index(text.startIndex, offsetBy: offset)
          return UInt8(text[start..<text.index(start, offsetBy: 2)], radix: 16) ?? 0
        })
    }
    let secret = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    let key = try SigningKey(text: SigningKey.privatePrefix + secret.base64EncodedString())
    let expected = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    #expect(key.publicKey.base64 == expected.base64EncodedString())
    let signature = bytes(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
        + "6bd25bf5f0595bbe24655141438e7a100b")
    #expect(key.publicKey.verifies(signature, of: Data()))
    #expect(!key.publicKey.verifies(signature, of: Data([1])))
  }

  @Test("keys come back from their files' text, and nothing else is a key")
  func keys() throws {
    let key = SigningKey()
    #expect(try SigningKey(text: key.secretText).publicKey == key.publicKey)
    #expect(try PublicKey(text: key.publicKey.text) == key.publicKey)
    for text in ["", "palimpsest-signing-key-1 ", "palimpsest-signing-key-1 AAAA", "x"] {
      #expect(throws: SigningError.badKey) { try SigningKey(text: text) }
      #expect(throws: SigningError.badKey) { try PublicKey(text: text) }
    }
  }
}
