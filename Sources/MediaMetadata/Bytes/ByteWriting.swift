extension [UInt8] {
  /// Appends the low `count` bytes of `value`, most significant first.
  mutating func append(bigEndian value: UInt64, _ count: Int) {
    for shift in stride(from: (count - 1) * 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  /// Appends the low `count` bytes of `value`, least significant first.
  mutating func append(littleEndian value: UInt64, _ count: Int) {
    for shift in stride(from: 0, to: count * 8, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }
}
