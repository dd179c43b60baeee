import Findings
import Foundation
import Testing

@Suite("Numbers looked up in documents")
struct EvidenceDocumentTests {
  private func isRead(_ text: String) -> Bool { (try? EvidenceDocument(Array(text.utf8))) != nil }

  // Catches: a scanner that takes less, or more, than RFC 8259; Foundation is the oracle.
  @Test("Short texts over JSON's alphabet are read exactly where Foundation reads them")
  func oracle() {
    let pieces = ["{", "}", "[", "]", ",", ":", "\"a\"", "1", "-0.5", "true", "null", " "]
    var seen = 0
    func grow(_ text: String, _ depth: Int) {
      if !text.trimmingCharacters(in: .whitespaces).isEmpty {
        let known =
          (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed))
          != nil
        // Foundation takes a comma before a closing bracket; RFC 8259 does not.
        let bare = text.replacingOccurrences(of: " ", with: "")
        let hasTrailingComma = bare.contains(",]") || bare.contains(",}")
        #expect(isRead(text) == (known && !hasTrailingComma), "\(text)")
        seen += known ? 1 : 0
      }
      guard depth > 0 else { return }
      for piece in pieces { grow(text + piece, depth - 1) }
    }
    grow("", 4)
    #expect(seen > 50)
  }

  // Catches: numbers that JSON does not know, which others read as something else.
  @Test("Numbers are those of RFC 8259, and words that are none stay none")
  func numbers() throws {
    for text in ["01", "1.", ".5", "+1", "1e", "0x10", "--1", "1_0", "tru", "nul", "INF"] {
      #expect(!isRead("[\(text)]"), "\(text)")
    }
    for text in ["NaN", "Infinity", "-Infinity", "1e999"] {
      let document = try EvidenceDocument(Array("[\(text)]".utf8))
      let element = try #require(document.elements(of: document.root).first)
      #expect(document.number(of: element).map { !$0.isFinite } == true, "\(text)")
    }
    let document = try EvidenceDocument(Array("[-12.5e-1, true, \"1\"]".utf8))
    #expect(
      document.elements(of: document.root).map { document.number(of: $0) } == [-1.25, 1, nil])
  }

  // Catches: a crash on cut and damaged documents, on depth, and keys that escape their escapes.
  @Test("Hostile documents are refused without a crash")
  func hostile() throws {
    let text = #"{"a": [1, {"b\u0063": "x\n\uD83D\uDE00"}, null], "c": -0.5}"#
    for length in 0..<text.utf8.count { #expect(!isRead(String(text.prefix(length)))) }
    #expect(!isRead(String(repeating: "[", count: 100_000)))
    #expect(!isRead(String(repeating: "[", count: 65) + String(repeating: "]", count: 65)))
    #expect(!isRead("{\"a\": \"\u{1}\"}") && !isRead("[1] 2") && !isRead(""))
    let document = try EvidenceDocument(Array(text.utf8))
    let list = try #require(document.member("a", of: document.root))
    let inner = try #require(document.member("bc", of: document.elements(of: list)[1]))
    #expect(document.text(of: inner) == "x\n😀")
    let lone = try EvidenceDocument(Array(#"["\uD800", "\q", "\u12"]"#.utf8))
    #expect(lone.elements(of: lone.root).allSatisfy { lone.text(of: $0) == nil })
  }
}
