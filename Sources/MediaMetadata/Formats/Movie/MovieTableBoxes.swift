/// The tables of samples (ISO/IEC 14496-12, 8.5 to 8.9).
extension MovieRebuilder {
  /// The width of the entries of tables that are a count and entries.
  private static let widths = [
    "stts": 8, "ctts": 8, "stss": 4, "stps": 4, "stsc": 12, "stsh": 8, "stco": 4, "co64": 8,
  ]

  /// Groupings of samples that tell of decoding only (10).
  private static let groupings: Set<String> = [
    "roll", "prol", "rap ", "tele", "sync", "tscl", "tsas", "stsa", "alst", "avss",
  ]

  /// Writes `stbl`; returns what the sample entries say.
  mutating func tables(
    _ box: MovieBox, _ track: MovieTrack, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [MovieEntryFacts] {
    var facts: [MovieEntryFacts] = []
    let start = output.begin(box.type)
    let samples = try MovieSampleTable(track, unit: nil, self).sampleCount
    for child in track.tableBoxes {
      switch child.name {
      case _ where isCutOff(child): try drop(child, at: path, &reading)
      case "stsd": facts = try sampleDescriptions(child, of: track, at: path, &reading)
      case "stts", "ctts", "stss", "stps", "stsc", "stsh", "stco", "co64":
        try table(child, Self.widths[child.name] ?? 4, at: path, &reading)
      case "stsz", "stz2": try sizes(child, at: path, &reading)
      case "cslg":
        let wide = try version(of: child) == 1
        try write(child, [.keep(1), .flags(0), .keep(wide ? 40 : 20)], at: path, &reading)
      case "stdp": try copy(child, count: 4 + 2 * samples, at: path, &reading)
      case "padb": try copy(child, count: 8 + (samples + 1) / 2, at: path, &reading)
      case "sbgp", "sgpd": try grouping(child, at: path, &reading)
      case "subs": try subsamples(child, at: path, &reading)
      default: try drop(child, at: path, &reading)
      }
    }
    output.end(start)
    return facts
  }

  /// Whether a table is too short to have entries: then it is none.
  private func isCutOff(_ box: MovieBox) -> Bool {
    switch box.name {
    case "stsz", "stz2": box.content.count < 12
    default: Self.widths[box.name] != nil && box.content.count < 8
    }
  }

  /// A table of entries of one width; chunk offsets are noted, to be changed with the layout.
  private mutating func table(
    _ box: MovieBox, _ width: Int, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let count = try MovieSampleTable.entries(box, width, self)
    if box.isA("co64"), narrowsOffsets { return try narrowed(box, count, at: path, &reading) }
    let start = output.begin(box.type)
    output.put(Int(bytes[box.contentStart]), 1)
    output.zeros(3)
    output.put(count, 4)
    if box.isA("stco") || box.isA("co64") {
      offsetTables.append(MovieOffsetTable(start: output.count, count: count, width: width))
    }
    let end = box.contentStart + 8 + count * width
    output.put(bytes[(box.contentStart + 8)..<end])
    output.end(start)
    try stray(end..<box.range.upperBound, at: path + "/" + box.name, &reading)
  }

  /// `co64` as `stco`: the offsets of a file that 32 bits can address.
  private mutating func narrowed(
    _ box: MovieBox, _ count: Int, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let start = output.begin(FourCharacters.code("stco"))
    output.put(Int(bytes[box.contentStart]), 1)
    output.zeros(3)
    output.put(count, 4)
    let table = MovieOffsetTable(start: output.count, count: count, width: 4)
    offsetTables.append(table)
    for index in 0..<count {
      let old = MovieBytes.number(bytes, at: box.contentStart + 8 + 8 * index, 8) ?? 0
      output.put(min(Int(clamping: old), table.nowhere), 4)
    }
    output.end(start)
    try stray(
      (box.contentStart + 8 + 8 * count)..<box.range.upperBound, at: path + "/co64", &reading)
  }

  /// How many bytes the samples of the kept tracks have, by their tables.
  func keptMediaCount(_ tracks: [MovieTrack], _ kept: MovieSelection) -> Int {
    var total = 0
    for track in tracks where kept.numbers.contains(track.number) {
      for box in track.tableBoxes where box.isA("stsz") && box.content.count >= 12 {
        let size = MovieBytes.word(bytes, at: box.contentStart + 4)
        let count = MovieBytes.word(bytes, at: box.contentStart + 8)
        if size > 0 {
          // Both are below 2^32: the product of what a hostile table says may pass 2^63.
          let (product, isTooLarge) = size.multipliedReportingOverflow(by: count)
          total += min(isTooLarge ? Int.max : product, 1 << 48)
          continue
        }
        for index in 0..<min(count, (box.content.count - 12) / 4) {
          total += MovieBytes.word(bytes, at: box.contentStart + 12 + 4 * index)
        }
      }
      if total > 1 << 48 { break }
    }
    return total
  }

  /// `stsz` and `stz2`, whose form `MovieSampleTable` has checked.
  private mutating func sizes(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let size = MovieBytes.word(bytes, at: box.contentStart + 4)
    let count = MovieBytes.word(bytes, at: box.contentStart + 8)
    let bits = box.isA("stz2") ? size & 0xff : size == 0 ? 32 : 0
    try copy(box, count: 12 + (count * bits + 7) / 8, at: path, &reading)
  }

  /// `sbgp` and `sgpd`: groups of known kinds (8.9.2, 8.9.3).
  mutating func grouping(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let content = box.contentStart
    guard box.content.count >= 8,
      Self.groupings.contains(
        FourCharacters.name(UInt32(truncatingIfNeeded: MovieBytes.word(bytes, at: content + 4))))
    else {
      try drop(box, at: path, &reading)
      return
    }
    let version = bytes[content]
    if box.isA("sbgp") {
      let head = version == 1 ? 16 : 12
      let count = MovieBytes.integer(bytes, at: content + head - 4, 4) ?? 0
      try copy(box, count: head + 8 * count, at: path, &reading)
      return
    }
    // Other versions don't tell the lengths of their descriptions, which are a few bytes each.
    guard version == 1, box.content.count >= 16 else {
      try copy(box, count: 64, at: path, &reading)
      return
    }
    let length = MovieBytes.word(bytes, at: content + 8)
    var left = MovieBytes.word(bytes, at: content + 12)
    var position = 16
    while left > 0, position < box.content.count {
      let own = length == 0 ? MovieBytes.word(bytes, at: content + position) + 4 : length
      position += min(own, box.content.count)
      left -= 1
    }
    try copy(box, count: position, at: path, &reading)
  }

  /// `subs`: the parts of samples (8.7.7).
  mutating func subsamples(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.content.count >= 8 else { throw malformed(box, "is too short") }
    let end = box.range.upperBound
    let width = bytes[box.contentStart] == 1 ? 10 : 8
    var position = box.contentStart + 8
    for _ in 0..<MovieBytes.word(bytes, at: box.contentStart + 4) {
      guard end - position >= 6 else { break }
      let count = MovieBytes.integer(bytes, at: position + 4, 2) ?? 0
      position = min(end, position + 6 + width * count)
    }
    try copy(box, count: position - box.contentStart, at: path, &reading)
  }
}
