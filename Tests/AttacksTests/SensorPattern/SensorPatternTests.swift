import Evaluation
import Findings
import Numerics
import TestSupport
import Testing

@testable import Attacks

/// Sensors' patterns in residuals that we made, where it is known who took what.
@Suite struct SensorPatternTests {
  /// Residuals of cameras: an own pattern of relative strength `share`, and noise.
  static func samples(
    cameras: Int, photos: Int, side: Int = 128, share: Float, seed: UInt64,
    turned: Set<Int> = []
  ) -> [SensorSample?] {
    let patterns = (0..<cameras).map { camera in
      noise(side * side, seed: seed &* 1_000 &+ UInt64(camera))
    }
    return (0..<(cameras * photos)).map { index in
      let own = noise(side * side, seed: seed &* 77_777 &+ UInt64(index) &+ 500)
      var values = zip(patterns[index / photos], own).map { share * $0 + $1 }
      if turned.contains(index) { values.reverse() }
      // A crop of its own, as the same scene would be a copy.
      var scene = SimulatedNoise(seed: seed &* 9_999 &+ UInt64(index))
      let crop = (0..<(side * side)).map { _ in UInt8(112 + scene.next() % 32) }
      return SensorSample(
        crop: crop,
        raw: SignalPlane(rows: side, columns: side, values: values), photoWidth: side,
        photoHeight: side)
    }
  }

  static func noise(_ count: Int, seed: UInt64) -> [Float] {
    var noise = SimulatedNoise(seed: seed)
    return (0..<count).map { _ in noise.normal() }
  }

  static func setting(_ seed: UInt64 = 1, subjects: Int) -> EventSetting {
    EventSetting(
      table: "photos", subjectCount: subjects, columns: ["photo"],
      evaluator: Evaluator(seed: seed), seed: seed, targetCount: 1_000, controlShare: 0,
      reproduce: "palimpsest audit photos")
  }

  @Test func theRootOfThePeakEnergyOfUnrelatedNoiseIsStandardNormal() {
    // Would catch a floor or a peak that is scaled wrongly. 400 values: a chi-square variable of 400
    // degrees over 400 is above 1.4 with probability 2e-7; the rest is room for the floor's error.
    let count = 400
    let squares = (0..<count).map { index -> Double in
      let one = SignalPlane(
        rows: 32, columns: 32, values: Self.noise(1_024, seed: UInt64(2 * index + 1)))
      let other = SignalPlane(
        rows: 32, columns: 32, values: Self.noise(1_024, seed: UInt64(2 * index + 2)))
      return abs(PeakEnergy(one, other).value)
    }
    let mean = squares.reduce(0, +) / Double(count)
    #expect(abs(mean - 1) < 0.45, "\(mean)")
  }

  @Test func aSharedPatternStandsOutByItsCorrelation() {
    let one = SignalPlane(rows: 64, columns: 64, values: Self.noise(4_096, seed: 4))
    let energy = PeakEnergy(one, one)
    #expect(abs(energy.correlation - 1) < 1e-4)
    // The floor of 4,096 unrelated shifts is 1 / 4,096 of the peak's square, give or take.
    #expect(energy.value > 2_500 && energy.value < 6_500)
    #expect(PeakEnergy(one, SignalPlane(rows: 64, columns: 64)).value == 0)
  }

  @Test func cleaningTakesTheMeansOfRowsAndColumnsOfEachFilterPosition() {
    var values = Self.noise(32 * 32, seed: 8)
    for index in values.indices { values[index] += Float(index % 32) + 3 * Float(index / 32 % 5) }
    let plane = SensorResidual.withoutMeans(SignalPlane(rows: 32, columns: 32, values: values))
    for part in 0..<4 {
      for line in 0..<16 {
        var (row, column): (Float, Float) = (0, 0)
        for other in 0..<16 {
          row += plane.values[(2 * line + part / 2) * 32 + 2 * other + part % 2]
          column += plane.values[(2 * other + part / 2) * 32 + 2 * line + part % 2]
        }
        #expect(abs(row) < 1e-3 && abs(column) < 1e-3)
      }
    }
  }

  @Test func photosOfOneCameraAreGroupedAlsoUpsideDown() {
    // Would catch a threshold off by orders, a growth that mixes groups, and a wrong turn.
    let samples = Self.samples(cameras: 3, photos: 4, share: 0.45, seed: 3, turned: [1, 6])
    let links = SensorLinks(samples)
    #expect(links.groups == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
    #expect(links.links.allSatisfy { $0.first / 4 == $0.second / 4 && $0.bits > 0 })
    #expect(links.pairCount == 66)
  }

