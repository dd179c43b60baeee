import Evaluation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("A few known cells")
struct KnownCellsTests {
  @Test(
    "the candidates are those who agree, found the slow way", arguments: MissingMeaning.allCases)
  func candidatesAgree(missing: MissingMeaning) throws {
    // Would catch a posting list that misses a row, or a wildcard that is not honoured.
    for seed in UInt64(0)..<40 {
      let records = RandomRecords.table(
        rows: 15, columns: 3, values: 2, missing: missing, subjects: seed % 2 == 0 ? 6 : nil,
        seed: seed)
      let attack = KnownCells(release: records)
      let sets = [[0], [1, 2], [0, 1, 2], []]
      let clues = (0..<15).flatMap { row in
        sets.map { columns in
          KnownCells.Clue(columns: columns, codes: columns.map { records.columns[$0].codes[row] })
        }
      }
      try attack.attack(clues) { index, answer in
        let expected = Self.candidates(of: clues[index], in: records)
        #expect(answer.groups.first.map { Array($0.members) } ?? [] == expected, "seed \(seed)")
      }
    }
  }

  private static func candidates(of clue: KnownCells.Clue, in records: AttributeRecords) -> [UInt32]
  {
    let rows = (0..<records.rowCount).filter { row in
      zip(clue.columns, clue.codes).allSatisfy { column, known in
        let code = records.columns[column].codes[row]
        if records.missing == .wildcard, code == 0 || known == 0 { return true }
        return code == known
      }
    }
    return Set(rows.map { records.subjects.subject(ofRow: $0) }).sorted()
  }

  @Test("knowing every cell finds as many as the group sizes say")
  func allCellsAgreeWithGroupSizes() throws {
    // The trial and the exact attack are two ways to one number.
    let records = RandomRecords.table(rows: 60, columns: 3, values: 3, seed: 9)
    let trials = TrialSet(
      targets: (0..<60).map { row in
        Trial(
          clue: KnownCells.Clue(
            columns: [0, 1, 2], codes: records.columns.map { $0.codes[row] }),
          truth: UInt32(row))
      }, controls: [])
    let evaluator = Evaluator(seed: 2)
    let trial = try evaluator.grade(
      KnownCells(release: records), on: trials, baseline: .chance(candidates: 60))
    let exact = try evaluator.grade(GroupSizes(records), baseline: 1.0 / 60)
    #expect(abs(trial.success.value - exact.success.value) < 1e-12)
  }

  @Test("independent columns of one value find nobody: the baseline")
  func nullControl() throws {
    // A column that is the same for all leaves chance alone.
    let column = CodedColumn(
      name: "c", codes: [UInt32](repeating: 1, count: 200), dictionary: .opaque(count: 1))
    let records = AttributeRecords(
      table: "t", columns: [column], subjects: SubjectIndex(rowCount: 200), rowCount: 200,
      missing: .category)
    let trials = TrialSet(
      targets: (0..<200).map {
        Trial(clue: KnownCells.Clue(columns: [0], codes: [1]), truth: UInt32($0))
      }, controls: [])
    let grade = try Evaluator(seed: 2).grade(
      KnownCells(release: records), on: trials, baseline: .chance(candidates: 200))
    #expect(abs(grade.success.value - 1.0 / 200) < 1e-12)
    #expect(abs(grade.excess.value) < 1e-12)
  }
}
