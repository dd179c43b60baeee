import Numerics
import TestSupport
import Testing

@Suite("Distances of texts")
struct TextDistanceTests {
  // Words of several scripts, and for each the distances to itself and those before it, made by
  // RapidFuzz 3.14.6 (DamerauLevenshtein.distance, base 36; JaroWinkler.similarity x 10,000). All
  // 2,116 pairs of a longer list, texts above 64 characters among them, were compared in the same
  // way once.
  static let words = [
    "", "a", "ab", "ba", "ca", "MARTHA", "MARHTA", "DUANE", "DICKSONX", "jellyfish",
    "Straße", "日本語", "本日", "😀😁", "😁😀", "a cat", "an abct",
  ]
  static let typingErrors = [
    "0",
    "10",
    "210",
    "2110",
    "21210",
    "666660",
    "6666610",
    "55555660",
    "888888860",
    "9999999990",
    "65555666890",
    "333336658960",
    "2222266589620",
    "22222665896320",
    "222226658963210",
    "5444366589555550",
    "76566777896777730",
  ]
  static let similarities = [
    "10000",
    "0 10000",
    "0 8500 10000",
    "0 0 0 10000",
    "0 0 0 6667 10000",
    "0 0 0 0 0 10000",
    "0 0 0 0 0 9611 10000",
    "0 0 0 0 0 4556 4556 10000",
    "0 0 0 0 0 0 0 5500 10000",
    "0 0 0 0 0 0 0 0 0 10000",
    "0 0 0 5556 5556 0 0 0 0 0 10000",
    "0 0 0 0 0 0 0 0 0 0 0 10000",
    "0 0 0 0 0 0 0 0 0 0 0 0 10000",
    "0 0 0 0 0 0 0 0 0 0 0 0 0 10000",
    "0 0 0 0 0 0 0 0 0 0 0 0 0 0 10000",
    "0 7600 5667 5667 5667 0 0 0 0 0 4556 0 0 0 0 10000",
    "0 7429 5476 5476 5476 0 0 0 0 0 4365 0 0 0 0 8114 10000",
  ]

  @Test("typing errors and similarities are RapidFuzz's")
  func reference() {
    let texts = ScalarTexts(Self.words)
    for first in Self.words.indices {
      let errors = Self.typingErrors[first].map { Int(String($0), radix: 36) ?? -1 }
      let similar = Self.similarities[first].split(separator: " ").map { Double($0) ?? -1 }
      for second in 0...first {
        for limit in 0..<12 {
          let expected = min(errors[second], limit + 1)
          #expect(texts.editDistance(first, second, limit: limit) == expected)
          #expect(texts.editDistance(second, first, limit: limit) == expected)
        }
        let similarity = texts.jaroWinkler(second, first)
        #expect((similarity * 10_000).rounded() == similar[second], "\(first), \(second)")
      }
    }
  }

  @Test("random texts: both distances agree with the textbook's full tables")
  func slowOracles() {
    // Would catch a band that is too narrow, a swap forgotten, a prefilter that is no bound.
    var source = SeededGenerator(seed: 8, stream: "texts")
    let texts = (0..<60).map { _ in
      String(
        String.UnicodeScalarView(
          (0..<source.index(below: 9)).map { _ in
            ["a", "b", "c", "\u{e9}"][source.index(below: 4)]
          }))
    }
    let kept = ScalarTexts(texts)
    for (first, left) in texts.enumerated() {
      for (second, right) in texts.enumerated() {
        for transposes in [true, false] {
          let exact = Self.slow(left, right, transposes: transposes)
          for limit in [0, 1, 2, 3, 9] {
            let found = kept.editDistance(first, second, limit: limit, transposes: transposes)
            #expect(found == min(exact, limit + 1))
          }
        }
        let similarity = kept.jaroWinkler(first, second)
        for least in [0.3, 0.8, 0.92] where similarity >= least {
          #expect(kept.jaroWinkler(first, second, atLeast: least) == similarity)
        }
      }
    }
  }

