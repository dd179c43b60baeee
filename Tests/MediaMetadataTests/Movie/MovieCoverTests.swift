import TestSupport
import Testing

@testable import MediaMetadata

@Suite("Cover pictures of films and songs", .enabled(if: SharedFolder.exists))
struct MovieCoverTests {
  @Test("go by default; stay by choice, each cleaned as a file of its own")
  func covers() throws {
    var kept = ScrubPolicy.standard
    kept.keepsCoverArt = true
    var films = 0
    for (_, bytes) in MovieCorpusTests.movies where bytes.count < 1 << 20 {
      let source = MediaSource(bytes)
      var reading = Reading()
      guard let found = try? MediaFormats.read(source, &reading), found.format == .movie,
        reading.disclosures.contains(where: { $0.location.hasSuffix("/covr") })
      else { continue }
      let without = try Conformance.check(bytes)
      let with = try Conformance.check(bytes, under: kept)
      // What is called a cover and is no picture goes under either policy.
      #expect(with.count >= without.count)
      if with.count > without.count { films += 1 }
      var again = Reading(policy: kept)
      _ = try MediaFormats.read(MediaSource(with), &again)
      let left = again.disclosures.filter { $0.location.contains("covr") }
      #expect(left.allSatisfy { $0.fate == .kept })
      #expect(!left.contains { $0.location.contains("Exif") })
    }
    #expect(films > 0)
  }
}
