/// A track that goes, with its samples.
extension MovieRebuilder {
  /// Notes what a dropped track gives away, and marks its samples as its own.
  func drop(
    _ track: MovieTrack, because kept: MovieSelection, _ source: MediaSource,
    _ parts: inout MovieParts, _ reading: inout Reading
  ) throws(MediaError) {
    let format = track.formats.first.map(FourCharacters.name) ?? "unknown"
    parts.tracks[track.identifier] = MovieFragmentTrack(
      kind: track.kind, isKept: false, format: format, streams: [], timescale: 0)
    for box in track.boxes where box.isA("udta") || box.isA("meta") || box.isA("uuid") {
      try drop(box, at: track.path, &reading)
    }
    try name(of: track, &reading)
    // Tables that can't be followed leave the samples as bytes that no track uses: they go too.
    guard let table = try? MovieSampleTable(track, unit: nil, self) else {
      reading.disclose(
        .unknown, .high, at: track.path, "a track whose tables are broken", value: format)
      return
    }
    let owner = "\(format) samples"
    try table.forEachChunk { (chunk: MovieChunk) throws(MediaError) in
      guard let range = parts.samples.present(chunk.offset, chunk.count) else { return }
      try parts.samples.drop(range, owner)
    }
    try MovieTimedTrack(track, table, self).disclose(
      isChapter: kept.chapters.contains(track.number), source, &reading)
  }

  /// The name of a dropped track's handler.
  private func name(of track: MovieTrack, _ reading: inout Reading) throws(MediaError) {
    guard let box = track.mediaBoxes.first(where: { $0.isA("hdlr") }), box.content.count > 24,
      let text = PrintableText.runs(in: bytes[(box.contentStart + 24)..<box.range.upperBound])
    else { return }
    reading.disclose(
      .software, .medium, at: track.path + "/mdia/hdlr/name", "the name of the track's handler",
      value: text)
  }
}
