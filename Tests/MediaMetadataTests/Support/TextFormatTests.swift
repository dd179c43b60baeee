import Testing

@testable import MediaMetadata

/// Tests of a format whose files are text: what is left of one, and what is said of it.
protocol TextFormatTests {}

extension TextFormatTests {
  /// The file after a scrub that keeps all promises of `Conformance`.
  func scrubbed(_ text: String, under policy: ScrubPolicy = .standard) throws -> String {
    String(decoding: try Conformance.check(Array(text.utf8), under: policy), as: UTF8.self)
  }

  /// What its reader says of the file.
  func shown(_ text: String, under policy: ScrubPolicy = .standard) throws -> [Disclosure] {
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(Array(text.utf8)), &reading)
    return reading.disclosures
  }
}
