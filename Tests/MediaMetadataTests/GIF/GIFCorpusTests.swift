import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// Every GIF and WebP file of the corpus, found by its first bytes.
@Suite struct GIFCorpusTests {
  /// All files below the shared media folder that a reader recognises.
  static func files(_ reader: any MediaFormatReader.Type) throws -> [(String, [UInt8])] {
    let root = SharedFolder.file("data/media")
    var files: [(String, [UInt8])] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
      let url = root.appendingPathComponent(path)
      guard let handle = try? FileHandle(forReadingFrom: url),
        let head = try? handle.read(upToCount: MediaFormats.headCount),
        reader.recognises([UInt8](head))
      else { continue }
      files.append((path, [UInt8](try Data(contentsOf: url))))
    }
    return files
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    let files = try Self.files(GIFReader.self)
    #expect(!files.isEmpty)
    for (_, bytes) in files { try Conformance.check(bytes, under: policy) }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedSecretStaysAndEachIsShown() throws {
    // The secrets' pattern, by the canaries' README.
    for (path, bytes) in try Self.files(GIFReader.self) where path.contains("canary") {
      try CanaryTokens.check(bytes)
    }
  }
}

/// The planted tokens of the canary files: "Zq", a number, "Cnry", letters, "K".
enum CanaryTokens {
  /// Expects that each token of a file is shown by a disclosure, and that none is in the output.
  static func check(_ bytes: [UInt8]) throws {
    let tokens = Set(
      String(decoding: bytes, as: UTF8.self).matches(of: /Zq\d{3}Cnry[a-z]+K/).map(\.0))
    #expect(!tokens.isEmpty)
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    let output = String(decoding: try Conformance.check(bytes), as: UTF8.self)
    for token in tokens {
      #expect(reading.disclosures.contains { $0.value?.contains(token) == true })
      #expect(!output.contains(token))
    }
  }
}
