/// A value of a torrent file, as ranges of the bytes it stands in.
///
/// **Source**: BEP 3, "bencoding".
enum TorrentValue {
  case number(Range<Int>)
  /// The bytes of a string, without its length.
  case string(Range<Int>)
  case list([Range<Int>])
  case dictionary([TorrentEntry])
}

/// A key and where its value stands.
struct TorrentEntry {
  let key: Range<Int>
  /// From the key's length on.
  let start: Int
  let value: Range<Int>
}

/// A checked cursor over bencoded bytes.
struct TorrentScanner {
  let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  /// How deep lists and dictionaries may nest.
  private static let depthLimit = 128

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  /// The value at the cursor; of lists and dictionaries only one level.
  mutating func value(_ reading: inout Reading) throws(MediaError) -> TorrentValue {
    let start = position
    switch peek {
    case UInt8(ascii: "i"):
      try skip(&reading)
      return .number((start + 1)..<(position - 1))
    case UInt8(ascii: "l"):
      position += 1
      var items: [Range<Int>] = []
      while peek != UInt8(ascii: "e") {
        let from = position
        try skip(&reading)
        items.append(from..<position)
      }
      position += 1
      return .list(items)
    case UInt8(ascii: "d"):
      position += 1
      var entries: [TorrentEntry] = []
      var keys: Set<ArraySlice<UInt8>> = []
      while peek != UInt8(ascii: "e") {
        let from = position
        let key = try string(&reading)
        guard keys.insert(bytes[key]).inserted else { throw fault(from, "a key stands twice") }
        let start = position
        try skip(&reading)
        entries.append(TorrentEntry(key: key, start: from, value: start..<position))
      }
      position += 1
      return .dictionary(entries)
    default: return .string(try string(&reading))
    }
  }

  /// Passes one value with all that is in it.
  mutating func skip(_ reading: inout Reading) throws(MediaError) {
    // True for a dictionary, whose keys must be strings.
    var open: [(isDictionary: Bool, count: Int)] = []
    repeat {
      guard let byte = peek else { throw early }
      if let last = open.last, last.isDictionary, last.count % 2 == 0, byte != UInt8(ascii: "e"),
        !(0x30...0x39).contains(byte)
      {
        throw fault(position, "a key is no string")
      }
      if byte == UInt8(ascii: "e"), let last = open.last {
        guard !last.isDictionary || last.count % 2 == 0 else {
          throw fault(position, "a key has no value")
        }
        position += 1
        open.removeLast()
      } else {
        if !open.isEmpty { open[open.count - 1].count += 1 }
        try passOne(byte, &open, &reading)
      }
    } while !open.isEmpty
  }

  private mutating func passOne(
    _ byte: UInt8, _ open: inout [(isDictionary: Bool, count: Int)], _ reading: inout Reading
  ) throws(MediaError) {
    switch byte {
    case UInt8(ascii: "i"): try number(&reading)
    case UInt8(ascii: "l"), UInt8(ascii: "d"):
      try reading.countStructure()
      guard open.count < Self.depthLimit else {
        throw .limit(.depth, allowed: Self.depthLimit)
      }
      open.append((byte == UInt8(ascii: "d"), 0))
      position += 1
    default: _ = try string(&reading)
    }
  }

  private mutating func number(_ reading: inout Reading) throws(MediaError) {
    try reading.countStructure()
    let start = position
    position += 1
    if peek == UInt8(ascii: "-") { position += 1 }
    let digits = position
    while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
    guard position > digits, position - digits < 20, peek == UInt8(ascii: "e") else {
      throw fault(start, "a number is broken")
    }
    position += 1
  }

  /// The range of a string's bytes.
  private mutating func string(_ reading: inout Reading) throws(MediaError) -> Range<Int> {
    try reading.countStructure()
    let start = position
    var count = 0
    while let byte = peek, (0x30...0x39).contains(byte), position - start < 12 {
      count = count * 10 + Int(byte - 0x30)
      position += 1
    }
    guard position > start, peek == UInt8(ascii: ":") else {
      throw fault(start, "a length is broken")
    }
    position += 1
    guard count <= end - position else { throw early }
    defer { position += count }
    return position..<(position + count)
  }

  private var peek: UInt8? { position < end ? bytes[position] : nil }
  private var early: MediaError {
    .truncated(.torrent, offset: position, reason: "inside a value")
  }
  private func fault(_ offset: Int, _ reason: String) -> MediaError {
    .malformed(.torrent, offset: offset, reason: reason)
  }
}
