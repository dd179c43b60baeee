import Evaluation
import Findings
import Foundation
import MediaMetadata
import Numerics
import TestSupport
import Testing

@testable import Attacks

/// Would catch weights learned from the wrong side, an attack that grades itself, and a rate out of
/// nothing.
@Suite("People sought by what their files carry")
struct FileMetadataExperimentTests {
  static func setting(seed: UInt64 = 1, controlShare: Double = 0) -> EventSetting {
    EventSetting(
      table: "files", subjectCount: 8, columns: [], evaluator: Evaluator(seed: seed), seed: seed,
      targetCount: 1_000, controlShare: controlShare, reproduce: "palimpsest audit photos")
  }

  /// Owner o has known file o and released file n + o.
  static func pairs(
    _ kinds: [IdentifierKind], known: [[UInt32]], released: [[UInt32]],
    setting: EventSetting = setting()
  ) throws -> FileMetadataExperiment {
    let count = known.count
    let files = sampleFiles(
      kinds, known + released, owners: Array(0..<count) + Array(0..<count), ownerCount: count)
    return try FileMetadataExperiment(
      files,
      sides: FileSides(
        known: (0..<count).map { [$0] }, released: (0..<count).map { [count + $0] }),
      setting: setting, scenario: .auxiliaryTable)
  }

  @Test("a serial number of each camera finds everyone; none finds one in as many as there are")
  func extremes() throws {
    let own = (0..<5).map { [UInt32($0)] }
    let kinds = [IdentifierKind](repeating: .cameraSerial, count: 5)
    let found = try Self.pairs(kinds, known: own, released: own)
    #expect(try found.grade(found.kinds).success.value == 1)
    let nothing = try Self.pairs(kinds, known: own, released: own.map { _ in [] })
    let grade = try nothing.grade(nothing.kinds)
    #expect(abs(grade.success.value - 0.2) < 1e-12)
    #expect(grade.excess.lower <= 0)
  }

  @Test("two who share a camera are told from the others and not from one another")
  func ties() throws {
    // Owners 0 and 1 have camera 0; owners 2 and 3 a camera each.
    let codes: [[UInt32]] = [[0], [0], [1], [2]]
    let kinds: [IdentifierKind] = [.cameraSerial, .cameraSerial, .cameraSerial]
    let experiment = try Self.pairs(kinds, known: codes, released: codes)
    let grade = try experiment.grade(experiment.kinds)
    #expect(abs(grade.success.value - 0.75) < 1e-12)
    #expect(grade.firstGroupSizes == [2, 2, 1, 1])
  }

  @Test("weights are the logarithm of m over u, by hand, from the known files alone")
  func weights() {
    // Owner 0 knows files 0 and 1, owner 1 file 2, owner 2 file 3; file 4 is released.
    let files = sampleFiles(
      [.software, .software, .timeZone], [[0, 1], [0], [0], [2], [1, 2]],
      owners: [0, 0, 1, 2, 2], ownerCount: 3)
    let evidence = IdentifierEvidence(
      files, known: [[0, 1], [2], [3]], candidates: [0, 1, 2], kinds: [.software, .timeZone])
    // Owner 0: program 0 twice (again), program 1 once: m = (2 + 1) / (3 + 2).
    let steadiness = 3.0 / 5
    #expect(evidence.owners == [[0, 1], [0], [2]])
    #expect(abs(evidence.bits[0] - log2(steadiness / (1.5 / 3))) < 1e-12)
    #expect(abs(evidence.bits[1] - log2(steadiness / (0.5 / 3))) < 1e-12)
    // No owner with two files has a time zone: m = 1 / 2.
    #expect(abs(evidence.bits[2] - log2(0.5 / (0.5 / 3))) < 1e-12)
    let scores = evidence.scores(of: [1, 2])
    #expect(scores == [0: evidence.bits[1], 2: evidence.bits[2]])
  }

  @Test("the kind that does it is blamed, and the one that does nothing is not")
  func blame() throws {
    // Serial numbers 0 to 5 tell; program 6 is everybody's.
    let codes = (0..<6).map { [UInt32($0), 6] }
    let kinds = [IdentifierKind](repeating: .cameraSerial, count: 6) + [.software]
    let experiment = try Self.pairs(kinds, known: codes, released: codes)
    let blame = try experiment.blame()
    #expect(blame.map(\.column) == ["camera-serial", "software"])
    #expect(blame.map(\.riskWith) == [1, 1])
    #expect(abs(blame[0].riskWithout - 1.0 / 6) < 1e-12)
    #expect(blame[0].riskAlone == 1)
    #expect(blame[1].riskWithout == 1)
    #expect(abs(blame[1].riskAlone - 1.0 / 6) < 1e-12)
  }

  @Test("equal content counts for twins, not for the rate")
  func payloads() throws {
    let own = (0..<4).map { [UInt32($0)] }
    let kinds = [IdentifierKind](repeating: .payload, count: 4)
    let experiment = try Self.pairs(kinds, known: own, released: own)
    #expect(experiment.kinds.isEmpty)
    #expect(abs(try experiment.grade([]).success.value - 0.25) < 1e-12)
  }

