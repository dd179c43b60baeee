/// The messages of one SEI unit of H.264 or H.265 (ISO/IEC 14496-10, 7.3.2.3; 23008-2, 7.3.5).
struct MovieSEI {
  /// One message.
  struct Message: Equatable {
    let type: Int
    /// The whole message in `plain`, and its payload.
    let place: Range<Int>
    let payload: Range<Int>
  }

  /// The unit without emulation prevention bytes.
  let plain: [UInt8]
  /// The messages up to the end, or up to the first that is broken.
  private(set) var messages: [Message] = []
  /// What of `plain` belongs to no whole message, up to the stop bit; empty as a rule.
  private(set) var broken = 0..<0
  private let header: Int

  /// Takes a unit apart whose header is `header` bytes long.
  init(_ unit: ArraySlice<UInt8>, header: Int) {
    self.header = min(header, unit.count)
    plain = Self.unescaped(unit)
    var end = plain.count
    while end > header, plain[end - 1] == 0 { end -= 1 }
    if end > header, plain[end - 1] == 0x80 { end -= 1 } else { end = plain.count }
    read(from: self.header, to: end)
  }

  /// The bytes without those that only prevent start codes.
  static func unescaped(_ unit: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(unit.count)
    var zeros = 0
    for byte in unit {
      if zeros >= 2, byte == 3 {
        zeros = 0
        continue
      }
      plain.append(byte)
      zeros = byte == 0 ? zeros + 1 : 0
    }
    return plain
  }

  /// The bytes with those that prevent start codes.
  static func escaped(_ plain: [UInt8]) -> [UInt8] {
    var unit: [UInt8] = []
    unit.reserveCapacity(plain.count + 4)
    var zeros = 0
    for byte in plain {
      if zeros >= 2, byte <= 3 {
        unit.append(3)
        zeros = 0
      }
      unit.append(byte)
      zeros = byte == 0 ? zeros + 1 : 0
    }
    return unit
  }

  /// A unit of `count` bytes that holds these messages, and filler in the place of all others.
  ///
  /// Nil where the filler does not fit. The same messages and count give the same unit.
  func unit(of kept: [[UInt8]], count: Int) -> [UInt8]? {
    var plain = Array(self.plain[..<header])
    for message in kept { plain += message }
    let start = Self.escaped(plain)
    // By what is written: of three zeros the last stands behind a byte that prevents start codes.
    let isSeam = start.count >= 2 && start.suffix(2).allSatisfy { $0 == 0 }
    let left = count - start.count - 1 - (isSeam ? 1 : 0)
    guard left >= 2 else { return nil }
    return start + (isSeam ? [3] : []) + Self.filler(left) + [0x80]
  }

  private mutating func read(from start: Int, to end: Int) {
    var position = start
    while position < end {
      var cursor = position
      guard let type = number(&cursor, end), let size = number(&cursor, end), size <= end - cursor
      else {
        broken = position..<end
        return
      }
      let next = cursor + size
      messages.append(
        Message(type: type, place: position..<next, payload: cursor..<next))
      position = next
    }
  }

  /// A number written as bytes of 255 and a last one.
  private func number(_ cursor: inout Int, _ end: Int) -> Int? {
    var value = 0
    while cursor < end {
      let byte = plain[cursor]
      cursor += 1
      value += Int(byte)
      if byte != 255 { return value }
    }
    return nil
  }

  /// A filler message (type 3) that takes `count` bytes, at least 2, in its unit.
  static func filler(_ count: Int) -> [UInt8] {
    guard count >= 2 else { return [] }
    // A payload of 255 n bytes needs one more byte for its size: one total in 256 has no message of
    // its own, and becomes two.
    for first in [0, 2] where count - first >= 2 {
      let size = (count - first - 2) - (count - first - 2) / 256
      guard size + size / 255 + 2 == count - first else { continue }
      return (first == 2 ? [3, 0] : []) + [3] + [UInt8](repeating: 255, count: size / 255)
        + [UInt8(size % 255)] + [UInt8](repeating: 255, count: size)
    }
    return []
  }
}
