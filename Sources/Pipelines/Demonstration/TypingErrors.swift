import Numerics

/// Slips of whoever typed a record from paper: one letter wrong, left out, doubled, or two swapped.
enum TypingErrors {
  /// A word of known text as it was typed.
  static func typed(
    _ word: StaticString, errorRate: Double, _ random: inout SeededGenerator
  ) -> [UInt8] {
    let bytes = word.withUTF8Buffer { Array($0) }
    guard random.bernoulli(errorRate), bytes.count > 3 else { return bytes }
    return slipped(bytes, &random)
  }

  /// A text with one slip behind its first letter; letters and digits stay in ASCII.
  private static func slipped(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let place = 1 + random.below(bytes.count - 2)
    switch random.below(4) {
    case 0: bytes[place] = UInt8(ascii: "a") + UInt8(random.below(26))
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(bytes[place], at: place)
    default: bytes.swapAt(place, place + 1)
    }
    return bytes
  }
}
