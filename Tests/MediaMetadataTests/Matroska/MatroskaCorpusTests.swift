import TestSupport
import Testing

@testable import MediaMetadata

/// Every Matroska file of the corpus, found by its first bytes.
@Suite struct MatroskaCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    try CorpusChecks.conform(MatroskaReader.self, under: policy)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func noPlantedSecretStaysAndEachIsShown() throws {
    try CorpusChecks.canaries(MatroskaReader.self)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func damagedFilesNeverTrap() throws {
    try CorpusChecks.damage(MatroskaReader.self)
  }
}
