/// Where a table of chunk offsets stands in the rebuilt header.
///
/// The old offsets stand in it; `nothing` for chunks without bytes, `nowhere` for those that the
/// file ends before.
struct MovieOffsetTable: Sendable, Equatable {
  /// The first entry, in the rebuilt header.
  let start: Int
  /// How many entries there are.
  let count: Int
  /// 4 in `stco`, 8 in `co64`.
  let width: Int

  /// Its bytes in the rebuilt header.
  var range: Range<Int> { start..<(start + count * width) }
  /// The offset of no bytes: where no data can be, before the first box.
  static let nothing = 0
  /// An offset behind the end of any file with such a table.
  var nowhere: Int { width == 4 ? Int(UInt32.max) : 1 << 48 }
}

/// A header box in memory, and the new one that grows from its allowed parts.
struct MovieRebuilder {
  /// The header box in the input.
  let bytes: [UInt8]
  /// Where it stands in the file.
  let origin: Int
  /// How long the file is.
  let fileCount: Int
  /// The format that errors name.
  let format: MediaFormat
  /// The new box.
  var output = MovieBoxWriter()
  /// The tables whose offsets change with the layout.
  var offsetTables: [MovieOffsetTable] = []
  /// Whether 64-bit tables of offsets become 32-bit ones.
  var narrowsOffsets = false

  /// Kept samples below this count, with the largest header before them, lie within 32 bits.
  ///
  /// The count is of the samples, which a rebuild doesn't change: so a second one decides alike.
  static let narrowMediaCount = Int(UInt32.max) - 2 * Limits.standard.headerBytes

  /// A rebuilder of the bytes of `box`, all of them in memory.
  init(
    _ source: MediaSource, _ box: BoxHeader, _ format: MediaFormat, _ reading: borrowing Reading
  ) throws(MediaError) {
    guard box.range.count <= reading.limits.headerBytes else {
      throw .limit(.headerBytes, allowed: reading.limits.headerBytes)
    }
    bytes = try source.bytes(box.range)
    origin = box.range.lowerBound
    fileCount = source.count
    self.format = format
  }

  /// The error for a box that can't be followed.
  func malformed(_ box: MovieBox, _ reason: String) -> MediaError {
    .malformed(format, offset: origin + box.range.lowerBound, reason: "\(box.name) \(reason)")
  }

  /// The boxes inside `box`; bytes after them are noted where they are no padding.
  func children(
    of box: MovieBox, after skipped: Int = 0, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [MovieBox] {
    let start = min(box.contentStart + skipped, box.range.upperBound)
    let found = try MovieBox.children(of: start..<box.range.upperBound, in: bytes, &reading)
    try stray(found.rest, at: path, &reading)
    return found.boxes
  }

  /// Notes bytes that belong to no field and no box; they go.
  func stray(
    _ range: Range<Int>, at path: @autoclosure () -> String, _ reading: inout Reading
  ) throws(MediaError) {
    guard !range.isEmpty, !MovieBytes.areZero(bytes[range]) else { return }
    reading.discloseUnknown(bytes[range], at: path() + " slack", "bytes after the last box")
  }

  /// Notes a box that is dropped.
  func drop(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    try MovieDropped(bytes: bytes).box(box, at: path, &reading)
  }

  /// Writes `box` again with the first `count` bytes of its content; the rest is noted.
  mutating func copy(
    _ box: MovieBox, count: Int, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let end = box.contentStart + min(count, box.content.count)
    let start = output.begin(box.type)
    output.put(bytes[box.contentStart..<end])
    output.end(start)
    try stray(end..<box.range.upperBound, at: path + "/" + box.name, &reading)
  }

  /// Writes a box whose fields are kept or zeroed as `fields` say; the rest is noted.
  mutating func write(
    _ box: MovieBox, _ fields: [MovieField], at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let start = output.begin(box.type)
    let end = try put(fields, of: box, from: box.contentStart, at: path, &reading)
    output.end(start)
    try stray(end..<box.range.upperBound, at: path + "/" + box.name, &reading)
  }

  /// Writes fields of `box` that start at `offset`; returns where they end.
  mutating func put(
    _ fields: [MovieField], of box: MovieBox, from offset: Int, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) -> Int {
    var position = offset
    for field in fields {
      guard field.count <= box.range.upperBound - position else {
        throw malformed(box, "is too short")
      }
      let range = position..<(position + field.count)
      position = range.upperBound
      switch field {
      case .keep: output.put(bytes[range])
      case .zero:
        output.zeros(field.count)
        try field.note(bytes[range], at: path + "/" + box.name, &reading)
      case .flags(let mask): output.put(Int(bytes[range.upperBound - 1] & mask), 3)
      case .time(let count):
        output.put(try time(range, count, at: path + "/" + box.name, &reading), count)
      }
    }
    return position
  }

  /// What stands for a time: zero, or its day where the policy keeps days.
  private func time(
    _ range: Range<Int>, _ count: Int, at path: @autoclosure () -> String, _ reading: inout Reading
  ) throws(MediaError) -> Int {
    guard let number = MovieBytes.number(bytes, at: range.lowerBound, count), number != 0 else {
      return 0
    }
    let seconds = Int(clamping: number)
    let day = seconds - seconds % 86_400
    let keeps = reading.policy.coarsening?.keepsDay == true && day <= UInt32.max
    let fate: Disclosure.Fate = keeps ? (day == seconds ? .kept : .coarsened) : .removed
    reading.disclose(
      .time, .medium, at: path(), "when it was made or changed", fate: fate,
      value: MovieTime.text(secondsSince1904: seconds))
    return keeps ? day : 0
  }
}
