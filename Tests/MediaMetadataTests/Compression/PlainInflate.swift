@testable import MediaMetadata

/// Inflating as RFC 1951 describes it, bit by bit with counts of codes: slow, obvious, and the
/// oracle for the fast one.
struct PlainInflate {
  private struct Failure: Error {}
  private let bytes: [UInt8]
  private var bit = 0
  private(set) var output: [UInt8] = []

  /// What a zlib stream inflates to, its check sum verified; nil where it is broken or cut.
  static func zlib(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 2, bytes[0] & 15 == 8, bytes[0] >> 4 < 8, bytes[1] & 0x20 == 0,
      (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    else { return nil }
    var plain = PlainInflate(bytes: bytes)
    plain.bit = 16
    do {
      try plain.blocks()
      plain.bit = (plain.bit + 7) / 8 * 8
      var stated: UInt32 = 0
      for _ in 0..<4 { stated = stated << 8 | UInt32(try plain.take(8)) }
      return stated == Adler32.of(plain.output[...]) ? plain.output : nil
    } catch { return nil }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func take(_ count: Int) throws -> Int {
    var value = 0
    for place in 0..<count {
      guard bit / 8 < bytes.count else { throw Failure() }
      value |= Int(bytes[bit / 8] >> UInt8(bit % 8) & 1) << place
      bit += 1
    }
    return value
  }

  /// A code as its symbols under length and code.
  private struct Code {
    var symbols: [Int: Int] = [:]

    /// zlib's rules: never over-subscribed; incomplete only with one code of one bit, or none.
    init(_ lengths: [Int], mayBeIncomplete: Bool = true) throws {
      var code = 0
      var left = 1
      for length in 1...15 {
        code <<= 1
        left <<= 1
        for (symbol, its) in lengths.enumerated() where its == length {
          symbols[length << 16 | code] = symbol
          code += 1
          left -= 1
        }
        guard left >= 0 else { throw Failure() }
      }
      let longest = lengths.max() ?? 0
      guard left == 0 || mayBeIncomplete && longest <= 1 else { throw Failure() }
    }
  }

  private mutating func symbol(_ code: Code) throws -> Int {
    var bits = 0
    for length in 1...15 {
      bits = bits << 1 | (try take(1))
      if let symbol = code.symbols[length << 16 | bits] { return symbol }
    }
    throw Failure()
  }

  private mutating func blocks() throws {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try stored()
      case 1:
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        try coded(Code(lengths), Code([Int](repeating: 5, count: 32)))
      case 2: try dynamic()
      default: throw Failure()
      }
    }
  }

  private mutating func stored() throws {
    bit = (bit + 7) / 8 * 8
    let count = try take(16)
    guard try take(16) == 65535 - count else { throw Failure() }
    for _ in 0..<count { output.append(UInt8(try take(8))) }
  }

  private mutating func dynamic() throws {
    let literals = try take(5) + 257
    let distances = try take(5) + 1
    let count = try take(4) + 4
    guard literals <= 286, distances <= 30 else { throw Failure() }
    var orders = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for place in order.prefix(count) { orders[place] = try take(3) }
    let code = try Code(orders, mayBeIncomplete: false)
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      switch try symbol(code) {
      case 16:
        guard let last = lengths.last else { throw Failure() }
        lengths += [Int](repeating: last, count: 3 + (try take(2)))
      case 17: lengths += [Int](repeating: 0, count: 3 + (try take(3)))
      case 18: lengths += [Int](repeating: 0, count: 11 + (try take(7)))
      case let length: lengths.append(length)
      }
    }
    guard lengths.count == literals + distances, lengths[256] > 0 else { throw Failure() }
    try coded(Code(Array(lengths[..<literals])), Code(Array(lengths[literals...])))
  }

  private mutating func coded(_ literals: Code, _ distances: Code) throws {
    while true {
      let value = try symbol(literals)
      if value < 256 {
        output.append(UInt8(value))
        continue
      }
      if value == 256 { return }
      guard value < 286 else { throw Failure() }
      // RFC 1951, 3.2.5: four symbols for each number of extra bits, 258 by itself.
      let place = value - 257
      var length = place + 3
      if place >= 8, place < 28 {
        let extra = place / 4 - 1
        length = (4 + place % 4) << extra + 3 + (try take(extra))
      } else if place == 28 {
        length = 258
      }
      let far = try symbol(distances)
      guard far < 30 else { throw Failure() }
      var distance = far + 1
      if far >= 4 {
        let extra = far / 2 - 1
        distance = (2 + far % 2) << extra + 1 + (try take(extra))
      }
      guard distance <= output.count else { throw Failure() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}
