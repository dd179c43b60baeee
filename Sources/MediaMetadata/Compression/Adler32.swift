/// The check sum at the end of a zlib stream (RFC 1950, section 8.2).
public struct Adler32: Sendable, Equatable {
  /// The largest prime below 65536.
  private static let modulus: UInt32 = 65521
  private var low: UInt32 = 1
  private var high: UInt32 = 0

  /// The sum of no bytes.
  public init() {}

  /// The sum as it is written, most significant byte first.
  public var value: UInt32 { high << 16 | low }

  /// The sum of `bytes`.
  public static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum = Adler32()
    sum.update(bytes)
    return sum.value
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: ArraySlice<UInt8>) { update(bytes.span) }

  /// Takes in more bytes.
  ///
  /// The high sum of a block of n bytes grows by n times the low one, and by each byte as often as
  /// there are bytes from it to the block's end.
  mutating func update(_ bytes: Span<UInt8>) {
    // 2048 * 65520 + 255 * 2048 * 2049 / 2 + 65520 < 2^32: no block overflows.
    let block = 2048
    var start = 0
    while start < bytes.count {
      let end = min(start &+ block, bytes.count)
      let part = bytes.extracting(start..<end)
      var sum: UInt32 = 0
      var weighted: UInt32 = 0
      let whole = part.count & ~31
      var at = 0
      while at < whole {
        let step = part.extracting(at..<(at &+ 32))
        // Lane by lane, so that the loop has no dependence that hinders vector instructions.
        var stepSum: UInt32 = 0
        var stepWeighted: UInt32 = 0
        for index in 0..<32 {
          let byte = UInt32(step[index])
          stepSum &+= byte
          stepWeighted &+= byte &* UInt32(truncatingIfNeeded: 32 &- index)
        }
        weighted &+= sum &* 32 &+ stepWeighted
        sum &+= stepSum
        at &+= 32
      }
      while at < part.count {
        sum &+= UInt32(part[at])
        weighted &+= sum
        at &+= 1
      }
      high = (high &+ low &* UInt32(part.count) &+ weighted) % Self.modulus
      low = (low &+ sum) % Self.modulus
      start = end
    }
  }
}
