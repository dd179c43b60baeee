import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines

/// Small photos by simulated cameras whose patterns are strong enough for unoptimised tests.
enum StrongPhotos {
  static let side = 128

  /// A photo by a camera: another scene for each, as photos of one scene share more than a sensor.
  static func jpeg(camera: Int, shot: Int) throws -> [UInt8] {
    let body = SimulatedCamera(
      seed: 90 + UInt64(camera), rows: side, columns: side, strength: 0.15)
    let seed = UInt64(camera * 100 + shot + 1)
    let scene = SimulatedScene.natural(
      seed: seed, rows: side, columns: side, texture: 0.02, brightness: 0.3)
    let plane = SamplePlane(
      width: side, height: side, samples: body.photo(of: scene, seed: seed))
    return try #require(
      JPEGEncoder.encode(JPEGPicture(grey: plane, steps: JPEGEncoder.steps(quality: 95))))
  }
}

/// Sensors across two folders, and of the photos that a table names, from files to reports.
@Suite struct KnownSensorAuditTests {
  private static let people = ["Zqanna", "Zqbert", "Zqcara"]

  /// Two released photos of each person, and three known ones, the first of them `copied` from the
  /// release where wanted.
  private static func folders(copied: Bool = false) throws -> TestFolder {
    let folder = try TestFolder()
    for (camera, person) in people.enumerated() {
      for shot in 0..<2 {
        try folder.write(
          "photos/\(person)/\(shot).jpg", try StrongPhotos.jpeg(camera: camera, shot: shot))
      }
      for shot in 0..<3 {
        try folder.write(
          "known/\(person)/\(shot).jpg",
          try StrongPhotos.jpeg(camera: camera, shot: copied && shot == 0 ? 0 : shot + 10))
      }
    }
    return folder
  }

  private static func report(_ folder: TestFolder, comparesSensors: Bool = true) throws
    -> RiskReport
  {
    var request = CollectionRequest(
      folder: folder.url.appendingPathComponent("photos").path,
      known: folder.url.appendingPathComponent("known").path, seed: 5, reproduce: "test",
      toolVersion: "test")
    request.comparesSensors = comparesSensors
    return try CollectionAudit.run(request)
  }

  private static func sensors(_ report: RiskReport) -> AttackResult? {
    report.attacks.first { $0.attack.id == "file-metadata/sensor-pattern" }
  }

  @Test("photos of a release find their owners by a known folder's cameras")
  func known() throws {
    // Would catch known photos that are not read, read from the wrong folder, or given to other
    // people; and a name or a value in the report.
    let report = try Self.report(try Self.folders())
    let result = try #require(Self.sensors(report))
    #expect(result.success.value == 1)
    #expect(result.setting.targets == 3 && result.setting.candidates == 3)
    #expect(result.setting.scenario == "auxiliary-table")
    #expect(abs(result.baseline.value - 1.0 / 3) < 1e-12)
    #expect(!report.notMeasured.contains { $0.what.contains("known already") })
    #expect(!String(decoding: try report.encoded(), as: UTF8.self).contains("Zq"))
  }

