import Evaluation
import Numerics

@testable import Attacks

/// People who write made-up words, each with habits of their own or none.
enum SyntheticAuthors {
  static func setting(
    _ people: Int, seed: UInt64 = 1, targets: Int = 10_000, control: Double = 0
  ) -> EventSetting {
    EventSetting(
      table: "posts", subjectCount: people, columns: ["text"], evaluator: Evaluator(seed: seed),
      seed: seed, targetCount: targets, controlShare: control, reproduce: "")
  }

  /// `words` words of an author; with `habit` 0 all authors draw from the same vocabulary.
  static func text(
    author: Int, words: Int, habit: Double, using source: inout SeededGenerator
  ) -> String {
    (0..<words).map { _ in
      let own = source.bernoulli(habit)
      let number = own ? 1_000 + author * 20 + source.index(below: 20) : source.index(below: 200)
      return word(number)
    }.joined(separator: " ")
  }

  static func word(_ number: Int) -> String {
    var (rest, letters) = (number * 7_919 + 11, "")
    for _ in 0..<5 {
      letters.unicodeScalars.append(Unicode.Scalar(UInt8(97 + rest % 26)))
      rest /= 26
    }
    return letters
  }

  static func posts(
    people: Int, each: Int, words: Int, habit: Double, seed: UInt64
  ) -> [[String]] {
    var source = SeededGenerator(seed: seed, stream: "posts")
    return (0..<people).map { author in
      (0..<each).map { _ in text(author: author, words: words, habit: habit, using: &source) }
    }
  }
}
