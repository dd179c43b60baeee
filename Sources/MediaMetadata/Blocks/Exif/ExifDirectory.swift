/// A field's type: how large one of its values is (TIFF 6.0, section 2; Exif 3.0, 4.6.2).
enum ExifType {
  static let ascii: UInt16 = 2
  static let short: UInt16 = 3
  static let long: UInt16 = 4
  static let rational: UInt16 = 5
  static let undefined: UInt16 = 7
  static let signedRational: UInt16 = 10
  static let directory: UInt16 = 13
  static let utf8: UInt16 = 129

  /// The bytes of one value; nil for a type that no specification knows.
  static func size(_ type: UInt16) -> Int? {
    switch type {
    case 1, ascii, 6, undefined, utf8: 1
    case short, 8: 2
    case long, 9, 11, directory: 4
    case rational, signedRational, 12, 16, 17, 18: 8
    default: nil
    }
  }
}

/// A field of a directory: twelve bytes that say what it is, and where its value stands.
struct ExifEntry: Sendable {
  /// What it is.
  let tag: UInt16
  /// How its values are written; see `ExifType`.
  let type: UInt16
  /// How many values it says it has.
  let count: Int
  /// The part of its value that lies within the structure, as offsets from the TIFF header; the
  /// four bytes of the offset itself where the type is unknown.
  let value: Range<Int>
  /// The offset as written; nil where the value stands in the field itself.
  let written: Int?
  /// How many bytes the value says it has; 0 for unknown types.
  let size: Int

  /// Whether the whole value lies within the structure.
  var isWhole: Bool { value.count >= size && size > 0 }
  /// How many whole values lie within the structure.
  var available: Int { ExifType.size(type).map { min(count, value.count / $0) } ?? 0 }
}

/// A directory of fields (TIFF 6.0, section 2: "Image File Directory").
struct ExifDirectory: Sendable {
  /// The structure that it stands in, read in the directory's own order.
  let bytes: ExifBytes
  /// Where it starts.
  let offset: Int
  /// What the offsets of its values count from.
  let base: Int
  /// How many fields it says it has.
  let declaredCount: Int
  /// How many of them lie within the structure.
  let count: Int

  /// The directory at `offset`; nil where not even its count lies within the structure.
  init?(at offset: Int, base: Int = 0, in bytes: ExifBytes) {
    guard let declared = bytes.uint16(offset) else { return nil }
    self.bytes = bytes
    self.offset = offset
    self.base = base
    declaredCount = Int(declared)
    count = min(declaredCount, (bytes.count - offset - 2) / 12)
  }

  /// The bytes of the directory itself, with the offset of the next one.
  var range: Range<Int> { offset..<min(bytes.count, offset + 2 + 12 * count + 4) }

  /// Where the fields end.
  var end: Int { offset + 2 + 12 * count }

  /// The field at `index`, which is cut to 0..<`count`'s fields (nil outside).
  func entry(_ index: Int) -> ExifEntry? {
    guard index >= 0, index < count else { return nil }
    let start = offset + 2 + 12 * index
    guard let tag = bytes.uint16(start), let type = bytes.uint16(start + 2),
      let number = bytes.uint32(start + 4), let written = bytes.uint32(start + 8)
    else { return nil }
    let inline = (start + 8)..<(start + 12)
    guard let unit = ExifType.size(type) else {
      return ExifEntry(
        tag: tag, type: type, count: Int(number), value: inline, written: nil, size: 0)
    }
    // At most 2^32 values of 8 bytes: the product fits.
    let size = Int(number) * unit
    if size <= 4 {
      return ExifEntry(
        tag: tag, type: type, count: Int(number), value: inline.prefix(size), written: nil,
        size: size)
    }
    let first = base + Int(written)
    let range = (first..<(first + size)).clamped(to: 0..<bytes.count)
    return ExifEntry(
      tag: tag, type: type, count: Int(number), value: range, written: Int(written), size: size)
  }

  /// The first field with `tag`.
  func first(_ tag: UInt16) -> ExifEntry? {
    for index in 0..<count where bytes.uint16(offset + 2 + 12 * index) == tag {
      return entry(index)
    }
    return nil
  }

  /// Where the next directory starts; nil for none, or one outside.
  var next: Int? {
    guard count == declaredCount, let written = bytes.uint32(end) else { return nil }
    return target(written)
  }

  /// The offset of a directory that a field points at; nil outside.
  func target(_ written: UInt32) -> Int? {
    let target = base + Int(written)
    return written != 0 && target >= 0 && target < bytes.count ? target : nil
  }
}
