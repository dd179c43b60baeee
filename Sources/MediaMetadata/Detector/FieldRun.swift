/// A run of bytes of one kind: letters and digits together, or one mark.
struct FieldRun: Equatable {
  /// Kinds of runs of letters and digits; marks have their own byte as kind.
  enum Kind {
    static let digits: UInt8 = 1
    static let lower: UInt8 = 2
    static let upper: UInt8 = 3
    static let capitalised: UInt8 = 4
    static let hexadecimal: UInt8 = 5
    static let mixed: UInt8 = 6
    static let foreign: UInt8 = 7
    static let camel: UInt8 = 8
  }

  /// A `Kind`, or the byte of a mark.
  let kind: UInt8
  /// How many bytes.
  let count: Int

  /// The runs of a value, in order.
  static func runs(of bytes: [UInt8]) -> [FieldRun] {
    var runs: [FieldRun] = []
    runs.reserveCapacity(32)
    var position = 0
    while position < bytes.count {
      let start = position
      while position < bytes.count, isWord(bytes[position]) { position += 1 }
      if position > start {
        runs.append(FieldRun(kind: kind(of: bytes[start..<position]), count: position - start))
      } else {
        while position < bytes.count, bytes[position] == bytes[start] { position += 1 }
        let mark = bytes[start] < 0x20 ? 0x20 : bytes[start]
        runs.append(FieldRun(kind: mark, count: position - start))
      }
    }
    return runs
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...0xff: true
    default: false
    }
  }

  private static func kind(of run: ArraySlice<UInt8>) -> UInt8 {
    var digits = 0
    var lower = 0
    var upper = 0
    var foreign = 0
    var beyondHexadecimal = 0
    for byte in run {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x61...0x7a:
        lower += 1
        if byte > 0x66 { beyondHexadecimal += 1 }
      case 0x41...0x5a:
        upper += 1
        if byte > 0x46 { beyondHexadecimal += 1 }
      default: foreign += 1
      }
    }
    if foreign > 0 { return Kind.foreign }
    if digits == run.count { return Kind.digits }
    if digits > 0 { return beyondHexadecimal == 0 ? Kind.hexadecimal : Kind.mixed }
    if upper == 0 { return Kind.lower }
    if lower == 0 { return Kind.upper }
    let startsUpper = run.first.map { (0x41...0x5a).contains($0) } ?? false
    return upper == 1 && startsUpper ? Kind.capitalised : Kind.camel
  }

  /// The words of a location's last two parts, in lower case: "APP1 Exif/GPS/GPSLatitude" gives
  /// gps, gps, latitude; digits are all 0.
  static func words(ofName location: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var wasLower = false
    let bytes = Array(tail(of: location))
    func close() {
      if !word.isEmpty { words.append(word) }
      word.removeAll(keepingCapacity: true)
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x41...0x5a:
        let startsWord =
          index + 1 < bytes.count && (0x61...0x7a).contains(bytes[index + 1])
        if wasLower || (startsWord && !word.isEmpty) { close() }
        word.append(byte | 0x20)
        wasLower = false
      case 0x30...0x39:
        if word.last != 0x30 { word.append(0x30) }
        wasLower = true
      case 0x61...0x7a, 0x80...0xff:
        word.append(byte)
        wasLower = true
      default:
        close()
        wasLower = false
      }
    }
    close()
    return words
  }

  /// The last two parts of a path, cut to `FieldFeatures.nameLimit` bytes.
  private static func tail(of location: String) -> ArraySlice<UInt8> {
    let bytes = Array(location.utf8.suffix(FieldFeatures.nameLimit))
    var slashes = 0
    for index in bytes.indices.reversed() where bytes[index] == 0x2f {
      slashes += 1
      if slashes == 2 { return bytes[(index + 1)...] }
    }
    return bytes[...]
  }
}
