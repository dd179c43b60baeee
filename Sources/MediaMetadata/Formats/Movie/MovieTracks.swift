/// What came of a `moov` box beside its new form.
struct MovieParts {
  /// The bytes that its tracks need, blank or drop.
  var samples: MovieSampleCollector
  /// What is compared between input and output.
  var payload: [PayloadPart] = []
  /// The tracks, for fragments.
  var tracks: [Int: MovieFragmentTrack] = [:]
}

/// The movie's own boxes (ISO/IEC 14496-12, 8.2 and 8.8).
extension MovieRebuilder {
  /// Writes the `moov` box again.
  mutating func movie(
    _ source: MediaSource, _ header: BoxHeader, _ reading: inout Reading
  ) throws(MediaError) -> MovieParts {
    var parts = MovieParts(samples: MovieSampleCollector(source, format, reading.limits))
    let outer = MovieBox(
      type: header.type, range: 0..<bytes.count,
      contentStart: header.contentStart - header.range.lowerBound)
    let boxes = try children(of: outer, at: "moov", &reading)
    let tracks = try self.tracks(boxes, &reading)
    let kept = MovieSelection(tracks, reading.policy)
    guard !kept.numbers.isEmpty else {
      throw .malformed(format, offset: origin, reason: "no track of the movie can be kept")
    }
    narrowsOffsets = keptMediaCount(tracks, kept) < Self.narrowMediaCount
    let place = try coarsenedPlace(boxes, &reading)
    let covers = try cleanedCovers(boxes, &reading)
    let start = output.begin(outer.type)
    var next = 0
    var hasHeader = false
    var hasPlace = false
    for box in boxes {
      switch box.name {
      case "mvhd" where !hasHeader:
        hasHeader = true
        try write(box, MovieField.movieHeader(version: version(of: box)), at: "moov", &reading)
      case "trak":
        let track = tracks[next]
        next += 1
        if kept.numbers.contains(track.number) {
          try keep(track, among: kept, &parts, &reading)
        } else {
          try drop(track, because: kept, source, &parts, &reading)
        }
      case "mvex": try extends(box, kept, &parts, &reading)
      case "cmov":
        throw .unclassified(
          format, offset: origin + box.range.lowerBound, count: box.range.count,
          structure: "compressed movie header")
      case "udta" where place.map { bytes[box.range].elementsEqual($0) } == true: hasPlace = true
      case "udta" where covers.map { bytes[box.range].elementsEqual($0) } == true: continue
      default: try drop(box, at: "moov", &reading)
      }
    }
    if let place { put(place: place, isNew: !hasPlace, &reading) }
    if let covers { put(covers: covers, &reading) }
    output.end(start)
    return parts
  }

  private func tracks(
    _ boxes: [MovieBox], _ reading: inout Reading
  ) throws(MediaError) -> [MovieTrack] {
    var tracks: [MovieTrack] = []
    for box in boxes where box.isA("trak") {
      tracks.append(try MovieTrack(box, number: tracks.count + 1, self, &reading))
    }
    return tracks
  }

  /// The version of a full box; those above 1 can't be followed.
  func version(of box: MovieBox) throws(MediaError) -> UInt8 {
    guard let version = bytes[box.content].first, version <= 1 else {
      throw malformed(box, "is of no known version")
    }
    return version
  }

  /// `mvex`: fragments exist; defaults of kept tracks stay.
  private mutating func extends(
    _ box: MovieBox, _ kept: MovieSelection, _ parts: inout MovieParts, _ reading: inout Reading
  ) throws(MediaError) {
    let start = output.begin(box.type)
    for child in try children(of: box, at: "moov/mvex", &reading) {
      switch child.name {
      case "mehd":
        let wide = try version(of: child) == 1
        try write(child, [.keep(4), .keep(wide ? 8 : 4)], at: "moov/mvex", &reading)
      case "trex":
        let identifier = MovieBytes.integer(bytes, at: child.contentStart + 4, 4) ?? 0
        guard child.content.count >= 24 else { throw malformed(child, "is too short") }
        parts.tracks[identifier]?.defaultEntry =
          MovieBytes.word(bytes, at: child.contentStart + 8)
        parts.tracks[identifier]?.defaultSize =
          MovieBytes.word(bytes, at: child.contentStart + 16)
        guard kept.identifiers.contains(identifier) else { continue }
        try write(child, [.keep(1), .flags(0), .keep(20)], at: "moov/mvex", &reading)
      default: try drop(child, at: "moov/mvex", &reading)
      }
    }
    output.end(start)
  }
}

/// Which tracks of a movie stay.
struct MovieSelection: Sendable {
  /// Their places among all tracks, from 1.
  private(set) var numbers: Set<Int> = []
  /// Their numbers in the file.
  private(set) var identifiers: Set<Int> = []
  /// The tracks of text that only name chapters.
  private(set) var chapters: Set<Int> = []

  /// Chooses among `tracks`: pictures and sound stay; text stays as content unless the policy drops
  /// hidden content; chapter titles are metadata as those of `chpl` are, and go.
  init(_ tracks: [MovieTrack], _ policy: ScrubPolicy) {
    let chapter = FourCharacters.code("chap")
    let named = Set(
      tracks.flatMap { track in
        track.references.filter { $0.type == chapter }.flatMap(\.tracks)
      })
    for track in tracks {
      let isChapter = track.kind == .text && named.contains(track.identifier)
      if isChapter { chapters.insert(track.number) }
      let stays =
        switch track.kind {
        case .video, .audio: true
        case .text: !isChapter && !policy.dropsHiddenContent
        case .other: false
        }
      guard stays, !track.formats.isEmpty else { continue }
      numbers.insert(track.number)
      identifiers.insert(track.identifier)
    }
    // Subtitles without pictures or sound are no movie.
    let isPlayable = tracks.contains { numbers.contains($0.number) && $0.kind != .text }
    if !isPlayable {
      numbers = []
      identifiers = []
    }
  }
}
