/// What fragments need to know of the movie they belong to.
struct MovieContext: Sendable {
  /// The tracks by their number in the file.
  let tracks: [Int: MovieFragmentTrack]
  /// How many more bytes tables may name.
  var budget: Int
  /// Whether it was said that times count from the calendar's epoch.
  var isCalendarTold = false
}

/// A track as its fragments need it.
struct MovieFragmentTrack: Sendable {
  /// What it carries.
  let kind: MovieTrackKind
  /// Whether it stays.
  let isKept: Bool
  /// Its first sample entry's format as text, for owners.
  let format: String
  /// How its samples are looked through, by sample entry.
  let streams: [MovieStreamKind]
  /// Ticks in a second.
  let timescale: Int
  /// The size of samples that tell none (`trex`).
  var defaultSize = 0
  /// The sample entry of samples that tell none, from 1.
  var defaultEntry = 1
}

/// The `moov` box: which tracks stay, and how their tables point at the data.
enum MovieHeader {
  /// The plan of a `moov` box, the payload of its kept tracks, and what fragments need of it.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> (plan: any ISOHeaderPlan, payload: [PayloadPart], context: MovieContext) {
    var rebuilder = try MovieRebuilder(source, box, format, reading)
    let before = reading.disclosures.count + reading.unlisted
    let movie = try rebuilder.movie(source, box, &reading)
    let output = rebuilder.output.bytes
    if output != rebuilder.bytes, reading.disclosures.count + reading.unlisted == before {
      reading.disclose(.unknown, .low, at: "moov", "fields and paddings that players do not use")
    }
    let plan = MovieHeaderPlan(
      box: box.range, data: try movie.samples.runs(), template: output,
      offsetTables: rebuilder.offsetTables, format: format)
    return (plan, movie.payload, MovieContext(tracks: movie.tracks, budget: movie.samples.budget))
  }
}

/// How a `moov` box is written once the place of its data is known.
struct MovieHeaderPlan: ISOHeaderPlan {
  let box: Range<Int>
  let data: [ISODataRun]
  /// The new box, with the old offsets in its tables.
  let template: [UInt8]
  let offsetTables: [MovieOffsetTable]
  let format: MediaFormat

  var owner: String { "moov" }
  var outputCount: Int { template.count }

  func encoded(
    at start: Int, moved: (Int) -> Int?
  ) throws(MediaError) -> [UInt8] {
    var output = template
    for table in offsetTables {
      for index in 0..<table.count {
        let place = table.start + index * table.width
        guard let old = MovieBytes.number(output, at: place, table.width) else { continue }
        let offset = try newPlace(of: old, table, moved)
        for byte in 0..<table.width {
          output[place + byte] = UInt8(
            truncatingIfNeeded: offset >> (8 * (table.width - 1 - byte)))
        }
      }
    }
    return output
  }

  private func newPlace(
    of old: UInt64, _ table: MovieOffsetTable, _ moved: (Int) -> Int?
  ) throws(MediaError) -> Int {
    let offset = Int(clamping: old)
    if offset == MovieOffsetTable.nothing || offset == table.nowhere { return offset }
    guard let new = moved(offset) else {
      throw .verification("a chunk of samples has no place in the rebuilt file")
    }
    guard table.width == 8 || new < table.nowhere else {
      throw .malformed(format, offset: box.lowerBound, reason: "data lie too far for the tables")
    }
    return new
  }
}
