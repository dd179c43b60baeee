/// The JFIF header (JFIF 1.02): version and density; its thumbnail goes.
enum JPEGDensity {
  /// How many bytes decoders look for.
  static let count = 14

  /// The content without a thumbnail.
  static func plain(_ content: ArraySlice<UInt8>) -> [UInt8] {
    Array(content.prefix(count - 2)) + [0, 0]
  }
}

/// An ICC profile spread over APP2 segments (ICC.1:2022, B.4).
struct JPEGColourChunks {
  /// "ICC_PROFILE" with a zero, the chunk's number from 1, and the number of chunks.
  static let headerCount = 14
  /// The most bytes of a profile in one segment.
  static let chunkLimit = 65_519

  /// The profile.
  let profile: [UInt8]
  /// Whether the chunks stand as a writer would number them.
  let isInOrder: Bool

  /// Joins chunks in the order of their numbers; nil where one is missing or stands twice.
  init?(_ contents: [ArraySlice<UInt8>]) {
    let numbers = contents.map { Int($0[$0.startIndex + 12]) }
    let counts = contents.map { Int($0[$0.startIndex + 13]) }
    let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    guard let first = order.first.map({ numbers[$0] }) else { return nil }
    guard order.enumerated().allSatisfy({ numbers[$1] == first + $0 }) else { return nil }
    profile = order.flatMap { contents[$0].dropFirst(Self.headerCount) }
    isInOrder =
      numbers == Array(1...numbers.count) && counts.allSatisfy { $0 == contents.count }
  }

  /// The segments that hold a profile; nil where it is empty or needs more than 255.
  static func segments(of profile: [UInt8]) -> [UInt8]? {
    let count = (profile.count + chunkLimit - 1) / chunkLimit
    guard (1...255).contains(count) else { return nil }
    var segments: [UInt8] = []
    for number in 0..<count {
      let start = number * chunkLimit
      let chunk = profile[start..<min(start + chunkLimit, profile.count)]
      let header = Array("ICC_PROFILE\0".utf8) + [UInt8(number + 1), UInt8(count)]
      guard let segment = JPEGSegment.bytes(marker: 0xe2, content: header + chunk) else {
        return nil
      }
      segments += segment
    }
    return segments
  }
}

/// Extended XMP spread over APP1 segments (XMP part 3, 1.1.3.1).
enum JPEGExtendedXMP {
  /// The namespace with a zero, the identifier of 32 digits, the full length, the offset.
  static let headerCount = 35 + 32 + 8

  /// What the parts of one packet share.
  static func identifier(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    content.dropFirst(35).prefix(32)
  }

  /// The packet: its parts in the order of their offsets.
  static func joined(_ contents: [ArraySlice<UInt8>]) -> [UInt8] {
    let offsets = contents.map { $0.dropFirst(71).prefix(4).reduce(0) { $0 << 8 | Int($1) } }
    let order = offsets.indices.sorted { (offsets[$0], $0) < (offsets[$1], $1) }
    return order.flatMap { contents[$0].dropFirst(headerCount) }
  }
}

/// A JUMBF box spread over APP11 segments (ISO/IEC 19566-5, D.2).
enum JPEGBoxParts {
  /// "JP", the box's instance, the part's number, and the box's length and type, which each part
  /// repeats.
  static let headerCount = 16

  /// What the parts of one box share: instance and type.
  static func identifier(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    content.dropFirst(2).prefix(2) + content.dropFirst(12).prefix(4)
  }

  /// Whether it is a JUMBF superbox, as statements of provenance are.
  static func isSuperbox(_ content: ArraySlice<UInt8>) -> Bool {
    content.dropFirst(12).prefix(4).elementsEqual("jumb".utf8)
  }

  /// The box: the first part, and of the others what follows the repeated header.
  static func joined(_ contents: [ArraySlice<UInt8>]) -> [UInt8] {
    let numbers = contents.map { $0.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) } }
    let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    var box: [UInt8] = []
    for index in order {
      let part = contents[index].dropFirst(8)
      let hasLargeSize = part.prefix(4).elementsEqual([0, 0, 0, 1])
      box += box.isEmpty ? part : part.dropFirst(hasLargeSize ? 16 : 8)
    }
    return box
  }
}
