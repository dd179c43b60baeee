/// A box inside a header that is held in memory; its ranges are indices of those bytes.
struct MovieBox: Sendable, Equatable {
  /// Four characters as a number, as in `BoxHeader`.
  let type: UInt32
  /// The whole box.
  let range: Range<Int>
  /// Where its content starts.
  let contentStart: Int

  /// The bytes after the header.
  var content: Range<Int> { contentStart..<range.upperBound }
  /// The type as text.
  var name: String { FourCharacters.name(type) }

  /// Whether it is of the type written so.
  func isA(_ name: StaticString) -> Bool { type == FourCharacters.code(name) }

  /// Reads the box at `offset`, which must end before `end`.
  ///
  /// A box that claims to pass the end is cut to it, as players do; a size of 0 means to the end.
  static func read(_ bytes: [UInt8], at offset: Int, end: Int) -> MovieBox? {
    guard offset >= 0, offset <= end - 8, end <= bytes.count else { return nil }
    let size = MovieBytes.word(bytes, at: offset)
    let type = UInt32(truncatingIfNeeded: MovieBytes.word(bytes, at: offset + 4))
    var start = offset + 8
    var length = UInt64(size)
    if size == 1 {
      guard let large = MovieBytes.number(bytes, at: start, 8), start + 8 <= end else { return nil }
      length = large
      start += 8
    } else if size == 0 {
      length = UInt64(end - offset)
    }
    if type == FourCharacters.code("uuid") { start += 16 }
    guard start <= end, length >= UInt64(start - offset) else { return nil }
    let upper = length > UInt64(end - offset) ? end : offset + Int(length)
    return MovieBox(type: type, range: offset..<upper, contentStart: start)
  }

  /// The boxes of a container, and the bytes after the last whole one.
  static func children(
    of range: Range<Int>, in bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> (boxes: [MovieBox], rest: Range<Int>) {
    var boxes: [MovieBox] = []
    var offset = range.lowerBound
    while let box = read(bytes, at: offset, end: range.upperBound) {
      try reading.countStructure()
      boxes.append(box)
      offset = box.range.upperBound
    }
    return (boxes, offset..<range.upperBound)
  }
}

/// Builds boxes in memory; sizes are filled in when a box ends.
struct MovieBoxWriter: Sendable {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  /// The number of bytes so far.
  var count: Int { bytes.count }

  /// Starts a box; `end` takes what is returned.
  mutating func begin(_ type: UInt32) -> Int {
    bytes.append(bigEndian: 0, 4)
    bytes.append(bigEndian: UInt64(type), 4)
    return bytes.count - 8
  }

  /// Ends the box that `begin` started.
  mutating func end(_ start: Int) { set(bytes.count - start, at: start) }

  /// Takes back all from `start` on.
  mutating func remove(from start: Int) { bytes.removeSubrange(start...) }

  /// Appends a number.
  mutating func put(_ number: Int, _ count: Int) {
    bytes.append(bigEndian: UInt64(bitPattern: Int64(number)), count)
  }

  /// Appends bytes as they are.
  mutating func put(_ more: ArraySlice<UInt8>) { bytes += more }

  /// Appends zeros.
  mutating func zeros(_ count: Int) { bytes.append(contentsOf: repeatElement(0, count: count)) }

  /// Overwrites four bytes, or `count`.
  mutating func set(_ number: Int, at offset: Int, _ count: Int = 4) {
    for index in 0..<count {
      bytes[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - index)))
    }
  }

  /// Overwrites one byte.
  mutating func set(byte: UInt8, at offset: Int) { bytes[offset] = byte }
}
