import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines

@Suite("What the learned detector adds to reports")
struct DetectorFlagsTests {
  /// A torrent: the addresses of its trackers stay, and one holds somebody's pass key.
  private static let torrent: [UInt8] = {
    let address = "http://tracker.example.org/3f8a9c1e5b7d20468ace13579bdf0246/announce"
    let text =
      "d8:announce\(address.utf8.count):\(address)"
      + "4:infod6:lengthi1e4:name1:a12:piece lengthi16384e6:pieces20:"
      + String(repeating: "x", count: 20) + "ee"
    return Array(text.utf8)
  }()

  @Test("a scrub says of what stays what it looks like, and writes the same bytes")
  func scrub() throws {
    let folder = try TestFolder()
    try folder.write("in/a.torrent", Self.torrent)
    let output = folder.url.appendingPathComponent("out").path
    let report = try FolderScrub(policy: .standard, target: .folder(output)).run(
      folder.url.appendingPathComponent("in").path, tool: "test")
    let kept = try #require(report.files.first?.kept.first { $0.hasPrefix("announce: ") })
    #expect(kept.contains("; looks"))
    #expect(!kept.contains("example.org"))

    var reading = Reading(policy: .standard, detail: .structures)
    let source = MediaSource(Self.torrent)
    let plain = try Rebuild.bytes(of: MediaFormats.read(source, &reading).anatomy, from: source)
    let written = try Data(contentsOf: URL(fileURLWithPath: output + "/a.torrent"))
    #expect(Array(written) == plain)
  }

  @Test("an inspection flags what stays, with and without values")
  func inspect() throws {
    let folder = try TestFolder()
    try folder.write("a.torrent", Self.torrent)
    let tree = try MediaTree(path: folder.url.path)
    for shows in [true, false] {
      let report = try FileInspector(showsValues: shows).inspect(tree, tool: "test")
      let item = report.files.first?.items.first { $0.location == "announce" }
      #expect(item?.flag?.hasPrefix("looks ") == true)
      #expect((item?.value != nil) == shows)
      #expect(try FileReport.decode(from: report.encoded()) == report)
    }
  }
}
