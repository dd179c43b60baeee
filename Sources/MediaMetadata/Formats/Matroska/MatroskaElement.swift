/// One element of EBML (RFC 8794): an id, a size, so many bytes.
struct MatroskaElement: Sendable, Equatable {
  /// The id with its marker, as tables list it.
  let id: UInt32
  /// Where it starts.
  let start: Int
  /// Its content, cut to the bounds it was read in; empty until its end is found where its size
  /// is unknown.
  var content: Range<Int>
  /// The size that it says; nil for an unknown one.
  let size: Int?

  /// The whole element.
  var range: Range<Int> { start..<content.upperBound }
  /// Whether its content passes the bounds.
  var isCut: Bool { size.map { $0 > content.count } ?? false }

  /// The most bytes of an id and a size.
  static let longestHeader = 12

  /// Reads the header at the start of `head`, which stands at `offset`; nil where it is none.
  static func read(_ head: ArraySlice<UInt8>, at offset: Int, end: Int) -> MatroskaElement? {
    guard let first = head.first, first >= 0x10 else { return nil }
    let idCount = first.leadingZeroBitCount + 1
    guard head.count > idCount else { return nil }
    let id = head.prefix(idCount).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let rest = head.dropFirst(idCount)
    guard let (size, count) = number(rest) else { return nil }
    let start = offset + idCount + count
    guard start <= end else { return nil }
    let contentEnd = size.map { $0 > UInt64(end - start) ? end : start + Int($0) } ?? start
    return MatroskaElement(
      id: id, start: offset, content: start..<contentEnd, size: size.map { Int(clamping: $0) })
  }

  /// A number of variable length at the start of `bytes`, without its marker, and how many bytes
  /// it takes; no number where all its bits are set, which means "unknown".
  static func number(_ bytes: ArraySlice<UInt8>) -> (value: UInt64?, count: Int)? {
    guard let first = bytes.first, first != 0 else { return nil }
    let count = first.leadingZeroBitCount + 1
    guard bytes.count >= count else { return nil }
    var value = UInt64(first) & (UInt64(0xff) >> UInt64(count))
    for byte in bytes.dropFirst().prefix(count - 1) { value = value << 8 | UInt64(byte) }
    let isUnknown = value == (UInt64(1) << UInt64(7 * count)) - 1
    return (isUnknown ? nil : value, count)
  }

  /// The elements of `range` of bytes in memory; nil where they break its bounds.
  static func children(
    of range: Range<Int>, in bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> [MatroskaElement]? {
    var found: [MatroskaElement] = []
    var position = range.lowerBound
    while position < range.upperBound {
      try reading.countStructure()
      let head = bytes[position..<min(range.upperBound, position + longestHeader)]
      guard let element = read(head, at: position, end: range.upperBound), element.size != nil,
        !element.isCut
      else { return nil }
      found.append(element)
      position = element.range.upperBound
    }
    return found
  }
}

/// Writes elements, always in the shortest form.
enum MatroskaWriter {
  /// An element with its content.
  static func element(_ id: UInt32, _ content: [UInt8]) -> [UInt8] {
    header(id, size: content.count) + content
  }

  /// An element with a number in so many bytes.
  static func element(_ id: UInt32, _ number: Int, width: Int) -> [UInt8] {
    var content: [UInt8] = []
    content.append(bigEndian: UInt64(number), width)
    return element(id, content)
  }

  /// An id and a size; the size in `width` bytes, or as few as it needs.
  static func header(_ id: UInt32, size: Int, width: Int? = nil) -> [UInt8] {
    var output: [UInt8] = []
    output.append(bigEndian: UInt64(id), (32 - id.leadingZeroBitCount + 7) / 8)
    var count = width ?? 1
    if width == nil {
      // All bits set mean "unknown": that value takes one byte more.
      while count < 8, size >= (1 << (7 * count)) - 1 { count += 1 }
    }
    output.append(bigEndian: UInt64(size) | UInt64(1) << UInt64(7 * count), count)
    return output
  }
}
