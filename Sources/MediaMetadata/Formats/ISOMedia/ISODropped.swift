/// Notes what the dropped parts of an ISO base media file give away.
enum ISODropped {
  /// The longest run that is read whole to see whether it says anything.
  private static let wholeCount = 1 << 20
  /// The longest run that is tried as a picture, which is read whole, in a place for anything.
  private static let pictureCount = 1 << 26
  /// How much of each end of a long run is looked at for text.
  static let sampleCount = 1 << 16

  /// A box of the top level that is on no allow-list.
  static func box(
    _ box: BoxHeader, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    switch box.name {
    case "free", "skip", "wide":
      try unknown(
        box.content, at: box.name, source, &reading, "bytes in a box that readers skip")
    case "mpvd":
      try unknown(
        box.content, at: box.name, source, &reading, "a motion photo's film, in no known form")
    case "sefd":
      try unknown(
        box.content, at: box.name, source, &reading, "a Samsung camera's own records")
    case "meta": try ItemHeader.drop(box, source, &reading)
    case "moov", "ftyp":
      try unknown(
        box.content, at: box.name, source, &reading, "a second header, which players skip")
    case "prft":
      try unknown(
        box.content, at: box.name, source, &reading, "the clock time at which it was recorded")
    case "sidx", "ssix", "mfra", "pdin":
      reading.disclose(.unknown, .low, at: box.name, "an index that players can do without")
    case "uuid": try ISOExtendedBox.drop(box, source, &reading)
    default: try unknown(box.content, at: box.name, source, &reading)
    }
  }

  /// Bytes after the last box of the file.
  static func trailer(
    _ range: Range<Int>, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    guard !range.isEmpty else { return }
    try unknown(range, at: "trailer", source, &reading, "bytes after the end")
  }

  /// Bytes that may hold a file, text, or nothing.
  static func unknown(
    _ range: Range<Int>, at location: String, _ source: MediaSource, _ reading: inout Reading,
    _ meaning: String = "bytes that no list knows"
  ) throws(MediaError) {
    if try isPadding(range, source) {
      reading.disclose(.unknown, .low, at: location, "padding")
      return
    }
    if try isFile(range, at: location, source, &reading) {
      reading.disclose(.content, .high, at: location, "a file within the file")
      return
    }
    let shown = try sample(of: range, source, reading)
    reading.discloseUnknown(shown[...], at: location, meaning)
  }

  /// Whether the bytes are a file of a known format; then what that gives away is noted.
  static func isFile(
    _ range: Range<Int>, at location: String, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    guard !range.isEmpty, reading.depth < reading.limits.depth else { return false }
    let inner = try source.extracting(range)
    guard let reader = try MediaFormats.hiddenReader(of: inner) else { return false }
    let isStreamed = reader.format == .movie || reader.format == .heif
    guard isStreamed || range.count <= pictureCount else { return false }
    return try reading.embedded(inner, at: location) != nil
  }

  /// Whether all bytes are zero; long runs are not looked through.
  static func isPadding(
    _ range: Range<Int>, _ source: MediaSource
  ) throws(MediaError) -> Bool {
    guard range.count <= wholeCount else { return false }
    return try !source.bytes(range).contains { $0 != 0 }
  }

  /// The start of a run and its end, where values are wanted.
  static func sample(
    of range: Range<Int>, _ source: MediaSource, _ reading: Reading
  ) throws(MediaError) -> [UInt8] {
    guard reading.wantsValues else { return [] }
    if range.count <= 2 * sampleCount { return try source.bytes(range) }
    let head = range.lowerBound..<(range.lowerBound + sampleCount)
    let tail = (range.upperBound - sampleCount)..<range.upperBound
    return try source.bytes(head) + source.bytes(tail)
  }
}

/// The unused bytes of one box of data, which may lie in many places: noted together.
struct ISOSlack {
  private var isEmpty = true
  private var isPadding = true
  private var text: [UInt8] = []
  private var attempts = 0
  private static let mostAttempts = 64
  private static let mostText = 1 << 18

  /// Looks at one gap.
  mutating func note(
    _ range: Range<Int>, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    guard !range.isEmpty else { return }
    isEmpty = false
    if isPadding, try ISODropped.isPadding(range, source) { return }
    isPadding = false
    if range.count >= 16, attempts < Self.mostAttempts {
      attempts += 1
      if try ISODropped.isFile(range, at: "mdat slack", source, &reading) {
        reading.disclose(.content, .high, at: "mdat slack", "a file within the file")
        return
      }
    }
    guard text.count < Self.mostText else { return }
    text += try ISODropped.sample(of: range, source, reading)
    text.append(0xff)
  }

  /// Says what was found in all of them.
  func close(at location: String, _ reading: inout Reading) {
    guard !isEmpty else { return }
    if isPadding {
      reading.disclose(.unknown, .low, at: location, "padding")
    } else {
      reading.discloseUnknown(text[...], at: location, "bytes that no picture or track uses")
    }
  }
}
