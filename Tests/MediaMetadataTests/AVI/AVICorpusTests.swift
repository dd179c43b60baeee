import TestSupport
import Testing

@testable import MediaMetadata

/// Every AVI file of the corpus, found by its first bytes.
@Suite struct AVICorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    try CorpusChecks.conform(AVIReader.self, under: policy)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedSecretStaysAndEachIsShown() throws {
    try CorpusChecks.canaries(AVIReader.self)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func damagedFilesNeverTrap() throws {
    try CorpusChecks.damage(AVIReader.self)
  }
}