  /// Lowrance and Wagner's algorithm with a last row for each letter; or Levenshtein's.
  private static func slow(_ left: String, _ right: String, transposes: Bool) -> Int {
    let (first, second) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    let far = first.count + second.count
    var table = [[Int]](
      repeating: [Int](repeating: far, count: second.count + 2), count: first.count + 2)
    for row in 0...first.count { table[row + 1][1] = row }
    for column in 0...second.count { table[1][column + 1] = column }
    var lastRow: [Unicode.Scalar: Int] = [:]
    for row in first.indices {
      var lastColumn = 0
      for column in second.indices {
        let (back, across) = (lastRow[second[column]] ?? 0, lastColumn)
        let equal = first[row] == second[column]
        if equal { lastColumn = column + 1 }
        var best = min(
          table[row + 1][column + 1] + (equal ? 0 : 1), table[row + 1][column + 2] + 1,
          table[row + 2][column + 1] + 1)
        if transposes {
          best = min(best, table[back][across] + (row - back) + 1 + (column - across))
        }
        table[row + 2][column + 2] = best
      }
      lastRow[first[row]] = row + 1
    }
    return table[first.count + 1][second.count + 1]
  }

  @Test("texts above 64 characters take another way to the same similarity")
  func longTexts() {
    // Both ways see the same texts: a long tail that only one has in common with nothing.
    var source = SeededGenerator(seed: 9, stream: "long")
    for _ in 0..<40 {
      let left = (0..<70).map { _ in UInt32(97 + source.index(below: 5)) }
      var right = left
      for _ in 0..<8 { right[source.index(below: 70)] = UInt32(97 + source.index(below: 5)) }
      #expect(
        abs(JaroWinkler.similarity(left.span, right.span) - Self.slowJaroWinkler(left, right))
          < 1e-12)
    }
  }

  private static func slowJaroWinkler(_ left: [UInt32], _ right: [UInt32]) -> Double {
    let window = max(left.count, right.count) / 2 - 1
    var (taken, matched) = (Set<Int>(), [UInt32]())
    for (place, letter) in left.enumerated() {
      let near = right.indices.filter { abs($0 - place) <= window && !taken.contains($0) }
      if let found = near.first(where: { right[$0] == letter }) {
        taken.insert(found)
        matched.append(letter)
      }
    }
    let others = taken.sorted().map { right[$0] }
    let matches = Double(matched.count)
    let swapped = zip(matched, others).count { $0 != $1 } / 2
    let jaro =
      (matches / Double(left.count) + matches / Double(right.count)
        + (matches - Double(swapped)) / matches) / 3
    let prefix = zip(left, right).prefix(4).prefix { $0 == $1 }.count
    return jaro > 0.7 ? jaro + 0.1 * Double(prefix) * (1 - jaro) : jaro
  }

  @Test("a million characters are compared in a moment", .enabled(if: Build.isOptimised))
  func millionCharacters() {
    let count = 1_000_000
    let texts = ScalarTexts([
      String(repeating: "ab", count: count / 2), String(repeating: "ba", count: count / 2),
      String(repeating: "a", count: count), "",
    ])
    // One letter moved from the front to the end: a deletion and an insertion.
    #expect(texts.editDistance(0, 1, limit: 3) == 2)
    #expect(texts.editDistance(0, 2, limit: 3) == 4)
    #expect(texts.editDistance(0, 3, limit: 3) == 4)
    #expect(texts.jaroWinkler(0, 0) == 1)
    #expect(texts.jaroWinkler(2, 3) == 0)
  }

  @Test("words in both: Jaccard's share; two empty sets are alike")
  func tokens() {
    let sets = TokenSets([[3, 1, 1, 2], [2, 3, 4], [], [9]])
    #expect(sets.overlap(0, 1) == 0.5)
    #expect(sets.overlap(0, 0) == 1)
    #expect(sets.overlap(2, 2) == 1)
    #expect(sets.overlap(0, 2) == 0)
    #expect(sets.overlap(1, 3) == 0)
  }
}
