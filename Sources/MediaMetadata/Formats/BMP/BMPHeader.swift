/// The header of a Windows or OS/2 bitmap, and what it says of the rest (Microsoft, "Bitmap
/// Storage"; OS/2 Presentation Manager).
struct BMPHeader {
  /// The bytes of the file's own header.
  static let fileCount = 14

  /// The bytes of the picture's header: 12, 16, 40, 52, 56, 64, 108 or 124.
  let count: Int
  let width: Int
  /// Positive, whichever end the rows start from.
  let height: Int
  let bits: Int
  let compression: Int
  /// The bytes that compressed data say they have.
  let statedSize: Int
  /// The bytes of the masks behind a short header.
  let maskCount: Int
  /// The entries of the palette, and the bytes of each.
  let colours: Int
  let colourCount: Int
  /// Where the pixels start in the input.
  let pixels: Int
  /// The embedded profile in the input; nil without one.
  let profile: Range<Int>?
  /// The path of a profile in another file; nil without one.
  let link: Range<Int>?
  /// The header as it stays: fields that mean nothing are zero.
  private(set) var bytes: [UInt8]

  /// Whether the first bytes are those of a bitmap.
  static func isBitmap(_ head: [UInt8]) -> Bool {
    guard head.count >= 26, head.starts(with: [0x42, 0x4d]) else { return false }
    let count = number(head, 14, 4)
    let planes = number(head, count == 12 ? 22 : 26, 2)
    return [12, 16, 40, 52, 56, 64, 108, 124].contains(count) && (planes == 1 || planes == 0)
  }

  /// A little-endian number; 0 outside.
  static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    guard offset >= 0, offset + count <= bytes.count else { return 0 }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Reads the header at the start of a file.
  init(_ file: [UInt8]) throws(MediaError) {
    let start = Self.fileCount
    count = Self.number(file, start, 4)
    guard Self.isBitmap(file), file.count >= start + count else {
      throw .truncated(.bmp, offset: 0, reason: "the header is cut off")
    }
    bytes = Array(file[start..<start + count])
    let isCore = count == 12
    width = isCore ? Self.number(bytes, 4, 2) : Self.signed(bytes, 4)
    let rows = isCore ? Self.number(bytes, 6, 2) : Self.signed(bytes, 8)
    height = abs(rows)
    bits = Self.number(bytes, isCore ? 10 : 14, 2)
    compression = count >= 20 ? Self.number(bytes, 16, 4) : 0
    statedSize = count >= 24 ? Self.number(bytes, 20, 4) : 0
    guard width > 0, height > 0, width < 1 << 30, (1...64).contains(bits) else {
      throw .malformed(.bmp, offset: start, reason: "the picture has no size")
    }
    maskCount = count == 40 ? (compression == 3 ? 12 : compression == 6 ? 16 : 0) : 0
    colourCount = isCore ? 3 : 4
    let offset = Self.number(file, 10, 4)
    let tables = start + count + maskCount
    let used = count >= 36 ? Self.number(bytes, 32, 4) : 0
    let most = bits <= 8 ? 1 << bits : 0
    var colours = bits <= 8 && bits > 0 ? (used > 0 ? min(used, most) : most) : 0
    if offset >= tables { colours = min(colours, (offset - tables) / colourCount) }
    self.colours = min(colours, max(0, (file.count - tables) / colourCount))
    pixels = offset >= tables ? offset : tables + self.colours * colourCount
    let kind = count >= 108 ? Self.number(bytes, 56, 4) : 0
    var place: Range<Int>?
    if count == 124, kind == Self.embedded || kind == Self.linked {
      let first = start + Self.number(bytes, 112, 4)
      let size = Self.number(bytes, 116, 4)
      if first >= start + count, first <= file.count, size <= file.count - first {
        place = first..<first + size
      }
    }
    profile = kind == Self.embedded ? place : nil
    link = kind == Self.linked ? place : nil
    neutralise(kind)
  }

  private static func signed(_ bytes: [UInt8], _ offset: Int) -> Int {
    Int(Int32(truncatingIfNeeded: number(bytes, offset, 4)))
  }

  static let embedded = 0x4d42_4544
  static let linked = 0x4c49_4e4b
  private static let standard = 0x7352_4742

  /// Fields that mean nothing become zero.
  private mutating func neutralise(_ kind: Int) {
    if count >= 36 {
      set(32, bits <= 8 && colours < 1 << bits ? colours : 0)
      // How many colours matter: decoders show them all.
      if count >= 40 { set(36, 0) }
    }
    if count == 64 {
      // Units, recording and rendering stay; what a program wrote for itself goes.
      for place in [42, 43, 60, 61, 62, 63] { bytes[place] = 0 }
    }
    guard count >= 108 else { return }
    if kind != 0 {
      // End points and gammas count for calibrated colours only.
      for place in 60..<108 { bytes[place] = 0 }
    }
    if kind == Self.linked || kind == Self.embedded { set(56, Self.standard) }
    if count == 124 { for place in 112..<124 { bytes[place] = 0 } }
  }

  /// Sets a number of four bytes.
  private mutating func set(_ offset: Int, _ value: Int) {
    var field: [UInt8] = []
    field.append(littleEndian: UInt64(value), 4)
    bytes.replaceSubrange(offset..<offset + 4, with: field)
  }

  /// Says that a profile of `size` bytes stands at `offset`, counted from the header.
  mutating func setProfile(at offset: Int, size: Int) {
    set(56, Self.embedded)
    set(112, offset)
    set(116, size)
  }

  /// Says how many bytes the pixels take.
  mutating func setSize(_ size: Int) {
    if count >= 24 { set(20, size) }
  }
}
