import Attacks
import Evaluation
import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines

/// Real photos of many cameras, before and after our own scrub.
@Suite("Real files as evidence")
struct RealCollectionTests {
  /// Each file of a folder as a person's only one.
  ///
  /// What it proves is how far what one file carries tells it from the others, and that a scrub
  /// takes that away; not how steady identifiers are from one file of a person to the next.
  static func copy(_ root: URL, into folder: TestFolder) throws -> Int {
    let tree = try MediaTree(path: root.path)
    for (index, path) in tree.paths.enumerated() {
      let bytes = [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
      try folder.write("photos/p\(index)/\((path as NSString).lastPathComponent)", bytes)
    }
    return tree.paths.count
  }

  @Test(
    "photos are told apart by what they carry, and after a scrub not by what it takes away",
    .enabled(if: SharedFolder.exists && Build.isOptimised))
  func beforeAndAfter() throws {
    let folder = try TestFolder()
    let count = try Self.copy(SharedFolder.file("data/media/exif-samples"), into: folder)
    #expect(count > 20)
    let photos = folder.url.appendingPathComponent("photos").path
    let clean = folder.url.appendingPathComponent("clean").path
    _ = try FolderScrub(policy: .standard, target: .folder(clean), names: .number)
      .run(photos, tool: "test")
    // A release of the very files: every identifier recurs.
    let copy = folder.url.appendingPathComponent("copy").path
    try FileManager.default.copyItem(atPath: photos, toPath: copy)
    func report(_ release: String) throws -> RiskReport {
      try CollectionAudit.run(
        CollectionRequest(
          folder: release, known: photos, seed: 11, reproduce: "", toolVersion: "test"))
    }
    func measure(_ report: RiskReport, _ id: String) throws -> Estimate {
      let owners = try #require(report.attacks.first { $0.attack.id == "file-metadata/owners" })
      return try #require(owners.measures.first { $0.id == id }?.estimate)
    }
    let before = try report(copy)
    let owners = try #require(before.attacks.first { $0.attack.id == "file-metadata/owners" })
    #expect(owners.success.lower > 0.6)
    #expect(try measure(before, "success/removable").lower > owners.baseline.upper)
    let after = try report(clean)
    let removable = try measure(after, "success/removable")
    #expect(removable.lower <= owners.baseline.upper)
    let kept: Set = ["payload", "quantisation-tables", "colour-profile"]
    #expect(Set(after.dataset.tables[0].columns.map(\.name)).isSubset(of: kept))
    let twins = try #require(after.attacks.first { $0.attack.id == "file-metadata/twins" })
    #expect(twins.success.value > 0.9)
  }
}
