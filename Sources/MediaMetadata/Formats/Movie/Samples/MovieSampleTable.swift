/// A run of samples that stand one after another in the file.
struct MovieChunk: Sendable, Equatable {
  /// Its place in the table of chunks, from 0.
  let index: Int
  /// Where it starts in the file.
  let offset: Int
  /// How many bytes it takes, the end of the file left aside.
  let count: Int
  /// Its first sample, and how many there are.
  let samples: Range<Int>
  /// Which sample entry describes it, from 0.
  let entry: Int
}

/// The tables of one track that say where its samples are (ISO/IEC 14496-12, 8.7).
struct MovieSampleTable: Sendable {
  private enum Sizes {
    case constant(Int, count: Int)
    case listed(start: Int, bits: Int, count: Int)
  }

  private let bytes: [UInt8]
  private var sizes = Sizes.constant(0, count: 0)
  /// First entry, count and width of the chunk offsets.
  private var offsets = (start: 0, count: 0, width: 4)
  private var groups = (start: 0, count: 0)
  /// How many bytes some samples of sound take, where they are not told one by one.
  private let unit: MovieSoundUnit?

  /// Reads the tables of `track`; without all three of them it has no chunks.
  init(
    _ track: MovieTrack, unit: MovieSoundUnit?, _ rebuilder: MovieRebuilder
  ) throws(MediaError) {
    bytes = rebuilder.bytes
    self.unit = unit
    for box in track.tableBoxes {
      switch box.name {
      case "stsz", "stz2": try readSizes(box, rebuilder)
      case "stco", "co64":
        let width = box.name == "stco" ? 4 : 8
        offsets = (box.contentStart + 8, try Self.entries(box, width, rebuilder), width)
      case "stsc": groups = (box.contentStart + 8, try Self.entries(box, 12, rebuilder))
      default: break
      }
    }
    try checkGroups(track, rebuilder)
  }

  /// The number of entries of a table, which all must lie inside its box; a box too short to say so
  /// has none.
  static func entries(
    _ box: MovieBox, _ width: Int, _ rebuilder: MovieRebuilder
  ) throws(MediaError) -> Int {
    guard box.content.count >= 8 else { return 0 }
    let count = MovieBytes.word(rebuilder.bytes, at: box.contentStart + 4)
    guard count <= (box.content.count - 8) / width else {
      throw rebuilder.malformed(box, "has fewer entries than it says")
    }
    return count
  }

  private mutating func readSizes(
    _ box: MovieBox, _ rebuilder: MovieRebuilder
  ) throws(MediaError) {
    guard box.content.count >= 12 else { return }
    let size = MovieBytes.word(bytes, at: box.contentStart + 4)
    let count = MovieBytes.word(bytes, at: box.contentStart + 8)
    if box.isA("stsz"), size > 0 {
      sizes = .constant(size, count: count)
      return
    }
    let bits = box.isA("stsz") ? 32 : size & 0xff
    guard [4, 8, 16, 32].contains(bits), (count * bits + 7) / 8 <= box.content.count - 12 else {
      throw rebuilder.malformed(box, "has fewer entries than it says")
    }
    sizes = .listed(start: box.contentStart + 12, bits: bits, count: count)
  }

  /// Throws unless the groups of chunks follow each other; a last one without samples is none.
  private mutating func checkGroups(
    _ track: MovieTrack, _ rebuilder: MovieRebuilder
  ) throws(MediaError) {
    while groups.count > 1, group(groups.count - 1).samples == 0 { groups.count -= 1 }
    var last = 0
    for index in 0..<groups.count {
      let group = group(index)
      guard group.first > last, group.samples > 0, group.entry > 0 else {
        throw rebuilder.malformed(track.box, "has chunks out of order")
      }
      last = group.first
    }
  }

  private func group(_ index: Int) -> (first: Int, samples: Int, entry: Int) {
    let start = groups.start + 12 * index
    return (
      MovieBytes.word(bytes, at: start), MovieBytes.word(bytes, at: start + 4),
      MovieBytes.word(bytes, at: start + 8)
    )
  }

  /// How many samples there are.
  var sampleCount: Int {
    switch sizes {
    case .constant(_, let count), .listed(_, _, let count): count
    }
  }

  /// How many bytes a sample takes.
  func size(of sample: Int) -> Int {
    switch sizes {
    case .constant(let size, _): return size
    case .listed(let start, let bits, _):
      switch bits {
      case 32: return MovieBytes.word(bytes, at: start + 4 * sample)
      case 16: return MovieBytes.integer(bytes, at: start + 2 * sample, 2) ?? 0
      case 8: return MovieBytes.integer(bytes, at: start + sample, 1) ?? 0
      default:
        let pair = MovieBytes.integer(bytes, at: start + sample / 2, 1) ?? 0
        return sample % 2 == 0 ? pair >> 4 : pair & 15
      }
    }
  }

  /// Hands each chunk to `body`, in the order of the table.
  ///
  /// O(chunks + samples).
  func forEachChunk(
    _ body: (MovieChunk) throws(MediaError) -> Void
  ) throws(MediaError) {
    var current = groups.count > 0 ? group(0) : (first: 1, samples: 0, entry: 1)
    var next = 1
    var sample = 0
    for index in 0..<offsets.count {
      if next < groups.count, group(next).first == index + 1 {
        current = group(next)
        next += 1
      }
      let at = offsets.start + offsets.width * index
      let offset =
        offsets.width == 4
        ? MovieBytes.word(bytes, at: at) : MovieBytes.integer(bytes, at: at, 8) ?? Int.max
      let samples = sample..<(sample + min(current.samples, sampleCount - sample))
      sample = samples.upperBound
      let count = byteCount(of: samples, asked: current.samples)
      try body(
        MovieChunk(
          index: index, offset: offset, count: count, samples: samples, entry: current.entry - 1))
    }
  }

  /// How many bytes samples take; capped where a hostile table would pass all bounds.
  private func byteCount(of samples: Range<Int>, asked: Int) -> Int {
    if let unit {
      let units = (asked + unit.samples - 1) / unit.samples
      let (count, overflow) = units.multipliedReportingOverflow(by: unit.bytes)
      return overflow ? Int.max : count
    }
    if case .constant(let size, _) = sizes {
      let (count, overflow) = samples.count.multipliedReportingOverflow(by: size)
      return overflow ? Int.max : count
    }
    // At most 2^32 samples of less than 2^32 bytes, and the table bounds them far below.
    return samples.reduce(0) { $0 + size(of: $1) }
  }
}
