/// A Huffman code laid out for decoding: codes of up to 9 bits by one look-up (T.81, annexes C, F).
struct JPEGDecodingTable {
  static let lookAhead = 9

  /// For each next 9 bits: the length in the high byte and the symbol in the low one; 0 where the
  /// code is longer.
  private let short: [UInt16]
  /// For each length the bound, as 16 bits, below which its codes lie; and code minus position.
  private let limits: [Int]
  private let offsets: [Int]
  private let symbols: [UInt8]

  /// The table with these counts of codes of length 1 to 16; nil where they overflow a length.
  init?(counts: [Int], symbols: [UInt8]) {
    guard counts.count == 16, counts.reduce(0, +) == symbols.count, symbols.count <= 256 else {
      return nil
    }
    var short = [UInt16](repeating: 0, count: 1 << Self.lookAhead)
    var limits = [Int](repeating: 0, count: 17)
    var offsets = limits
    var code = 0
    var position = 0
    for length in 1...16 {
      offsets[length] = position - code
      for _ in 0..<counts[length - 1] {
        guard code < 1 << length else { return nil }
        if length <= Self.lookAhead {
          let entry = UInt16(length) << 8 | UInt16(symbols[position])
          let first = code << (Self.lookAhead - length)
          for index in first..<(first + 1 << (Self.lookAhead - length)) { short[index] = entry }
        }
        code += 1
        position += 1
      }
      limits[length] = code << (16 - length)
      code <<= 1
    }
    self.short = short
    self.limits = limits
    self.offsets = offsets
    self.symbols = symbols
  }

  /// Length and symbol of the code that the 16 bits start with; (16, 0) where no code fits, as
  /// decoders go on with a zero there.
  @inline(__always)
  func match(_ bits: Int) -> (length: Int, symbol: Int) {
    let entry = short[bits >> 7]
    if entry != 0 { return (Int(entry >> 8), Int(entry & 0xff)) }
    return long(bits)
  }

  @inline(never)
  private func long(_ bits: Int) -> (length: Int, symbol: Int) {
    for length in (Self.lookAhead + 1)...16 where bits < limits[length] {
      let index = bits >> (16 - length) + offsets[length]
      guard symbols.indices.contains(index) else { break }
      return (length, Int(symbols[index]))
    }
    return (16, 0)
  }
}
