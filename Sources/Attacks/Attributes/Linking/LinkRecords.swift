public import Evaluation
public import Findings
import Foundation
import Tables

/// Links another party's records to a release by the values they share, the rare ones counting
/// most.
///
/// A candidate's score is the sum of log2(rows / rows that the shared value can stand for) over the
/// columns in which it agrees with what the adversary knows; columns in which it differs count
/// nothing, so a wrong or outdated value costs its own evidence and no more. Generalised releases
/// are read as they stand (`ValueCover`).
///
/// **Guarantee** none is claimed: it is a lower bound for what a better linker finds.
/// **Source** Narayanan and Shmatikov, *Robust De-anonymization of Large Sparse Datasets*, IEEE S&P
/// 2008, section 4 (Scoreboard with weights by rarity), on attributes.
/// **Cost** O(rows * columns) to index; for each target at most `visitLimit` rows and as many more
/// as hold its rarest value.
/// **Does not protect against** typing errors that another spelling distance would bridge.
public struct LinkRecords: TrialAttack {
  /// For each column the auxiliary code that the adversary knows (0: not known).
  public typealias Clue = [UInt32]

  /// What it is.
  public let description = AttackDescription(
    id: "attributes/link-records", title: "Another party's records", channel: .attributes,
    risk: .linkability, failureMode: .contextualAggregation,
    source: "Narayanan and Shmatikov 2008, IEEE S&P, section 4, on attributes",
    doesNotCover: "spelling variants, and auxiliary data that this experiment did not have")

  /// How many rows are visited for a target at most, beyond those of its rarest value: values so
  /// common that they would pass the limit are only looked up for candidates found by others.
  public static let visitLimit = 2_000_000

  private let release: AttributeRecords
  private let covers: [ValueCover]
  private let postings: [PostingLists]

  /// Prepares the attack on a release.
  ///
  /// - Parameters:
  ///   - release: the columns shared with the auxiliary table.
  ///   - covers: for each column what stands for the auxiliary values.
  public init(release: AttributeRecords, covers: [ValueCover]) {
    precondition(covers.count == release.columns.count, "a cover for each column")
    self.release = release
    self.covers = covers
    self.postings = release.columns.map(PostingLists.init)
  }

  /// Answers each clue with the best-scoring data subjects; at most three groups of ties.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    var board = ScoreBoard(count: release.rowCount)
    for (index, clue) in clues.enumerated() {
      post(clue, on: &board)
      try answer(index, board.ranking(of: release.subjects))
      board.clear()
    }
  }

  private func post(_ clue: Clue, on board: inout ScoreBoard) {
    let known = clue.indices.compactMap { evidence(column: $0, code: clue[$0]) }
      .sorted { ($0.rows, $0.column) < ($1.rows, $1.column) }
    var visited = 0
    for item in known {
      let opens = visited == 0 || visited + item.rows <= Self.visitLimit
      if opens {
        visited += item.rows
        for code in item.codes {
          for row in postings[item.column][code] { board.add(item.weight, to: row) }
        }
      } else {
        board.addToCandidates(item.weight) { row in
          item.codes.contains(release.columns[item.column].codes[Int(row)])
        }
      }
    }
  }

  /// The evidence of one known value, or `nil` where nothing is known or nothing stands for it.
  private func evidence(column: Int, code: UInt32) -> Evidence? {
    guard Int(code) < covers[column].covering.count else { return nil }
    var codes = covers[column].covering[Int(code)]
    guard code != CodedColumn.missing else { return nil }
    if release.missing == .wildcard { codes.insert(CodedColumn.missing, at: 0) }
    let rows = codes.reduce(0) { $0 + postings[column].count(of: $1) }
    guard rows > 0, rows < release.rowCount else { return nil }
    return Evidence(
      column: column, codes: codes, rows: rows,
      weight: log2(Double(release.rowCount) / Double(rows)))
  }

  private struct Evidence {
    let column: Int
    let codes: [UInt32]
    let rows: Int
    let weight: Double
  }
}
