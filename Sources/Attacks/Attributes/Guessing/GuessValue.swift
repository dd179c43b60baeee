public import Evaluation
public import Findings
public import Tables

/// Guesses a sensitive value from the rows that look like the target.
///
/// Candidates are the values, those that occur most among the rows agreeing with every known cell
/// first. Where no row agrees with all of them (a person outside the release), cells are given up
/// one at a time, the rarest value first, until some row agrees.
///
/// **Guarantee** none is claimed. Success on people of the release above success on people held out
/// of it is what the release leaks of its own people, beyond what it teaches about anyone.
/// **Source** Giomi et al., *A unified framework for quantifying privacy risk in synthetic data*,
/// PoPETs 2023(2), section 4 (inference with a control group); Machanavajjhala et al.,
/// *l-diversity*, TKDD 1(1), 2007 (homogeneity).
/// **Cost** O(rows * columns) to index; for each target O(rows that hold its rarest value * cells).
/// **Does not protect against** guesses by a model that generalises better than look-alikes do.
public struct GuessValue: TrialAttack {
  /// The known codes of a target's columns, one for each column.
  public typealias Clue = [UInt32]

  /// What it is.
  public let description: AttackDescription

  private let matcher: RecordMatcher
  private let sensitive: CodedColumn

  /// Prepares the attack on a release.
  ///
  /// - Parameters:
  ///   - release: the columns that the adversary knows.
  ///   - sensitive: the attribute to guess, row for row; a missing value counts as a value.
  public init(release: AttributeRecords, sensitive: CodedColumn) {
    self.init(matcher: RecordMatcher(release), sensitive: sensitive)
  }

  /// The attack on a release that is indexed already.
  init(matcher: RecordMatcher, sensitive: CodedColumn) {
    self.matcher = matcher
    self.sensitive = sensitive
    self.description = AttackDescription(
      id: "attributes/guess-value", title: "Guessing \(sensitive.name)", channel: .attributes,
      risk: .inference, failureMode: .contextualAggregation,
      source: "Giomi et al. 2023, PoPETs 2023(2), inference with a control group",
      doesNotCover: "a model that guesses better than the people who look alike do")
  }

  /// Answers each clue with the values of the look-alikes, commonest first.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    var counts = [Int](repeating: 0, count: sensitive.cardinality)
    for (index, clue) in clues.enumerated() {
      let rows = lookAlikes(of: clue)
      var seen: [UInt32] = []
      for row in rows {
        let code = sensitive.codes[Int(row)]
        if counts[Int(code)] == 0 { seen.append(code) }
        counts[Int(code)] += 1
      }
      try answer(index, ranking(of: seen, counts: counts))
      for code in seen { counts[Int(code)] = 0 }
    }
  }

  /// The rows that agree with as many of the known cells as some row does when the rarest are given
  /// up first.
  private func lookAlikes(of clue: Clue) -> ArraySlice<UInt32> {
    var cells = clue.enumerated().map { (column: $0.offset, code: $0.element) }
    while true {
      let rows = matcher.rows(agreeingWith: cells)
      if !rows.isEmpty || cells.isEmpty { return rows }
      let rarest = cells.indices.min { matcher.count(of: cells[$0]) < matcher.count(of: cells[$1]) }
      if let rarest { cells.remove(at: rarest) }
    }
  }

  private func ranking(of seen: [UInt32], counts: [Int]) -> RankedCandidates {
    let ordered = seen.sorted { (counts[Int($1)], $0) < (counts[Int($0)], $1) }
    var groups: [CandidateGroup] = []
    var start = 0
    while start < ordered.count {
      let count = counts[Int(ordered[start])]
      var end = start
      while end < ordered.count, counts[Int(ordered[end])] == count { end += 1 }
      groups.append(CandidateGroup(score: Double(count), members: ordered[start..<end]))
      start = end
    }
    return RankedCandidates(groups: groups)
  }
}
