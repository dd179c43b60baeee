/// Writes fragments again.
extension MovieRebuilder {
  /// Writes the `moof` box.
  mutating func fragment(
    _ header: BoxHeader, _ parts: inout MovieFragmentParts, _ reading: inout Reading
  ) throws(MediaError) {
    let outer = MovieBox(
      type: header.type, range: 0..<bytes.count,
      contentStart: header.contentStart - header.range.lowerBound)
    parts.implicitBase = origin
    let start = output.begin(outer.type)
    var number = 0
    for box in try children(of: outer, at: "moof", &reading) {
      switch box.name {
      case "mfhd": try write(box, [.keep(1), .flags(0), .keep(4)], at: "moof", &reading)
      case "traf":
        number += 1
        try trackFragment(box, "moof/traf \(number)", &parts, &reading)
      default: try drop(box, at: "moof", &reading)
      }
    }
    output.end(start)
  }

  private mutating func trackFragment(
    _ box: MovieBox, _ path: String, _ parts: inout MovieFragmentParts, _ reading: inout Reading
  ) throws(MediaError) {
    let boxes = try children(of: box, at: path, &reading)
    guard let header = boxes.first(where: { $0.isA("tfhd") }),
      let fragment = MovieTrackFragment(
        header, bytes, fragment: origin, implicit: parts.implicitBase)
    else { throw malformed(box, "has no whole header") }
    var runs: [MovieTrackRun] = []
    for child in boxes where child.isA("trun") {
      guard let run = MovieTrackRun(child, bytes) else {
        throw malformed(child, "has fewer samples than it says")
      }
      runs.append(run)
    }
    guard let track = parts.context.tracks[fragment.identifier], track.isKept else {
      try drop(fragment, runs, path, &parts, &reading)
      return
    }
    let start = output.begin(box.type)
    let firstPlace = parts.places.count
    var nextRun = 0
    var end = fragment.base
    for child in boxes {
      switch child.name {
      case "tfhd" where child == header: try write(fragment, path, &parts, &reading)
      case "tfdt":
        let wide = try version(of: child) == 1
        try write(child, [.keep(1), .flags(0), .keep(wide ? 8 : 4)], at: path, &reading)
        noteCalendar(child, track, path, &parts, &reading)
      case "trun":
        let run = runs[nextRun]
        nextRun += 1
        end = try write(run, child, fragment, track, at: end, path, &parts, &reading)
      case "sbgp", "sgpd": try grouping(child, at: path, &reading)
      case "subs": try subsamples(child, at: path, &reading)
      default: try drop(child, at: path, &reading)
      }
    }
    output.end(start)
    parts.implicitBase = end
    parts.keptCount += 1
    finish(from: start, places: firstPlace, path, &parts, &reading)
  }

  /// Ends a track of a fragment: what is compared, and what was found in its stream.
  private func finish(
    from start: Int, places first: Int, _ path: String, _ parts: inout MovieFragmentParts,
    _ reading: inout Reading
  ) {
    var digest = MovieDigest()
    var position = start
    for place in parts.places[first...] {
      digest.add(output.bytes[position..<place.index])
      position = place.range.upperBound
    }
    digest.add(output.bytes[position...])
    parts.payload.append(.header(digest.bytes + parts.samples.digest.bytes))
    parts.samples.findings.disclose(at: path + "/samples", &reading)
    parts.payload.append(.bytes(parts.samples.endTrack()))
  }

  /// `tfhd`: data offsets count from the fragment; where another track came before, the header says
  /// so.
  private mutating func write(
    _ fragment: MovieTrackFragment, _ path: String, _ parts: inout MovieFragmentParts,
    _ reading: inout Reading
  ) throws(MediaError) {
    var flags = fragment.flags & MovieTrackFragment.known
    let hasBase = flags & MovieTrackFragment.hasBase != 0
    if !hasBase, parts.keptCount > 0 { flags |= MovieTrackFragment.isFragmentBased }
    let header = fragment.header
    let start = output.begin(header.type)
    output.put(flags, 4)
    output.put(fragment.identifier, 4)
    var position = header.contentStart + 8
    if hasBase {
      parts.places.append(
        MovieFragmentPlace(index: output.count, target: nil, count: 0, isPresent: false))
      output.zeros(8)
      position += 8
    }
    output.put(bytes[position..<fragment.fieldEnd])
    output.end(start)
    try stray(fragment.fieldEnd..<header.range.upperBound, at: path + "/tfhd", &reading)
  }

