import Crypto
import Foundation
import TestSupport
import Testing

@testable import Deidentification

@Suite("Format-preserving encryption")
struct FF1Tests {
  private func bytes(_ hexadecimal: String) throws -> [UInt8] {
    let digits = try hexadecimal.map { try #require($0.hexDigitValue) }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  @Test(
    "every official vector, both ways and by both arithmetics",
    .enabled(if: SharedFolder.exists))
  func official() throws {
    let data = try Data(contentsOf: SharedFolder.file("vectors/ff1.json"))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let vectors = try #require(object["vectors"] as? [[String: Any]])
    #expect(!vectors.isEmpty)
    for vector in vectors {
      func text(_ name: String) throws -> String { try #require(vector[name] as? String) }
      let radix = try #require(vector["radix"] as? Int)
      let alphabet = try IdentifierAlphabet(
        String(IdentifierAlphabet.base36.characters.prefix(radix)))
      let cipher = try FF1(keyBytes: bytes(text("key")), alphabet: alphabet)
      let tweak = try bytes(text("tweak"))
      #expect(try cipher.encrypt(text("plaintext"), tweak: tweak) == text("ciphertext"))
      #expect(try cipher.decrypt(text("ciphertext"), tweak: tweak) == text("plaintext"))
      // The same rounds on numerals, as long identifiers take them.
      let plain = try #require(alphabet.numerals(of: text("plaintext")))
      let network = try FF1Network(
        radix: radix, length: plain.count, tweak: tweak, minimumDomain: 2,
        cipher: BlockCipher(key: SymmetricKey(data: bytes(text("key")))))
      let long = try network.longRounds(plain, decrypting: false)
      #expect(try alphabet.text(of: long) == text("ciphertext"))
      #expect(try network.longRounds(long, decrypting: true) == plain)
    }
  }

  @Test("it permutes all strings of a length")
  func bijection() throws {
    for (characters, length) in [("01", 9), ("0123456789", 3), ("abc", 5)] {
      let alphabet = try IdentifierAlphabet(characters)
      let cipher = try FF1(
        keyBytes: [UInt8](repeating: 7, count: 16), alphabet: alphabet, insecureMinimumDomain: 100)
      var all: [String] = [""]
      for _ in 0..<length { all = all.flatMap { text in characters.map { text + String($0) } } }
      let images = try all.map { try cipher.encrypt($0, tweak: [1]) }
      #expect(Set(images) == Set(all))
      #expect(images != all)
    }
  }

  @Test("long identifiers over large alphabets come back")
  func long() throws {
    let cipher = try FF1(key: SecretKey(), release: "r", alphabet: .base36)
    for length in [36, 37, 38, 75, 300] {
      let text = String((0..<length).map { IdentifierAlphabet.base36.characters[$0 * 7 % 36] })
      let encrypted = try cipher.encrypt(text, tweak: Array(0..<40))
      #expect(encrypted != text && encrypted.count == length)
      #expect(try cipher.decrypt(encrypted, tweak: Array(0..<40)) == text)
    }
    let wide = try IdentifierAlphabet(
      String(String.UnicodeScalarView((0x4E00..<0x9E00).compactMap { Unicode.Scalar($0) })))
    let chinese = try FF1(key: SecretKey(), release: "r", alphabet: wide)
    #expect(try chinese.decrypt(chinese.encrypt("一丁七万丈三上下")) == "一丁七万丈三上下")
  }

  @Test("domains below a million are refused, unless the caller says that it is insecure")
  func smallDomain() throws {
    let cipher = try FF1(key: SecretKey(), release: "r", alphabet: .digits)
    #expect(throws: IdentifierError.self) { try cipher.encrypt("12345") }
    #expect(try cipher.encrypt("123456").count == 6)
    let small = try FF1(
      key: SecretKey(), release: "r", alphabet: .digits, insecureMinimumDomain: 100)
    #expect(try small.decrypt(small.encrypt("42")) == "42")
    #expect(throws: IdentifierError.self) { try small.encrypt("4") }
    #expect(throws: IdentifierError.self) {
      try FF1(key: SecretKey(), release: "r", alphabet: .digits, insecureMinimumDomain: 0)
    }
  }

  @Test("strange keys, characters and lengths are refused, and never shown")
  func hostile() throws {
    for count in [0, 1, 15, 17, 31, 33] {
      #expect(throws: IdentifierError.key(rule: "of AES must be 16, 24 or 32 bytes")) {
        try FF1(keyBytes: [UInt8](repeating: 1, count: count), alphabet: .digits)
      }
    }
    let cipher = try FF1(key: SecretKey(), release: "r", alphabet: .digits)
    let format = try FormatCipher(key: SecretKey(), release: "r")
    for text in [
      "", "12345a", "１２３４５６７", "\u{0}", String(repeating: "1", count: 1_000_000), "é123456",
    ] {
      do {
        _ = try cipher.encrypt(text)
        Issue.record("taken")
      } catch { #expect(text.isEmpty || !"\(error)".contains(text)) }
      // Digits and a letter are a format of 2.6 million.
      guard text != "12345a" else { continue }
      #expect(throws: IdentifierError.self) { try format.encrypt(text) }
    }
    #expect(throws: IdentifierError.self) { try IdentifierAlphabet("a") }
    #expect(throws: IdentifierError.self) { try IdentifierAlphabet("abca") }
  }

  @Test("a format keeps its classes and punctuation, and comes back")
  func format() throws {
    let cipher = try FormatCipher(key: SecretKey(), release: "r")
    for text in ["AB-1234-cd", "+49 171 1234567", "user.name99@example.org", "000000", "🙂 1234567"]
    {
      let encrypted = try cipher.encrypt(text)
      #expect(try cipher.decrypt(encrypted) == text)
      #expect(encrypted != text)
      #expect(encrypted.count == text.count)
      for (before, after) in zip(text, encrypted) {
        if before.isASCII && before.isNumber {
          #expect(after.isASCII && after.isNumber)
        } else if before.isLetter {
          #expect(after.isLetter && after.isUppercase == before.isUppercase)
        } else {
          #expect(before == after)
        }
      }
    }
    #expect(throws: IdentifierError.self) { try cipher.encrypt("AB-12") }
    #expect(throws: IdentifierError.self) { try cipher.encrypt("Müller-1234567") }
  }

  @Test("a small format is permuted")
  func formatBijection() throws {
    let cipher = try FormatCipher(key: SecretKey(), release: "r", insecureMinimumDomain: 100)
    let all = (0..<10).flatMap { digit in "abcdefghijklmnopqrstuvwxyz".map { "\(digit)-\($0)" } }
    #expect(Set(try all.map { try cipher.encrypt($0) }) == Set(all))
  }
}
