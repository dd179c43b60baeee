import Evaluation
import Findings
import Numerics
import TestSupport
import Testing

@testable import Attacks

/// Photos tried against cameras that are known from elsewhere.
@Suite struct KnownSensorsTests {
  /// The first `photos` photos of each camera, then the others: the released ones, the known ones.
  private static func sides(
    cameras: Int, released: Int, known: Int, side: Int = 128, share: Float, seed: UInt64,
    turned: Set<Int> = []
  ) -> (samples: [SensorSample?], owners: [Int?], releasedCount: Int) {
    let each = released + known
    let all = SensorPatternTests.samples(
      cameras: cameras, photos: each, side: side, share: share, seed: seed, turned: turned)
    let first = all.indices.filter { $0 % each < released }
    let order = first + all.indices.filter { $0 % each >= released }
    return (order.map { all[$0] }, order.map { $0 / each }, first.count)
  }

  private static func result(
    _ samples: [SensorSample?], _ owners: [Int?], _ releasedCount: Int, seed: UInt64 = 1,
    subjects: Int, controlShare: Double = 0
  ) throws -> AttackResult {
    let setting = EventSetting(
      table: "photos", subjectCount: subjects, columns: ["photo"],
      evaluator: Evaluator(seed: seed), seed: seed, targetCount: 1_000,
      controlShare: controlShare, reproduce: "palimpsest audit photos --known others")
    return try SensorCameras.result(
      for: setting, samples, owners: owners, releasedCount: releasedCount,
      copies: SensorCameras.copies(samples, releasedCount: releasedCount),
      scenario: .auxiliaryTable, links: SensorLinks([]), linkedCount: releasedCount)
  }

  @Test func photosFindTheirOwnersByPhotosKnownFromElsewhereAlsoUpsideDown() throws {
    // Six owners, of whom three are compared exactly: would catch a photo upside down that is not
    // ranked among these, and owners mixed up between the sides.
    let sides = Self.sides(
      cameras: 6, released: 1, known: 3, share: 0.35, seed: 11, turned: [0, 4, 8, 12])
    let result = try Self.result(
      sides.samples, sides.owners, sides.releasedCount, subjects: 6)
    #expect(result.success.value == 1)
    #expect(abs(result.baseline.value - 1.0 / 6) < 1e-12)
    #expect(result.setting.targets == 6 && result.setting.candidates == 6)
    #expect(result.setting.scenario == "auxiliary-table" && result.setting.exhaustive)
    #expect(result.setting.knowledge.contains("photos from elsewhere"))
  }

  @Test func aShareOfTheOwnersIsHeldOutAndGetsNoName() throws {
    let sides = Self.sides(cameras: 10, released: 1, known: 2, share: 0.5, seed: 12)
    let result = try Self.result(
      sides.samples, sides.owners, sides.releasedCount, subjects: 10, controlShare: 0.2)
    #expect(result.setting.targets == 8 && result.setting.controls == 2)
    #expect(result.setting.candidates == 8 && result.success.value == 1)
    #expect(abs(result.baseline.value - 0.125) < 1e-12)
    let outsiders = try #require(result.measures.first { $0.id == "outsiders-named" })
    #expect(outsiders.estimate?.value == 0)
  }

