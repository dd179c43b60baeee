/// Gathers literals and matches into blocks, and writes each in the shortest of the three ways
/// (RFC 1951, 3.2.3).
struct DeflateWriter: Sendable {
  /// How many literals and matches a block has at most; zlib's number at its default level.
  static let blockSize = 16_383

  /// What is written so far.
  private(set) var output: [UInt8] = []
  private var bits: UInt64 = 0
  private var bitCount: UInt64 = 0
  /// A literal is its byte; a match has bit 31, its length in bits 16 to 24, its distance below
  /// (32768 as 0).
  private var tokens: [UInt32] = []
  private var literalCounts = [Int](repeating: 0, count: 286)
  private var distanceCounts = [Int](repeating: 0, count: 30)

  private static let fixedLiterals = DeflateCode(lengths: DeflateAlphabet.fixedLiteralLengths)
  private static let fixedDistances = DeflateCode(lengths: DeflateAlphabet.fixedDistanceLengths)

  /// The symbol, less 257, of each length.
  private static let lengthSymbols: [UInt8] = {
    var symbols = [UInt8](repeating: 0, count: DeflateAlphabet.longestMatch + 1)
    for (symbol, base) in DeflateAlphabet.lengthBases.enumerated() {
      for length in Int(base)...DeflateAlphabet.longestMatch { symbols[length] = UInt8(symbol) }
    }
    return symbols
  }()

  /// Whether the block must be written now.
  var isFull: Bool { tokens.count >= Self.blockSize }

  /// Writes whole bytes where no bits are pending.
  mutating func write(_ bytes: [UInt8]) { output += bytes }

  /// Adds a literal to the block.
  mutating func add(literal: UInt8) {
    tokens.append(UInt32(literal))
  }

  /// Adds a match to the block.
  mutating func add(length: Int, distance: Int) {
    tokens.append(1 << 31 | UInt32(length) << 16 | UInt32(distance & 0x7fff))
  }

  /// How often each symbol occurs in the block: counted at its end, in one go.
  private static func count(
    _ tokens: [UInt32], _ literals: inout [Int], _ distances: inout [Int]
  ) {
    let symbols = lengthSymbols
    for token in tokens {
      if token >> 31 == 0 {
        literals[Int(token)] &+= 1
      } else {
        literals[257 + Int(symbols[Int(token >> 16 & 0x1ff)])] &+= 1
        distances[distanceSymbol((Int(token & 0x7fff) + 0x7fff) & 0x7fff + 1)] &+= 1
      }
    }
  }

  /// Writes the block; `raw` holds its bytes, nil where they are no longer at hand.
  mutating func endBlock(raw: ArraySlice<UInt8>?, isLast: Bool) {
    Self.count(tokens, &literalCounts, &distanceCounts)
    literalCounts[256] = 1
    let literals = DeflateCode(counts: literalCounts, longest: 15)
    let distances = DeflateCode(counts: distanceCounts, longest: 15)
    let header = DeflateCodeHeader(literals, distances)
    let extra = extraBitCount()
    let dynamic =
      header.bitCount + literals.bitCount(for: literalCounts)
      + distances.bitCount(for: distanceCounts) + extra
    let fixed =
      Self.fixedLiterals.bitCount(for: literalCounts + [0, 0])
      + Self.fixedDistances.bitCount(for: distanceCounts + [0, 0]) + extra
    if let raw, raw.count <= 0xffff, (raw.count + 5) * 8 <= min(dynamic, fixed) {
      putStored(raw, isLast: isLast)
    } else if fixed <= dynamic {
      put(isLast ? 3 : 2, 3)
      putTokens(Self.fixedLiterals, Self.fixedDistances)
    } else {
      put(isLast ? 5 : 4, 3)
      for (value, count) in header.fields { put(value, count) }
      putTokens(literals, distances)
    }
    tokens.removeAll(keepingCapacity: true)
    for index in literalCounts.indices { literalCounts[index] = 0 }
    for index in distanceCounts.indices { distanceCounts[index] = 0 }
  }

  /// Fills the last byte.
  mutating func alignToByte() {
    if bitCount > 0 { put(0, (8 - Int(bitCount % 8)) % 8) }
    while bitCount >= 8 {
      output.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      bitCount -= 8
    }
  }

  /// The symbol of a distance: two for each power of two.
  @inline(__always)
  private static func distanceSymbol(_ distance: Int) -> Int {
    let less = distance - 1
    guard less >= 4 else { return less }
    let power = Int.bitWidth - 1 - less.leadingZeroBitCount
    return 2 * power + (less >> (power - 1)) & 1
  }

  private func extraBitCount() -> Int {
    var sum = 0
    for (symbol, bits) in DeflateAlphabet.lengthExtraBits.enumerated() {
      sum += literalCounts[257 + symbol] * Int(bits)
    }
    for (symbol, bits) in DeflateAlphabet.distanceExtraBits.enumerated() {
      sum += distanceCounts[symbol] * Int(bits)
    }
    return sum
  }

  /// The low `count` bits (at most 16) of `value`.
  private mutating func put(_ value: Int, _ count: Int) {
    bits |= UInt64(value) << bitCount
    bitCount += UInt64(count)
    while bitCount >= 32 {
      output.append(littleEndian: bits, 4)
      bits >>= 32
      bitCount -= 32
    }
  }

