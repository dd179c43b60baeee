/// Follows the bits of one frame to find where it ends, without making its samples (RFC 9639, 9.2
/// and 9.3).
struct FLACFrameEnd {
  private let bytes: [UInt8]
  private let end: Int
  private var bit: Int

  /// What following a frame finds.
  enum Outcome: Equatable {
    /// After the check of the frame.
    case end(Int)
    /// The bytes end first.
    case cutOff
    /// No frame.
    case broken
  }

  private enum Stop: Error { case cutOff, broken }

  /// The end of the frame whose header stands at `offset`, and how many bytes were looked at.
  static func find(
    _ bytes: [UInt8], at offset: Int, _ header: FLACFrameHeader, sampleBits: Int, end: Int
  ) -> (outcome: Outcome, cost: Int) {
    var walk = FLACFrameEnd(bytes: bytes, end: end, bit: (offset + header.count) * 8)
    do throws(Stop) {
      let bits = header.sampleBits > 0 ? header.sampleBits : sampleBits
      let count = header.channels < 8 ? header.channels + 1 : 2
      for channel in 0..<count {
        // The channel of differences is one bit wider (9.1.3).
        let isSide =
          (header.channels == 8 || header.channels == 10) && channel == 1
          || header.channels == 9 && channel == 0
        try walk.passSubframe(bits + (isSide ? 1 : 0), header.blockSize)
      }
    } catch {
      return (error == .cutOff ? .cutOff : .broken, walk.bit / 8 - offset)
    }
    let stop = (walk.bit + 7) / 8 + 2
    return (stop <= end ? .end(stop) : .cutOff, stop - offset)
  }

  private mutating func take(_ count: Int) throws(Stop) -> Int {
    guard bit + count <= end * 8 else { throw .cutOff }
    var value = 0
    for index in bit..<bit + count {
      value = value << 1 | Int(bytes[index >> 3] >> UInt8(7 - index & 7) & 1)
    }
    bit += count
    return value
  }

  private mutating func skip(_ count: Int) throws(Stop) {
    guard count <= end * 8 - bit else { throw .cutOff }
    bit += count
  }

  /// Zeros up to a one.
  private mutating func unary() throws(Stop) -> Int {
    var count = 0
    while bit < end * 8 {
      let rest = bytes[bit >> 3] << UInt8(bit & 7)
      if rest == 0 {
        count += 8 - bit & 7
        bit += 8 - bit & 7
        continue
      }
      count += rest.leadingZeroBitCount
      bit += rest.leadingZeroBitCount + 1
      return count
    }
    throw .cutOff
  }

  private mutating func passSubframe(_ width: Int, _ blockSize: Int) throws(Stop) {
    guard try take(1) == 0 else { throw .broken }
    let type = try take(6)
    var width = width
    if try take(1) == 1 { width -= try unary() + 1 }
    guard width > 0 else { throw .broken }
    switch type {
    case 0: try skip(width)
    case 1: try skip(width * blockSize)
    case 8...12:
      try skip(width * (type - 8))
      try passResidual(order: type - 8, blockSize)
    case 32...63:
      let order = type - 31
      try skip(width * order)
      let precision = try take(4)
      guard precision < 15 else { throw .broken }
      try skip(5 + order * (precision + 1))
      try passResidual(order: order, blockSize)
    default: throw .broken
    }
  }

  private mutating func passResidual(order: Int, _ blockSize: Int) throws(Stop) {
    let method = try take(2)
    guard method < 2 else { throw .broken }
    let partitions = 1 << (try take(4))
    let count = blockSize / partitions
    guard count >= order, count * partitions == blockSize else { throw .broken }
    let width = method == 0 ? 4 : 5
    for partition in 0..<partitions {
      let samples = partition == 0 ? count - order : count
      let parameter = try take(width)
      if parameter == (1 << width) - 1 {
        try skip(try take(5) * samples)
        continue
      }
      for _ in 0..<samples {
        _ = try unary()
        try skip(parameter)
      }
    }
  }
}
