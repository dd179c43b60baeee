import TestSupport
import Testing

@testable import MediaMetadata

/// Every BMP file of the corpus, found by its first bytes.
@Suite struct BMPCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    try CorpusChecks.conform(BMPReader.self, under: policy)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedSecretStaysAndEachIsShown() throws {
    try CorpusChecks.canaries(BMPReader.self)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func damagedFilesNeverTrap() throws {
    try CorpusChecks.damage(BMPReader.self)
  }
}
