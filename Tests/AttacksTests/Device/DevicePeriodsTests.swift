import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Devices found again under another pseudonym")
struct DevicePeriodsTests {
  @Test("devices of their own kind are found although every browser was upgraded or not")
  func findsUpgraded() throws {
    // 60 people on 60 platforms drawn with repetition, 10 screens: most are alone on theirs.
    let records = try SyntheticDevices.periods(
      people: 60, kinds: 600, screens: 10, steady: true, seed: 3)
    let result = try DevicePeriods.result(
      for: SyntheticDevices.setting(people: 60), records: records)
    #expect(result.success.value > 0.95)
    let equal = try #require(result.measures.first { $0.id == "success/equal-values" }?.estimate)
    #expect(equal.value < result.success.value)
    #expect(!result.remedy.isEmpty)
    #expect(result.grids.first?.rows.count == 3)
  }

  @Test("scores are the sums of rarities that the definition gives, candidate by candidate")
  func scoresAgreeWithOracle() throws {
    // Would catch a support that counts a downgrade, or people twice.
    for seed in UInt64(0)..<12 {
      let records = try SyntheticDevices.periods(
        people: 14, kinds: 2, screens: 3, steady: seed % 2 == 0, seed: seed)
      let later = try DeviceFingerprints(records, rows: Array(14..<28))
      let attack = DevicePeriods(records, later: later)
      let clues = (0..<14).map { row in
        DevicePeriods.Clue(devices: [records.traits.map { $0.codes[row] }])
      }
      try attack.attack(clues) { index, ranking in
        let slow = Self.scores(records, known: index)
        var listed: [UInt32: Double] = [:]
        for group in ranking.groups { for member in group.members { listed[member] = group.score } }
        for person in 0..<14 {
          #expect(abs((listed[UInt32(person)] ?? 0) - slow[person]) < 1e-5, "seed \(seed)")
        }
      }
    }
  }

  /// Each person of 14 has one later row: evidence by counting people as the definition says.
  private static func scores(_ records: DeviceRecords, known: Int) -> [Double] {
    guard case .texts(let agents) = records.traits[0].dictionary else { return [] }
    func agent(_ row: Int) -> (kind: Substring, version: Int) {
      let parts = agents[Int(records.traits[0].codes[row]) - 1].split(separator: "/")
      return (parts[1], Int(parts[2].prefix { $0 != "." }) ?? 0)
    }
    let size = records.traits[1].codes
    return (14..<28).map { row in
      var bits = 0.0
      if agent(row).kind == agent(known).kind, agent(row).version >= agent(known).version {
        let near = (14..<28).count {
          agent($0).kind == agent(known).kind
            && (agent(known).version...agent(row).version).contains(agent($0).version)
        }
        bits += log2(14 / Double(near))
      }
      if size[row] == size[known] {
        bits += log2(14 / Double((14..<28).count { size[$0] == size[known] }))
      }
      return bits
    }
  }

  @Test("numbers near the known one count by how few are as near")
  func nearNumbers() {
    // Five people with 10, 20, 30, 40, 100: of known 20, 30 is as near as 10, so three of five.
    let column = CodedColumn(
      name: "n", codes: [1, 2, 3, 4, 5], dictionary: .integers([10, 20, 30, 40, 100]))
    let evidence = TraitEvidence(
      column, codes: column.codes, subjects: [0, 1, 2, 3, 4], people: 5, readsVersions: true)
    #expect(abs(evidence.nearness(of: 2, 3) - log2(5.0 / 3) / 2) < 1e-12)
    #expect(evidence.nearness(of: 2, 5) == 0)
    #expect(evidence.nearness(of: 2, 0) == 0)
    #expect(evidence.support(of: 2).map(\.code) == [2])
    #expect(evidence.support(of: 0).isEmpty)
  }

