import TestSupport
import Testing

@testable import MediaMetadata

/// Every Matroska file of the corpus, found by its first bytes.
@Suite struct MatroskaCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    let files = try GIFCorpusTests.files(MatroskaReader.self)
    #expect(!files.isEmpty)
    for (_, bytes) in files { try Conformance.check(bytes, under: policy) }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedSecretStaysAndEachIsShown() throws {
    for (path, bytes) in try GIFCorpusTests.files(MatroskaReader.self) where path.contains("canary")
    {
      try CanaryTokens.check(bytes)
    }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func damagedFilesNeverTrap() throws {
    for (_, bytes) in try GIFCorpusTests.files(MatroskaReader.self) where bytes.count < 30_000 {
      try Conformance.fuzz(bytes, rounds: Build.isOptimised ? 2_000 : 20)
    }
  }
}
