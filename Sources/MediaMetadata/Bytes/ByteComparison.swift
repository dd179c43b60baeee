/// Compares bytes in blocks that the compiler turns into vector instructions.
public enum ByteComparison {
  /// Whether both hold the same bytes.
  ///
  /// O(count).
  public static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    areEqual(one.span, other.span)
  }

  /// Whether both hold the same bytes.
  ///
  /// O(count).
  public static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    let block = 4096
    var start = 0
    while start < left.count {
      let end = min(start + block, left.count)
      let first = left.extracting(start..<end)
      let second = right.extracting(start..<end)
      // Without an early exit inside the block the loop has no branch, and is vectorised.
      var difference: UInt8 = 0
      for index in first.indices { difference |= first[index] ^ second[index] }
      if difference != 0 { return false }
      start = end
    }
    return true
  }
}
