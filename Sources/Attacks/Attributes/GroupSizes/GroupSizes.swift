public import Evaluation
public import Findings
public import Numerics
import Tables

/// How many people share what the adversary knows of a person: the risk of each is one in that
/// many.
///
/// The adversary knows every given column of a target, without error, and that the target is in the
/// release (the *prosecutor* of El Emam and Dankar 2008); it names one of those who fit.
///
/// **Guarantee** exact for the release: the mean risk is the share of targets that this adversary
/// finds in expectation; with one row a person it is the number of groups over the number of rows.
/// **Source** Sweeney, *k-anonymity*, IJUFKS 10(5), 2002; El Emam and Dankar, *Protecting privacy
/// using k-anonymity*, JAMIA 15(5), 2008.
/// **Cost** O(rows * columns) time, 12 bytes a row.
/// **Does not protect against** what members of a group have in common (see the guessing attack),
/// nor against other columns.
public struct GroupSizes: ExactAttack {
  /// What it is.
  public let description = AttackDescription(
    id: "attributes/group-sizes", title: "People who look alike", channel: .attributes,
    risk: .singlingOut, failureMode: .contextualAggregation,
    source: "Sweeney 2002, IJUFKS 10(5); El Emam and Dankar 2008, JAMIA 15(5)",
    doesNotCover:
      "an adversary who does not know that the person is in the release (the exact attacks assume "
      + "it), columns outside the adversary's knowledge, what a whole group has in common, and "
      + "evidence beyond this table's attributes")

  /// For each row the number of data subjects that could be meant.
  public let sizeOfRow: [UInt32]
  /// The classes of rows that agree in every known column; `nil` under the wildcard meaning, where
  /// agreeing is not transitive.
  public let classes: EquivalenceClasses?

  private let subjects: SubjectIndex

  /// Counts the groups of `records`.
  ///
  /// - Throws: `NumericsError` where the table is larger than the kernels take.
  public init(_ records: AttributeRecords) throws {
    self.subjects = records.subjects
    if records.missing == .wildcard, records.columns.contains(where: { $0.missingCount > 0 }) {
      self.classes = nil
      self.sizeOfRow = try Self.wildcardSizes(records)
      return
    }
    let classes = EquivalenceClasses(try records.codeColumns())
    var sizes = classes.sizes
    if let subjectOfRow = records.subjects.subjectOfRow {
      sizes = try classes.distinctSubjects(subjectOfRow, subjectCount: records.subjects.count)
    }
    self.classes = classes
    self.sizeOfRow = classes.classOfRow.map { sizes[Int($0)] }
  }

  /// Sizes where a missing cell matches every value.
  ///
  /// - Complexity: with one row a person that of `KeyFrequencies`; else for each distinct row the
  ///   rows that hold its rarest value or miss it.
  private static func wildcardSizes(_ records: AttributeRecords) throws -> [UInt32] {
    guard records.subjects.hasSeveralRowsPerSubject else {
      return try KeyFrequencies(keys: records.columns.map(\.codes), missing: .wildcard)
        .sample.map { UInt32($0) }
    }
    let alike = EquivalenceClasses(try records.codeColumns())
    let matcher = RecordMatcher(records)
    let sizes = concurrentChunks(count: alike.count, minimumChunk: 64) { classes in
      classes.map { number -> UInt32 in
        let row = Int(alike.representatives[number])
        let cells = records.columns.enumerated().map { (column: $0, code: $1.codes[row]) }
        return UInt32(matcher.subjects(of: matcher.rows(agreeingWith: cells)).count)
      }
    }.flatMap(\.self)
    return alike.classOfRow.map { sizes[Int($0)] }
  }

  /// The risk of each data subject: one over the smallest group that one of its rows stands in.
  public func subjectRisks() -> [Double] {
    guard let subjectOfRow = subjects.subjectOfRow else { return sizeOfRow.map { 1 / Double($0) } }
    var smallest = [UInt32](repeating: 0, count: subjects.count)
    for (row, subject) in subjectOfRow.enumerated() {
      let best = smallest[Int(subject)]
      if best == 0 || sizeOfRow[row] < best { smallest[Int(subject)] = sizeOfRow[row] }
    }
    return smallest.compactMap { $0 > 0 ? 1 / Double($0) : nil }
  }

  /// Pairs of a group's size and the number of groups of that size; under the wildcard meaning a
  /// row's share of a group.
  public func sizeHistogram() -> [(size: Int, sets: Int)] {
    var rowsOfSize: [UInt32: Int] = [:]
    for risk in subjectRisks() { rowsOfSize[UInt32((1 / risk).rounded()), default: 0] += 1 }
    return rowsOfSize.sorted { $0.key < $1.key }.map { size, rows in
      (Int(size), max(1, rows / Int(size)))
    }
  }
}
