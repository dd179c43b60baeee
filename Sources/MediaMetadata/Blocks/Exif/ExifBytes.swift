/// A TIFF structure's bytes, read at checked offsets from its header (TIFF 6.0, section 2).
struct ExifBytes: Sendable {
  /// The structure, from its header on.
  let bytes: ArraySlice<UInt8>
  /// Whether numbers stand with their least significant byte first.
  let isLittleEndian: Bool

  /// The structure at the start of `bytes`, nil unless they start with "II*\0" or "MM\0*".
  init?(header bytes: ArraySlice<UInt8>) {
    let head = bytes.prefix(4)
    if head.elementsEqual([0x49, 0x49, 0x2a, 0x00]) {
      isLittleEndian = true
    } else if head.elementsEqual([0x4d, 0x4d, 0x00, 0x2a]) {
      isLittleEndian = false
    } else {
      return nil
    }
    self.bytes = bytes
  }

  private init(bytes: ArraySlice<UInt8>, isLittleEndian: Bool) {
    self.bytes = bytes
    self.isLittleEndian = isLittleEndian
  }

  /// The same bytes read in a given order, as maker notes may have their own.
  func ordered(littleEndian: Bool) -> ExifBytes {
    ExifBytes(bytes: bytes, isLittleEndian: littleEndian)
  }

  /// How many bytes there are from the header on.
  var count: Int { bytes.count }

  /// The byte at `offset`.
  func byte(_ offset: Int) -> UInt8? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return bytes[bytes.startIndex + offset]
  }

  /// The two bytes at `offset` as a number.
  func uint16(_ offset: Int) -> UInt16? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    let start = bytes.startIndex + offset
    let first = UInt16(bytes[start])
    let second = UInt16(bytes[start + 1])
    return isLittleEndian ? second << 8 | first : first << 8 | second
  }

  /// The four bytes at `offset` as a number.
  func uint32(_ offset: Int) -> UInt32? {
    guard offset >= 0, offset <= bytes.count - 4,
      let first = uint16(offset), let second = uint16(offset + 2)
    else { return nil }
    return isLittleEndian
      ? UInt32(second) << 16 | UInt32(first) : UInt32(first) << 16 | UInt32(second)
  }

  /// The eight bytes at `offset` as a number.
  func uint64(_ offset: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count - 8,
      let first = uint32(offset), let second = uint32(offset + 4)
    else { return nil }
    return isLittleEndian
      ? UInt64(second) << 32 | UInt64(first) : UInt64(first) << 32 | UInt64(second)
  }

  /// The bytes of `range`, cut to what is there.
  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    let range = range.clamped(to: 0..<bytes.count)
    return bytes[(bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)]
  }

  /// Whether `text` stands at `offset`.
  func holds(_ text: String, at offset: Int) -> Bool {
    guard offset >= 0, offset <= bytes.count else { return false }
    return slice(offset..<bytes.count).starts(with: text.utf8)
  }
}
