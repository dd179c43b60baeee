import Foundation
import Numerics

/// Authorship from text to ranks: characters alone, and all families added.
///
/// The file holds an object a line with the texts `known` and `snippet`: unpack
/// `data/blogs/blogs.jsonl.gz` of the shared folder.
func style(_ arguments: [String], runs: Int) throws -> [Comparison] {
  guard arguments.count >= 2 else { throw BenchmarkError.usage }
  let authors = try Authors(path: arguments[1])
  let count = authors.texts.count / 2
  var (single, added) = (0.0, 0.0)
  let timings = [
    Timing("character 4-grams, log-tf-idf, text to ranks", runs: runs) {
      let counts = TextCounts(rows: authors.texts)
      single = firstShare(cosines(counts[.characterGrams], people: count))
    },
    Timing("five families added, text to ranks", runs: runs) {
      let counts = TextCounts(rows: authors.texts)
      var sum = PairScores(rowCount: count, columnCount: count)
      for family in TextFamily.allCases {
        let isOfWords = family.rawValue <= TextFamily.wordPairs.rawValue
        sum.addNormalised(cosines(counts[family], people: count), weight: isOfWords ? 2 : 1)
      }
      added = firstShare(sum)
    },
    Timing("counting alone", runs: runs) { _ = TextCounts(rows: authors.texts) },
  ]
  return [
    Comparison(
      benchmark: "authorship, \(count) x \(count)", rowCount: count, timings: timings,
      measures: ["first, characters": single, "first, added": added])
  ]
}

/// Known texts of all authors, then their snippets.
private struct Authors {
  let texts: [[String]]

  private struct Line: Decodable {
    let known: String
    let snippet: String
  }

  init(path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let lines = try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
    texts = lines.map { [$0.known] } + lines.map { [$0.snippet] }
  }
}

private func cosines(_ counts: TermCounts, people: Int) -> PairScores {
  CosineIndex(counts, candidates: 0..<people, featureLimit: 100_000)
    .scores(rows: Array(people..<(2 * people)))
}

/// The share of rows in which nobody stands before the right candidate.
private func firstShare(_ scores: PairScores) -> Double {
  let first = (0..<scores.rowCount).count { row in
    let own = scores.row(row)
    return own.allSatisfy { $0 <= own[own.startIndex + row] }
  }
  return Double(first) / Double(max(scores.rowCount, 1))
}
