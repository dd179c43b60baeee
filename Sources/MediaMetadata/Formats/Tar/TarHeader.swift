/// One header block of a TAR archive, its fields as numbers and runs of bytes.
///
/// **Source**: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
struct TarHeader {
  /// How many bytes a block has.
  static let blockSize = 512

  /// The block.
  let block: [UInt8]

  /// The block, if its check sum is right.
  init?(_ block: [UInt8]) {
    guard block.count == Self.blockSize, let stated = Self.number(block[148..<156]) else {
      return nil
    }
    let blanked = block[..<148] + [UInt8](repeating: 0x20, count: 8) + block[156...]
    let unsigned = blanked.reduce(0) { $0 + Int($1) }
    // Old archivers summed signed bytes.
    let signed = blanked.reduce(0) { $0 + Int(Int8(bitPattern: $1)) }
    guard stated == unsigned || stated == signed else { return nil }
    self.block = block
  }

  /// Which member it is: '0' a file, '5' a folder, 'x' a header for the next one ...
  var kind: UInt8 { block[156] }
  /// The number of bytes that follow; nil where the field is broken.
  var size: Int? { Self.number(block[124..<136]) }
  /// Rights; nil where the field is broken.
  var mode: Int? { Self.number(block[100..<108]) }
  /// Seconds since 1970; nil where the field is broken.
  var modified: Int? { Self.number(block[136..<148]) }
  /// The owner's numbers; nil where a field is broken.
  var owners: [Int?] { [Self.number(block[108..<116]), Self.number(block[116..<124])] }
  /// The owner's and the group's name.
  var ownerName: ArraySlice<UInt8> { isMarked ? text(265..<297) : [] }
  var groupName: ArraySlice<UInt8> { isMarked ? text(297..<329) : [] }
  /// What a link leads to.
  var link: ArraySlice<UInt8> { text(157..<257) }

  /// Whether "ustar" stands where it must: else it is an archive of the seventies, without owners'
  /// names.
  var isMarked: Bool { block[257..<262].elementsEqual("ustar".utf8) }
  /// Whether GNU's fields stand where POSIX has the prefix.
  var isGNU: Bool { isMarked && block[262] == 0x20 }

  /// The path, its prefix in front.
  var path: [UInt8] {
    let name = Array(text(0..<100))
    guard isMarked, !isGNU else { return name }
    let prefix = text(345..<500)
    return prefix.isEmpty ? name : Array(prefix) + [UInt8(ascii: "/")] + name
  }

  /// The bytes up to the first zero.
  private func text(_ range: Range<Int>) -> ArraySlice<UInt8> { block[range].prefix { $0 != 0 } }

  /// A number in octal digits, or in GNU's base 256; 0 for an empty field, nil for a broken one.
  static func number(_ field: ArraySlice<UInt8>) -> Int? {
    if let first = field.first, first & 0x80 != 0 {
      // Only what fits: negative times and huge sizes are none.
      guard first == 0x80 else { return nil }
      var value = 0
      for byte in field.dropFirst() {
        guard value < 1 << 52 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    var value = 0
    for byte in digits {
      guard (0x30...0x37).contains(byte), value < 1 << 52 else { return nil }
      value = value << 3 | Int(byte - 0x30)
    }
    return value
  }
}
