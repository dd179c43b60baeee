/// The `meta` box of a file of items: which items stay, and where their extents lie.
enum ItemHeader {
  /// The plan of a `meta` box at the top level and the payload of its kept items; no plan where the
  /// box holds no picture and is dropped whole.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> (plan: (any ISOHeaderPlan)?, payload: [PayloadPart]) {
    throw .unrecognised
  }

  /// Notes what a `meta` box that is dropped whole gives away.
  static func drop(
    _ box: BoxHeader, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    try ISODropped.unknown(box.content, at: "meta", source, &reading)
  }
}
