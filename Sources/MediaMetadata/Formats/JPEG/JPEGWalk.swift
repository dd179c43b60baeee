/// Walks over a JPEG stream as libjpeg's marker reader does (jdmarker.c), and lists its runs.
///
/// Bytes before a marker are skipped as a decoder skips them; a structure that a decoder fails at
/// ends the picture if all of it is decoded by then, and is refused if not.
struct JPEGWalk {
  /// The most segments in one file; more than a picture of 2 GiB has, and few enough to be held.
  static let segmentLimit = 1 << 17

  let bytes: [UInt8]
  /// The runs, which tile the bytes from `start` to `end`.
  private(set) var segments: [JPEGSegment] = []
  private(set) var tables = JPEGTables()
  private(set) var frame: JPEGFrame?
  /// The index of the first scan in `segments`.
  private(set) var firstScan: Int?
  /// Where the picture ends: what follows is a trailer.
  private(set) var end = 0
  /// Whether an end marker must be put in, as what ended the picture is dropped.
  private(set) var lacksEnd = false

  private var position: Int
  private var markerStart = 0
  private var isEnded = false
  private var isHierarchical = false
  /// Scans so far; a sequential picture has at most one for each component.
  private var scanCount = 0
  /// Whether a decoder must read all scans before it shows a line (`jpeg_has_multiple_scans`).
  private var needsAllScans = false

  /// Walks from the start marker at `start` on.
  ///
  /// Throws `truncated` and `malformed` where no picture can be decoded.
  init(_ bytes: [UInt8], from start: Int = 0, _ reading: inout Reading) throws(MediaError) {
    self.bytes = bytes
    position = start + 2
    try append(
      JPEGSegment(marker: JPEGMarker.startOfImage, range: start..<position), &reading)
    while !isEnded, let marker = try nextMarker(&reading) { try read(marker, &reading) }
    guard firstScan != nil else {
      throw .truncated(.jpeg, offset: bytes.count, reason: "it holds no picture")
    }
    if !isEnded {
      end = bytes.count
      // A scan that is cut short stays as it is: decoders tell it from one that is ended.
      lacksEnd = trimLastScan() || segments.last?.marker != JPEGMarker.startOfScan
    }
  }

  private mutating func append(
    _ segment: JPEGSegment, _ reading: inout Reading
  ) throws(MediaError) {
    try reading.countStructure()
    guard segments.count < Self.segmentLimit else {
      throw .limit(.structures, allowed: Self.segmentLimit)
    }
    segments.append(segment)
  }

  /// Skips to the next marker, and returns its code; nil at the end of the bytes.
  private mutating func nextMarker(_ reading: inout Reading) throws(MediaError) -> UInt8? {
    let start = position
    var index = position
    while true {
      while index < bytes.count, bytes[index] != 0xff { index += 1 }
      while index < bytes.count, bytes[index] == 0xff { index += 1 }
      guard index < bytes.count else {
        try stray(start..<bytes.count, &reading)
        return nil
      }
      if !JPEGMarker.isSkipped(bytes[index]) { break }
      index += 1
    }
    markerStart = index - 1
    try stray(start..<markerStart, &reading)
    position = index + 1
    return bytes[index]
  }

  private mutating func stray(_ range: Range<Int>, _ reading: inout Reading) throws(MediaError) {
    position = range.upperBound
    guard !range.isEmpty else { return }
    try append(JPEGSegment(marker: JPEGMarker.stray, range: range), &reading)
  }

  private mutating func read(_ marker: UInt8, _ reading: inout Reading) throws(MediaError) {
    switch marker {
    case JPEGMarker.endOfImage:
      guard firstScan != nil else {
        throw .truncated(.jpeg, offset: markerStart, reason: "it ends before its picture")
      }
      try append(JPEGSegment(marker: marker, range: markerStart..<position), &reading)
      end = position
      isEnded = true
    case JPEGMarker.startOfImage where frame == nil && tables.all.isEmpty:
      try stray(markerStart..<position, &reading)
    case JPEGMarker.startOfScan, JPEGMarker.quantisationTables...JPEGMarker.expandReference,
      JPEGMarker.comment:
      try readSegment(marker, &reading)
    case _ where JPEGMarker.isApplication(marker):
      try readSegment(marker, &reading)
    case 0xc0...0xcf where marker != JPEGMarker.extensionFrame:
      try readSegment(marker, &reading)
    case _ where firstScan == nil && marker != JPEGMarker.startOfImage:
      try reading.unclassified(markerStart..<position, in: .jpeg, JPEGMarker.name(marker))
      try stray(markerStart..<position, &reading)
    default: try breakOff("a marker out of place", &reading)
    }
  }

