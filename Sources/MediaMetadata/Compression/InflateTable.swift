/// A prefix code of deflate as a table that the next bits of a stream index (RFC 1951, 3.2).
///
/// The first `rootBits` bits lead to a symbol, or to a second table for longer codes.
struct InflateTable: Sendable {
  /// What an entry's bits mean.
  enum Entry {
    /// A literal: the byte stands in bits 16 to 23.
    static let literal: UInt32 = 1 << 31
    /// The end of the block.
    static let end: UInt32 = 1 << 12
    /// A link: bits 16 to 30 hold the second table's place, bits 8 to 11 its number of bits.
    static let link: UInt32 = 1 << 13
    /// No code begins with these bits.
    static let invalid: UInt32 = 1 << 14
    /// Anything but a literal, a length or a distance.
    static let exceptional = end | link | invalid
  }

  /// Which of the three alphabets a code is for.
  enum Alphabet { case codeLengths, literals, distances }

  /// How many bits the first table takes for literals and lengths: most codes in one step.
  static let literalRootBits: UInt64 = 11
  /// How many bits the first table takes for distances.
  static let distanceRootBits: UInt64 = 9

  /// How many bits the first table takes.
  let rootBits: Int
  /// The entries; the low 5 bits of each are the number of bits that it takes.
  private(set) var entries: [UInt32]
  private let alphabet: Alphabet

  /// A table without codes.
  init(_ alphabet: Alphabet) {
    self.alphabet = alphabet
    // Room for the worst complete code: zlib's `enough` gives 2342 for 288 symbols at 11 bits, and
    // 400 for 32 symbols at 9 bits.
    switch alphabet {
    case .codeLengths: (rootBits, entries) = (7, Array(repeating: 0, count: 128))
    case .literals:
      (rootBits, entries) = (
        Int(Self.literalRootBits), Array(repeating: 0, count: 2342)
      )
    case .distances:
      (rootBits, entries) = (
        Int(Self.distanceRootBits), Array(repeating: 0, count: 594)
      )
    }
  }

  /// Sets the code whose symbols have these lengths, 0 for unused ones.
  ///
  /// False where it is over-subscribed, or incomplete in a way that zlib refuses: only a single
  /// code of one bit may stand alone, and no code at all is left for its use to fail.
  mutating func build(_ lengths: ArraySlice<UInt8>) -> Bool {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    guard let longest = counts.lastIndex(where: { $0 > 0 }) else {
      fill(0, 1 << rootBits, step: 1, with: Entry.invalid | 1)
      return alphabet != .codeLengths
    }
    var left = 1
    for length in 1...15 {
      left = (left << 1) - counts[length]
      if left < 0 { return false }
    }
    if left > 0 {
      guard alphabet != .codeLengths, longest == 1 else { return false }
      fill(0, 1 << rootBits, step: 1, with: Entry.invalid | 1)
    }
    return fillCodes(sorted(lengths, counts), counts, longest)
  }

  /// The used symbols by length, and by number within a length.
  private func sorted(_ lengths: ArraySlice<UInt8>, _ counts: [Int]) -> [UInt16] {
    var places = [Int](repeating: 0, count: 17)
    for length in 1...15 { places[length + 1] = places[length] + counts[length] }
    var symbols = [UInt16](repeating: 0, count: places[16])
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[places[Int(length)]] = UInt16(symbol)
      places[Int(length)] += 1
    }
    return symbols
  }

  /// Gives each code its entries; false where they would not fit, which no complete code does.
  private mutating func fillCodes(_ symbols: [UInt16], _ counts: [Int], _ longest: Int) -> Bool {
    var counts = counts
    var code = 0
    var length = 1
    var table = 0
    var tableBits = rootBits
    var tablePrefix = -1
    var next = 1 << rootBits
    let rootMask = (1 << rootBits) - 1
    for symbol in symbols {
      while counts[length] == 0 { length += 1 }
      if length > rootBits, code & rootMask != tablePrefix {
        tablePrefix = code & rootMask
        tableBits = Self.secondBits(counts, length, longest, rootBits)
        table = next
        next += 1 << tableBits
        guard next <= entries.count else { return false }
        entries[tablePrefix] =
          UInt32(table) << 16 | UInt32(tableBits) << 8 | Entry.link | UInt32(rootBits)
      }
      let taken = length > rootBits ? length - rootBits : length
      let entry = meaning(of: Int(symbol)) | UInt32(taken)
      let place = length > rootBits ? code >> rootBits : code
      fill(table + place, table + (1 << tableBits), step: 1 << taken, with: entry)
      counts[length] -= 1
      code = Self.successor(of: code, length)
    }
    return true
  }

  /// How many bits a second table takes: until the codes that share its first bits are complete.
  private static func secondBits(
    _ counts: [Int], _ length: Int, _ longest: Int, _ rootBits: Int
  ) -> Int {
    var bits = length - rootBits
    var left = 1 << bits
    while bits + rootBits < longest {
      left -= counts[bits + rootBits]
      if left <= 0 { break }
      bits += 1
      left <<= 1
    }
    return bits
  }

  /// The next code of the same length, its bits reversed as the stream holds them.
  private static func successor(of code: Int, _ length: Int) -> Int {
    var bit = 1 << (length - 1)
    while code & bit != 0 { bit >>= 1 }
    return bit == 0 ? 0 : (code & (bit - 1)) + bit
  }

  private mutating func fill(_ start: Int, _ end: Int, step: Int, with entry: UInt32) {
    var at = start
    while at < end {
      entries[at] = entry
      at += step
    }
  }

  private func meaning(of symbol: Int) -> UInt32 {
    switch alphabet {
    case .codeLengths: return UInt32(symbol) << 16
    case .distances:
      guard symbol < 30 else { return Entry.invalid }
      return UInt32(DeflateAlphabet.distanceBases[symbol]) << 16
        | UInt32(DeflateAlphabet.distanceExtraBits[symbol]) << 8
    case .literals:
      if symbol < 256 { return Entry.literal | UInt32(symbol) << 16 }
      if symbol == 256 { return Entry.end }
      guard symbol < 286 else { return Entry.invalid }
      return UInt32(DeflateAlphabet.lengthBases[symbol - 257]) << 16
        | UInt32(DeflateAlphabet.lengthExtraBits[symbol - 257]) << 8
    }
  }
}
