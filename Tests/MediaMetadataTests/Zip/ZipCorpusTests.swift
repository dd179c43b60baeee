import TestSupport
import Testing

@testable import MediaMetadata

/// Every archive and document of the corpus, found by its first bytes.
@Suite struct ZipCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConformsOrIsRefused(policy: ScrubPolicy) throws {
    // Debug builds take seconds for each large file.
    let files = try GIFCorpusTests.files(ZipReader.self)
      .filter { Build.isOptimised || $0.1.count < 20_000 }
    #expect(!files.isEmpty)
    var refused = 0
    for (_, bytes) in files {
      do { try Conformance.check(bytes, under: policy) } catch is MediaError { refused += 1 }
    }
    // The corpus holds documents that were broken on purpose: one in seven.
    #expect(refused * 6 <= files.count)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func eachPlantedSecretIsShownAndWhatStaysIsReported() throws {
    for (path, bytes) in try GIFCorpusTests.files(ZipReader.self) where path.contains("canary") {
      let tokens = try Self.tokens(bytes)
      #expect(!tokens.isEmpty)
      var reading = Reading()
      _ = try MediaFormats.read(MediaSource(bytes), &reading)
      let left = try Self.tokens(Conformance.check(bytes))
      for token in tokens {
        let shown = reading.disclosures.filter { $0.value?.contains(token) == true }
        #expect(!shown.isEmpty)
        #expect(!left.contains(token) || shown.contains { $0.fate == .kept })
      }
    }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func strictLeavesNoSecret() throws {
    for (path, bytes) in try GIFCorpusTests.files(ZipReader.self) where path.contains("canary") {
      #expect(try Self.tokens(Conformance.check(bytes, under: .strict)).isEmpty)
    }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func brokenVariantsNeverTrap() throws {
    for (number, (_, bytes)) in try GIFCorpusTests.files(ZipReader.self).enumerated()
    where bytes.count < 10_000 {
      try Conformance.fuzz(bytes, rounds: Build.isOptimised ? 100 : 1, seed: UInt64(number))
    }
  }

  /// The planted tokens of the canary files: "Zq", a number, "Cnry", letters, "K".
  private static func tokens(_ bytes: [UInt8]) throws -> Set<String> {
    Set(try ZipContents.flat(bytes).matches(of: /Zq\d{3}Cnry[a-z]+K/).map { String($0.0) })
  }
}
