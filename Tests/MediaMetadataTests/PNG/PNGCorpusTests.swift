import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// Every PNG of the shared corpus, by content.
struct PNGCorpusTests {
  private static let files: [URL] = {
    let root = SharedFolder.file("data/media")
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? []).filter { url in
      guard let handle = try? FileHandle(forReadingFrom: url) else { return false }
      defer { try? handle.close() }
      return (try? handle.read(upToCount: 8)).map { [UInt8]($0) == PNGReader.signature } ?? false
    }
  }()

  @Test("every file conforms under both policies", .enabled(if: SharedFolder.exists))
  func conform() throws {
    #expect(!Self.files.isEmpty)
    for url in Self.files {
      let bytes = [UInt8](try Data(contentsOf: url))
      // A debug build inflates slowly; large files are for the release build.
      guard bytes.count < 100_000 || Build.isOptimised else { continue }
      try Conformance.check(bytes)
      try Conformance.check(bytes, under: .strict)
    }
  }

  private struct Planted: Decodable {
    let file: String
    let loc: String
    let kind: String
    let token: String
  }

  @Test(
    "every secret planted in the canary is shown and gone", .enabled(if: SharedFolder.exists))
  func canary() throws {
    let folder = SharedFolder.file("data/media/canary")
    let list = try Data(contentsOf: folder.appendingPathComponent("MANIFEST.json"))
    let planted = try JSONDecoder().decode([Planted].self, from: list)
      .filter { $0.file == "canary.png" && $0.kind == "text" }
    #expect(planted.count == 16)
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("canary.png")))
    let values = try PNGBuilder.reading(bytes).disclosures.compactMap(\.value)
    let output = try Conformance.check(bytes, under: .strict)
    let text = String(decoding: output, as: UTF8.self)
    for secret in planted {
      #expect(values.contains { $0.contains(secret.token) }, "\(secret.loc)")
      #expect(!text.contains(secret.token), "\(secret.loc)")
    }
  }
}
