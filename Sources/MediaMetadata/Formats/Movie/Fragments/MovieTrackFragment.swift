/// A track's part of a fragment, as its header and the movie tell it.
struct MovieTrackFragment {
  /// The header box, and its flags (ISO/IEC 14496-12, 8.8.7).
  let header: MovieBox
  let flags: Int
  /// The track's number in the file.
  let identifier: Int
  /// Where data offsets count from.
  let base: Int
  /// The sample entry and the size of samples that tell none.
  let entry: Int?
  let size: Int?
  /// Where the fields of the header end.
  let fieldEnd: Int

  static let hasBase = 0x1
  static let hasEntry = 0x2
  static let hasDuration = 0x8
  static let hasSize = 0x10
  static let hasFlags = 0x20
  static let isFragmentBased = 0x2_0000
  /// All of these, and that the fragment's duration is empty.
  static let known = 0x3_003b

  /// Reads a header; `fragment` is where the `moof` starts, `implicit` where data start if it says
  /// nothing.
  init?(_ header: MovieBox, _ bytes: [UInt8], fragment: Int, implicit: Int) {
    let content = header.contentStart
    let end = header.range.upperBound
    guard header.content.count >= 8 else { return nil }
    self.header = header
    let flags = MovieBytes.word(bytes, at: content) & 0xff_ffff
    self.flags = flags
    identifier = MovieBytes.word(bytes, at: content + 4)
    var position = content + 8
    func next(_ flag: Int, _ count: Int) -> Int? {
      guard flags & flag != 0, position <= end else { return nil }
      defer { position += count }
      return MovieBytes.integer(bytes, at: position, count) ?? Int.max
    }
    base = next(Self.hasBase, 8) ?? (flags & Self.isFragmentBased != 0 ? fragment : implicit)
    entry = next(Self.hasEntry, 4)
    _ = next(Self.hasDuration, 4)
    size = next(Self.hasSize, 4)
    _ = next(Self.hasFlags, 4)
    guard position <= end else { return nil }
    fieldEnd = position
  }
}

/// A run of samples in a fragment (8.8.8).
struct MovieTrackRun {
  static let hasOffset = 0x1
  static let hasFirstFlags = 0x4
  /// These, and which fields the entries have.
  static let known = 0xf05

  /// The flags, and how many samples there are.
  let flags: Int
  let count: Int
  /// From the base, where it is said.
  let offset: Int?
  /// The first sample's own flags.
  let firstFlags: Int?
  /// Where the samples' entries start, and how long each is.
  let start: Int
  let width: Int
  /// Where an entry holds the sample's size; nil where none does.
  private let sizeOffset: Int?

  /// Reads a `trun` box; nil where it is shorter than it says.
  init?(_ box: MovieBox, _ bytes: [UInt8]) {
    guard box.content.count >= 8 else { return nil }
    flags = MovieBytes.word(bytes, at: box.contentStart) & 0xff_ffff
    count = MovieBytes.word(bytes, at: box.contentStart + 4)
    var position = box.contentStart + 8
    var offset: Int?
    var firstFlags: Int?
    if flags & Self.hasOffset != 0 {
      guard box.range.upperBound - position >= 4 else { return nil }
      offset = Int(Int32(truncatingIfNeeded: MovieBytes.word(bytes, at: position)))
      position += 4
    }
    if flags & Self.hasFirstFlags != 0 {
      guard box.range.upperBound - position >= 4 else { return nil }
      firstFlags = MovieBytes.word(bytes, at: position)
      position += 4
    }
    self.offset = offset
    self.firstFlags = firstFlags
    start = position
    let flags = flags
    width = 4 * [0x100, 0x200, 0x400, 0x800].count { flags & $0 != 0 }
    sizeOffset = flags & 0x200 == 0 ? nil : flags & 0x100 == 0 ? 0 : 4
    guard width == 0 || count <= (box.range.upperBound - position) / width else { return nil }
  }

  /// Where the entries end.
  var end: Int { start + count * width }

  /// The size of a sample.
  func size(of sample: Int, _ bytes: [UInt8], default size: Int) -> Int {
    guard let sizeOffset else { return size }
    return MovieBytes.word(bytes, at: start + sample * width + sizeOffset)
  }

  /// The bytes of all samples.
  func total(_ bytes: [UInt8], default size: Int) -> Int {
    guard sizeOffset != nil else {
      // Less than 2^32 times less than 2^32 may pass what an integer holds.
      let (total, overflow) = count.multipliedReportingOverflow(by: size)
      return overflow ? Int.max : total
    }
    return (0..<count).reduce(0) { $0 + self.size(of: $1, bytes, default: size) }
  }
}
