/// A `moof` box of a fragmented movie (ISO/IEC 14496-12, 8.8).
enum MovieFragment {
  /// The plan of a fragment under the movie's context, and the payload of its kept tracks.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ movie: inout MovieContext?, _ format: MediaFormat,
    _ reading: inout Reading
  ) throws(MediaError) -> (plan: any ISOHeaderPlan, payload: [PayloadPart]) {
    guard let context = movie else {
      throw .malformed(
        format, offset: box.range.lowerBound, reason: "a fragment comes before its movie")
    }
    var rebuilder = try MovieRebuilder(source, box, format, reading)
    var parts = MovieFragmentParts(
      context: context,
      samples: MovieSampleCollector(source, format, reading.limits, budget: context.budget))
    try rebuilder.fragment(box, &parts, &reading)
    movie = parts.context
    movie?.budget = parts.samples.budget
    let plan = MovieFragmentPlan(
      box: box.range, data: try parts.samples.runs(),
      template: parts.keptCount > 0 ? rebuilder.output.bytes : [],
      places: parts.keptCount > 0 ? parts.places : [], format: format)
    return (plan, parts.payload)
  }
}

/// What is known while a fragment is written.
struct MovieFragmentParts {
  /// What the movie says of its tracks, and which finds were told already.
  var context: MovieContext
  /// The bytes that its tracks need, blank or drop.
  var samples: MovieSampleCollector
  /// What is compared between input and output.
  var payload: [PayloadPart] = []
  /// The offsets in the new box.
  var places: [MovieFragmentPlace] = []
  /// Tracks that stay.
  var keptCount = 0
  /// Where the data of the last track ended: where the next one's start, if nothing else is said.
  var implicitBase = 0
}

/// An offset in a fragment's new form.
struct MovieFragmentPlace: Sendable {
  /// Where it is written.
  let index: Int
  /// The data it points at in the input; nil for the fragment itself, in eight bytes.
  let target: Int?
  /// How many bytes of data there are, and whether the file has any of them.
  let count: Int
  let isPresent: Bool

  /// The bytes it takes.
  var range: Range<Int> { index..<(index + (target == nil ? 8 : 4)) }
}

/// How a `moof` box is written once the place of its data is known.
struct MovieFragmentPlan: ISOHeaderPlan {
  let box: Range<Int>
  let data: [ISODataRun]
  /// The new box, empty where no track of it stays.
  let template: [UInt8]
  let places: [MovieFragmentPlace]
  let format: MediaFormat

  var owner: String { "moof" }
  var outputCount: Int { template.count }

  func encoded(
    at start: Int, moved: (Int) -> Int?
  ) throws(MediaError) -> [UInt8] {
    var output = template
    for place in places {
      var number: [UInt8] = []
      if let target = place.target {
        let distance = try distance(to: target, place, start, moved)
        number.append(bigEndian: UInt64(bitPattern: Int64(distance)), 4)
      } else {
        number.append(bigEndian: UInt64(start), 8)
      }
      output.replaceSubrange(place.range, with: number)
    }
    return output
  }

  /// How far data lie from the fragment's start; as far as can be where the file ends before them.
  private func distance(
    to target: Int, _ place: MovieFragmentPlace, _ start: Int, _ moved: (Int) -> Int?
  ) throws(MediaError) -> Int {
    guard place.isPresent else { return place.count > 0 ? Int(Int32.max) : 0 }
    guard let new = moved(target) else {
      throw .verification("a run of samples has no place in the rebuilt file")
    }
    guard let distance = Int32(exactly: new - start) else {
      throw .malformed(
        format, offset: box.lowerBound, reason: "data lie too far from their fragment")
    }
    return Int(distance)
  }
}
