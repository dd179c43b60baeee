/// A TIFF file's bytes with its byte order and offset size (TIFF 6.0, section 2; BigTIFF, 2004).
struct TIFFBytes: Sendable {
  /// The file.
  let bytes: [UInt8]
  /// Whether numbers stand with their least significant byte first.
  let isLittleEndian: Bool
  /// Whether offsets take eight bytes.
  let isBig: Bool

  /// How many bytes there are.
  var count: Int { bytes.count }
  /// The bytes of an offset, and of a value that stands in its field.
  var offsetSize: Int { isBig ? 8 : 4 }
  /// The bytes of the header.
  var headerCount: Int { isBig ? 16 : 8 }
  /// The bytes of one field.
  var fieldCount: Int { isBig ? 20 : 12 }
  /// The bytes of the number of fields.
  var numberCount: Int { isBig ? 8 : 2 }

  /// The file in `bytes`; nil unless it starts with a TIFF header of a plain file.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, let kind = TIFFKind(bytes), kind != .raw else { return nil }
    guard kind != .big || bytes.count >= 16 else { return nil }
    self.bytes = bytes
    isLittleEndian = bytes[0] == 0x49
    isBig = kind == .big
  }

  /// The number of `size` bytes at `offset`; nil outside.
  func number(_ offset: Int, _ size: Int) -> UInt64? {
    guard offset >= 0, size <= 8, offset <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for index in 0..<size {
      let place = isLittleEndian ? offset + size - 1 - index : offset + index
      value = value << 8 | UInt64(bytes[place])
    }
    return value
  }

  /// The offset at `offset`, if it lies in the file; nil for 0, which stands for none.
  func target(_ offset: Int) -> Int? {
    guard let value = number(offset, offsetSize), value != 0, value < UInt64(bytes.count) else {
      return nil
    }
    return Int(value)
  }

  /// Appends a number to bytes in the file's order.
  func append(_ value: Int, _ size: Int, to output: inout [UInt8]) {
    if isLittleEndian {
      output.append(littleEndian: UInt64(value), size)
    } else {
      output.append(bigEndian: UInt64(value), size)
    }
  }
}

/// What the first bytes say.
enum TIFFKind {
  case classic
  case big
  /// A camera's raw file that only looks like TIFF.
  case raw

  /// Nil for other files.
  init?(_ head: [UInt8]) {
    guard head.count >= 8 else { return nil }
    switch (head[0], head[1], head[2], head[3]) {
    case (0x49, 0x49, 0x2a, 0):
      // Canon CR2 and Phase One IIQ say so behind the header.
      let mark = head.dropFirst(8).prefix(4)
      let isRaw = mark.starts(with: Array("CR".utf8)) || mark.elementsEqual(Array("IIII".utf8))
      self = isRaw ? .raw : .classic
    case (0x4d, 0x4d, 0, 0x2a):
      self = head.dropFirst(8).starts(with: Array("MMMM".utf8)) ? .raw : .classic
    case (0x49, 0x49, 0x2b, 0):
      guard head[4] == 8, head[5] == 0 else { return nil }
      self = .big
    case (0x4d, 0x4d, 0, 0x2b):
      guard head[4] == 0, head[5] == 8 else { return nil }
      self = .big
    case (0x49, 0x49, 0x55, 0), (0x49, 0x49, 0x52, 0x4f), (0x49, 0x49, 0x52, 0x53),
      (0x4d, 0x4d, 0x4f, 0x52):
      // Panasonic RW2; Olympus ORF in three forms.
      self = .raw
    case (0x49, 0x49, 0x1a, 0):
      guard head.dropFirst(6).starts(with: Array("HEAP".utf8)) || head.count == 8 else {
        return nil
      }
      self = .raw
    default: return nil
    }
  }
}
