/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 ^ stream << 32 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// A number in `range`; the bias is below 2^-32 for what is asked here.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(((next() >> 32) * UInt64(range.count)) >> 32)
  }

  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[number(0...list.count - 1)] }

  /// Text of digits, or of letters of an alphabet.
  mutating func string(_ count: Int, of alphabet: String = "0123456789") -> String {
    let letters = Array(alphabet)
    return String((0..<count).map { _ in pick(letters) })
  }

  mutating func hexadecimal(_ count: Int, upper: Bool = false) -> String {
    string(count, of: upper ? "0123456789ABCDEF" : "0123456789abcdef")
  }

  /// A number with leading zeros.
  mutating func padded(_ range: ClosedRange<Int>, _ width: Int) -> String {
    SeededRandom.padded(number(range), width)
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  mutating func shuffle<Element>(_ list: inout [Element]) {
    for index in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(index, number(0...index))
    }
  }

  /// A word that no list has, pronounceable: what stands for all words that lists don't hold.
  mutating func coinedWord() -> String {
    let starts =
      ["b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p"]
      + ["pr", "r", "s", "sch", "st", "t", "tr", "v", "w", "z", "", ""]
    let middles = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ei", "ou", "ö", "é", "y"]
    let ends = ["", "", "", "n", "r", "s", "l", "t", "m", "rd", "ng", "ck", "st", "ll"]
    return (0..<number(1...3)).map { _ in pick(starts) + pick(middles) + pick(ends) }.joined()
  }

  /// A coined word with a capital letter.
  mutating func coinedName() -> String {
    let word = coinedWord()
    return word.prefix(1).uppercased() + word.dropFirst()
  }
}
