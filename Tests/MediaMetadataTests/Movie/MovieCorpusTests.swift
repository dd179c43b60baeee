import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// Real movies, found by their content.
@Suite(.enabled(if: SharedFolder.exists)) struct MovieCorpusTests {
  /// All movies of the corpus.
  static let movies: [(name: String, bytes: [UInt8])] = {
    let folder = SharedFolder.file("data/media")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).sorted().compactMap { name in
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
        MovieReader.recognises(Array(data.prefix(MediaFormats.headCount)))
      else { return nil }
      return (name, Array(data))
    }
  }()

  @Test("movies conform under each policy")
  func moviesConformUnderEachPolicy() throws {
    var cleaned = 0
    for (name, bytes) in Self.movies {
      for policy in [ScrubPolicy.standard, .strict] {
        do {
          try Conformance.check(bytes, under: policy)
          cleaned += 1
        } catch let error as MediaError {
          // No track at all: a header that mutagen's tests are made of.
          #expect(name.hasSuffix("64bit.mp4"), "\(name) is refused: \(error.reason)")
        }
      }
    }
    #expect(cleaned >= 2 * 15)
  }

  @Test("planted secrets are shown and gone")
  func plantedSecretsAreShownAndGone() throws {
    let manifest = try Data(
      contentsOf: SharedFolder.file("data/media/canary/MANIFEST.json"))
    let places = try #require(
      try JSONSerialization.jsonObject(with: manifest) as? [[String: String]])
    for (name, bytes) in Self.movies where name.contains("canary/") {
      let output = try Conformance.check(bytes)
      let values = try MovieView.disclosures(bytes).compactMap(\.value).joined(separator: "\n")
      for place in places where "canary/" + (place["file"] ?? "") == name {
        guard let token = place["token"], place["kind"] == "text" else { continue }
        #expect(values.contains(token), "\(name) hides \(place["loc"] ?? "")")
        #expect(!MovieView.holds(output, token), "\(name) keeps \(place["loc"] ?? "")")
      }
    }
  }

  @Test("positions of a camera are counted")
  func positionsOfACameraAreCounted() throws {
    // Expected: ExifTool 13.58 with -ee prints 94 positions for karma.mp4, and its lens's number.
    let karma = Self.movies.first { $0.name == "gpmf/karma.mp4" }
    guard let karma else { return }
    let found = try MovieView.disclosures(karma.bytes)
    #expect(found.contains { $0.meaning == "where it was taken: 94 positions" })
    #expect(found.contains { $0.value == "LAE6101112400243" })
    var reading = Reading(detail: .structures)
    let source = MediaSource(karma.bytes)
    let anatomy = try MediaFormats.read(source, &reading).anatomy
    let output = try Rebuild.bytes(of: anatomy, from: source)
    for text in ["GPS5", "DVNM", "LAE610", "GoPro"] { #expect(!MovieView.holds(output, text)) }
  }
}
