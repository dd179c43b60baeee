/// A `moof` box of a fragmented movie.
enum MovieFragment {
  /// The plan of a fragment under the movie's context, and the payload of its kept tracks.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ movie: MovieContext?, _ format: MediaFormat,
    _ reading: inout Reading
  ) throws(MediaError) -> (plan: any ISOHeaderPlan, payload: [PayloadPart]) {
    throw .unrecognised
  }
}
