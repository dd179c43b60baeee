import TestSupport
import Testing

@testable import MediaMetadata

/// Every file of sound in the corpus, found by its first bytes.
@Suite struct AudioCorpusTests {
  static let readers: [any MediaFormatReader.Type] = [
    MPEGAudioReader.self, FLACReader.self, OggReader.self, WAVReader.self, AIFFReader.self,
  ]

  /// A reader that broke its promise, or that refuses what players play.
  @Test(.enabled(if: SharedFolder.exists), arguments: readers.indices)
  func everyFileConformsOrIsRefusedWithAPlace(index: Int) throws {
    let files = try GIFCorpusTests.files(Self.readers[index])
    #expect(!files.isEmpty)
    var cleaned = 0
    for (_, bytes) in files {
      do {
        for policy in [ScrubPolicy.standard, .strict, covers, salvage] {
          try Conformance.check(bytes, under: policy)
        }
        cleaned += 1
      } catch let error as MediaError {
        switch error {
        case .malformed, .truncated, .unclassified: break
        default: Issue.record("a refusal without a place")
        }
      }
    }
    // Broken files are part of the corpus.
    #expect(cleaned * 2 >= files.count)
  }

  private var covers: ScrubPolicy {
    var policy = ScrubPolicy.standard
    policy.keepsCoverArt = true
    return policy
  }

  private var salvage: ScrubPolicy {
    var policy = ScrubPolicy.standard
    policy.salvage = true
    return policy
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: readers.indices)
  func noPlantedSecretStaysAndEachIsShown(index: Int) throws {
    let files = try GIFCorpusTests.files(Self.readers[index]).filter { $0.0.contains("canary") }
    #expect(!files.isEmpty)
    for (_, bytes) in files { try CanaryTokens.check(bytes) }
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: readers.indices)
  func cutAndFlippedFilesNeverTrap(index: Int) throws {
    let files = try GIFCorpusTests.files(Self.readers[index]).filter { $0.1.count < 20_000 }
    for (_, bytes) in files { try Conformance.fuzz(bytes, rounds: Build.isOptimised ? 300 : 6) }
  }
}
