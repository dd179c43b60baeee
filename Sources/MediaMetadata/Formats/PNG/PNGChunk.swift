/// One chunk of a PNG file, or as much of it as there is (PNG 3rd edition, 5.3).
struct PNGChunk: Sendable, Equatable {
  /// Whether the check sum behind the content is right.
  enum Check: Sendable { case right, wrong, missing }

  /// Where its length field stands.
  let start: Int
  /// The four letters as a number.
  let type: UInt32
  /// How many bytes of content are there, in half the space: there may be a million chunks.
  private let contentCount: UInt32
  /// How many bytes of the check sum are there.
  private let checkCount: UInt8
  /// Whether the check sum is right.
  let check: Check

  /// How many bytes of content are there.
  var count: Int { Int(contentCount) }

  /// Where the next chunk starts.
  var end: Int { content.upperBound + Int(checkCount) }

  /// The content's place in the file.
  var content: Range<Int> { (start + 8)..<(start + 8 + count) }

  /// The type in text, for locations and owners.
  var name: String { FourCharacters.name(type) }

  /// Whether a decoder that does not know the type may pass it (5.4: bit 5 of the first byte).
  var isAncillary: Bool { type >> 29 & 1 == 1 }

  /// Whether the type consists of letters, as it must.
  var hasLetters: Bool {
    for shift in [24, 16, 8, 0] as [UInt32] {
      let letter = UInt8(truncatingIfNeeded: type >> shift) | 0x20
      guard (0x61...0x7a).contains(letter) else { return false }
    }
    return true
  }

  /// Reads the chunk at `start`; nil where no chunk can begin: its length is not allowed, or
  /// neither its type nor its check sum is right.
  static func read(_ bytes: [UInt8], at start: Int) -> PNGChunk? {
    var reader = ByteReader(bytes, in: start..<bytes.count)
    guard let stated = reader.bigEndian(4), let type = reader.bigEndian(4), stated <= 0x7fff_ffff
    else { return nil }
    let count = min(Int(stated), reader.remaining)
    let contentEnd = reader.position + count
    var check = Check.missing
    var checkCount = min(4, bytes.count - contentEnd)
    if Int(stated) == count, bytes.count - contentEnd >= 4 {
      var stored = ByteReader(bytes, in: contentEnd..<(contentEnd + 4))
      let right = CRC32.of(bytes[(start + 4)..<contentEnd])
      check = stored.bigEndian(4) == UInt64(right) ? .right : .wrong
      checkCount = 4
    }
    let chunk = PNGChunk(
      start: start, type: UInt32(type), contentCount: UInt32(count),
      checkCount: UInt8(checkCount), check: check)
    return chunk.hasLetters || check == .right ? chunk : nil
  }

  /// The bytes of a chunk.
  ///
  /// Decoders leave out, or stop at, a chunk whose check sum is wrong. Where that must stay so, the
  /// complement of the right sum is written: as wrong as any, but it tells nothing.
  static func bytes(_ type: UInt32, _ content: ArraySlice<UInt8>, wrong: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count + 12)
    bytes.append(bigEndian: UInt64(content.count), 4)
    bytes.append(bigEndian: UInt64(type), 4)
    bytes += content
    let check = CRC32.of(bytes[4...])
    bytes.append(bigEndian: UInt64(wrong ? ~check : check), 4)
    return bytes
  }
}

/// The types of chunks that are looked at by name.
enum PNGType {
  static let header = FourCharacters.code("IHDR")
  static let palette = FourCharacters.code("PLTE")
  static let data = FourCharacters.code("IDAT")
  static let end = FourCharacters.code("IEND")
  static let transparency = FourCharacters.code("tRNS")
  static let background = FourCharacters.code("bKGD")
  static let significantBits = FourCharacters.code("sBIT")
  static let profile = FourCharacters.code("iCCP")
  static let exif = FourCharacters.code("eXIf")
  static let text = FourCharacters.code("tEXt")
  static let compressedText = FourCharacters.code("zTXt")
  static let internationalText = FourCharacters.code("iTXt")
  static let time = FourCharacters.code("tIME")
  static let suggestedPalette = FourCharacters.code("sPLT")
  static let provenance = FourCharacters.code("caBX")
  static let animation = FourCharacters.code("acTL")
  static let frame = FourCharacters.code("fcTL")
  static let frameData = FourCharacters.code("fdAT")
  /// Apple's private variant, whose pictures other decoders can't show.
  static let apple = FourCharacters.code("CgBI")
}
