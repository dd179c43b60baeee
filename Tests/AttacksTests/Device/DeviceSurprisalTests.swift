import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Devices that nobody else has")
struct DeviceSurprisalTests {
  private static func column(_ name: String, _ codes: [UInt32]) -> CodedColumn {
    CodedColumn(name: name, codes: codes, dictionary: .opaque(count: Int(codes.max() ?? 0)))
  }

  @Test("a full factorial of independent traits has the sum of their entropies, exactly")
  func exactEntropy() throws {
    // 8 x 4 x 2 values, each tuple once: 3 + 2 + 1 bits, every fingerprint unique.
    let rows = 0..<64
    let records = try DeviceRecords(
      traits: [
        Self.column("a", rows.map { UInt32($0 % 8) + 1 }),
        Self.column("b", rows.map { UInt32($0 / 8 % 4) + 1 }),
        Self.column("c", rows.map { UInt32($0 / 32) + 1 }),
      ], subjects: SubjectIndex(rowCount: 64))
    let attack = try DeviceSurprisal(records)
    #expect(attack.traits.map(\.entropyBits) == [3, 2, 1])
    #expect(attack.joint.entropyBits == 6)
    #expect(attack.joint.normalizedEntropy == 1)
    #expect(attack.contributions.map(\.name) == ["a", "b", "c"])
    #expect(attack.contributions.map(\.addedBits) == [3, 2, 1])
    #expect(attack.subjectRisks() == Array(repeating: 1, count: 64))
    #expect(attack.joint.uniqueShare == 1)
    #expect(attack.traits.map(\.uniqueShare) == [0, 0, 0])
  }

  @Test("a trait that follows from another adds nothing to it")
  func correlated() throws {
    // Would catch entropies that are summed: the second trait is a function of the first.
    let records = try DeviceRecords(
      traits: [
        Self.column("model", (0..<32).map { UInt32($0 % 16) + 1 }),
        Self.column("brand", (0..<32).map { UInt32($0 % 16 / 4) + 1 }),
      ], subjects: SubjectIndex(rowCount: 32))
    let attack = try DeviceSurprisal(records)
    #expect(attack.traits.map(\.entropyBits) == [4, 2])
    #expect(attack.joint.entropyBits == 4)
    #expect(attack.contributions.map(\.addedBits) == [4, 0])
  }

  @Test("contributions add up to the joint entropy, counted the slow way")
  func chainRule() throws {
    for seed in UInt64(0)..<20 {
      let records = try SyntheticDevices.uniform(people: 60, values: [2, 5, 3, 9], seed: seed)
      let attack = try DeviceSurprisal(records)
      var counts: [[UInt32]: Int] = [:]
      for row in 0..<60 { counts[records.traits.map { $0.codes[row] }, default: 0] += 1 }
      let slow = counts.values.reduce(0.0) { $0 - Double($1) / 60 * log2(Double($1) / 60) }
      #expect(abs(attack.joint.entropyBits - slow) < 1e-9)
      #expect(abs(attack.contributions.reduce(0) { $0 + $1.addedBits } - slow) < 1e-9)
      #expect(attack.contributions.allSatisfy { $0.addedBits >= 0 })
    }
  }

  @Test("people, not rows: someone with several devices is as exposed as by the rarest")
  func peopleNotRows() throws {
    // Person 0 has device 1 seen three times and device 2; person 1 device 1; person 2 device 3.
    let key = CodedColumn(
      name: "person", codes: [1, 1, 1, 1, 2, 3], dictionary: .opaque(count: 3))
    let records = try DeviceRecords(
      traits: [Self.column("device", [1, 1, 1, 2, 1, 3])], subjects: SubjectIndex(key: key))
    let attack = try DeviceSurprisal(records)
    #expect(attack.subjectRisks() == [1, 0.5, 1])
    // Four pairs of a person and a device: shares 2/4, 1/4, 1/4.
    #expect(attack.joint.fingerprints == 4)
    #expect(abs(attack.joint.entropyBits - 1.5) < 1e-12)
    #expect(attack.joint.maximumSurprisalBits == 2)
  }