  @Test func manyPhotosOfCamerasThatShareNothingStayApart() {
    // The better of two ways up has a mean above 0, which adds up over the pairs of two groups, and
    // photos of one group are no independent witnesses: either joined these.
    for (cameras, photos, seed) in [(2, 14, UInt64(1)), (3, 12, 2), (3, 16, 3)] {
      let groups = SensorLinks(
        Self.samples(cameras: cameras, photos: photos, share: 0.5, seed: seed)
      ).groups
      #expect(
        groups == (0..<cameras).map { Array(($0 * photos)..<(($0 + 1) * photos)) }, "\(groups)")
    }
  }

  @Test func theBetterOfTwoStandardNormalScoresBecomesOne() {
    // P(max <= 0) = 1/4, and the 1/4 quantile of a standard normal variable is -0.674490.
    #expect(abs(SensorLinks.either(0) + 0.674_489_750_196) < 1e-9)
    // The median of the maximum of two, 0.5^0.5, is at 0.544952.
    #expect(abs(SensorLinks.either(0.544_952_135)) < 1e-6)
    #expect(SensorLinks.either(9) == 9 && SensorLinks.either(-40).isFinite)
  }

  @Test func copiesOfAPhotoStayInOneHalf() throws {
    // Each photo stands twice: were copies parted, each would be found by its very pixels, though
    // the residuals share no sensor.
    let noise = Self.samples(cameras: 32, photos: 1, side: 32, share: 0, seed: 3)
    let crops = noise.enumerated().map { index, sample in
      sample.flatMap {
        SensorSample(
          crop: [UInt8](repeating: UInt8(index + 100), count: 1_024), raw: $0.rawPlane,
          photoWidth: 32, photoHeight: 32)
      }
    }
    let samples = crops.flatMap { [$0, $0] }
    let result = try SensorCameras.result(
      for: Self.setting(subjects: 4), samples, owners: (0..<64).map { $0 / 2 % 4 },
      links: SensorLinks([]))
    #expect(result.setting.targets == 4)
    let photos = try #require(result.measures.first { $0.id == "success/photos" }?.estimate?.value)
    #expect(photos < 0.6, "\(photos)")
  }

  @Test func unrelatedPhotosMakeNoGroup() {
    let links = SensorLinks(Self.samples(cameras: 14, photos: 1, share: 0.5, seed: 9))
    #expect(links.groups.isEmpty && links.links.isEmpty)
  }

  @Test func photosOfOtherSizesAreNotCompared() {
    let one = Self.samples(cameras: 1, photos: 2, share: 1, seed: 2)
    let other = Self.samples(cameras: 1, photos: 2, side: 256, share: 1, seed: 2)
    #expect(SensorLinks(one + other).pairCount == 2)
  }

  @Test func photosFindTheirOwners() throws {
    let samples = Self.samples(cameras: 4, photos: 6, share: 0.3, seed: 5)
    let owners: [Int?] = (0..<24).map { $0 / 6 }
    let result = try SensorCameras.result(
      for: Self.setting(subjects: 4), samples, owners: owners, links: SensorLinks(samples))
    #expect(result.success.value == 1)
    #expect(abs(result.baseline.value - 0.25) < 1e-12)
    // One photo of each of four people: that is what the interval is of.
    #expect(result.excess.lower > 0.2 && result.success.lower < 0.6)
    #expect(result.id == "file-metadata/sensor-pattern/photos")
    #expect(result.setting.targets == 4 && result.setting.candidates == 4)
    #expect(result.measures.first { $0.id == "success/photos" }?.estimate?.value == 1)
    #expect(!result.remedy.isEmpty)
  }

  @Test func photosOfCamerasOutsideAreControlsAndGetNoName() throws {
    let samples = Self.samples(cameras: 5, photos: 6, share: 0.3, seed: 6)
    // The fifth camera's photos belong to six people with one photo each: no fingerprint of theirs.
    let owners: [Int?] = (0..<30).map { $0 < 24 ? $0 / 6 : $0 }
    let result = try SensorCameras.result(
      for: Self.setting(subjects: 30), samples, owners: owners, links: SensorLinks(samples))
    #expect(result.setting.controls == 6 && result.setting.candidates == 4)
    let outsiders = try #require(result.measures.first { $0.id == "outsiders-named" })
    #expect(outsiders.estimate?.value == 0)
  }

  @Test func withoutTwoOwnersThereIsNoTarget() {
    let samples = Self.samples(cameras: 1, photos: 6, share: 0.3, seed: 6)
    #expect(throws: EvaluationError.self) {
      _ = try SensorCameras.result(
        for: Self.setting(subjects: 1), samples, owners: samples.map { _ in 0 },
        links: SensorLinks(samples))
    }
  }

  @Test func unrelatedNoiseFindsNobodyOftenerThanByChance() throws {
    // The null control: no photo shares a sensor with another one. The interval may lie above the
    // baseline in 5 % of runs (NullControl).
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let samples = Self.samples(cameras: 16, photos: 1, side: 32, share: 0, seed: seed &+ 40)
      let result = try SensorCameras.result(
        for: Self.setting(seed, subjects: 4), samples, owners: (0..<16).map { $0 % 4 },
        links: SensorLinks([]))
      if result.success.lower > result.baseline.value { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }
}
