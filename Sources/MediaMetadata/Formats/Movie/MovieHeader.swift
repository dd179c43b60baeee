/// What fragments need to know of the movie they belong to.
struct MovieContext: Sendable {}

/// The `moov` box: which tracks stay, and how their tables point at the data.
enum MovieHeader {
  /// The plan of a `moov` box, the payload of its kept tracks, and what fragments need of it.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> (plan: any ISOHeaderPlan, payload: [PayloadPart], context: MovieContext) {
    throw .unrecognised
  }
}