  @Test("devices drawn anew in the later period are found by chance alone")
  func nullControl() throws {
    // 200 runs of 40 people. The later devices are independent of the earlier, so however the
    // attack ranks, the number of right names is that of a random assignment: mean 1, a tail like
    // Poisson's. Wilson's 95 % interval of x of 40 lies above 1/40 from x = 2.93 on. Ties are
    // credited with their chance, which averages over tie breaks, so for each c
    // P(S >= 2.93) <= E(X - c)+ / (2.93 - c); at c = 2 that is 0.111 for Poisson(1), and
    // P(Binomial(200, 0.111) >= 47) < 1e-6: at most 46 runs may say so.
    // The mean over 200 runs has a standard error of at most 0.071: 0.5 is 7 of them.
    var excluded = 0
    var found = 0.0
    for seed in UInt64(0)..<200 {
      let records = try SyntheticDevices.periods(
        people: 40, kinds: 5, screens: 4, steady: false, seed: seed)
      let later = try DeviceFingerprints(records, rows: Array(40..<80))
      let trials = TrialSet(
        targets: (0..<40).map { row in
          Trial(
            clue: DevicePeriods.Clue(devices: [records.traits.map { $0.codes[row] }]),
            truth: UInt32(row))
        }, controls: [])
      let grade = try Evaluator(seed: seed).grade(
        DevicePeriods(records, later: later), on: trials, baseline: .chance(candidates: 40))
      found += grade.success.value * 40
      if grade.excess.lower > 0 || grade.excess.upper < 0 { excluded += 1 }
    }
    #expect(excluded <= 46)
    #expect(abs(found / 200 - 1) < 0.5)
  }

  @Test("people who are not in the release are named less often than those who are")
  func controls() throws {
    let records = try SyntheticDevices.periods(
      people: 200, kinds: 150, screens: 10, steady: true, seed: 9)
    let result = try DevicePeriods.result(
      for: SyntheticDevices.setting(people: 200, controlShare: 0.25), records: records)
    #expect(result.setting.controls == 50)
    #expect(result.setting.candidates == 150)
    let outsiders = try #require(result.measures.first { $0.id == "outsider-claim-rate" }?.estimate)
    #expect(outsiders.value < result.success.value)
  }

  @Test("the sightings of one device before and after an upgrade are one device")
  func lines() throws {
    let key = CodedColumn(name: "p", codes: [1, 1, 1, 2], dictionary: .opaque(count: 2))
    let records = try DeviceRecords(
      traits: [
        CodedColumn(name: "agent", texts: ["A/1.0", "A/2.0", "B/1.0", "A/1.0"])
      ], subjects: SubjectIndex(key: key), times: [1, 2, 3, 4])
    let lines = DeviceLines(records, try DeviceFingerprints(records))
    #expect(lines.clue(of: 0).devices == [[3], [2]])
    #expect(lines.clue(of: 1).devices == [[1]])
    #expect(lines.clue(of: 7).devices.isEmpty)
  }

  @Test("drift counts new values of the later period and the days between new values")
  func drift() throws {
    // Person 0 changes once in ten days, in the later period; person 1 never.
    let day: Int64 = 86_400_000_000
    let key = CodedColumn(name: "p", codes: [1, 1, 2, 2], dictionary: .opaque(count: 2))
    let records = try DeviceRecords(
      traits: [CodedColumn(name: "a", texts: ["x", "y", "z", "z"])],
      subjects: SubjectIndex(key: key), times: [0, 10 * day, 0, 10 * day])
    let drift = FingerprintDrift(
      records, isLater: [false, true, false, true], classes: [0, 1, 2, 2])
    #expect(drift.people == 2)
    #expect(drift.traits.map(\.changed) == [0.5, 0.5])
    #expect(drift.traits.map(\.daysBetweenChanges) == [20, 20])
  }

  @Test("periods that hold nobody, or no time at all, are refused with a reason")
  func degenerateInput() throws {
    let untimed = try SyntheticDevices.uniform(people: 5, values: [3], seed: 1)
    let setting = SyntheticDevices.setting(people: 5)
    #expect(throws: DeviceError.noTimes) {
      try DevicePeriods.result(for: setting, records: untimed)
    }
    // Everything in one instant: no earlier period.
    let instant = try DeviceRecords(
      traits: untimed.traits, subjects: untimed.subjects, times: [7, 7, 7, 7, 7])
    #expect(throws: EvaluationError.noTargets(table: "devices")) {
      try DevicePeriods.result(for: setting, records: instant)
    }
    // The ends of the calendar, one person, a missing trait.
    let key = CodedColumn(name: "p", codes: [1, 1], dictionary: .opaque(count: 1))
    let ends = try DeviceRecords(
      traits: [CodedColumn(name: "a", texts: [nil, "x"])], subjects: SubjectIndex(key: key),
      times: [.min, .max])
    let result = try DevicePeriods.result(for: setting, records: ends)
    #expect(result.baseline.value == 1)
  }
}