  @Test(
    "a photo that stands in both folders is no evidence of a sensor, and is said to be left out")
  func copies() throws {
    let report = try Self.report(try Self.folders(copied: true))
    let result = try #require(Self.sensors(report))
    // The other photo of each is tried still, against fingerprints of all three.
    #expect(result.setting.targets == 3 && result.success.value == 1)
    #expect(report.notMeasured.contains { $0.what == "the sensors of 3 photos known already" })
    let folder = try Self.folders()
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("known"))
    try FileManager.default.copyItem(
      at: folder.url.appendingPathComponent("photos"),
      to: folder.url.appendingPathComponent("known"))
    let same = try Self.report(folder)
    #expect(Self.sensors(same) == nil)
    #expect(
      same.notMeasured.contains {
        $0.what == "how many photos find their owner by a sensor" && $0.why.contains("no copy")
      })
  }

  @Test("sensors that nobody asked for are a gap, with a known folder too")
  func notAskedFor() throws {
    let report = try Self.report(try Self.folders(), comparesSensors: false)
    #expect(Self.sensors(report) == nil)
    #expect(report.notMeasured.contains { $0.what == "the patterns of cameras' sensors" })
  }

  /// A table that names four photos of each person.
  private static func table(times: Bool) throws -> TestFolder {
    let folder = try TestFolder()
    var rows = "who,picture,at\n"
    for (camera, person) in people.enumerated() {
      for shot in 0..<4 {
        let name = "pictures/\(camera)-\(shot).jpg"
        try folder.write(name, try StrongPhotos.jpeg(camera: camera, shot: shot))
        rows += "\(person),\(name),\(1_700_000_000 + shot)\n"
      }
    }
    // One photo is named for a second person: it ties nothing to itself.
    rows += "Zqdora,pictures/0-0.jpg,1700000000\n"
    try folder.write("photos.csv", rows)
    let time = times ? "{role: time, type: integer, unit: seconds}" : "{role: other, type: text}"
    try folder.write(
      "palimpsest.yaml",
      """
      version: 1
      dataset: {name: d}
      tables:
        photos:
          kind: media
          source: photos.csv
          columns:
            who: {role: subject, type: text}
            picture: {role: file}
            at: \(time)

      """)
    return folder
  }

  private static func audit(_ folder: TestFolder, comparesSensors: Bool = true) throws
    -> RiskReport
  {
    var request = try AuditRequest(
      target: .manifest(path: folder.url.path), seed: 5, engine: .init(), reproduce: "test",
      toolVersion: "test")
    request.fusesChannels = false
    request.comparesSensors = comparesSensors
    request.cacheFolder = request.defaultCacheFolder
    return try RiskAudit.run(request)
  }

  @Test(
    "photos that a table names find their owners by the sensor of the known half",
    .enabled(if: EngineLibrary.exists), arguments: [false, true])
  func named(times: Bool) throws {
    // Would catch photos that are dealt to the wrong side, an outcome kept without sensors and
    // taken for one with them, and a photo named twice that ties its two owners.
    let folder = try Self.table(times: times)
    let without = try Self.audit(folder, comparesSensors: false)
    #expect(Self.sensors(without) == nil)
    #expect(without.notMeasured.contains { $0.what == "the patterns of cameras' sensors" })
    let report = try Self.audit(folder)
    let result = try #require(Self.sensors(report))
    #expect(result.id == "file-metadata/sensor-pattern/photos")
    #expect(result.success.value == 1 && result.setting.targets == 3)
    #expect(result.setting.scenario == (times ? "time-split" : "known-points"))
    #expect(!report.notMeasured.contains { $0.what.contains("sensors in photos") })
    #expect(!String(decoding: try report.encoded(), as: UTF8.self).contains("Zq"))
    let groups = try #require(result.grids.first { $0.id == "sensor-groups" })
    #expect(groups.rows.count == 3)
    #expect(result.measures.first { $0.id == "groups/one-owner" }?.estimate?.value == 1)
  }

  @Test("where memory does not hold all photos each side has its share")
  func shares() {
    func counts(_ released: Int, _ known: Int, _ most: Int) -> [Int] {
      let taken = SensorPatternAudit.taken(
        releasedCount: released, knownCount: known, most: most)
      return [taken.count { $0 < released }, taken.count { $0 >= released }]
    }
    #expect(counts(3, 4, 10) == [3, 4])
    #expect(counts(30, 40, 10) == [5, 5])
    #expect(counts(30, 2, 10) == [8, 2])
    #expect(counts(2, 30, 10) == [2, 8])
    #expect(counts(30, 30, 11) == [6, 5])
    #expect(counts(30, 0, 10) == [10, 0])
    #expect(SensorPatternAudit.taken(releasedCount: 30, knownCount: 30, most: 4) == [0, 1, 30, 31])
  }
}