  /// Reads a segment with a length.
  private mutating func readSegment(
    _ marker: UInt8, _ reading: inout Reading
  ) throws(MediaError) {
    let start = markerStart
    var contentEnd = bytes.count
    if bytes.count - position >= 2 {
      let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
      contentEnd = position + max(2, length)
    } else {
      contentEnd = bytes.count + 1
    }
    let isSkippable =
      JPEGMarker.isApplication(marker) || marker == JPEGMarker.comment
      || marker == JPEGMarker.numberOfLines
    guard contentEnd <= bytes.count || isSkippable else {
      return try breakOff("a segment passes the end", &reading)
    }
    contentEnd = min(contentEnd, bytes.count)
    let content = min(position + 2, contentEnd)..<contentEnd
    guard let segment = try interpret(marker, start, content, &reading) else {
      return try breakOff("\(JPEGMarker.name(marker)) can't be read", &reading)
    }
    try appendTrimmed(segment, &reading)
    position = segment.range.upperBound
  }

  /// The segment, after it did to the decoder's state what it does; nil where a decoder fails.
  private mutating func interpret(
    _ marker: UInt8, _ start: Int, _ content: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) -> JPEGSegment? {
    var definedEnd = content.upperBound
    var end = content.upperBound
    switch marker {
    case _ where JPEGMarker.isFrame(marker), JPEGMarker.hierarchicalProgression:
      guard let frame = JPEGFrame(marker: marker, bytes[content]) else { return nil }
      guard self.frame == nil || isHierarchical else { return nil }
      isHierarchical = isHierarchical || marker == JPEGMarker.hierarchicalProgression
      if marker != JPEGMarker.hierarchicalProgression { self.frame = frame }
      definedEnd = content.lowerBound + frame.definedCount
    case _ where JPEGMarker.isTable(marker):
      let isSound = try tables.read(
        marker: marker, content, of: bytes, segment: segments.count, &reading)
      guard isSound else { return nil }
    case JPEGMarker.startOfScan:
      guard let frame, let scan = JPEGScan(bytes[content], of: frame) else { return nil }
      guard tables.use(scan, of: frame) else { return nil }
      definedEnd = content.lowerBound + scan.definedCount
      end = scanEnd(from: content.upperBound)
      scanCount += 1
      if firstScan == nil {
        firstScan = segments.count
        needsAllScans =
          frame.isProgressive || isHierarchical || scan.components.count < frame.components.count
      }
    case JPEGMarker.expandReference:
      guard isHierarchical, !content.isEmpty else { return nil }
      definedEnd = content.lowerBound + 1
    case JPEGMarker.numberOfLines:
      definedEnd = min(content.upperBound, content.lowerBound + 2)
    default: break
    }
    return JPEGSegment(marker: marker, range: start..<end, content: content, definedEnd: definedEnd)
  }

  /// Where the entropy-coded data from `start` ends: before the marker and its fill bytes.
  private func scanEnd(from start: Int) -> Int {
    guard var end = MarkerSearch.firstMarker(in: bytes.span, from: start) else {
      return bytes.count
    }
    while end > start, bytes[end - 1] == 0xff { end -= 1 }
    return end
  }

  /// Ends the picture at the current marker, where a decoder stops.
  ///
  /// Before the first scan no picture is left. With several scans decoders disagree on what they
  /// show: it is refused unless the policy salvages.
  private mutating func breakOff(
    _ reason: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard firstScan != nil else {
      throw .malformed(.jpeg, offset: markerStart, reason: reason)
    }
    if needsAllScans {
      try reading.unclassified(markerStart..<bytes.count, in: .jpeg, reason)
    }
    end = markerStart
    lacksEnd = true
    isEnded = true
    _ = trimLastScan()
  }

  // MARK: Bytes behind the last block

  /// Where the blocks of a scan end, if its coding can be followed so far.
  private func blocksEnd(_ segment: JPEGSegment) -> Int? {
    guard let frame, let scan = JPEGScan(bytes[segment.content], of: frame) else { return nil }
    return JPEGEntropy.end(of: segment.scanData, scan, frame, tables, in: bytes)
  }

  /// Ends the picture behind the last block of a scan that stands last; false where the scan is cut
  /// short, or can't be followed.
  private mutating func trimLastScan() -> Bool {
    guard let last = segments.last, last.marker == JPEGMarker.startOfScan,
      let blocksEnd = blocksEnd(last)
    else { return false }
    segments[segments.count - 1] = last.ending(at: blocksEnd)
    end = blocksEnd
    return true
  }

  /// Appends a segment; under a policy that drops hidden content what stands behind the blocks of a
  /// scan is stray.
  private mutating func appendTrimmed(
    _ segment: JPEGSegment, _ reading: inout Reading
  ) throws(MediaError) {
    guard reading.policy.dropsHiddenContent, segment.marker == JPEGMarker.startOfScan,
      scanCount <= frame?.components.count ?? 0, let blocksEnd = blocksEnd(segment),
      blocksEnd < segment.range.upperBound
    else { return try append(segment, &reading) }
    try append(segment.ending(at: blocksEnd), &reading)
    try stray(blocksEnd..<segment.range.upperBound, &reading)
  }
}
