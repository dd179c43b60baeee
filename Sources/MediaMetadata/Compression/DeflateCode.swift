/// A prefix code made for how often each symbol occurs (RFC 1951, 3.2.2).
struct DeflateCode: Sendable {
  /// The length of each symbol's code, 0 for unused ones.
  let lengths: [UInt8]
  /// Each code with its first bit lowest, as the stream holds it.
  let codes: [UInt16]

  /// The code whose lengths are given.
  init(lengths: [UInt8]) {
    self.lengths = lengths
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var next = [Int](repeating: 0, count: 17)
    for length in 1...15 { next[length + 1] = (next[length] + counts[length]) << 1 }
    var codes = [UInt16](repeating: 0, count: lengths.count)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      codes[symbol] = Self.reversed(next[Int(length)], Int(length))
      next[Int(length)] += 1
    }
    self.codes = codes
  }

  /// The shortest code for these counts whose lengths pass `longest` nowhere.
  ///
  /// Has at least two codes, which all decoders accept.
  init(counts: [Int], longest: Int) {
    var used = counts.indices.filter { counts[$0] > 0 }
    for symbol in 0..<2 where used.count < 2 && !used.contains(symbol) { used.append(symbol) }
    // The order of equal counts is settled, so that the code is the same everywhere.
    used.sort { (counts[$0], $0) < (counts[$1], $1) }
    let numbers = Self.limited(Self.depths(of: used.map { max(1, counts[$0]) }), to: longest)
    var lengths = [UInt8](repeating: 0, count: counts.count)
    var rest = numbers
    var length = longest
    for symbol in used {
      while rest[length] == 0 { length -= 1 }
      lengths[symbol] = UInt8(length)
      rest[length] -= 1
    }
    self.init(lengths: lengths)
  }

  /// How many bits the symbols take, without what follows them.
  func bitCount(for counts: [Int]) -> Int {
    zip(counts, lengths).reduce(0) { $0 + $1.0 * Int($1.1) }
  }

  /// How many leaves of Huffman's tree over ascending weights lie at each depth.
  private static func depths(of weights: [Int]) -> [Int] {
    let count = weights.count
    // Leaves come first, then the nodes in the order of their making: both ascend in weight.
    var sums = weights
    var parents = [Int](repeating: 0, count: 2 * count - 1)
    var leaf = 0
    var node = count
    while sums.count < 2 * count - 1 {
      var sum = 0
      for _ in 0..<2 {
        let takesLeaf = leaf < count && (node >= sums.count || sums[leaf] <= sums[node])
        let child = takesLeaf ? leaf : node
        if takesLeaf { leaf += 1 } else { node += 1 }
        sum += sums[child]
        parents[child] = sums.count
      }
      sums.append(sum)
    }
    var depths = [Int](repeating: 0, count: 2 * count - 1)
    var numbers = [Int](repeating: 0, count: count + 1)
    for index in (0..<(2 * count - 2)).reversed() {
      depths[index] = depths[parents[index]] + 1
      if index < count { numbers[depths[index]] += 1 }
    }
    return numbers
  }

  /// Moves leaves that lie too deep up to `longest`, and others down until the code is complete.
  private static func limited(_ numbers: [Int], to longest: Int) -> [Int] {
    var limited = [Int](repeating: 0, count: longest + 1)
    for (depth, number) in numbers.enumerated() { limited[min(depth, longest)] += number }
    var total = (1...longest).reduce(0) { $0 + limited[$1] << (longest - $1) }
    while total > 1 << longest {
      limited[longest] -= 1
      for depth in (1..<longest).reversed() where limited[depth] > 0 {
        limited[depth] -= 1
        limited[depth + 1] += 2
        break
      }
      total -= 1
    }
    return limited
  }

  private static func reversed(_ code: Int, _ length: Int) -> UInt16 {
    var code = code
    var result: UInt16 = 0
    for _ in 0..<length {
      result = result << 1 | UInt16(code & 1)
      code >>= 1
    }
    return result
  }
}