  /// `trun`: always with an offset; returns where its data end in the input.
  private mutating func write(
    _ run: MovieTrackRun, _ box: MovieBox, _ fragment: MovieTrackFragment,
    _ track: MovieFragmentTrack, at implicit: Int, _ path: String,
    _ parts: inout MovieFragmentParts, _ reading: inout Reading
  ) throws(MediaError) -> Int {
    let from = try place(of: run, fragment, implicit, box)
    let total = run.total(bytes, default: fragment.size ?? track.defaultSize)
    let present = parts.samples.present(from, total)
    let start = output.begin(box.type)
    output.put(Int(bytes[box.contentStart]), 1)
    output.put((run.flags & MovieTrackRun.known) | MovieTrackRun.hasOffset, 3)
    output.put(run.count, 4)
    parts.places.append(
      MovieFragmentPlace(
        index: output.count, target: from, count: total, isPresent: present != nil))
    output.zeros(4)
    if let flags = run.firstFlags { output.put(flags, 4) }
    output.put(bytes[run.start..<run.end])
    output.end(start)
    try stray(run.end..<box.range.upperBound, at: path + "/trun", &reading)
    if let present { try collect(run, fragment, track, present, &parts, reading.policy) }
    return total < Int.max - from ? from + total : Int.max
  }

  /// Collects the samples of a run, whose data in the file are `present`.
  private func collect(
    _ run: MovieTrackRun, _ fragment: MovieTrackFragment, _ track: MovieFragmentTrack,
    _ present: Range<Int>, _ parts: inout MovieFragmentParts, _ policy: ScrubPolicy
  ) throws(MediaError) {
    let entry = (fragment.entry ?? track.defaultEntry) - 1
    let streams = track.streams
    let stream = streams.isEmpty ? .opaque : streams[max(0, min(entry, streams.count - 1))]
    guard stream != .opaque else {
      try parts.samples.keep(present)
      return
    }
    let size = fragment.size ?? track.defaultSize
    var position = present.lowerBound
    for sample in 0..<run.count {
      let count = run.size(of: sample, bytes, default: size)
      guard let range = parts.samples.present(position, count) else {
        if count == 0, run.width > 0 { continue }
        break
      }
      try parts.samples.keep(range, as: stream, policy)
      position += count
    }
  }

  /// Where a run's data start in the file.
  private func place(
    of run: MovieTrackRun, _ fragment: MovieTrackFragment, _ implicit: Int, _ box: MovieBox
  ) throws(MediaError) -> Int {
    guard let offset = run.offset else { return implicit }
    let (place, overflow) = fragment.base.addingReportingOverflow(offset)
    guard !overflow, place >= 0 else { throw malformed(box, "points before the file") }
    return place
  }

  /// A track's part that goes, with its samples.
  private func drop(
    _ fragment: MovieTrackFragment, _ runs: [MovieTrackRun], _ path: String,
    _ parts: inout MovieFragmentParts, _ reading: inout Reading
  ) throws(MediaError) {
    let track = parts.context.tracks[fragment.identifier]
    let owner = "\(track?.format ?? "unknown") samples"
    var position = fragment.base
    for run in runs {
      if let offset = run.offset {
        position = fragment.base.addingReportingOverflow(offset).partialValue
      }
      let total = run.total(bytes, default: fragment.size ?? track?.defaultSize ?? 0)
      if let range = parts.samples.present(position, total) {
        try parts.samples.drop(range, owner)
        let head = reading.wantsValues ? try parts.samples.source.bytes(range.prefix(1 << 16)) : []
        reading.disclose(
          .unknown, .high, at: path + "/samples", "samples of a track that goes",
          value: PrintableText.runs(in: head[...]))
      }
      position = total < Int.max - max(0, position) ? position + total : Int.max
    }
    parts.implicitBase = position
    reading.disclose(.unknown, .low, at: path, "a part of a track that goes")
  }

  /// Decode times that count from the calendar's epoch, as live encoders write them, tell when it
  /// was recorded; they stay, as all times of the movie hang on them.
  private func noteCalendar(
    _ box: MovieBox, _ track: MovieFragmentTrack, _ path: String,
    _ parts: inout MovieFragmentParts, _ reading: inout Reading
  ) {
    let wide = bytes[box.contentStart] == 1
    guard !parts.context.isCalendarTold, track.timescale > 0,
      let time = MovieBytes.integer(bytes, at: box.contentStart + 4, wide ? 8 : 4)
    else { return }
    let seconds = time / track.timescale
    // From 2000 to 2100.
    guard (946_684_800..<4_102_444_800).contains(seconds) else { return }
    parts.context.isCalendarTold = true
    reading.disclose(
      .time, .high, at: path + "/tfdt", "when it was recorded, by the clock of its samples",
      fate: .kept, value: MovieTime.text(secondsSince1970: seconds))
  }
}
