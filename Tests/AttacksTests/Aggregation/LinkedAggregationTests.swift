import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Attacks

@Suite("Columns of an auxiliary table, by the exact linker")
struct LinkedAggregationTests {
  static func setting(
    _ records: AttributeRecords, seed: UInt64 = 1, targets: Int = 1_000
  ) -> AttributeSetting {
    AttributeSetting(
      records: records, sensitive: [], evaluator: Evaluator(seed: seed, interval: .clopperPearson),
      seed: seed,
      targetCount: targets, controlShare: 0, reproduce: "palimpsest audit")
  }

  /// Random columns whose values carry over between tables.
  static func records(_ columns: [[UInt32]], values: Int) -> AttributeRecords {
    let texts = (0..<values).map { "v\($0)" }
    return AttributeRecords(
      table: "t",
      columns: columns.enumerated().map {
        CodedColumn(name: "c\($0)", codes: $1, dictionary: .texts(texts))
      }, subjects: SubjectIndex(rowCount: columns[0].count), rowCount: columns[0].count,
      missing: .category)
  }

  static func codes(_ rows: Int, _ columns: Int, _ values: Int, seed: UInt64) -> [[UInt32]] {
    var source = SeededGenerator(seed: seed, stream: "codes")
    return (0..<columns).map { _ in
      (0..<rows).map { _ in UInt32(1 + source.index(below: values)) }
    }
  }

  static func auxiliary(_ records: AttributeRecords) -> AuxiliaryRecords {
    let keys = (0..<records.rowCount).map { Optional("\($0)") }
    return AuxiliaryRecords(
      name: "a vendor", columns: records.columns,
      pairing: Pairing(auxiliaryKeys: keys, releaseKeys: keys))
  }

  @Test("each set's risk is what the linker finds with those columns alone")
  func agreesWithLinker() throws {
    let records = Self.records(Self.codes(60, 3, 4, seed: 3), values: 4)
    let (setting, auxiliary) = (Self.setting(records, targets: 40), Self.auxiliary(records))
    let sets = LinkedColumnSets(setting: setting, auxiliary: auxiliary)
    for columns in [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]] {
      let alone = try LinkRecords.result(
        for: Self.setting(records.selecting(columns: columns), targets: 40),
        auxiliary: AuxiliaryRecords(
          name: "a vendor", columns: columns.map { records.columns[$0] },
          pairing: auxiliary.pairing), scenario: .auxiliaryTable)
      let successes = try sets.successes(of: columns)
      #expect(abs(successes.reduce(0, +) / 40 - alone.success.value) < 1e-12)
    }
    let whole = try ContextualAggregation.result(for: setting, auxiliary: auxiliary)
    let linked = try LinkRecords.result(
      for: setting, auxiliary: auxiliary, scenario: .auxiliaryTable)
    #expect(whole.success == linked.success && whole.baseline == linked.baseline)
  }

  @Test("a key column is named as what a receiver adds most with, an unrelated one adds nothing")
  func keyColumn() throws {
    var codes = Self.codes(100, 3, 3, seed: 5)
    codes[1] = (1...100).map { UInt32($0) }
    let release = Self.records(codes, values: 100)
    // The last column of the auxiliary table has nothing to do with the release's.
    let other = Self.records([codes[0], codes[1], Self.codes(100, 1, 3, seed: 6)[0]], values: 100)
    let result = try ContextualAggregation.result(
      for: Self.setting(release), auxiliary: Self.auxiliary(other))
    #expect(result.id == "aggregation/columns/t/a vendor")
    #expect(result.success.value == 1)
    #expect(result.sentence.hasPrefix("A receiver adds most with c1:"))
    #expect(result.remedy.hasPrefix("Leaving out c1 lowers the risk from 100 to"))
    let sets = try #require(result.grids.first { $0.id == "sets" })
    #expect(sets.rows.count == 7)
    let share = try #require(result.measures.first { $0.id == "share/c1" }?.estimate)
    let idle = try #require(result.measures.first { $0.id == "leave-one-out/c2" }?.estimate)
    #expect(share.value > 0.5 && share.lower > 0 && idle.lower <= 0)
    #expect(result.measures.last?.note.hasPrefix("c1: 100 %") == true)
    let shares = result.measures.filter { $0.id.hasPrefix("share/") }.compactMap(\.estimate?.value)
    #expect(abs(shares.reduce(0, +) - (1 - 0.01)) < 1e-12)
    #expect(try JSONEncoder().encode(result).count > 0)
  }

  // Auxiliary columns drawn independently of the release: neither the whole nor any column is to be
  // told from chance. Intervals over sets and columns hold together, so alarms of any of them are
  // at most 5 % of the runs.
  @Test("unrelated columns find nobody and add nothing")
  func nullControl() throws {
    var (alarms, columnAlarms) = (0, 0)
    for run in UInt64(0)..<UInt64(NullControl.runs) {
      let release = Self.records(Self.codes(40, 3, 5, seed: 2 * run), values: 5)
      let held = Self.records(Self.codes(40, 3, 5, seed: 2 * run + 1), values: 5)
      let result = try ContextualAggregation.result(
        for: Self.setting(release, seed: run), auxiliary: Self.auxiliary(held))
      if result.excess.lower > 0 { alarms += 1 }
      let added = result.measures.filter { $0.unit == "probability" }.compactMap(\.estimate)
      if added.contains(where: { $0.lower > 0 }) { columnAlarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
    #expect(columnAlarms <= NullControl.mostAlarms, "\(columnAlarms)")
  }

  @Test("nobody in both tables, no shared column and a risk above one are refused")
  func refused() throws {
    let records = Self.records(Self.codes(5, 2, 2, seed: 1), values: 2)
    let strangers = AuxiliaryRecords(
      name: "a vendor", columns: records.columns,
      pairing: Pairing(auxiliaryKeys: ["x"], releaseKeys: ["y"]))
    #expect(throws: EvaluationError.noTargets(table: "a vendor")) {
      try ContextualAggregation.result(for: Self.setting(records), auxiliary: strangers)
    }
    #expect(throws: AggregationError.noColumns(table: "t")) {
      try ContextualAggregation.result(
        for: Self.setting(records.selecting(columns: [])),
        auxiliary: AuxiliaryRecords(
          name: "a vendor", columns: [], pairing: Self.auxiliary(records).pairing))
    }
    #expect(throws: AggregationError.statedRisk(2)) {
      try ContextualAggregation.result(
        for: Self.setting(records), auxiliary: Self.auxiliary(records), statedRisk: 2)
    }
  }
}
