/// The boxes of a track that stays.
extension MovieRebuilder {
  /// Writes a track, and collects its samples.
  mutating func keep(
    _ track: MovieTrack, among kept: MovieSelection, _ parts: inout MovieParts,
    _ reading: inout Reading
  ) throws(MediaError) {
    let start = output.begin(track.box.type)
    let firstTable = offsetTables.count
    var facts: [MovieEntryFacts] = []
    for box in track.boxes {
      switch box.name {
      case "tkhd":
        try write(box, MovieField.trackHeader(version: version(of: box)), at: track.path, &reading)
      case "edts": try edits(box, track, &reading)
      case "tref": try references(box, track, kept, &reading)
      case "tapt": try apertures(box, track, &reading)
      case "mdia": facts = try media(box, track, &reading)
      default: try drop(box, at: track.path, &reading)
      }
    }
    output.end(start)
    let streams = facts.map { reading.policy.blanksStreamUserData ? $0.stream : .opaque }
    let scale = timescale(of: track)
    parts.tracks[track.identifier] = MovieFragmentTrack(
      kind: track.kind, isKept: true,
      format: facts.first.map { FourCharacters.name($0.format) } ?? "",
      streams: streams, timescale: scale)
    let table = offsetTables.count > firstTable ? offsetTables[firstTable] : nil
    try collect(track, facts, streams, table, &parts, &reading)
    let digest = digest(from: start, tables: firstTable, parts.samples.digest)
    parts.payload.append(.header(digest))
    parts.samples.findings.disclose(at: track.path + "/samples", &reading)
    parts.payload.append(.bytes(parts.samples.endTrack()))
  }

  /// Collects the samples of a kept track, whose offsets stand in `offsets`.
  private mutating func collect(
    _ track: MovieTrack, _ facts: [MovieEntryFacts], _ streams: [MovieStreamKind],
    _ offsets: MovieOffsetTable?, _ parts: inout MovieParts, _ reading: inout Reading
  ) throws(MediaError) {
    let table = try MovieSampleTable(track, unit: soundUnit(track, facts), self)
    let policy = reading.policy
    try table.forEachChunk { (chunk: MovieChunk) throws(MediaError) in
      guard let range = parts.samples.present(chunk.offset, chunk.count) else {
        if let offsets {
          output.set(
            chunk.count == 0 ? MovieOffsetTable.nothing : offsets.nowhere,
            at: offsets.start + chunk.index * offsets.width, offsets.width)
        }
        return
      }
      let stream = streams.isEmpty ? .opaque : streams[min(chunk.entry, streams.count - 1)]
      guard stream != .opaque else {
        try parts.samples.keep(range)
        return
      }
      var position = chunk.offset
      for sample in chunk.samples {
        let size = table.size(of: sample)
        guard let range = parts.samples.present(position, size) else {
          if size == 0 { continue }
          break
        }
        try parts.samples.keep(range, as: stream, policy)
        position += size
      }
    }
    if track.kind == .text {
      try MovieTimedTrack(track, table, self).discloseText(parts.samples.source, &reading)
    }
  }

  /// The fixed size of sound where players take it from the codec, not from the table: where each
  /// sample lasts one tick (libavformat, `mov_build_index`).
  private func soundUnit(
    _ track: MovieTrack, _ facts: [MovieEntryFacts]
  ) -> MovieSoundUnit? {
    guard track.kind == .audio, let first = facts.first,
      let times = track.tableBoxes.first(where: { $0.isA("stts") }), times.content.count >= 16,
      MovieBytes.word(bytes, at: times.contentStart + 4) == 1,
      MovieBytes.word(bytes, at: times.contentStart + 12) == 1
    else { return nil }
    let size = track.tableBoxes.first { $0.isA("stsz") && $0.content.count >= 12 }.map {
      MovieBytes.word(bytes, at: $0.contentStart + 4)
    }
    return MovieFormatTable.soundUnit(first, constantSize: size ?? 0)
  }

  /// Ticks in a second.
  private func timescale(of track: MovieTrack) -> Int {
    guard let box = track.mediaBoxes.first(where: { $0.isA("mdhd") }),
      let version = bytes[box.content].first
    else { return 0 }
    return MovieBytes.integer(bytes, at: box.contentStart + (version == 1 ? 20 : 12), 4) ?? 0
  }

  /// A digest of the track's new form without its offsets, and of what was kept of blanked units.
  private func digest(from start: Int, tables first: Int, _ kept: MovieDigest) -> [UInt8] {
    var digest = MovieDigest()
    var position = start
    for table in offsetTables[first...] {
      digest.add(output.bytes[position..<table.start])
      position = table.range.upperBound
    }
    digest.add(output.bytes[position...])
    return digest.bytes + kept.bytes
  }

  /// `edts`: the edit list (8.6.6); entries that its box cuts off are none.
  private mutating func edits(
    _ box: MovieBox, _ track: MovieTrack, _ reading: inout Reading
  ) throws(MediaError) {
    let path = track.path + "/edts"
    let start = output.begin(box.type)
    for child in try children(of: box, at: path, &reading) {
      guard child.isA("elst"), child.content.count >= 8 else {
        try drop(child, at: path, &reading)
        continue
      }
      let width = bytes[child.contentStart] == 1 ? 20 : 12
      let declared = MovieBytes.word(bytes, at: child.contentStart + 4)
      let count = min(declared, (child.content.count - 8) / width)
      let list = output.begin(child.type)
      output.put(Int(bytes[child.contentStart]), 1)
      output.put(Int(bytes[child.contentStart + 3] & 1), 3)
      output.put(count, 4)
      let end = child.contentStart + 8 + count * width
      output.put(bytes[(child.contentStart + 8)..<end])
      output.end(list)
      try stray(end..<child.range.upperBound, at: path + "/elst", &reading)
    }
    output.end(start)
  }

  /// `tref`: references to tracks that stay.
  private mutating func references(
    _ box: MovieBox, _ track: MovieTrack, _ kept: MovieSelection, _ reading: inout Reading
  ) throws(MediaError) {
    let path = track.path + "/tref"
    let known: Set<String> = [
      "chap", "sync", "scpt", "ssrc", "vdep", "vplx", "subt", "font", "auxl", "thmb", "fall",
      "folw", "forc", "sbas", "scal", "swfr", "mpod", "ipir", "dpnd", "clcp", "cdep",
    ]
    let start = output.begin(box.type)
    for child in try children(of: box, at: path, &reading) {
      let targets = stride(from: child.contentStart, to: child.range.upperBound - 3, by: 4)
        .map { MovieBytes.word(bytes, at: $0) }
      let staying = targets.filter { kept.identifiers.contains($0) }
      guard known.contains(child.name), !staying.isEmpty else {
        if targets.isEmpty { try drop(child, at: path, &reading) }
        continue
      }
      let inner = output.begin(child.type)
      for target in staying { output.put(target, 4) }
      output.end(inner)
    }
    output.end(start)
    if output.count - start == 8 { output.remove(from: start) }
  }

  /// `tapt`: QuickTime's apertures for display.
  private mutating func apertures(
    _ box: MovieBox, _ track: MovieTrack, _ reading: inout Reading
  ) throws(MediaError) {
    let path = track.path + "/tapt"
    let start = output.begin(box.type)
    for child in try children(of: box, at: path, &reading) {
      if ["clef", "prof", "enof"].contains(child.name) {
        try copy(child, count: 12, at: path, &reading)
      } else {
        try drop(child, at: path, &reading)
      }
    }
    output.end(start)
  }
}