  private mutating func putStored(_ raw: ArraySlice<UInt8>, isLast: Bool) {
    put(isLast ? 1 : 0, 3)
    alignToByte()
    output.append(littleEndian: UInt64(raw.count), 2)
    output.append(littleEndian: UInt64(raw.count ^ 0xffff), 2)
    output += raw
  }

  private mutating func putTokens(_ literals: DeflateCode, _ distances: DeflateCode) {
    let places = Self.places(distances)
    let symbols = Self.symbols(literals)
    for token in tokens {
      guard token >> 31 == 1 else {
        put(symbols[Int(token)])
        continue
      }
      put(symbols[256 + Int(token >> 16 & 0x1ff)])
      let distance = (Int(token & 0x7fff) + 0x7fff) & 0x7fff + 1
      let place = Self.distanceSymbol(distance)
      let (code, base) = places[place]
      put(
        Bits(
          value: code.value | UInt64(distance &- base) &<< UInt64(distances.lengths[place]),
          count: code.count))
    }
    put(Int(literals.codes[256]), Int(literals.lengths[256]))
  }

  /// Bits to be put at once, the first lowest.
  private struct Bits {
    let value: UInt64
    let count: UInt64
  }

  /// What each literal is written as, and behind them what each length is, its extra bits included.
  private static func symbols(_ code: DeflateCode) -> [Bits] {
    var symbols = (0..<256).map { literal in
      Bits(value: UInt64(code.codes[literal]), count: UInt64(code.lengths[literal]))
    }
    symbols.reserveCapacity(257 + DeflateAlphabet.longestMatch)
    for length in 0...DeflateAlphabet.longestMatch {
      let symbol = Int(lengthSymbols[length])
      let extra = UInt64(max(0, length - Int(DeflateAlphabet.lengthBases[symbol])))
      let count = UInt64(code.lengths[257 + symbol])
      symbols.append(
        Bits(
          value: UInt64(code.codes[257 + symbol]) | extra << count,
          count: count + UInt64(DeflateAlphabet.lengthExtraBits[symbol])))
    }
    return symbols
  }

  /// What each distance symbol is written as, without the value of its extra bits, and its base.
  private static func places(_ code: DeflateCode) -> [(code: Bits, base: Int)] {
    DeflateAlphabet.distanceBases.indices.map { place in
      let count = code.lengths[place] + DeflateAlphabet.distanceExtraBits[place]
      return (
        Bits(value: UInt64(code.codes[place]), count: UInt64(count)),
        Int(DeflateAlphabet.distanceBases[place])
      )
    }
  }

  /// At most 28 bits.
  @inline(__always)
  private mutating func put(_ more: Bits) {
    bits |= more.value &<< bitCount
    bitCount &+= more.count
    guard bitCount >= 32 else { return }
    output.append(littleEndian: bits, 4)
    bits &>>= 32
    bitCount &-= 32
  }
}

/// How the two codes of a dynamic block are written (RFC 1951, 3.2.7).
private struct DeflateCodeHeader {
  /// The fields in order, each with its number of bits.
  private(set) var fields: [(value: Int, count: Int)] = []

  var bitCount: Int { fields.reduce(0) { $0 + $1.count } }

  init(_ literals: DeflateCode, _ distances: DeflateCode) {
    let literalCount = max(257, (literals.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
    let distanceCount = max(1, (distances.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
    let runs = Self.runs(
      Array(literals.lengths[..<literalCount] + distances.lengths[..<distanceCount]))
    var counts = [Int](repeating: 0, count: 19)
    for run in runs { counts[run.symbol] += 1 }
    let code = DeflateCode(counts: counts, longest: 7)
    let order = DeflateAlphabet.codeLengthOrder
    let orderCount = max(4, (order.lastIndex { code.lengths[$0] > 0 } ?? 0) + 1)
    fields.append((literalCount - 257, 5))
    fields.append((distanceCount - 1, 5))
    fields.append((orderCount - 4, 4))
    for symbol in order[..<orderCount] { fields.append((Int(code.lengths[symbol]), 3)) }
    for run in runs {
      fields.append((Int(code.codes[run.symbol]), Int(code.lengths[run.symbol])))
      if run.symbol >= 16 { fields.append((run.more, [2, 3, 7][run.symbol - 16])) }
    }
  }

  /// The lengths with repeats: 16 repeats the last one, 17 and 18 are zeros.
  private static func runs(_ lengths: [UInt8]) -> [(symbol: Int, more: Int)] {
    var runs: [(symbol: Int, more: Int)] = []
    var at = 0
    while at < lengths.count {
      let length = lengths[at]
      var count = 1
      while at + count < lengths.count, lengths[at + count] == length { count += 1 }
      at += count
      if length > 0 {
        runs.append((Int(length), 0))
        count -= 1
      }
      let least = 3
      let most = length > 0 ? 6 : 138
      while count >= least {
        let part = min(count, most)
        if length > 0 {
          runs.append((16, part - 3))
        } else if part <= 10 {
          runs.append((17, part - 3))
        } else {
          runs.append((18, part - 11))
        }
        count -= part
      }
      for _ in 0..<count { runs.append((Int(length), 0)) }
    }
    return runs
  }
}
