import Foundation
import Testing

@testable import Numerics

@Suite("Features of texts")
struct TextCountsTests {
  // Letters of several scripts, marks, emoji with joiners and selectors, signs, spaces, controls.
  static let alphabet: [Unicode.Scalar] = [
    "a", "b", "A", "É", "é", "ß", "\u{0301}", "ж", "Ж", "中", "文", "ع", "\u{200C}", "1", "٣", "'",
    "\u{2019}", ".", ",", "!", "-", ":", ")", "🙂", "❤", "\u{FE0F}", "\u{200D}", " ", " ", " ",
    "\n", "\t", "\u{0}", "\u{7}", "\u{92}", "\u{A0}", "\u{3000}",
  ]

  static func text(length: Int, _ source: inout SeededGenerator) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<length { scalars.append(alphabet[source.index(below: alphabet.count)]) }
    return String(scalars)
  }

  /// The kinds, said again: s space, u capital, l other letter or mark, d digit, x anything else.
  static func kinds(_ text: String) -> [Character] {
    var kinds: [Character] = []
    for scalar in text.unicodeScalars {
      let category = scalar.properties.generalCategory
      if scalar.value == 0x200C {
        kinds.append("l")
      } else if scalar.properties.isWhitespace || scalar.value < 0x20 {
        kinds.append("s")
      } else if [.nonspacingMark, .spacingMark, .enclosingMark].contains(category) {
        kinds.append(kinds.last == "x" ? "x" : "l")
      } else if category == .uppercaseLetter {
        kinds.append("u")
      } else if scalar.properties.isAlphabetic {
        kinds.append("l")
      } else if scalar.properties.numericType != nil {
        kinds.append("d")
      } else {
        kinds.append("x")
      }
    }
    return kinds
  }

  static func grams(_ text: String) -> [[UInt32]] {
    var grams: [[UInt32]] = []
    for run in zip(text.unicodeScalars.map(\.value), kinds(text))
      .split(whereSeparator: { $0.1 == "s" })
    {
      let run = run.map(\.0)
      if run.count < 4 { grams.append(run) }
      for start in 0..<max(run.count - 3, 0) { grams.append(Array(run[start..<(start + 4)])) }
    }
    return grams
  }

  static func tokens(_ text: String) -> [[UInt32]] {
    let scalars = Array(text.unicodeScalars)
    var kinds = kinds(text)
    // One apostrophe between two parts of a word is part of it.
    for place in kinds.indices where scalars[place] == "'" || scalars[place] == "\u{2019}" {
      if place > 0, place + 1 < kinds.count, "uld".contains(kinds[place - 1]),
        kinds[place - 1] != "x", "uld".contains(kinds[place + 1]), kinds[place] == "x"
      {
        kinds[place] = "p"
      }
    }
    var tokens: [[UInt32]] = []
    var last: Character = "s"
    for (scalar, kind) in zip(scalars, kinds) {
      let group: Character = kind == "s" ? "s" : kind == "x" ? "x" : "w"
      if group != "s" {
        if group != last { tokens.append([]) }
        let lower = kind == "u" ? scalar.properties.lowercaseMapping.unicodeScalars.first : nil
        tokens[tokens.count - 1].append((lower ?? scalar).value)
      }
      last = group
    }
    return tokens
  }

  static func runs(_ text: String) -> [[UInt32]] {
    let (scalars, kinds) = (text.unicodeScalars.map(\.value), kinds(text))
    var runs: [[UInt32]] = []
    var start = 0
    while start < kinds.count {
      guard kinds[start] == "x" else {
        start += 1
        continue
      }
      var end = start
      while end < kinds.count, kinds[end] == "x" { end += 1 }
      let before = start > 0 ? kinds[start - 1] : "s"
      let after = end < kinds.count ? kinds[end] : "s"
      runs.append(
        [before, after].map { UInt32($0.asciiValue ?? 0) } + scalars[start..<end])
      start = end
    }
    return runs
  }

  static func shapes(_ text: String) -> [[UInt32]] {
    var codes: [UInt32] = []
    for (scalar, kind) in zip(text.unicodeScalars.map(\.value), kinds(text)) {
      let code = kind == "x" ? scalar : 0x20_0000 + UInt32(kind.asciiValue ?? 0)
      if "lds".contains(kind), codes.last == code { continue }
      codes.append(code)
    }
    let space = 0x20_0000 + UInt32(UInt8(ascii: "s"))
    if codes.last != space { codes.append(space) }
    return (0..<max(codes.count - 3, 0)).map { Array(codes[$0..<($0 + 4)]) }
  }

  static func features(_ family: TextFamily, _ text: String) -> [[UInt32]] {
    switch family {
    case .characterGrams: grams(text)
    case .words: tokens(text)
    case .wordPairs: zip(tokens(text), tokens(text).dropFirst()).map { $0 + [0] + $1 }
    case .punctuation: runs(text)
    case .shapes: shapes(text)
    }
  }

  // The oracle reads each text once for each family and keeps features as lists of scalars. Two
  // numberings of the same features are the same matrix with columns renamed: the map from ours to
  // the oracle's must be one to one. Would catch lost, invented or confused features.
  @Test(
    "each family counts what reading the text again and again counts",
    arguments: TextFamily.allCases)
  func oracle(family: TextFamily) {
    for seed in UInt64(0)..<40 {
      var source = SeededGenerator(seed: seed, stream: "texts")
      let rows = (0..<12).map { _ in
        (0..<source.index(below: 3)).map { _ in
          Self.text(length: source.index(below: 60), &source)
        }
      }
      let counts = TextCounts(rows: rows)[family]
      #expect(counts.rowCount == rows.count)
      var names: [UInt32: Set<[UInt32]>] = [:]
      for (row, texts) in rows.enumerated() {
        var expected: [[UInt32]: UInt32] = [:]
        for text in texts {
          for feature in Self.features(family, text) { expected[feature, default: 0] += 1 }
        }
        let entries = counts.entries(ofRow: row)
        #expect(counts.counts[entries].sorted() == expected.values.sorted(), "seed \(seed)")
        for entry in entries {
          let alike = Set(expected.filter { $0.value == counts.counts[entry] }.keys)
          let column = counts.columns[entry]
          names[column] = names[column].map { $0.intersection(alike) } ?? alike
        }
      }
      let everything = Set(rows.joined().flatMap { Self.features(family, $0) })
      #expect(counts.columnCount == everything.count, "seed \(seed)")
      #expect(names.values.allSatisfy { !$0.isEmpty }, "seed \(seed)")
    }
  }

  @Test("no more than the limit of a row is read, and a line without spaces is no trap")
  func limit() {
    let line = String(repeating: "x", count: 1_000_000)
    let counts = TextCounts(rows: [[line], [line, line], []], scalarLimit: 1_000)
    #expect(counts[.characterGrams].counts == [997, 997])
    #expect(counts[.words].counts == [1, 1])
    #expect(TextCounts(rows: [[line]])[.words].columnCount == 1)
    #expect(TextCounts(rows: [])[.shapes].rowCount == 0)
    #expect(TextCounts(rows: [["", " \u{0}\n"]])[.characterGrams].columnCount == 0)
  }

  @Test("words are parted by white space, and text without any is more than one word")
  func words() {
    #expect(WordCount.words(in: "") == 0)
    #expect(WordCount.words(in: " one\ttwo\u{3000}three \u{0}") == 3)
    #expect(WordCount.words(in: String(repeating: "字", count: 100)) == 17)
    #expect(WordCount.prefix(of: ["one two", "three four"], words: 3) == ["one two", "three "])
    for words in 0...20 {
      let cut = WordCount.prefix(of: ["a b", String(repeating: "字", count: 60)], words: words)
      let all = 2 + WordCount.words(in: String(repeating: "字", count: 60))
      #expect(cut.reduce(0) { $0 + WordCount.words(in: $1) } == min(words, all))
    }
  }
}
