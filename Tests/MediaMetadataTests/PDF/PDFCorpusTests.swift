import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// Every PDF file of the corpus, found by its first bytes.
@Suite struct PDFCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    let files = try GIFCorpusTests.files(PDFReader.self)
    #expect(!files.isEmpty)
    for (_, bytes) in files { try Conformance.check(bytes, under: policy) }
  }

  /// What stays by the policy, and must be reported: the words of the manifest's places.
  private static let content = [
    "text outside MediaBox", "hidden optional-content", "structure tree Alt",
    "annotation contents", "link annotation file path", "form field value", "form tooltip",
    "OCG layer name", "outline title",
  ]

  private struct Planted: Decodable {
    let file: String
    let loc: String
    let kind: String
    let token: String
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedMetadataStaysAndEachSecretIsShown() throws {
    let manifest = try JSONDecoder().decode(
      [Planted].self,
      from: Data(contentsOf: SharedFolder.file("data/media/canary/MANIFEST.json")))
    for (path, bytes) in try GIFCorpusTests.files(PDFReader.self) where path.contains("canary") {
      var reading = Reading()
      _ = try MediaFormats.read(MediaSource(bytes), &reading)
      let output = try Conformance.check(bytes)
      let left = try Self.everything(in: output)
      let planted = manifest.filter { path.hasSuffix($0.file) && $0.kind == "text" }
      #expect(!planted.isEmpty)
      for secret in planted {
        #expect(
          reading.disclosures.contains { $0.value?.contains(secret.token) == true },
          "\(secret.loc) is shown")
        guard !Self.content.contains(where: { secret.loc.hasPrefix($0) }) else { continue }
        #expect(!left.contains(secret.token), "\(secret.loc) is gone")
        let hexadecimal = secret.token.utf8.map { String($0, radix: 16) }.joined()
        #expect(!left.lowercased().contains(hexadecimal), "\(secret.loc) is gone")
      }
    }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func strictLeavesNoSecret() throws {
    let manifest = try JSONDecoder().decode(
      [Planted].self,
      from: Data(contentsOf: SharedFolder.file("data/media/canary/MANIFEST.json")))
    for (path, bytes) in try GIFCorpusTests.files(PDFReader.self) where path.contains("canary") {
      let left = try Self.everything(in: Conformance.check(bytes, under: .strict))
      for secret in manifest where path.hasSuffix(secret.file) {
        #expect(!left.contains(secret.token), "\(secret.loc) is gone")
      }
    }
  }

  /// The file's bytes, and what its streams hold, as characters; with zeros left out too, so that
  /// UTF-16 shows.
  private static func everything(in bytes: [UInt8]) throws -> String {
    let document = PDFDocument(bytes, start: 0, limits: .standard)
    var reading = Reading()
    try PDFCrossReferences.read(document, &reading)
    var all = bytes
    for number in document.places.keys.sorted() {
      let object = try document.object(number)
      if case .stream(let stream) = object { all += try document.decoded(stream) ?? [] }
      for entry in object.dictionary?.entries ?? [] { all += entry.value.string ?? [] }
    }
    return PDFCharacters.text(all[...]) + PDFCharacters.text(all.filter { $0 != 0 }[...])
  }

  @Test(.enabled(if: SharedFolder.exists))
  func brokenVariantsAreRefusedOrConform() throws {
    for (_, bytes) in try GIFCorpusTests.files(PDFReader.self) where bytes.count < 20_000 {
      try Conformance.fuzz(bytes, rounds: Build.isOptimised ? 400 : 25)
    }
  }
}
