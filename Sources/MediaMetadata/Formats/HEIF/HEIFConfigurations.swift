/// Decoders' configurations in properties, without the user data that they may carry.
enum HEIFConfigurations {
  /// What is left of a record, and what was taken out of it.
  typealias Cleaned = (bytes: [UInt8], dropped: [UInt8])

  /// `hvcC`, and `lhvC` with a shorter head (ISO/IEC 14496-15, 8.3.2 and 9.6.3): parameter sets
  /// stay, messages (SEI) and bytes after the arrays go.
  ///
  /// Nil where an array does not fit.
  static func hevc(_ content: ArraySlice<UInt8>, _ headCount: Int) -> Cleaned? {
    var reader = ByteReader(Array(content))
    guard let head = reader.slice(headCount), let count = reader.byte() else { return nil }
    var arrays: [UInt8] = []
    var dropped: [UInt8] = []
    var kept: UInt8 = 0
    for _ in 0..<count {
      let start = reader.position
      guard let type = reader.byte(), let number = reader.bigEndian(2) else { return nil }
      for _ in 0..<number {
        guard let length = reader.bigEndian(2), reader.skip(Int(length)) else { return nil }
      }
      // Video, sequence and picture parameter sets (ISO/IEC 23008-2, table 7-1).
      if (32...34).contains(type & 0x3f) {
        arrays += reader.bytes[start..<reader.position]
        kept += 1
      } else {
        dropped += reader.bytes[start..<reader.position]
      }
    }
    dropped += reader.bytes[reader.position...]
    return (head + [kept] + arrays, dropped)
  }

  /// `avcC` (ISO/IEC 14496-15, 5.3.3): parameter sets stay, and the fields of high profiles.
  static func avc(_ content: ArraySlice<UInt8>) -> Cleaned? {
    var reader = ByteReader(Array(content))
    guard reader.skip(5), let sequences = reader.byte(), skip(sequences & 31, &reader),
      let pictures = reader.byte(), skip(pictures, &reader)
    else { return nil }
    var end = reader.position
    if [100, 110, 122, 144].contains(reader.bytes[1]), reader.skip(3),
      let extensions = reader.byte(), skip(extensions, &reader)
    {
      end = reader.position
    }
    return (Array(reader.bytes[..<end]), Array(reader.bytes[end...]))
  }

  private static func skip(_ count: UInt8, _ reader: inout ByteReader) -> Bool {
    for _ in 0..<count {
      guard let length = reader.bigEndian(2), reader.skip(Int(length)) else { return false }
    }
    return true
  }

  /// `av1C` (AV1-ISOBMFF 1.2, 2.3): of the units after its four bytes the sequence header stays.
  static func av1(_ content: ArraySlice<UInt8>) throws(MediaError) -> Cleaned? {
    guard content.count >= 4 else { return nil }
    let units = Array(content.dropFirst(4))
    guard let found = try HEIFStream.av1(units) else {
      return units.isEmpty ? (Array(content), []) : (Array(content.prefix(4)), units)
    }
    var kept: [UInt8] = Array(content.prefix(4))
    var dropped: [UInt8] = []
    for unit in found {
      if unit.isKept { kept += units[unit.range] } else { dropped += units[unit.range] }
    }
    return (kept, dropped)
  }

  /// Whether the bytes after an auxiliary type are one message of HEVC on alpha (165) or depth
  /// (177), with its length before it, and nothing else (ISO/IEC 23008-12, B.2.1).
  static func isAuxiliaryMessage(_ bytes: ArraySlice<UInt8>) -> Bool {
    var reader = ByteReader(Array(bytes))
    guard let length = reader.bigEndian(4), Int(length) == reader.remaining, length <= 64,
      let header = reader.bigEndian(2), [39, 40].contains(header >> 9 & 0x3f),
      let type = reader.byte(), [165, 177].contains(type), let count = reader.byte(),
      reader.skip(Int(count))
    else { return false }
    return reader.remaining == 0 || reader.remaining == 1 && reader.byte() == 0x80
  }
}