  @Test("risks are those of groups of people who look alike, found the slow way")
  func risksAgreeWithOracle() throws {
    for seed in UInt64(0)..<20 {
      var source = SeededGenerator(seed: seed, stream: "device-oracle")
      let rows = 40
      let key = CodedColumn(
        name: "person", codes: (0..<rows).map { _ in UInt32.random(in: 1...12, using: &source) },
        dictionary: .opaque(count: 12))
      let plain = try SyntheticDevices.uniform(people: rows, values: [3, 3], seed: seed)
      let records = try DeviceRecords(traits: plain.traits, subjects: SubjectIndex(key: key))
      func tuple(_ row: Int) -> [UInt32] { records.traits.map { $0.codes[row] } }
      let slow = Set(key.codes).sorted().map { person in
        (0..<rows).filter { key.codes[$0] == person }.map { own in
          1 / Double(Set((0..<rows).filter { tuple($0) == tuple(own) }.map { key.codes[$0] }).count)
        }.max() ?? 0
      }
      #expect(try DeviceSurprisal(records).subjectRisks() == slow)
    }
  }

  @Test("Chao and Shen's estimate, written out for small counts")
  func chaoShen() {
    // Counts 3, 2, 1: C = 1 - 1/6, shares 5/12, 10/36, 5/36; and each term by the formula.
    let expected = [3.0, 2, 1].reduce(0.0) { sum, count in
      let share = 5.0 / 6 * count / 6
      return sum - share * log2(share) / (1 - pow(1 - share, 6))
    }
    #expect(abs(SampleEntropy.chaoShenBits(of: [3, 2, 1]) - expected) < 1e-12)
    #expect(SampleEntropy.chaoShenBits(of: [7]) == 0)
    #expect(SampleEntropy.chaoShenBits(of: []) == 0)
    #expect(SampleEntropy.chaoShenBits(of: [1, 1, 1, 1]).isFinite)
  }

  @Test("both corrections come nearer to a known entropy than the plug-in does")
  func correctionsHelp() throws {
    // 256 equally likely values, 8 bits, 300 devices: the plug-in misses about 0.6 bits,
    // (K - 1) / (2 N ln 2).
    var errors = [0.0, 0, 0]
    for seed in UInt64(0)..<20 {
      let records = try SyntheticDevices.uniform(people: 300, values: [256], seed: seed)
      let profile = try DeviceSurprisal(records).joint
      errors[0] += abs(8 - profile.entropyBits)
      errors[1] += abs(8 - profile.millerMadowBits)
      errors[2] += abs(8 - profile.chaoShenBits)
    }
    #expect(errors[1] < errors[0] / 2)
    #expect(errors[2] < errors[0] / 4)
  }

  @Test("where all have one device, nothing is gained over chance: the baseline")
  func nullControl() throws {
    let records = try DeviceRecords(
      traits: [Self.column("device", Array(repeating: 1, count: 80))],
      subjects: SubjectIndex(rowCount: 80))
    let result = try DeviceSurprisal.result(
      for: SyntheticDevices.setting(people: 80), records: records)
    #expect(abs(result.excess.value) < 1e-12)
    #expect(result.remedy.isEmpty)
  }

  @Test("the remedy names the trait whose loss costs an adversary most")
  func remedy() throws {
    // 60 user agents that differ in their last version part only, and a trait of two values.
    let records = try DeviceRecords(
      traits: [
        CodedColumn(name: "agent", texts: (0..<60).map { "Mozilla/5.0 (X) Chrome/118.0.\($0)" }),
        Self.column("touch", (0..<60).map { UInt32($0 % 2) + 1 }),
      ], subjects: SubjectIndex(rowCount: 60))
    let result = try DeviceSurprisal.result(
      for: SyntheticDevices.setting(people: 60), records: records)
    #expect(result.success.value == 1)
    #expect(result.remedy.contains("agent left out"))
    #expect(result.remedy.contains("agent released with major versions only"))
    let grid = try #require(result.grids.last)
    #expect(grid.rows.count == 5)
    #expect(result.grids.map(\.id).contains("published"))
  }

  @Test("tables without a row, a trait, or equal lengths are refused with a reason")
  func degenerateInput() throws {
    let subjects = SubjectIndex(rowCount: 0)
    #expect(throws: DeviceError.noTraits) { try DeviceRecords(traits: [], subjects: subjects) }
    #expect(throws: DeviceError.noRows) {
      try DeviceRecords(traits: [Self.column("a", [])], subjects: subjects)
    }
    #expect(throws: DeviceError.unequalLengths) {
      try DeviceRecords(traits: [Self.column("a", [1])], subjects: SubjectIndex(rowCount: 2))
    }
    // One person alone, a missing trait: found for sure, and no more than by chance.
    let alone = try DeviceRecords(
      traits: [Self.column("a", [0])], subjects: SubjectIndex(rowCount: 1))
    let result = try DeviceSurprisal.result(
      for: SyntheticDevices.setting(people: 1), records: alone)
    #expect(result.success.value == 1 && result.baseline.value == 1)
    #expect(result.excess.value == 0)
  }
}
