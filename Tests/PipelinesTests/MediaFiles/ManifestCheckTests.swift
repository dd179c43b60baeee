import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines

@Suite("Files held against the manifest of their scrub")
struct ManifestCheckTests {
  /// A scrubbed folder `out` with its check.
  static func scrubbed() throws -> (TestFolder, ManifestCheck) {
    let folder = try FolderScrubTests.folder()
    let report = try FolderScrubTests.scrub(folder, FolderScrubTests.toFolder)
    let manifest = try ScrubManifest.make(of: report, in: folder.url.path + "/out", tool: "test")
    return (folder, ManifestCheck(manifest))
  }

  static func verdicts(
    _ folder: TestFolder, _ check: ManifestCheck, also: [String] = []
  ) throws -> [String] {
    try check.run(folder.url.path + "/out", also: also, tool: "test").files
      .map { "\($0.path.split(separator: "/").last ?? "") \($0.verdict.rawValue)" }
  }

  @Test("are clean as the scrub left them")
  func clean() throws {
    let (folder, check) = try Self.scrubbed()
    #expect(try Self.verdicts(folder, check) == ["a.gif clean", "b.gif clean"])
  }

  @Test("tell metadata restored on the same picture from another picture")
  func restored() throws {
    let (folder, check) = try Self.scrubbed()
    try folder.write("out/a.gif", TinyGIF.bytes(comment: "back again"))
    try folder.write("out/below/b.gif", TinyGIF.bytes(comment: "", colour: 0))
    #expect(
      try Self.verdicts(folder, check) == ["a.gif metadata-restored", "b.gif content-replaced"])
  }

  @Test("are missed when they are gone, and unreadable when they are broken")
  func missing() throws {
    let (folder, check) = try Self.scrubbed()
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("out/below/b.gif"))
    try folder.write("out/a.gif", Array(TinyGIF.bytes(comment: "").prefix(9)))
    #expect(try Self.verdicts(folder, check) == ["a.gif unreadable", "b.gif missing"])
  }

  @Test("find the unscrubbed twin of a picture, here or in another folder")
  func twin() throws {
    let (folder, check) = try Self.scrubbed()
    try folder.write("out/copy.gif", TinyGIF.bytes(comment: "original"))
    try folder.write("elsewhere/other.gif", TinyGIF.bytes(comment: "original"))
    try folder.write("elsewhere/stranger.gif", TinyGIF.bytes(comment: "x", colour: 1))
    try folder.write("elsewhere/note.bin", [0, 1, 2, 3])
    let files = try check.run(
      folder.url.path + "/out", also: [folder.url.path + "/elsewhere"], tool: "test"
    ).files
    let twins = files.filter { $0.verdict == .unscrubbedTwin }.compactMap(\.twinOf)
    #expect(twins == ["a.gif", "a.gif", "below/b.gif"])
    #expect(files.count == 5)
  }

  @Test("are looked at when they change: watching sees writes, moves and removals")
  func watching() throws {
    let (folder, _) = try Self.scrubbed()
    let watch = try FolderWatch(folder.url.path + "/out")
    #expect(watch.changes(within: 0).isEmpty)
    try folder.write("out/a.gif", TinyGIF.bytes(comment: "x"))
    try folder.write("out/new/deep/c.gif", TinyGIF.bytes(comment: "x"))
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("out/below/b.gif"))
    var seen: Set<String> = []
    for _ in 0..<20 where seen.count < 3 { seen.formUnion(watch.changes(within: 100)) }
    #expect(seen.contains("a.gif"))
    #expect(seen.contains("new/deep/c.gif"))
    #expect(seen.contains("below/b.gif"))
  }
}
