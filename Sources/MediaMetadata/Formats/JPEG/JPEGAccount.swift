/// Accounts for the runs of a walk one after another: what stays, what goes, and what it gave away.
struct JPEGAccount {
  /// "Exif" and two zeros (Exif 2.32, 4.7.2).
  static let exifHeader = Array("Exif\0\0".utf8)
  /// "Adobe", version, two flags and the transform (Adobe TN 5116).
  static let colourTransformCount = 12

  let walk: JPEGWalk
  let source: MediaSource
  let applications: JPEGApplicationIndex
  /// Segments that a leader before them decided to keep.
  var kept: Set<Int> = []

  /// Whether the last run goes or is replaced.
  private(set) var isChanged = false

  private var list = PieceList()
  /// A run that goes, not yet in the list: neighbours of one owner become one piece.
  private var dropped: (end: Int, owner: String)?
  /// The codes and counts of what is shown, and its bytes.
  private var outline: [UInt8] = []
  private var runs: [Range<Int>] = []
  private var nextTable = 0

  /// The account of `walk` over `source`.
  init(_ walk: JPEGWalk, of source: MediaSource) {
    self.walk = walk
    self.source = source
    applications = JPEGApplicationIndex(walk)
  }

  var bytes: [UInt8] { walk.bytes }

  /// Goes through all runs, then through the trailer.
  mutating func run(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    for index in walk.segments.indices { try account(for: index, &reading) }
    if walk.lacksEnd {
      reading.disclose(
        .unknown, .low, at: "EOI", "the end marker is missing; one is put in")
      flush()
      list.insert([0xff, JPEGMarker.endOfImage], "EOI")
    }
    if walk.end < bytes.count {
      var trailer = JPEGTrailer(bytes, of: source)
      try trailer.read(walk.end..<bytes.count, &reading)
      drop(to: bytes.count, "trailer")
    }
    flush()
    return Anatomy(pieces: list.pieces, payload: [.header(outline), .bytes(runs)])
  }

  private mutating func account(
    for index: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let segment = walk.segments[index]
    switch segment.marker {
    case JPEGMarker.startOfImage, JPEGMarker.endOfImage:
      keep(to: segment.range.upperBound, JPEGMarker.name(segment.marker))
    case JPEGMarker.stray: dropStray(segment, &reading)
    case JPEGMarker.comment: dropComment(segment, &reading)
    case _ where JPEGMarker.isTable(segment.marker): keepTables(of: index, &reading)
    case _ where JPEGMarker.isApplication(segment.marker): try application(index, &reading)
    case JPEGMarker.numberOfLines where !countsLines(index): dropLines(segment, &reading)
    default: keepDefined(segment, &reading)
    }
  }

  // MARK: What becomes of a run

  /// The bytes up to `end` stay.
  mutating func keep(to end: Int, _ owner: String) {
    flush()
    isChanged = false
    list.keep(to: end, owner)
  }

  /// The bytes up to `end` go.
  mutating func drop(to end: Int, _ owner: String) {
    if let dropped, dropped.owner != owner { flush() }
    dropped = (end, owner)
    isChanged = true
  }

  /// `bytes` stand for those up to `end`.
  mutating func replace(to end: Int, with bytes: [UInt8], _ owner: String) {
    flush()
    isChanged = true
    list.replace(to: end, with: bytes, owner)
  }

  private mutating func flush() {
    if let dropped { list.drop(to: dropped.end, dropped.owner) }
    dropped = nil
  }

  /// Counts `range` of the input as shown.
  mutating func show(_ marker: UInt8, _ range: Range<Int>) {
    outline.append(marker)
    outline.append(bigEndian: UInt64(range.count), 4)
    runs.append(range)
  }

  // MARK: Segments that decoders read

  /// Keeps a frame, a scan or the like, without the bytes beyond what the standard defines.
  private mutating func keepDefined(_ segment: JPEGSegment, _ reading: inout Reading) {
    let owner = JPEGMarker.name(segment.marker)
    show(segment.marker, segment.defined)
    if segment.extra.isEmpty {
      keep(to: segment.content.upperBound, owner)
    } else {
      reading.discloseUnknown(bytes[segment.extra], at: owner + " extra bytes")
      replace(
        to: segment.content.upperBound,
        with: JPEGSegment.bytes(marker: segment.marker, content: bytes[segment.defined]) ?? [],
        owner)
    }
    if !segment.scanData.isEmpty {
      show(0, segment.scanData)
      keep(to: segment.scanData.upperBound, "scan")
    }
  }

  /// Keeps the tables of a segment that scans use: as it stands if all are, else in a new one.
  private mutating func keepTables(of index: Int, _ reading: inout Reading) {
    let segment = walk.segments[index]
    let owner = JPEGMarker.name(segment.marker)
    var used: [UInt8] = []
    var unused: [UInt8] = []
    var end = segment.content.lowerBound
    while nextTable < walk.tables.all.count, walk.tables.all[nextTable].segment == index {
      let table = walk.tables.all[nextTable]
      nextTable += 1
      end = table.range.upperBound
      if table.isUsed {
        show(segment.marker, table.range)
        used += bytes[table.range]
      } else {
        unused += bytes[table.range]
      }
    }
    let extra = bytes[end..<segment.content.upperBound]
    if !unused.isEmpty {
      reading.discloseUnknown(
        unused[...], at: owner + " unused table", "a table that the picture does not use")
    }
    if !extra.isEmpty { reading.discloseUnknown(extra, at: owner + " extra bytes") }
    if used.count == segment.content.count, !used.isEmpty {
      return keep(to: segment.range.upperBound, owner)
    }
    if segment.content.isEmpty {
      reading.disclose(.unknown, .low, at: owner, "a segment without a table")
    }
    guard !used.isEmpty, let new = JPEGSegment.bytes(marker: segment.marker, content: used)
    else { return drop(to: segment.range.upperBound, owner) }
    replace(to: segment.range.upperBound, with: new, owner)
  }

  /// A DNL counts directly after the first scan (T.81, B.2.5), and nowhere else.
  private func countsLines(_ index: Int) -> Bool {
    walk.segments[index].defined.count == 2 && index - 1 == walk.firstScan
  }

  // MARK: Segments that they skip

  private mutating func dropLines(_ segment: JPEGSegment, _ reading: inout Reading) {
    reading.discloseUnknown(bytes[segment.content], at: "DNL", "a number of lines out of place")
    drop(to: segment.range.upperBound, "DNL")
  }

  private mutating func dropStray(_ segment: JPEGSegment, _ reading: inout Reading) {
    let content = bytes[segment.range]
    if content.allSatisfy({ $0 == 0xff }) {
      reading.disclose(.unknown, .low, at: "fill bytes", "fill before a marker")
    } else {
      reading.discloseUnknown(content, at: JPEGMarker.name(JPEGMarker.stray))
    }
    drop(to: segment.range.upperBound, JPEGMarker.name(JPEGMarker.stray))
  }

  private mutating func dropComment(_ segment: JPEGSegment, _ reading: inout Reading) {
    let content = bytes[segment.content]
    reading.disclose(
      .content, .high, at: "COM", "a comment", value: JPEGText.text(content))
    drop(to: segment.range.upperBound, "COM")
  }
}

/// Text of comments.
enum JPEGText {
  /// The bytes as text where they are; else the runs of text in them.
  static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    var bytes = bytes
    while bytes.last == 0 { bytes = bytes.dropLast() }
    if bytes.isEmpty { return nil }
    return bytes.contains(0) ? PrintableText.runs(in: bytes) : PrintableText.text(bytes)
  }
}
