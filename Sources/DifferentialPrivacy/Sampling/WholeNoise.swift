public import BigInt

/// A two-sided law on the whole numbers that is drawn exactly.
public protocol WholeNoise: Sendable {
  /// One outcome; outcomes beyond Int64 give its ends, which is post-processing.
  func draw<Source: RandomSource & ~Copyable>(from source: inout Source) -> Int64
  /// One outcome, however large.
  func drawBig<Source: RandomSource & ~Copyable>(from source: inout Source) -> BigInt
}

extension WholeNoise {
  /// Overwrites an array with independent outcomes.
  @inlinable
  public func fill<Source: RandomSource & ~Copyable>(
    _ values: inout [Int64], from source: inout Source
  ) {
    for index in values.indices { values[index] = draw(from: &source) }
  }

  @usableFromInline
  func drawClamped<Source: RandomSource & ~Copyable>(from source: inout Source) -> Int64 {
    Int64(clamping: drawBig(from: &source))
  }
}
