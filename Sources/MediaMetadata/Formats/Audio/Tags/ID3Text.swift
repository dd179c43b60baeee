/// Text in the four encodings of ID3v2 (informal standards 2.3.0, 3.3, and 2.4.0, 4).
enum ID3Text {
  /// All strings of `bytes`, which may hold several with a zero behind each, joined by " | ".
  static func strings(_ bytes: ArraySlice<UInt8>, encoding: UInt8) -> String? {
    switch encoding {
    case 1, 2:
      // A mark of order may stand before each string; `utf16` takes the first for all.
      return ExifText.utf16(bytes, isLittleEndian: encoding == 1)
    // Latin 1 as it says, or the UTF-8 that many programs write there.
    default: return ExifText.strings(bytes)
    }
  }
}

/// Undoes what keeps tags from looking like sound: a zero behind each FF (ID3v2.3.0, 5).
enum ID3Unsynchronisation {
  /// The bytes without the zeros put in.
  static func undone(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var wasFull = false
    for byte in bytes {
      if !(wasFull && byte == 0) { result.append(byte) }
      wasFull = byte == 0xff
    }
    return result
  }
}
