import TestSupport
import Testing

@testable import MediaMetadata

/// What the tests of a format do with every file of the corpus that its reader knows by its bytes.
enum CorpusChecks {
  /// Every file keeps all promises; there is at least one.
  static func conform(
    _ reader: any MediaFormatReader.Type, under policy: ScrubPolicy,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let files = try GIFCorpusTests.files(reader)
    #expect(!files.isEmpty, sourceLocation: sourceLocation)
    for (_, bytes) in files {
      try Conformance.check(bytes, under: policy, sourceLocation: sourceLocation)
    }
  }

  /// No planted secret stays, and each is shown.
  static func canaries(
    _ reader: any MediaFormatReader.Type, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let files = try GIFCorpusTests.files(reader).filter { $0.0.contains("canary") }
    #expect(!files.isEmpty, sourceLocation: sourceLocation)
    for (_, bytes) in files { try CanaryTokens.check(bytes) }
  }

  /// Damage to files of less than `count` bytes never traps.
  static func damage(
    _ reader: any MediaFormatReader.Type, below count: Int = 30_000,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let files = try GIFCorpusTests.files(reader).filter { $0.1.count < count }
    #expect(!files.isEmpty, sourceLocation: sourceLocation)
    for (_, bytes) in files {
      try Conformance.fuzz(bytes, rounds: Build.isOptimised ? 2_000 : 20)
    }
  }
}
