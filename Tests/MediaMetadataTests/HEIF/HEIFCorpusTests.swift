import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

@Suite("HEIF: real files")
struct HEIFCorpusTests {
  /// All files of the corpus that are of this format, by their first bytes.
  static func files() throws -> [URL] {
    let folder = SharedFolder.file("data/media")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { url in
      guard let handle = try? FileHandle(forReadingFrom: url) else { return false }
      let head = try? handle.read(upToCount: MediaFormats.headCount)
      return HEIFReader.recognises(Array(head ?? Data()))
    }.sorted { $0.path < $1.path }
  }

  @Test(
    "every file of the corpus is cleaned under both policies", .enabled(if: SharedFolder.exists))
  func corpus() throws {
    let files = try Self.files()
    #expect(files.count >= 6)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      try Conformance.check(bytes)
      try Conformance.check(bytes, under: .strict)
    }
  }

  @Test("no mutation of the canaries traps", .enabled(if: SharedFolder.exists))
  func canaries() throws {
    for name in ["canary.heic", "canary.avif"] {
      let file = SharedFolder.file("data/media/canary").appendingPathComponent(name)
      try Conformance.fuzz(Array(try Data(contentsOf: file)), rounds: 150)
    }
  }

  @Test(
    "the canaries' secrets are shown with their values, and none survives",
    .enabled(if: SharedFolder.exists))
  func secrets() throws {
    struct Secret: Decodable {
      let file: String
      let token: String
    }
    let folder = SharedFolder.file("data/media/canary")
    let list = try Data(contentsOf: folder.appendingPathComponent("MANIFEST.json"))
    let secrets = try JSONDecoder().decode([Secret].self, from: list)
    for name in ["canary.heic", "canary.avif"] {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      let output = try Conformance.check(bytes)
      let values = try heifDisclosures(bytes).compactMap(\.value).joined(separator: "\n")
      let planted = secrets.filter { $0.file == name }
      #expect(planted.count == 7)
      for secret in planted {
        #expect(!output.holds(secret.token))
        #expect(values.contains(secret.token))
      }
    }
  }
}
