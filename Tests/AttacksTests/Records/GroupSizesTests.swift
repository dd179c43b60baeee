import Evaluation
import Findings
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Group sizes")
struct GroupSizesTests {
  @Test(
    "agree with comparing every pair of rows, for each meaning of a missing cell",
    arguments: MissingMeaning.allCases)
  func agreeWithPairs(missing: MissingMeaning) throws {
    // Would catch a wrong class, a wildcard that does not match, a conservative cell that hides.
    for seed in UInt64(0)..<60 {
      let records = RandomRecords.table(
        rows: 1 + Int(seed) % 13, columns: 1 + Int(seed) % 3, values: 2, missing: missing,
        seed: seed)
      let sizes = try GroupSizes(records).sizeOfRow
      for row in 0..<records.rowCount {
        #expect(Int(sizes[row]) == records.lookAlikes(of: row).count, "seed \(seed) row \(row)")
      }
    }
  }

  @Test("a conservative missing cell hides nobody, not even behind another missing one")
  func conservativeHidesNobody() throws {
    let column = CodedColumn(name: "c", texts: [nil, nil, "a", "a", nil])
    let records = AttributeRecords(
      table: "t", columns: [column], subjects: SubjectIndex(rowCount: 5), rowCount: 5,
      missing: .conservative)
    #expect(try GroupSizes(records).sizeOfRow == [1, 1, 2, 2, 1])
  }

  @Test(
    "several rows of one data subject count as one person, for each meaning of a missing cell",
    arguments: MissingMeaning.allCases)
  func severalRowsPerSubject(missing: MissingMeaning) throws {
    for seed in UInt64(0)..<60 {
      let records = RandomRecords.table(
        rows: 12, columns: 2, values: 2, missing: missing, subjects: 5, seed: seed)
      let attack = try GroupSizes(records)
      var smallest = [Int](repeating: .max, count: 5)
      for row in 0..<12 {
        let size = records.lookAlikes(of: row).count
        #expect(Int(attack.sizeOfRow[row]) == size, "seed \(seed)")
        let subject = Int(records.subjects.subject(ofRow: row))
        smallest[subject] = min(smallest[subject], size)
      }
      #expect(attack.subjectRisks() == smallest.map { 1 / Double($0) }, "seed \(seed)")
    }
  }

  @Test("rows without a key are people of their own")
  func unkeyedRows() {
    let index = SubjectIndex(key: CodedColumn(name: "id", texts: ["a", nil, "a", nil]))
    #expect(index.count == 3)
    #expect((0..<4).map { index.subject(ofRow: $0) } == [0, 1, 0, 2])
  }

  @Test("the mean risk is groups over rows, as the field defines it")
  func meanRisk() throws {
    let records = RandomRecords.table(rows: 40, columns: 2, values: 3, seed: 5)
    let attack = try GroupSizes(records)
    let grade = try Evaluator(seed: 1).grade(attack, baseline: 0)
    let classes = Double(try #require(attack.classes).count)
    #expect(abs(grade.success.value - classes / 40) < 1e-12)
  }
}