  @Test("a scrubbed file with the content of one that is not is a twin, wherever that stands")
  func twins() throws {
    let files = sampleFiles(
      [.payload, .payload, .payload, .cameraSerial],
      [[0], [1], [2], [0, 3], [2], [1, 3]], isClean: [true, true, true, false, true, false])
    // Files 0 to 3 are released: 0 has its twin among them (3), 1 in the other folder (5); the
    // other copy of 2 is scrubbed as well.
    let twins = PayloadTwins(of: files, released: [0, 1, 2, 3], held: [4, 5])
    #expect(twins.scrubbed == [0, 1, 2])
    #expect(twins.withTwin == [0, 1])
    let result = try #require(try twins.result(for: Self.setting()))
    #expect(abs(result.success.value - 2.0 / 3) < 1e-12)
    #expect(PayloadTwins(of: files, released: [0, 1, 2], held: []).withTwin.isEmpty)
    #expect(try PayloadTwins(of: files, released: [3], held: []).result(for: Self.setting()) == nil)
  }

  @Test("people whom nobody knows are asked about too, and a name for them is a false one")
  func outsiders() throws {
    let own = (0..<10).map { [UInt32($0), 10] }
    let kinds = [IdentifierKind](repeating: .cameraSerial, count: 10) + [.software]
    let experiment = try Self.pairs(
      kinds, known: own, released: own, setting: Self.setting(controlShare: 0.3))
    #expect(experiment.controls.count == 3)
    #expect(experiment.candidates.count == 7)
    let grade = try experiment.grade(experiment.kinds)
    #expect(grade.success.value == 1)
    // Program 10 is everybody's: it names nobody alone.
    #expect(grade.outsiderClaimRate?.value == 0)
  }

  @Test("nobody with files on both sides is an error, not a rate")
  func nobody() {
    let files = sampleFiles([.software], [[0], [0]], owners: [0, 1], ownerCount: 2)
    #expect(throws: EvaluationError.noTargets(table: "files")) {
      try FileMetadataExperiment(
        files, sides: FileSides(known: [[0], [1]], released: [[], []]), setting: Self.setting(),
        scenario: .knownPoints)
    }
  }

  @Test("halves part each person's files, whatever they carry, by the seed alone")
  func halves() {
    let files = sampleFiles(
      [], [[UInt32]](repeating: [], count: 8), owners: [0, 0, 0, 0, 1, 1, 1, 2], ownerCount: 3)
    var (one, same) = (
      SeededGenerator(seed: 4, stream: "halves"), SeededGenerator(seed: 4, stream: "halves")
    )
    let sides = FileSides.halves(of: files, using: &one)
    #expect(sides == FileSides.halves(of: files, using: &same))
    #expect(sides.known.map(\.count) == [2, 1, 1])
    #expect(sides.released.map(\.count) == [2, 2, 0])
    #expect(zip(sides.known, sides.released).flatMap { $0 + $1 }.sorted() == Array(0..<8))
    #expect(sides.eligible == [0, 1])
  }

  @Test("where files have times the earlier half of a person's is known, those without come last")
  func periods() {
    let files = sampleFiles(
      [], [[UInt32]](repeating: [], count: 7), owners: [0, 0, 0, 0, 1, 1, nil], ownerCount: 2)
    let sides = FileSides.periods(of: files, times: [40, 10, nil, 20, 5, 5, 1])
    #expect(sides.known == [[1, 3], [4]])
    #expect(sides.released == [[0, 2], [5]])
  }

  @Test("the evidence for all channels is what a family lacks, and infinite without any")
  func evidence() throws {
    let files = sampleFiles(
      [.cameraSerial, .cameraSerial, .personName], [[0], [1], [0], [2]], owners: [0, 1, 0, 1],
      ownerCount: 2)
    let sides = FileSides(known: [[0], [1]], released: [[2], [3]])
    let evidence = FileMetadataEvidence.evidence(
      of: files, sides: sides, table: "photos", columns: ["path"])
    #expect(evidence.eligible == [0, 1])
    #expect(
      evidence.evidence.map(\.feature.id) == [
        "file-metadata/identifiers-device", "file-metadata/identifiers-person",
      ])
    #expect(evidence.evidence[0].feature.columns == ["path"])
    let costs = evidence.evidence[0].comparison.costs(targets: [0, 1], candidates: [0, 1])
    // m = 1/2 (no owner with two known files), u = (1 - 1/2) / 2: one bit.
    // The owner who has it lacks nothing, the other lacks that bit.
    #expect(costs.values == [0, 1, .infinity, .infinity])
  }

  // Owners are numbers that the identifiers know nothing of. At level .95 the interval leaves out
  // the baseline in at most 5 % of runs; `NullControl` states the tail.
  @Test("files dealt to people at random find nobody")
  func nullControl() throws {
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      var source = SeededGenerator(seed: seed, stream: "file-metadata-null")
      let kinds: [IdentifierKind] = (0..<30).map {
        [.software, .cameraModel, .cameraSerial, .timeZone][$0 % 4]
      }
      let codes = (0..<80).map { _ in
        Set((0..<4).map { _ in UInt32(source.index(below: 30)) }).sorted()
      }
      var owners = (0..<80).map { $0 % 20 }
      source.shuffle(&owners)
      let files = sampleFiles(kinds, codes, owners: owners, ownerCount: 20)
      let sides = FileSides.halves(of: files, using: &source)
      let experiment = try FileMetadataExperiment(
        files, sides: sides, setting: Self.setting(seed: seed), scenario: .knownPoints)
      if try experiment.grade(experiment.kinds).excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }
}
