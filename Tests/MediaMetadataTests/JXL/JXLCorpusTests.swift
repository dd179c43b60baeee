import TestSupport
import Testing

@testable import MediaMetadata

/// Every JXL file of the corpus, found by its first bytes.
@Suite struct JXLCorpusTests {
  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func everyFileConforms(policy: ScrubPolicy) throws {
    try CorpusChecks.conform(JXLReader.self, under: policy)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func damagedFilesNeverTrap() throws {
    try CorpusChecks.damage(JXLReader.self)
  }
}
