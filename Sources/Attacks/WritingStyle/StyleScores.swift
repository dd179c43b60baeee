import Numerics

/// How a text is compared: families of features with the weight of each in the sum.
///
/// The weights are the whole numbers 2 and 1, chosen by hand from a few combinations that were
/// tried on the 2,500 blogs of the Blog Authorship Corpus (alike on the even-numbered and the
/// odd-numbered half), so rates on that very corpus are somewhat optimistic; never fitted to a
/// release. Families that carry words count double.
enum StyleFamily: CaseIterable {
  case characterGrams, words, wordPairs, frequentWords, punctuation, shapes

  var features: TextFamily {
    switch self {
    case .characterGrams: .characterGrams
    case .words, .frequentWords: .words
    case .wordPairs: .wordPairs
    case .punctuation: .punctuation
    case .shapes: .shapes
    }
  }

  var weight: Float {
    switch self {
    case .characterGrams, .words, .wordPairs: 2
    case .frequentWords, .punctuation, .shapes: 1
    }
  }

  var weighting: TermWeighting { self == .frequentWords ? .smoothed : .logarithmic }

  /// How many features are used, the most frequent: 100,000 as Koppel's, more of pairs.
  var featureLimit: Int {
    switch self {
    case .frequentWords: 300
    case .wordPairs: 1_000_000
    default: 100_000
    }
  }

  var title: String {
    switch self {
    case .characterGrams: "four characters in a row"
    case .words: "words, emoticons and emoji"
    case .wordPairs: "two words in a row"
    case .frequentWords: "the 300 most frequent words and signs"
    case .punctuation: "punctuation and what stands around it"
    case .shapes: "capitals, digits, spaces and signs"
    }
  }
}

extension AuthorshipCase {
  /// The scores of some attacked rows against all candidates: the sum of all families.
  ///
  /// - Parameters:
  ///   - rows: the attacked rows that are compared; their columns' scales are taken over them.
  ///   - knownWords: how many of a candidate's words are read.
  ///   - visit: gets the scores of each family alone.
  /// - Complexity: O(scalars + sum over families of target entries * candidates that share them).
  func scores(
    rows: [Int], knownWords: Int = .max,
    visit: (StyleFamily, AuthorshipScores) throws -> Void = { _, _ in }
  ) rethrows -> AuthorshipScores {
    let cut = knownWords == .max ? known : known.map { WordCount.prefix(of: $0, words: knownWords) }
    let counts = TextCounts(rows: cut + rows.map { attacked[$0] })
    let grams = counts[.characterGrams]
    let written = (0..<(cut.count + rows.count)).map { !grams.entries(ofRow: $0).isEmpty }
    func result(_ scores: PairScores) -> AuthorshipScores {
      AuthorshipScores(
        candidates: candidates, scores: scores, isComparable: Array(written.prefix(cut.count)),
        rowIsComparable: Array(written.dropFirst(cut.count)))
    }
    var sum = PairScores(rowCount: rows.count, columnCount: cut.count)
    for family in StyleFamily.allCases {
      let index = CosineIndex(
        counts[family.features], candidates: 0..<cut.count, weighting: family.weighting,
        featureLimit: family.featureLimit)
      let scores = index.scores(rows: Array(cut.count..<(cut.count + rows.count)))
      try visit(family, result(scores))
      sum.addNormalised(scores, weight: family.weight)
    }
    return result(sum)
  }
}
