import TestSupport
import Testing

@testable import MediaMetadata

/// Every TIFF file of the corpus, found by its first bytes; raw files of cameras are refused.
@Suite struct TIFFCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConformsOrIsARawFile(policy: ScrubPolicy) throws {
    let files = try GIFCorpusTests.files(TIFFReader.self)
    #expect(!files.isEmpty)
    for (path, bytes) in files {
      do {
        try Conformance.check(bytes, under: policy)
      } catch let error as MediaError {
        #expect(error == TIFFRaw.refusal, "\(path)")
      }
    }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedSecretStaysAndEachIsShown() throws {
    for (path, bytes) in try GIFCorpusTests.files(TIFFReader.self) where path.contains("canary") {
      try CanaryTokens.check(bytes)
    }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func damagedFilesNeverTrap() throws {
    for (_, bytes) in try GIFCorpusTests.files(TIFFReader.self) where bytes.count < 5_000 {
      try Conformance.fuzz(bytes, rounds: Build.isOptimised ? 2_000 : 20)
    }
  }
}
