import Evaluation
import Findings
import Numerics

extension WritingStyle {
  /// What the earlier half of each person's texts says about who wrote the later halves: a feature
  /// for each family of features.
  ///
  /// The halves are those of the attack; copies are left out as there.
  ///
  /// - Parameters:
  ///   - table: the table's name.
  ///   - column: the column of the texts.
  ///   - texts: one list of texts for each data subject.
  ///   - minimumWords: how many words a person needs in each half.
  public static func evidence(
    table: String, column: String, texts: AuthorTexts,
    minimumWords: Int = WritingStyle.minimumWords
  ) -> KnownEvidence {
    let originals = OriginalTexts(texts.texts)
    let halves = concurrentChunks(count: texts.subjectCount, minimumChunk: 64) { range in
      range.map { WordHalves(originals.texts[$0]) }
    }.flatMap(\.self)
    let needed = max(minimumWords, 1)
    let people = halves.indices.filter {
      halves[$0].earlierWords >= needed && halves[$0].laterWords >= needed
    }
    let numbers = people.map(UInt32.init)
    return StyleEvidence(
      known: people.map { Array(halves[$0].earlier) }, candidates: numbers,
      released: people.map { Array(halves[$0].later) }, targets: numbers
    ).evidence(table: table, column: column)
  }

  /// What the texts of another party's people say about who wrote the texts of the release.
  ///
  /// People of the other party who are not in the release have numbers from the number of its data
  /// subjects on, in their order; several of one data subject are one, their texts together.
  ///
  /// - Parameters: as for the halves; `minimumWords` on each side.
  public static func evidence(
    table: String, column: String, texts: AuthorTexts, auxiliary: AuxiliaryTexts,
    minimumWords: Int = WritingStyle.minimumWords
  ) -> KnownEvidence {
    let numbers = EvidenceNumbers(
      subjects: auxiliary.subjects, subjectCount: texts.subjectCount
    ).numbers
    var known = [[String]](
      repeating: [], count: max(texts.subjectCount, Int(numbers.max() ?? 0) + 1))
    for (person, number) in numbers.enumerated() { known[Int(number)] += auxiliary.texts[person] }
    let originals = OriginalTexts(texts.texts + known)
    let words = concurrentChunks(count: originals.texts.count, minimumChunk: 64) { range in
      range.map { originals.texts[$0].reduce(0) { $0 + WordCount.words(in: $1) } }
    }.flatMap(\.self)
    let (held, needed) = (texts.subjectCount, max(minimumWords, 1))
    let targets = (0..<held).filter { words[$0] >= needed }
    let candidates = known.indices.filter { words[held + $0] >= needed }
    return StyleEvidence(
      known: candidates.map { originals.texts[held + $0] },
      candidates: candidates.map(UInt32.init),
      released: targets.map { originals.texts[$0] }, targets: targets.map(UInt32.init)
    ).evidence(table: table, column: column)
  }
}

/// The texts of both sides, counted once for all families.
private struct StyleEvidence {
  let candidates: [UInt32]
  let targets: [UInt32]
  private let counts: TextCounts

  init(known: [[String]], candidates: [UInt32], released: [[String]], targets: [UInt32]) {
    self.candidates = candidates
    self.targets = targets
    counts = TextCounts(rows: known + released)
  }

  func evidence(table: String, column: String) -> KnownEvidence {
    let families = StyleFamily.allCases
    let comparisons = concurrentChunks(count: families.count) { range in
      range.map {
        StyleComparison(
          families[$0], counts: counts[families[$0].features], candidates: candidates,
          targets: targets)
      }
    }.flatMap(\.self)
    return KnownEvidence(
      evidence: comparisons.map {
        ChannelEvidence(
          channel: .writingStyle, table: table, columns: [column], comparison: $0)
      }, candidates: candidates, targets: targets)
  }
}

/// One minus the cosine of two people's vectors of one family of features.
///
/// The vectors' weights come from all people the adversary knows, whoever is compared, so that a
/// cost depends on its pair alone. Somebody without a feature can be compared with nobody.
///
/// **Source** that of `WritingStyle`.
/// **Cost** O(entries of a target * candidates that share them); 8 bytes for each entry.
struct StyleComparison: PairComparison {
  let id: String
  let title: String
  private let index: CosineIndex
  /// For each person's number the row of the counts, `nil` where there is none.
  private let targetRows: [Int?]
  /// For each person's number the column of the scores, `nil` where there is none.
  private let candidateColumns: [Int?]

  init(_ family: StyleFamily, counts: TermCounts, candidates: [UInt32], targets: [UInt32]) {
    id = family.id
    title = family.title
    index = CosineIndex(
      counts, candidates: 0..<candidates.count, weighting: family.weighting,
      featureLimit: family.featureLimit)
    func places(_ people: [UInt32], from start: Int, count: Int) -> [Int?] {
      var places = [Int?](repeating: nil, count: people.last.map { Int($0) + 1 } ?? 0)
      for (place, person) in people.enumerated()
      where !counts.entries(ofRow: count + place).isEmpty {
        places[Int(person)] = start + place
      }
      return places
    }
    candidateColumns = places(candidates, from: 0, count: 0)
    targetRows = places(targets, from: candidates.count, count: candidates.count)
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let rows = targets.map { Self.place(of: $0, in: targetRows) }
    let columns = candidates.map { Self.place(of: $0, in: candidateColumns) ?? -1 }
    let scores = index.scores(rows: rows.compactMap(\.self))
    var next = 0
    let scoreRows = rows.map { row -> Int in
      guard row != nil else { return -1 }
      next += 1
      return next - 1
    }
    var costs = DenseMatrix(rowCount: targets.count, columnCount: candidates.count)
    _ = costs.updateRows(minimumRows: 4) { range, band in
      let (values, columns) = (scores.values.span, columns.span)
      for row in range {
        let start = (row - range.lowerBound) * columns.count
        let from = scoreRows[row] * scores.columnCount
        for place in columns.indices {
          let column = columns[place]
          band[start + place] =
            from < 0 || column < 0 ? .infinity : max(0, 1 - values[from + column])
        }
      }
    }
    return PairCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount, values: costs.values)
  }

  private static func place(of person: UInt32, in places: [Int?]) -> Int? {
    Int(person) < places.count ? places[Int(person)] : nil
  }
}

extension StyleFamily {
  /// The name of its feature.
  fileprivate var id: String {
    switch self {
    case .characterGrams: "character-grams"
    case .words: "words"
    case .wordPairs: "word-pairs"
    case .frequentWords: "frequent-words"
    case .punctuation: "punctuation"
    case .shapes: "shapes"
    }
  }
}
