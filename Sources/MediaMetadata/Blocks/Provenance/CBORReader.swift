/// Reads CBOR head by head, each read checked.
///
/// **Source**: RFC 8949, section 3.
struct CBORReader {
  /// A data item's head.
  struct Head {
    /// The major type, 0 to 7.
    let major: UInt8
    /// The number that follows it; nil for an indefinite length, or for "break" of major type 7.
    let argument: UInt64?
    /// The five low bits, which tell floating point widths apart.
    let info: UInt8
  }

  /// What is left to read.
  private(set) var rest: ArraySlice<UInt8>

  /// A reader at the start of the bytes.
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next head; nil at the end or where it is malformed.
  mutating func head() -> Head? {
    guard let first = rest.first else { return nil }
    let major = first >> 5
    let info = first & 31
    var body = rest.dropFirst()
    if info < 24 {
      rest = body
      return Head(major: major, argument: UInt64(info), info: info)
    }
    if info == 31 {
      guard (2...5).contains(major) || major == 7 else { return nil }
      rest = body
      return Head(major: major, argument: nil, info: info)
    }
    let width = 1 << Int(info - 24)
    guard info < 28, body.count >= width else { return nil }
    var value: UInt64 = 0
    for byte in body.prefix(width) { value = value << 8 | UInt64(byte) }
    body = body.dropFirst(width)
    rest = body
    return Head(major: major, argument: value, info: info)
  }

  /// The next `count` bytes.
  mutating func bytes(_ count: UInt64) -> ArraySlice<UInt8>? {
    guard count <= UInt64(rest.count) else { return nil }
    let taken = rest.prefix(Int(count))
    rest = rest.dropFirst(Int(count))
    return taken
  }

  /// The bytes of a string of a definite or indefinite length whose head was read.
  mutating func string(_ head: Head) -> ArraySlice<UInt8>? {
    if let count = head.argument { return bytes(count) }
    var joined: [UInt8] = []
    while let chunk = self.head() {
      if chunk.major == 7, chunk.argument == nil { return joined[...] }
      guard chunk.major == head.major, let count = chunk.argument, let part = bytes(count) else {
        return nil
      }
      joined += part
    }
    return nil
  }

  /// Whether `bytes` are one data item and nothing else; looks at heads only.
  static func isOneItem(_ bytes: ArraySlice<UInt8>) -> Bool {
    var reader = CBORReader(bytes)
    // How many items are still owed at each level; nil for indefinite ones.
    var owed: [UInt64?] = [1]
    while let level = owed.last {
      if level == 0 {
        owed.removeLast()
        continue
      }
      guard let head = reader.head(), owed.count < 64 else { return false }
      if head.major == 7, head.argument == nil {
        guard level == nil else { return false }
        owed.removeLast()
        continue
      }
      if let level { owed[owed.count - 1] = level - 1 }
      switch head.major {
      case 2, 3:
        guard reader.string(head) != nil else { return false }
      case 4, 5:
        if let count = head.argument {
          guard count <= UInt64(reader.rest.count) else { return false }
          owed.append(head.major == 5 ? 2 * count : count)
        } else {
          owed.append(nil)
        }
      case 6: owed.append(1)
      default: break
      }
    }
    return reader.rest.isEmpty
  }

  /// A number of two, four or eight bytes as floating point.
  static func float(_ head: Head) -> Double? {
    guard let bits = head.argument else { return nil }
    switch head.info {
    case 25:
      let exponent = Int(bits >> 10 & 31)
      let fraction = Double(bits & 0x3ff)
      let sign = bits & 0x8000 == 0 ? 1.0 : -1.0
      if exponent == 0 { return sign * fraction / 16_777_216 }
      guard exponent < 31 else { return nil }
      return sign * (1 + fraction / 1_024)
        * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    case 26: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case 27: return Double(bitPattern: bits)
    default: return nil
    }
  }
}
