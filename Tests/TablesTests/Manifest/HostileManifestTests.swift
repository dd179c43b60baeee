import Foundation
import Tables
import Testing

@Suite("Hostile manifests")
struct HostileManifestTests {
  private func errors(_ text: String) throws -> [ManifestError] {
    try #require(throws: ManifestErrors.self) { try Manifest.parse(text: text, file: "m") }.errors
  }

  private func error(_ line: Int, _ column: Int, _ problem: ManifestProblem) -> [ManifestError] {
    [ManifestError(line: line, column: column, problem: problem)]
  }

  // Catches: a parser's message passed on as it is, without place or remedy.
  @Test("What is no YAML gets one error with a place")
  func noYAML() throws {
    #expect(try errors("version: 1\n\tname: x\n") == error(2, 1, .tabInIndentation))
    #expect(try errors("a: 1\n---\nb: 2\n") == error(2, 1, .severalDocuments))
    #expect(try errors("a: \"\u{0}\"\n") == error(1, 5, .forbiddenCharacter))
    #expect(try errors("a: b\nc: \u{7}\n") == error(2, 4, .forbiddenCharacter))
    for text in ["a: [1, 2\n", "a: b: c\n", "a: *x\n", "a: 'x\n", "{", "? ? ?\n: {", "a: @b"] {
      let found = try errors(text)
      #expect(found.count == 1 && found[0].line >= 1 && found[0].column >= 1, "\(text)")
      guard case .syntax(let words) = found[0].problem else {
        Issue.record("not a syntax error: \(text)")
        continue
      }
      #expect(!words.isEmpty)
    }
  }

  // Catches: bytes that are repaired into other characters without a word.
  @Test("Bytes that are not UTF-8 are an error at their place")
  func encoding() throws {
    let cases: [([UInt8], Int, Int)] = [
      ([0x61, 0x0A, 0x62, 0xFF], 2, 2), ([0xC3], 1, 1), ([0xC3, 0xA9, 0xED, 0xA0, 0x80], 1, 2),
      (Array("a\n".utf16).flatMap { [0xFF, UInt8($0)] }, 1, 1),
    ]
    for (bytes, line, column) in cases {
      let found = try #require(throws: ManifestErrors.self) {
        try Manifest.parse(bytes: bytes, file: "m")
      }
      #expect(found.errors == error(line, column, .notUTF8))
    }
    let marked = [0xEF, 0xBB, 0xBF] + Array(ManifestFixtures.users().utf8)
    #expect(throws: Never.self) { try Manifest.parse(bytes: marked, file: "m") }
    let windows = ManifestFixtures.users().replacing("\n", with: "\r\n")
    #expect(throws: Never.self) { try Manifest.parse(text: windows, file: "m") }
  }

  // Catches: memory and time spent on a bomb of aliases, in values and in keys.
  @Test("Bombs of aliases are refused")
  func bombs() throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(try errors(bomb) == error(3, 40, .tooManyAliases(limit: 16)))
    let wide = String(repeating: "x, ", count: 300_000)
    var keys = "a: &a [\(wide)]\nb: &b {k: *a, l: *a, m: *a, n: *a}\n"
    keys += "c: &c {k: *b, l: *b, m: *b}\n"
    #expect(
      try errors(keys).map(\.problem) == [.tooManyNodes(limit: 2_000_000)])
  }

  // Catches: a crash of the stack, and files that no manifest needs.
  @Test("Depth and size are limited")
  func limits() throws {
    for opening in ["[", "{a: ", "- "] {
      for depth in [40, 990, 100_000] {
        let found = try errors(String(repeating: opening, count: depth))
        #expect(found.count == 1)
      }
    }
    let closed = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(try errors("a: " + closed).map(\.problem) == [.tooDeep(limit: 32)])
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    #expect(try errors("a: " + deep).map(\.problem) == [.tooDeep(limit: 32)])
    let large = "# " + String(repeating: "x", count: 16 << 20)
    #expect(try errors(large).map(\.problem) == [.tooLarge(limitByteCount: 16 << 20)])
  }

  // Catches: work that grows with the square of the columns.
  @Test("Ten thousand columns are read")
  func tenThousandColumns() throws {
    let columns = (0..<10_000).map { "      c\($0): {role: quasi-identifier, type: integer}\n" }
    let text = ManifestFixtures.users(columns: columns.joined())
    #expect(try Manifest.parse(text: text, file: "m").tables[0].columns.count == 10_000)
    let known = (0..<10_000).map { "d\($0)" }.joined(separator: ", ")
    let mistyped = text + "adversary: {knows: {t: [\(known)]}}\n"
    do {
      _ = try Manifest.parse(text: mistyped, file: "m")
      Issue.record("ten thousand unknown columns were accepted")
    } catch {
      let count = error.errors.count
      #expect(count == 10_000)
    }
  }

  // Catches: a crash on any input. Each fixture is cut at each length, and bytes are changed.
  @Test("Cut and damaged manifests never crash")
  func damaged() {
    let seed: UInt64 = 0x5EED
    var random = SplitMix64(seed: seed)
    let bytes = Array(ManifestFixtures.everything.utf8)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      _ = try? Manifest.parse(bytes: Array(bytes[..<length]), file: "m")
    }
    let alphabet = Array("{}[]:,-?*&!|>'\"# \t\n<=~%@`\\a0.\u{E9}\u{0}".utf8)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0...random.below(4) {
        damaged[random.below(damaged.count)] = alphabet[random.below(alphabet.count)]
      }
      _ = try? Manifest.parse(bytes: damaged, file: "m")
    }
  }

  // Catches: a message that names the wrong file, or a folder read as if it were one.
  @Test("A file that can't be read is one error")
  func unreadable() throws {
    let folder = FileManager.default.temporaryDirectory
    for url in [folder, folder.appendingPathComponent("none-\(UUID().uuidString).yaml")] {
      let found = try #require(throws: ManifestErrors.self) { try Manifest.read(from: url) }
      #expect(found.errors == error(1, 1, .unreadable))
      #expect(found.file == url.path)
    }
    let file = folder.appendingPathComponent("palimpsest-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(ManifestFixtures.everything.utf8).write(to: file)
    #expect(try Manifest.read(from: file).name == "city-network")
  }
}
