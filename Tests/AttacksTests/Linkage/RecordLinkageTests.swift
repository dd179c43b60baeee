import Evaluation
import Findings
import Numerics
import Tables
import TestSupport
import Testing

@testable import Attacks

@Suite("Record linkage as an attack")
struct RecordLinkageTests {
  @Test(
    "misspelt people are found, strangers are not named, and exact linking finds fewer",
    .enabled(if: Build.isOptimised))
  func findsMisspelt() throws {
    let table = DirtyTable(people: 300, outsiders: 100, typos: 0.3, seed: 1)
    let result = try RecordLinkage.result(for: table.experiment)
    // 4 columns of some 7, 10, 14 and 5 bits against log2(300) = 8: with all typing errors bridged
    // nearly everybody; exact linking loses those with errors in the best columns.
    #expect(result.success.lower > 0.9)
    #expect(result.id == "linkage/fellegi-sunter/people/vendor")
    #expect(result.attack.failureMode == .contextualAggregation)
    let exact = try LinkRecords.result(
      for: table.setting, auxiliary: table.auxiliary, scenario: .auxiliaryTable)
    #expect(result.success.value > exact.success.value)
    func measure(_ id: String) throws -> Estimate {
      try #require(result.measures.first { $0.id == id }?.estimate)
    }
    #expect(try measure("outsiders/half").value < 0.1)
    #expect(try measure("precision/half").value > 0.9)
    #expect(try measure("joint/success").value > 0.9)
    #expect(abs(try measure("overlap/estimated").value - 300) < 45)
    #expect(result.charts.map(\.id) == ["precision-recall", "calibration"])
    #expect(!result.sentence.isEmpty && !result.remedy.isEmpty)
  }

  @Test("no person's value stands in the result")
  func noValues() throws {
    let table = DirtyTable(people: 60, seed: 2)
    let report = String(describing: try RecordLinkage.result(for: table.experiment))
    for column in table.release {
      guard case .texts(let values) = column.dictionary else { continue }
      // Words of six letters and more, and dates, cannot stand in a sentence by chance.
      for value in values { #expect(!report.contains(value), "a value of \(column.name)") }
    }
  }

  @Test(
    "more columns find more; the same people are tried",
    .enabled(if: Build.isOptimised))
  func byColumns() throws {
    let table = DirtyTable(people: 400, seed: 3)
    let town = try RecordLinkage.grade(columns: [3], in: table.experiment)
    let two = try RecordLinkage.grade(columns: [1, 3], in: table.experiment)
    let all = try RecordLinkage.grade(columns: [0, 1, 2, 3], in: table.experiment)
    #expect(town.success.value < two.success.value && two.success.value < all.success.value)
    // A town of 40, all else unknown, finds one of the ten who live there: the binomial's standard
    // deviation is .015, times 5.
    #expect(town.success.value < 0.1 + 5 * 0.015)
    #expect(throws: LinkageError.noSuchColumn(position: 9, count: 4)) {
      try RecordLinkage.grade(columns: [9], in: table.experiment)
    }
    #expect(throws: LinkageError.noColumns(table: "people")) {
      try RecordLinkage.grade(columns: [], in: table.experiment)
    }
  }

  @Test("keys that say nothing, and a list of strangers: the baseline", arguments: [true, false])
  func nullControl(shuffled: Bool) throws {
    var (alarms, named, asked) = (0, 0.0, 0)
    for seed in 0..<UInt64(NullControl.runs) {
      let table = DirtyTable(
        people: 60, related: shuffled, shuffled: shuffled, seed: 100 + seed)
      let experiment = table.experiment
      let grade = try RecordLinkage.grade(columns: [0, 1, 2, 3], in: experiment)
      if grade.excess.lower > 0 { alarms += 1 }
      guard !shuffled else { continue }
      let claims = LinkageClaims(
        try experiment.attack([0, 1, 2, 3]), try experiment.trials(), level: 0.95)
      named += Double(claims.claims.count { $0.probability >= 0.5 })
      asked += claims.targetCount
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms) of \(NullControl.runs) runs")
    // Nobody of the list is there: what is named with one half or more is false altogether.
    if !shuffled { #expect(named <= 0.05 * Double(asked), "\(named) of \(asked)") }
  }

  @Test("rows that say nothing, one value for all, one row, no row: no answer, or all alike")
  func badInput() throws {
    func grade(_ left: [String?], _ right: [String?]) throws -> Linkage {
      let field = try LinkageField(
        auxiliary: CodedColumn(name: "a", texts: left),
        release: CodedColumn(name: "a", texts: right))
      let other = try LinkageField(
        auxiliary: CodedColumn(name: "b", texts: left.reversed()),
        release: CodedColumn(name: "b", texts: right.reversed()))
      return try RecordLinker(
        LinkageRecords(table: "t", fields: [field, other], isOneTable: false)
      ).link()
    }
    let nothing = [String?](repeating: nil, count: 20)
    let alike = [String?](repeating: "same", count: 20)
    let long = [String(repeating: "x", count: 200_000), String(repeating: "y", count: 200_000)]
    for (left, right) in [
      (nothing, nothing), (alike, alike), (nothing, alike), ([], []), ([], alike),
      (["one"], ["one"]),
      ([nil], [nil]), (long, long.reversed()), ([""], [" "]),
    ] {
      let linkage = try grade(left, right)
      for pair in 0..<linkage.pairCount {
        let probability = linkage.probability(ofPair: pair)
        #expect(probability >= 0 && probability <= 1)
      }
      let values = (linkage.model.matching + linkage.model.differing).flatMap(\.self)
      #expect(values.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 })
    }
    // All alike: every candidate shares the first place.
    let records = try LinkageRecords(
      table: "t",
      fields: [
        try LinkageField(
          auxiliary: CodedColumn(name: "a", texts: alike),
          release: CodedColumn(name: "a", texts: alike))
      ], isOneTable: false)
    let attack = try RecordLinkage(records, subjects: SubjectIndex(rowCount: 20))
    try attack.attack([3]) { _, answer in
      #expect(answer.groups.map { Array($0.members) } == [Array(0..<20)])
    }
    #expect(throws: LinkageError.opaque(column: "k")) {
      let keys = CodedColumn(name: "k", codes: [1], dictionary: .opaque(count: 1))
      _ = try LinkageField(auxiliary: keys, release: keys)
    }
  }

  @Test("the same on one thread and on many, and from run to run")
  func reproducible() throws {
    let table = DirtyTable(people: 200, seed: 5)
    var options = RecordLinker.Options()
    let records = try table.experiment.records([0, 1, 2, 3])
    options.workers = .single
    let alone = try RecordLinker(records, options: options).link()
    options.workers = Workers(count: 7)
    let together = try RecordLinker(records, options: options).link()
    #expect(alone.model == together.model && alone.weights == together.weights)
  }
}
