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
    try CorpusChecks.canaries(TIFFReader.self)
  }

  @Test(.enabled(if: SharedFolder.exists))
  func damagedFilesNeverTrap() throws {
    try CorpusChecks.damage(TIFFReader.self, below: 5_000)
  }
}
