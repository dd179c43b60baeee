import Evaluation
public import Tables
import Findings
import Numerics

/// What is known of people's attributes, by somebody who knew the persons and not the table.
///
/// Of each person the adversary knows the values of one row, some of them wrong, off by a little,
/// or not known at all (`ValueExactness`); each column is evidence of its own.
///
/// **Guarantee** none is claimed: the costs are the exact evidence under the model by which the
/// knowledge is drawn, column by column; what columns say together is for the fusion to weigh.
/// **Source** Fellegi and Sunter, *A theory for record linkage*, JASA 64 (1969).
/// **Cost** O(rows) for each column, and those of `KnownColumn` for each pair.
/// **Does not protect against** knowledge whose errors are of another kind.
public enum KnownAttributes {
  /// A feature for each column.
  ///
  /// - Parameters:
  ///   - table: the table's name.
  ///   - columns: the columns of which values are known, as they were read: missing cells are code
  ///     0, whatever they mean to other attacks.
  ///   - subjects: whom each row is about.
  ///   - exactness: how exactly values are known; `within` counts for numbers and days only.
  ///   - seed: the seed of what is drawn: of a person and a column always the same, whatever other
  ///     columns there are.
  /// - Precondition: columns of one length.
  public static func evidence(
    table: String, columns: [CodedColumn], subjects: SubjectIndex, exactness: ValueExactness,
    seed: UInt64
  ) -> KnownEvidence {
    let rowCount = columns.first?.codes.count ?? 0
    precondition(columns.allSatisfy { $0.codes.count == rowCount }, "columns of one length")
    let rows = EvidenceRows(subjects, rowCount: rowCount)
    let draws = KnowledgeDraws(table: table, seed: seed)
    let ids = String.evidenceNames(columns.map(\.name))
    let known = concurrentChunks(count: columns.count) { range in
      range.map {
        KnownColumn(
          columns[$0], id: "known-\(ids[$0])", rows: rows, exactness: exactness, draws: draws)
      }
    }.flatMap(\.self)
    return KnownEvidence(
      evidence: zip(columns, known).map { column, comparison in
        ChannelEvidence(
          channel: .attributes, table: table, columns: [column.name], comparison: comparison)
      },
      candidates: union(known.map(\.candidates), subjectCount: subjects.count),
      targets: union(known.map(\.targets), subjectCount: subjects.count))
  }

  private static func union(_ lists: [[UInt32]], subjectCount: Int) -> [UInt32] {
    var isThere = [Bool](repeating: false, count: subjectCount)
    for list in lists { for subject in list { isThere[Int(subject)] = true } }
    return isThere.indices.filter { isThere[$0] }.map(UInt32.init)
  }
}

/// What an adversary knows of people, drawn from their own data.
struct KnowledgeDraws: Sendable {
  let table: String
  let seed: UInt64

  /// The value known of each data subject in a column, `nil` where none is.
  func values(
    _ column: CodedColumn, rows: EvidenceRows, exactness: ValueExactness, scale: any EvidenceScale
  ) -> [Double?] {
    let telling = concurrentChunks(count: rows.subjectCount, minimumChunk: 256) { range in
      range.filter { subject in
        rows[UInt32(subject)].contains { scale.isTelling(column.codes[Int($0)]) }
      }
    }.flatMap(\.self)
    return concurrentChunks(count: rows.subjectCount, minimumChunk: 256) { range in
      range.map { subject in
        value(
          of: UInt32(subject), column, rows: rows, exactness: exactness, scale: scale,
          others: telling)
      }
    }.flatMap(\.self)
  }

  private func value(
    of subject: UInt32, _ column: CodedColumn, rows: EvidenceRows, exactness: ValueExactness,
    scale: any EvidenceScale, others: [Int]
  ) -> Double? {
    let own = rows[subject]
    guard !own.isEmpty else { return nil }
    var source = SeededGenerator(
      seed: seed, stream: "known-attributes/\(table)/\(column.name)/\(subject)")
    let (isKnown, isRight) = (source.unit() < exactness.known, source.unit() < exactness.right)
    let row = own.count == 1 ? own.startIndex : own.startIndex + self.row(subject, of: own.count)
    let code = column.codes[Int(own[row])]
    guard isKnown, scale.isTelling(code) else { return nil }
    if isRight { return scale.known(from: code, using: &source) }
    let other = rows[UInt32(others[source.index(below: others.count)])]
      .map { column.codes[Int($0)] }.filter { scale.isTelling($0) }
    return scale.known(from: other[source.index(below: other.count)], using: &source)
  }

  /// Which of a person's rows is known, the same in all columns.
  private func row(_ subject: UInt32, of count: Int) -> Int {
    var source = SeededGenerator(seed: seed, stream: "known-attributes/\(table)/row/\(subject)")
    return source.index(below: count)
  }
}
