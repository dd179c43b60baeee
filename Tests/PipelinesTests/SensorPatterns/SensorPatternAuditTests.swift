import Attacks
import Evaluation
import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines

/// Folders of photos by simulated cameras, from files to results.
@Suite struct SensorPatternAuditTests {
  private let side = 256

  private func jpeg(camera: SimulatedCamera, seed: UInt64) throws -> [UInt8] {
    // Another scene for each photo: photos of one scene share more than a sensor.
    let scene = SimulatedScene.natural(
      seed: seed, rows: side, columns: side, texture: 0.03, brightness: 0.3)
    let plane = SamplePlane(
      width: side, height: side, samples: camera.photo(of: scene, seed: seed))
    let picture = JPEGPicture(grey: plane, steps: JPEGEncoder.steps(quality: 95))
    return try #require(JPEGEncoder.encode(picture))
  }

  private func cameras() -> [SimulatedCamera] {
    (0..<3).map {
      SimulatedCamera(seed: 50 + UInt64($0), rows: side, columns: side, strength: 0.04)
    }
  }

  private func setting() -> EventSetting {
    EventSetting(
      table: "photos", subjectCount: 3, columns: ["photo"], evaluator: Evaluator(seed: 1), seed: 1,
      targetCount: 100, controlShare: 0, reproduce: "palimpsest audit photos")
  }

  @Test(.enabled(if: Build.isOptimised)) func photosAreGroupedByCameraAndFindTheirOwners() throws {
    // Would catch owners mixed up with photos, and a file that ends the audit.
    let folder = try TestFolder()
    var photos: [SensorPatternAudit.Photo] = []
    for (owner, camera) in cameras().enumerated() {
      for shot in 0..<4 {
        let name = "\(owner)/\(shot).jpg"
        try folder.write(name, try jpeg(camera: camera, seed: UInt64(owner * 100 + shot + 1)))
        photos.append(.init(url: folder.url.appendingPathComponent(name), owner: owner))
      }
    }
    let small = SamplePlane(width: 20, height: 20, samples: [UInt8](repeating: 9, count: 400))
    let tiny = JPEGEncoder.encode(
      JPEGPicture(grey: small, steps: JPEGEncoder.steps(quality: 90)))
    try folder.write("tiny.jpg", try #require(tiny))
    try folder.write("text.jpg", "no photo")
    for name in ["tiny.jpg", "text.jpg", "missing.jpg"] {
      photos.append(.init(url: folder.url.appendingPathComponent(name), owner: nil))
    }
    let outcome = try SensorPatternAudit.run(photos, setting: setting())
    #expect(outcome.groups == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
    #expect(outcome.readCount == 12 && outcome.unreadableCount == 2)
    #expect(outcome.withoutPatternCount == 1 && outcome.leftOutCount == 0)
    let result = try #require(outcome.results.first)
    #expect(result.success.value == 1 && result.setting.targets == 3)
    #expect(result.attack.channel == .fileMetadata)
  }

  @Test(.enabled(if: Build.isOptimised)) func weakeningCutsTheCorrelationOfThePhotosNoise() throws {
    let folder = try TestFolder()
    let bytes = try jpeg(camera: cameras()[0], seed: 3)
    try folder.write("before.jpg", bytes)
    let picture = SensorWeakening.standard.weakened(try JPEGDecoder.decode(bytes))
    try folder.write("after.jpg", try #require(JPEGEncoder.encode(picture)))
    let path = { (name: String) in folder.url.appendingPathComponent(name).path }
    let before = try #require(try SensorPhoto.sample(path("before.jpg"), sideLimit: 1_024))
    let after = try #require(try SensorPhoto.sample(path("after.jpg"), sideLimit: 1_024))
    let kept = before.correlation(with: after)
    #expect(kept < 0.5, "\(kept)")
    #expect(
      SensorGrain(path: path("before.jpg")).note(after: path("after.jpg"), isPhoto: true)
        .contains("weakened, pixels changed"))
  }

  @Test func aScrubThatWeakensLeavesACleanPhotoWithOtherPixels() throws {
    // Would catch a setting that never reaches the file, an output that was not scrubbed, and a note
    // that promises what was not done.
    let folder = try TestFolder()
    var noise = SimulatedNoise(seed: 7)
    func photo(_ side: Int) throws -> [UInt8] {
      let samples = (0..<(side * side)).map { _ in UInt8(clamping: 128 + Int(6 * noise.normal())) }
      let picture = JPEGPicture(
        grey: SamplePlane(width: side, height: side, samples: samples),
        steps: JPEGEncoder.steps(quality: 95))
      var bytes = try #require(JPEGEncoder.encode(picture))
      bytes.insert(contentsOf: [0xff, 0xfe, 0, 10] + Array("Zqsecret".utf8), at: 2)
      return bytes
    }
    let original = try photo(160)
    try folder.write("in/a.jpg", original)
    try folder.write("in/b.gif", SamplePictures.gif(1, creator: "Zqcreator"))
    try folder.write("in/c.jpg", try photo(64))
    let out = folder.url.appendingPathComponent("out").path
    var scrub = FolderScrub(policy: .standard, target: .folder(out))
    scrub.weakening = .standard
    let report = try scrub.run(folder.url.appendingPathComponent("in").path, tool: "test")
    #expect(report.files.map(\.path) == ["a.jpg", "b.gif", "c.jpg"])
    func isSaid(_ file: Int, _ words: String) -> Bool {
      report.files[file].kept.contains { $0.contains(words) }
    }
    #expect(isSaid(0, "still correlates with"))
    #expect(isSaid(1, "not weakened; only JPEG photos are"))
    #expect(isSaid(2, "too small, or shows no noise"))
    let weakened = try folder.bytes("out/a.jpg")
    #expect(weakened.firstRange(of: Array("Zqsecret".utf8)) == nil)
    let (before, after) = (try JPEGDecoder.decode(original), try JPEGDecoder.decode(weakened))
    #expect(after.width == 160 && after.luma.samples != before.luma.samples)
    // What was weakened is clean: a second scrub without weakening leaves it as it is.
    let again = folder.url.appendingPathComponent("again").path
    _ = try FolderScrub(policy: .standard, target: .folder(again)).run(out, tool: "test")
    #expect(try folder.bytes("again/a.jpg") == weakened)
  }

  @Test func memoryBoundsTheCrop() {
    #expect(SensorPatternAudit.sideLimit(photoCount: 10) == 1_024)
    #expect(SensorPatternAudit.sideLimit(photoCount: 682) == 1_024)
    #expect(SensorPatternAudit.sideLimit(photoCount: 683) == 512)
    #expect(SensorPatternAudit.sideLimit(photoCount: 1 << 30) == 256)
  }

  @Test func aCancelledAuditEnds() throws {
    let photo = SensorPatternAudit.Photo(url: URL(fileURLWithPath: "/nowhere"), owner: 0)
    let stopped = Progress(step: { _, _, _ in }, isCancelled: { true })
    #expect(throws: PipelineError.cancelled) {
      _ = try SensorPatternAudit.run([photo], setting: setting(), progress: stopped)
    }
  }
}