  @Test func aPhotoOfWhichACopyIsKnownIsNotTried() throws {
    // Residuals share no sensor; each owner's first released photo is known too. Were these tried,
    // their very pixels would find them.
    let sides = Self.sides(cameras: 4, released: 2, known: 3, side: 32, share: 0, seed: 13)
    var (samples, owners) = (sides.samples, sides.owners)
    let copied = stride(from: 0, to: sides.releasedCount, by: 2)
    samples += copied.map { samples[$0] }
    owners += copied.map { owners[$0] }
    let copies = SensorCameras.copies(samples, releasedCount: sides.releasedCount)
    #expect(copies == Set(copied))
    let known = KnownSensors(
      samples, owners: owners, releasedCount: sides.releasedCount, copies: copies)
    #expect((0..<8).map { known.candidates(for: $0).count } == [0, 4, 0, 4, 0, 4, 0, 4])
    // Copies of everything: nothing is left to try, and nothing is claimed.
    let released = Array(sides.samples.prefix(sides.releasedCount))
    let releasedOwners = Array(sides.owners.prefix(sides.releasedCount))
    #expect(throws: EvaluationError.self) {
      _ = try Self.result(
        released + released, releasedOwners + releasedOwners, released.count, subjects: 4)
    }
  }

  @Test func aPhotoOfASceneThatIsKnownIsACopyAlsoTurnedAndDenoisedAndNoOtherIs() throws {
    // Would catch a weakened release that its originals find by their scenes.
    func sample(scene: UInt64, grain: Int, turned: Bool = false) throws -> SensorSample {
      let light = SimulatedScene.natural(
        seed: scene, rows: 128, columns: 128, texture: 0.1, brightness: 0.3)
      let noise = SensorPatternTests.noise(128 * 128, seed: scene &* 31 &+ UInt64(grain))
      var crop = zip(light, noise).map {
        UInt8(min(max(255 * $0 + Float(grain) * $1, 0), 255))
      }
      if turned { crop.reverse() }
      return try #require(
        SensorSample(
          crop: crop, raw: SignalPlane(rows: 128, columns: 128, values: noise), photoWidth: 128,
          photoHeight: 128))
    }
    let known = try (1...6).map { try sample(scene: $0, grain: 3) }
    let copies = try (1...3).map { try sample(scene: $0, grain: 0, turned: $0 == 2) }
    let others = try (7...12).map { try sample(scene: $0, grain: 3) }
    let samples: [SensorSample?] = copies + others + known
    #expect(SensorCameras.copies(samples, releasedCount: 9) == [0, 1, 2])
  }

  @Test func skiesAndShadesOfALensAreNoCopies() throws {
    // Would catch slopes of light taken for one scene: the best evidence there is left out.
    func sample(_ kind: Int, seed: UInt64) throws -> SensorSample {
      let noise = SensorPatternTests.noise(128 * 128, seed: seed)
      let crop = noise.indices.map { index -> UInt8 in
        let (row, column) = (Float(index / 128) - 64, Float(index % 128) - 64)
        let light =
          kind == 0 ? 150 + row / 4 + column / 64 : 200 - (row * row + column * column) / 150
        return UInt8(min(max(light + noise[index], 0), 255))
      }
      return try #require(
        SensorSample(
          crop: crop, raw: SignalPlane(rows: 128, columns: 128, values: noise), photoWidth: 128,
          photoHeight: 128))
    }
    let released = try [sample(0, seed: 1), sample(1, seed: 2)]
    let known = try [sample(0, seed: 3), sample(1, seed: 4)]
    let samples: [SensorSample?] = released + known
    #expect(SensorCameras.copies(samples, releasedCount: 2).isEmpty)
    #expect(SensorCameras.copies(released + released, releasedCount: 2) == [0, 1])
  }

  @Test func oneKnownPhotoAndItsCopiesMakeNoFingerprint() throws {
    let sides = Self.sides(cameras: 2, released: 1, known: 1, side: 32, share: 0.5, seed: 14)
    let samples = sides.samples + sides.samples.suffix(2)
    let owners = sides.owners + sides.owners.suffix(2)
    let known = KnownSensors(samples, owners: owners, releasedCount: 2, copies: [])
    #expect(known.candidates(for: 0).isEmpty)
  }

  @Test func unrelatedKnownPhotosFindNobodyOftenerThanByChance() throws {
    // The null control of `SensorPatternTests`, with a known side.
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let sides = Self.sides(
        cameras: 4, released: 2, known: 2, side: 32, share: 0, seed: seed &+ 700)
      let result = try Self.result(
        sides.samples, sides.owners, sides.releasedCount, seed: seed, subjects: 4)
      if result.success.lower > result.baseline.value { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test func growthFromPairsIsTheGrowthOfAWholeMatrix() {
    // The oracle keeps a full matrix and looks at every pair of groups in each round.
    for seed in UInt64(0)..<40 {
      var noise = SimulatedNoise(seed: seed)
      let count = 2 + Int(noise.next() % 9)
      var values: [Float] = []
      for one in 0..<count {
        for other in (one + 1)..<count {
          values.append(noise.normal() + (one % 3 == other % 3 ? 6 : 0))
        }
      }
      var growth = SensorGrowth(
        SensorScores(values, count: count), pixels: 4_096, threshold: 5.5)
      #expect(
        Set(growth.grow()) == Set(Self.grown(values, count, pixels: 4_096, threshold: 5.5)),
        "seed \(seed)")
    }
  }

  private static func grown(
    _ values: [Float], _ count: Int, pixels: Int, threshold: Double
  ) -> [[Int]] {
    var matrix = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: count)
    var next = 0
    for one in 0..<count {
      for other in (one + 1)..<count {
        matrix[one][other] = Double(values[next])
        matrix[other][one] = matrix[one][other]
        next += 1
      }
    }
    var groups = (0..<count).map { [$0] }
    func between(_ one: [Int], _ other: [Int]) -> Double {
      one.reduce(0) { sum, row in sum + other.reduce(0) { $0 + matrix[row][$1] } }
    }
    func energy(_ group: [Int]) -> Double {
      let own = Double(group.count) + between(group, group) / Double(pixels).squareRoot()
      return max(own, Double(group.count))
    }
    while true {
      var best = (score: threshold, one: -1, other: -1)
      for one in groups.indices {
        for other in groups.indices where one < other {
          let score =
            between(groups[one], groups[other])
            / (energy(groups[one]) * energy(groups[other])).squareRoot()
          if score >= best.score { best = (score, one, other) }
        }
      }
      guard best.one >= 0 else { break }
      groups[best.one] += groups[best.other]
      groups.remove(at: best.other)
    }
    return groups.filter { $0.count > 1 }.map { $0.sorted() }
  }
}
