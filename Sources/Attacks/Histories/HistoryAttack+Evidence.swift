import Evaluation
import Findings
import Numerics

/// The columns of a table of choices.
public struct HistoryColumns: Sendable, Equatable {
  /// What was chosen.
  public let item: String
  /// How it was rated; `nil` where the table does not say.
  public let value: String?
  /// When; `nil` where the table does not say.
  public let day: String?

  /// Columns.
  public init(item: String, value: String? = nil, day: String? = nil) {
    self.item = item
    self.value = value
    self.day = day
  }
}

extension HistoryAttack {
  /// What a few known choices say of who is who: the adversary knows some entries of each
  /// candidate, and a target is a whole released history.
  ///
  /// The items alone are one feature; how they were rated and when they were chosen are one more
  /// each, which need that column too. The last two add up to the score of `HistoryAttack`. What is
  /// known of a data subject is drawn once from `seed`, whoever is compared.
  ///
  /// - Parameters:
  ///   - release: the histories.
  ///   - adversary: how many choices are known, and how many of them are mistaken.
  ///   - scales: how far values and days may lie apart; `nil` for those that suit the values.
  ///   - table: the table's name.
  ///   - columns: its columns.
  ///   - seed: of what is known.
  /// - Complexity: O(entries) here; for each pair the known items in common.
  public static func evidence(
    release: SparseHistories, adversary: HistoryAdversary = .headline,
    scales: HistoryScales? = nil, table: String, columns: HistoryColumns, seed: UInt64
  ) -> PeriodEvidence {
    let scales = scales ?? HistoryScales(suiting: release)
    let sampler = HistorySampler(release)
    var source = SeededGenerator(seed: seed, stream: "histories/evidence/\(table)")
    let clues = (0..<release.subjectCount).map {
      sampler.clue(of: UInt32($0), for: adversary, using: &source)
    }
    func evidence(
      _ id: String, _ title: String, _ needed: [String], _ number: KnownChoices.Number
    ) -> ChannelEvidence {
      ChannelEvidence(
        channel: .histories, table: table, columns: needed,
        comparison: KnownChoices(
          id: id, title: title, release: release, clues: clues, scales: scales, comparing: number))
    }
    var found = [evidence("known-items", "known items", [columns.item], .nothing)]
    if let value = columns.value, !release.values.isEmpty {
      found.append(
        evidence(
          "known-values", "known items by how they were rated", [columns.item, value], .values))
    }
    if let day = columns.day, !release.days.isEmpty, adversary.knowsDays {
      found.append(
        evidence("known-days", "known items by when they were chosen", [columns.item, day], .days))
    }
    return PeriodEvidence(evidence: found, eligible: release.subjectsWithEntries)
  }
}
