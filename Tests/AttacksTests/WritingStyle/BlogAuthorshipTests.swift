import Evaluation
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

/// The 2,500 adult blogs of the Blog Authorship Corpus; `gunzip` reads them.
private enum Blogs {
  struct Author: Decodable {
    let known: String
    let snippet: String
  }

  static func read() throws -> [Author] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gunzip", "-c", SharedFolder.file("data/blogs/blogs.jsonl.gz").path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Author.self, from: Data($0))
    }
  }
}

@Suite("Authorship of blogs", .enabled(if: SharedFolder.exists && Build.isOptimised))
struct BlogAuthorshipTests {
  static func share(_ scores: PairScores, within depth: Int) -> Double {
    let found = (0..<scores.rowCount).count { row in
      let own = scores.row(row)
      return own.count { $0 > own[own.startIndex + row] } < depth
    }
    return Double(found) / Double(scores.rowCount)
  }

  // Rates of scikit-learn 1.7's TfidfVectorizer on the same tokens (Benchmarks/peers/authorship.py,
  // no limit of features): .365 (.530) with log-tf idf, .188 (.331) counts alone. Rounding may swap
  // a pair or two: 3 of 2,500.
  @Test("cosines of character 4-grams find as many authors as the peer's, and the sum finds more")
  func peer() throws {
    let blogs = try Blogs.read()
    let people = blogs.count
    let counts = TextCounts(rows: blogs.map { [$0.known] } + blogs.map { [$0.snippet] })
    let rows = Array(people..<(2 * people))
    for (rule, one, ten) in [(TermWeighting.smoothed, 0.365, 0.530), (.counts, 0.188, 0.331)] {
      let scores = CosineIndex(counts[.characterGrams], candidates: 0..<people, weighting: rule)
        .scores(rows: rows)
      #expect(abs(Self.share(scores, within: 1) - one) < 0.0018)
      #expect(abs(Self.share(scores, within: 10) - ten) < 0.0018)
    }
    let result = try WritingStyle.results(
      for: SyntheticAuthors.setting(people), texts: AuthorTexts(blogs.map { [$0.known] }),
      auxiliary: AuxiliaryTexts(
        name: "snippets", texts: blogs.map { [$0.snippet] },
        subjects: (0..<people).map { UInt32($0) })
    )[0]
    // The rates of log-tf-idf in the facts.
    #expect(result.success.lower > 0.376)
    #expect((result.topRates.first { $0.k == 10 }?.rate.lower ?? 0) > 0.544)
    #expect((WritingStyleTests.value(result, "open-set/precision-at-half-recall") ?? 0) > 0.8)
  }
}
