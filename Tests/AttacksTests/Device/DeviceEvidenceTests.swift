import Evaluation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Evidence of devices")
struct DeviceEvidenceTests {
  // The attack on records of that trait alone; texts, whose likeness needs no other trait.
  @Test("a trait's costs are minus its evidence in the attack", arguments: UInt64(0)..<6)
  func sameAsAttack(seed: UInt64) throws {
    let records = try SyntheticDevices.periods(
      people: 14, kinds: 2, screens: 3, steady: seed % 2 == 0, seed: seed)
    let found = try DevicePeriods.evidence(records: records, table: "visits")
    #expect(found.eligible == Array(0..<14))
    #expect(found.evidence.map(\.feature.columns) == [["agent"], ["size"]])
    for (feature, trait) in zip(found.evidence, records.traits) {
      let alone = try DeviceRecords(
        traits: [trait], subjects: records.subjects, times: records.times)
      let attack = DevicePeriods(alone, later: try DeviceFingerprints(alone, rows: Array(14..<28)))
      let costs = feature.comparison.costs(targets: found.eligible, candidates: found.eligible)
      let clues = (0..<14).map { DevicePeriods.Clue(devices: [[trait.codes[$0]]]) }
      try attack.attack(clues) { candidate, ranking in
        var scores = [Double](repeating: 0, count: 14)
        for group in ranking.groups {
          for member in group.members { scores[Int(member)] = group.score }
        }
        for target in 0..<14 {
          #expect(abs(Double(costs.values[target * 14 + candidate]) + scores[target]) < 1e-4)
        }
      }
    }
    EvidenceChecks.sameInBatches(found.evidence, found.eligible)
  }

  @Test("people on devices of their own are found, and by chance with shuffled labels")
  func planted() throws {
    let records = try SyntheticDevices.periods(
      people: 30, kinds: 3_000, screens: 4, steady: true, seed: 3)
    let found = try DevicePeriods.evidence(records: records, table: "visits")
    #expect(EvidenceChecks.found(found.evidence[0], found.eligible) > 0.9)
    for feature in found.evidence {
      let (excess, tolerance) = EvidenceChecks.shuffledExcess(
        feature, found.eligible, runs: 200, seed: 5)
      #expect(abs(excess) < tolerance, "\(feature.feature.id)")
    }
  }

  @Test("a person's devices add up, each by the target's best value; near numbers count")
  func severalDevices() throws {
    // Person 0 had 10 and 50, now 10; person 1 had 40, now 50; person 2 had nothing known.
    let key = CodedColumn(
      name: "p", codes: [1, 1, 2, 3, 1, 2, 3], dictionary: .opaque(count: 3))
    let numbers = CodedColumn(
      name: "cores", codes: [1, 3, 2, 0, 1, 3, 0], dictionary: .integers([10, 40, 50]))
    let records = try DeviceRecords(
      traits: [numbers], subjects: SubjectIndex(key: key), times: [0, 1, 2, 3, 10, 11, 12])
    let found = try DevicePeriods.evidence(records: records, table: "visits", boundary: 10)
    #expect(found.eligible == [0, 1, 2])
    let costs = found.evidence[0].comparison.costs(targets: [0, 1], candidates: [0, 1, 2])
    let evidence = TraitEvidence(
      numbers, codes: [1, 3, 0], subjects: [0, 1, 2], people: 3, readsVersions: true)
    let alone = evidence.support(of: 1)[0].bits
    // 50 beside 10: everybody with a number is as near, two of three people.
    let far = evidence.nearness(of: 3, 1)
    #expect(abs(Double(costs.values[0]) + alone + far) < 1e-5)
    #expect(abs(Double(costs.values[4]) + evidence.nearness(of: 2, 3)) < 1e-5)
    #expect(costs.values[2] == .infinity && costs.values[5] == .infinity)
    #expect(EvidenceChecks.isIncomparable(found.evidence[0], 2, [0, 1, 2]))
  }

  @Test("without times, and with traits that all share, there is no evidence")
  func nothing() throws {
    let untimed = try SyntheticDevices.uniform(people: 5, values: [3], seed: 1)
    #expect(throws: DeviceError.noTimes) {
      try DevicePeriods.evidence(records: untimed, table: "visits")
    }
    let same = try DeviceRecords(
      traits: [CodedColumn(name: "a", texts: ["x", "x", "x", "x"])],
      subjects: SubjectIndex(
        key: CodedColumn(name: "p", codes: [1, 2, 1, 2], dictionary: .opaque(count: 2))),
      times: [0, 1, 2, 3])
    #expect(try DevicePeriods.evidence(records: same, table: "visits").evidence.isEmpty)
  }
}
