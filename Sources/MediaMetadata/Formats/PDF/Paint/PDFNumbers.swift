/// Numbers as content streams write them (ISO 32000-1, 7.3.3).
enum PDFNumbers {
  /// The number; not a number for signs and points in odd places, nil for other characters.
  static func value(_ bytes: ArraySlice<UInt8>) -> Double? {
    var (digits, decimals, points) = (0.0, 1.0, 0)
    var isNegative = false
    var isOdd = false
    for (index, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case 48...57:
        digits = digits * 10 + Double(byte - 48)
        if points > 0 { decimals *= 10 }
      case 0x2e: points += 1
      case 0x2d, 0x2b:
        if index > bytes.startIndex { isOdd = true }
        isNegative = byte == 0x2d
      default: return nil
      }
    }
    guard !isOdd, points <= 1 else { return .nan }
    return (isNegative ? -digits : digits) / decimals
  }
}
