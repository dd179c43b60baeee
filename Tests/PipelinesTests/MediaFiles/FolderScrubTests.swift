import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines

@Suite("Scrubbing a folder")
struct FolderScrubTests {
  static let secret = "Zq777Canary"

  /// A folder `in` with a picture, one below, a companion file, and a broken one.
  static func folder() throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write("in/a.gif", TinyGIF.bytes(comment: secret))
    try folder.write("in/below/b.gif", TinyGIF.bytes(comment: "", colour: 1))
    try folder.write("in/a.xmp", "<x>\(secret)</x>")
    try folder.write("in/broken.gif", Array(TinyGIF.bytes(comment: secret).prefix(9)))
    return folder
  }

  static func scrub(
    _ folder: TestFolder, _ scrub: (String) -> FolderScrub
  ) throws -> ScrubReport {
    try scrub(folder.url.path + "/out").run(folder.url.path + "/in", tool: "test")
  }

  static func toFolder(_ path: String) -> FolderScrub {
    FolderScrub(policy: .standard, target: .folder(path))
  }

  @Test("strips each file, refuses the broken one, and leaves nothing half-written")
  func strips() throws {
    let folder = try Self.folder()
    let report = try Self.scrub(folder, Self.toFolder)
    #expect(
      report.files.map { "\($0.path) \($0.result.rawValue)" } == [
        "a.gif scrubbed", "a.xmp left-out", "below/b.gif clean", "broken.gif refused",
      ])
    #expect(
      folder.files.filter { $0.hasPrefix("out") } == [
        "out", "out/a.gif", "out/below", "out/below/b.gif",
      ])
    #expect(try folder.bytes("out/a.gif") == TinyGIF.bytes(comment: ""))
    #expect(try folder.bytes("in/a.gif") == TinyGIF.bytes(comment: Self.secret))
  }

  @Test("names no value in its report, its manifest or a verification")
  func namesNoValue() throws {
    let folder = try Self.folder()
    let report = try Self.scrub(folder, Self.toFolder)
    let out = folder.url.path + "/out"
    let manifest = try ScrubManifest.make(of: report, in: out, tool: "test")
    try folder.write("out/a.gif", TinyGIF.bytes(comment: Self.secret))
    let check = try ManifestCheck(manifest).run(out, tool: "test")
    for data in [try report.encoded(), try manifest.encoded(), try check.encoded()] {
      #expect(!String(decoding: data, as: UTF8.self).contains(Self.secret))
    }
  }

  @Test("gives the same bytes and times each time, whatever the times before")
  func isDeterministic() throws {
    let folder = try Self.folder()
    _ = try Self.scrub(folder, Self.toFolder)
    let path = folder.url.path + "/out/a.gif"
    let first = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(first == Date(timeIntervalSince1970: Double(FolderScrub.fixedTime)))
    let bytes = try folder.bytes("out/a.gif")
    _ = try Self.scrub(folder, Self.toFolder)
    #expect(try folder.bytes("out/a.gif") == bytes)
  }

  @Test("replaces files in place, with the originals beside if asked")
  func inPlace() throws {
    let folder = try Self.folder()
    let backup = folder.url.path + "/backup"
    _ = try Self.scrub(folder) { _ in
      FolderScrub(policy: .standard, target: .inPlace(backup: backup))
    }
    #expect(try folder.bytes("in/a.gif") == TinyGIF.bytes(comment: ""))
    #expect(try folder.bytes("backup/a.gif") == TinyGIF.bytes(comment: Self.secret))
    #expect(try folder.bytes("in/broken.gif").count == 9)
    // Again: the backup still holds the original, not what the first run left.
    _ = try Self.scrub(folder) { _ in
      FolderScrub(policy: .standard, target: .inPlace(backup: backup))
    }
    #expect(try folder.bytes("backup/a.gif") == TinyGIF.bytes(comment: Self.secret))
  }

  @Test("numbers names that tell, in an order that nobody chose")
  func numbersNames() throws {
    let folder = try TestFolder()
    try folder.write("in/IMG_20190304_171109.gif", TinyGIF.bytes(comment: "x"))
    try folder.write("in/000001.gif", TinyGIF.bytes(comment: "y", colour: 1))
    let report = try Self.scrub(folder) {
      FolderScrub(policy: .standard, target: .folder($0), names: .number)
    }
    #expect(
      folder.files.filter { $0.hasPrefix("out/") } == ["out/000001.gif", "out/000002.gif"])
    for file in report.files {
      let output = try #require(file.output)
      let colour: UInt8 = file.path == "000001.gif" ? 1 : 0
      #expect(try folder.bytes("out/" + output) == TinyGIF.bytes(comment: "", colour: colour))
    }
  }

  @Test("refuses to write into the folder that it reads")
  func refusesTheSameFolder() throws {
    let folder = try Self.folder()
    let path = folder.url.path + "/in"
    #expect(throws: FileError.sameFolder(path: path)) {
      try FolderScrub(policy: .standard, target: .folder(path)).run(path, tool: "test")
    }
  }

  @Test("reads no output folder that lies within the input")
  func leavesTheOutputOut() throws {
    let folder = try Self.folder()
    let scrub = FolderScrub(policy: .standard, target: .folder(folder.url.path + "/in/out"))
    for _ in 0..<2 {
      let report = try scrub.run(folder.url.path + "/in", tool: "test")
      #expect(report.files.count == 4)
    }
  }

  @Test("writes policies into documents and reads them back")
  func settings() {
    var policy = ScrubPolicy.strict
    policy.coarsening = .init(gridDegrees: 0.25, keepsDay: true)
    policy.provenance = .keep
    #expect(ScrubPolicy(settings: policy.settings) == policy)
    #expect(ScrubPolicy(settings: ScrubPolicy.standard.settings) == .standard)
    #expect(ScrubPolicy(settings: [:]) == .standard)
  }
}
