/// A field of a directory: what it is, and where its values stand.
struct TIFFEntry: Sendable {
  /// What it is.
  let tag: UInt16
  /// How its values are written; see `ExifType`.
  let type: UInt16
  /// How many values it has.
  let count: Int
  /// Its values; nil where they pass the file's end, or the type is unknown.
  let value: Range<Int>?
  /// Whether the values stand in the field itself.
  let isInline: Bool
  /// Where the field starts.
  let position: Int
}

/// A directory of fields: a page, a reduced copy, a mask, or a block of metadata.
struct TIFFDirectory: Sendable {
  /// Where it starts.
  let offset: Int
  /// Its own bytes, with the offset of the next one.
  let range: Range<Int>
  /// Its fields, in order.
  let entries: [TIFFEntry]
  /// Where the next one stands; nil for none, or one outside.
  let next: Int?
  private let file: TIFFBytes

  /// The directory at `offset`; nil where it is empty or passes the end.
  init?(at offset: Int, in file: TIFFBytes) {
    guard offset >= file.headerCount, let number = file.number(offset, file.numberCount),
      number > 0, number <= UInt64((file.count - offset - file.numberCount) / file.fieldCount)
    else { return nil }
    self.file = file
    self.offset = offset
    let first = offset + file.numberCount
    let end = first + Int(number) * file.fieldCount
    range = offset..<min(file.count, end + file.offsetSize)
    next = file.target(end)
    entries = (0..<Int(number)).compactMap { Self.entry(first + $0 * file.fieldCount, in: file) }
  }

  private static func entry(_ position: Int, in file: TIFFBytes) -> TIFFEntry? {
    let place = position + 4 + file.offsetSize
    guard let tag = file.number(position, 2), let type = file.number(position + 2, 2),
      let count = file.number(position + 4, file.offsetSize),
      let written = file.number(place, file.offsetSize)
    else { return nil }
    var value: Range<Int>?
    var isInline = true
    if let unit = ExifType.size(UInt16(type)), count <= UInt64(file.count) {
      let size = Int(count) * unit
      if size <= file.offsetSize {
        value = place..<place + size
      } else if written <= UInt64(file.count), size <= file.count - Int(written) {
        isInline = false
        value = Int(written)..<Int(written) + size
      } else {
        isInline = false
      }
    }
    return TIFFEntry(
      tag: UInt16(tag), type: UInt16(type), count: Int(clamping: count), value: value,
      isInline: isInline, position: position)
  }

  /// The first field with `tag`.
  func first(_ tag: UInt16) -> TIFFEntry? { entries.first { $0.tag == tag } }

  /// The first values of a field of an unsigned integer type, at most `most`; nil for other types.
  ///
  /// Many directories may name one long run of values: whoever reads them all counts them.
  func integers(_ entry: TIFFEntry, most: Int) -> [Int]? {
    guard let value = entry.value, [1, 3, 4, 13, 16, 18].contains(entry.type),
      let unit = ExifType.size(entry.type)
    else { return nil }
    return (0..<min(most, value.count / unit)).map {
      Int(clamping: file.number(value.lowerBound + $0 * unit, unit) ?? 0)
    }
  }

  /// The first values of the field with `tag`; nil without it, or of another type.
  func integers(_ tag: UInt16, most: Int) -> [Int]? {
    first(tag).flatMap { integers($0, most: most) }
  }

  /// The first value of the field with `tag`.
  func integer(_ tag: UInt16) -> Int? { integers(tag, most: 1)?.first }
}
