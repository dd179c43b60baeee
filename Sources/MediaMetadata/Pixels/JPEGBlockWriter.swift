/// Writes blocks as entropy-coded data (T.81, F.1.2).
struct JPEGBlockWriter {
  /// Lengths and codes of symbols.
  private struct Codes {
    var lengths = [Int](repeating: 0, count: 256)
    var values = [UInt64](repeating: 0, count: 256)

    init(_ table: JPEGStandardTables.Table) {
      var code: UInt64 = 0
      var position = 0
      for length in 1...16 {
        for _ in 0..<table.counts[length - 1] {
          lengths[Int(table.symbols[position])] = length
          values[Int(table.symbols[position])] = code
          code += 1
          position += 1
        }
        code <<= 1
      }
    }
  }

  private var output: [UInt8]
  private var buffer: UInt64 = 0
  private var count = 0
  private let direct = [
    Codes(JPEGStandardTables.directLuma), Codes(JPEGStandardTables.directChroma),
  ]
  private let alternating = [
    Codes(JPEGStandardTables.alternatingLuma), Codes(JPEGStandardTables.alternatingChroma),
  ]
  private let order = JPEGZigzag.order
  private var levels = [Int](repeating: 0, count: 64)

  init(output: [UInt8]) { self.output = output }

  /// Writes the block whose first sample stands at `row` and `column`; beyond the plane its last
  /// samples are repeated.
  mutating func write(
    _ plane: SamplePlane, row: Int, column: Int, _ reciprocals: [Float], isChroma: Bool,
    _ prediction: inout Int
  ) {
    var block = CosineBlock()
    for line in 0..<8 {
      let start = min(row + line, plane.height - 1) * plane.width
      var samples = SIMD8<Float>.zero
      for place in 0..<8 {
        samples[place] = Float(plane.samples[start + min(column + place, plane.width - 1)]) - 128
      }
      block.rows[line] = samples
    }
    block.transformColumns()
    block.transpose()
    block.transformColumns()
    block.transpose()
    for down in 0..<8 {
      for across in 0..<8 {
        let place = 8 * down + across
        let value = block.rows[down][across] * reciprocals[place]
        // Annex K's tables have no code beyond 10 bits, which samples of 8 bits don't exceed.
        levels[place] = min(max(Int(value.rounded(.toNearestOrEven)), -1_023), 1_023)
      }
    }
    code(isChroma ? 1 : 0, &prediction)
  }

  private mutating func code(_ table: Int, _ prediction: inout Int) {
    let difference = levels[0] - prediction
    prediction = levels[0]
    put(direct[table], symbol: Self.size(difference), difference)
    var run = 0
    for index in 1..<64 {
      let level = levels[order[index]]
      if level == 0 {
        run += 1
        continue
      }
      while run > 15 {
        put(alternating[table], symbol: 0xf0, 0, size: 0)
        run -= 16
      }
      let size = Self.size(level)
      put(alternating[table], symbol: run << 4 | size, level, size: size)
      run = 0
    }
    if run > 0 { put(alternating[table], symbol: 0, 0, size: 0) }
  }

  private static func size(_ value: Int) -> Int { Int.bitWidth - abs(value).leadingZeroBitCount }

  private mutating func put(_ codes: Codes, symbol: Int, _ value: Int) {
    put(codes, symbol: symbol, value, size: symbol)
  }

  private mutating func put(_ codes: Codes, symbol: Int, _ value: Int, size: Int) {
    append(codes.values[symbol], codes.lengths[symbol])
    let bits = value < 0 ? value + (1 << size) - 1 : value
    append(UInt64(bits), size)
  }

  private mutating func append(_ bits: UInt64, _ length: Int) {
    buffer = buffer << UInt64(length) | bits
    count += length
    while count >= 8 {
      count -= 8
      let byte = UInt8(truncatingIfNeeded: buffer >> UInt64(count))
      output.append(byte)
      if byte == 0xff { output.append(0) }
    }
  }

  /// All bytes, the last one filled up with ones.
  mutating func finished() -> [UInt8] {
    if count > 0 { append((1 << UInt64(8 - count)) - 1, 8 - count) }
    return output
  }
}
