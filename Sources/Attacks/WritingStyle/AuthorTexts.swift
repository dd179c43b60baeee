import Numerics

/// The texts of each data subject, in order of time or of the file.
public struct AuthorTexts: Sendable {
  /// For each data subject its texts; may be empty.
  public let texts: [[String]]

  /// Texts of data subjects, who are numbered from 0.
  public init(_ texts: [[String]]) { self.texts = texts }

  /// Texts row by row, each with its data subject.
  ///
  /// - Precondition: as many subjects as texts, each below `subjectCount`.
  public init(subjectCount: Int, subjectOfText: [UInt32], texts: [String]) {
    precondition(subjectOfText.count == texts.count, "each text has a data subject")
    var gathered = [[String]](repeating: [], count: subjectCount)
    for (subject, text) in zip(subjectOfText, texts) { gathered[Int(subject)].append(text) }
    self.texts = gathered
  }

  /// The number of data subjects.
  public var subjectCount: Int { texts.count }
}

/// Texts of another party's people, some of whom are data subjects of the release.
public struct AuxiliaryTexts: Sendable {
  /// The other party's name in the report.
  public let name: String
  /// For each of its people the texts.
  public let texts: [[String]]
  /// For each of its people the data subject of the release, for the evaluator; `nil` where the
  /// person is not in the release.
  public let subjects: [UInt32?]

  /// Texts of another party.
  ///
  /// - Precondition: as many subjects as people.
  public init(name: String, texts: [[String]], subjects: [UInt32?]) {
    precondition(texts.count == subjects.count, "each person has an answer")
    self.name = name
    self.texts = texts
    self.subjects = subjects
  }
}

/// Texts without those that occur more than once, by anybody, and how many were left out.
///
/// Equal texts are equal scalar by scalar, but for white space; told by a hash of 128 bits. A text
/// twice is a copy, a quotation or a form letter: it ties its two places together without any
/// style.
struct OriginalTexts {
  /// The texts of each person, in order.
  let texts: [[String]]
  /// How many texts were left out.
  let copies: Int

  /// Leaves copies out; texts without a word are dropped uncounted.
  ///
  /// - Complexity: O(scalars), 16 bytes for each text.
  init(_ all: [[String]]) {
    let prints = concurrentChunks(count: all.count, minimumChunk: 64) { range in
      range.map { all[$0].map(TextPrint.init) }
    }.flatMap(\.self)
    var occurrences: [TextPrint: Int] = [:]
    for list in prints { for print in list { occurrences[print, default: 0] += 1 } }
    var (kept, copies) = ([[String]](), 0)
    kept.reserveCapacity(all.count)
    for (texts, prints) in zip(all, prints) {
      var own: [String] = []
      for (text, print) in zip(texts, prints) where print.words > 0 {
        if occurrences[print] == 1 { own.append(text) } else { copies += 1 }
      }
      kept.append(own)
    }
    self.texts = kept
    self.copies = copies
  }
}

/// What tells texts apart, white space aside.
private struct TextPrint: Hashable {
  let words: Int
  private let first: UInt64
  private let second: UInt64

  init(_ text: String) {
    var (first, second, words) = (UInt64(0), UInt64(1), 0)
    var isInside = false
    for scalar in text.unicodeScalars {
      guard !WordCount.isSpace(scalar) else {
        isInside = false
        continue
      }
      let start: UInt64 = isInside ? 0 : 1 << 32
      if !isInside { words += 1 }
      isInside = true
      first = TextHash.join(first, UInt64(scalar.value) | start)
      second = TextHash.join(second, UInt64(scalar.value) | start)
    }
    (self.first, self.second, self.words) = (first, second, words)
  }
}
