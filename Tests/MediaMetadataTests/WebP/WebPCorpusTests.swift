import TestSupport
import Testing

@testable import MediaMetadata

/// Every WebP file of the corpus, found by its first bytes.
@Suite struct WebPCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    let files = try GIFCorpusTests.files(WebPReader.self)
    #expect(!files.isEmpty)
    for (_, bytes) in files { try Conformance.check(bytes, under: policy) }
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedSecretStaysAndEachIsShown() throws {
    for (path, bytes) in try GIFCorpusTests.files(WebPReader.self) where path.contains("canary") {
      try CanaryTokens.check(bytes)
    }
  }
}
