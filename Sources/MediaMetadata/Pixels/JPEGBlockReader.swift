/// Reads the blocks of a scan's entropy-coded data (T.81, F.2.2 and G.1.2).
struct JPEGBlockReader {
  var bits: JPEGBitReader
  /// Blocks that hold nothing more in this band (progressive).
  var emptyBlocks = 0

  init(_ bits: JPEGBitReader) { self.bits = bits }

  /// A sequential block, dequantised; returns whether only its first coefficient is not zero.
  @inline(__always)
  mutating func sequential(
    _ direct: JPEGDecodingTable, _ alternating: JPEGDecodingTable, _ steps: [Int32],
    _ order: [Int], _ prediction: inout Int32, into block: inout [Int32]
  ) -> Bool {
    for index in 0..<64 { block[index] = 0 }
    prediction &+= Int32(truncatingIfNeeded: bits.signed(bits.symbol(direct) & 15))
    block[0] = prediction &* steps[0]
    var index = 1
    var isFlat = true
    while index < 64 {
      let symbol = bits.symbol(alternating)
      let size = symbol & 15
      if size == 0 {
        guard symbol == 0xf0 else { break }
        index &+= 16
      } else {
        index &+= symbol >> 4
        let place = order[index]
        block[place] = Int32(truncatingIfNeeded: bits.signed(size)) &* steps[place]
        isFlat = false
        index &+= 1
      }
    }
    return isFlat
  }

  /// The first scan of a band of alternating coefficients.
  mutating func firstBand(
    _ table: JPEGDecodingTable, _ band: ClosedRange<Int>, shift: Int, _ order: [Int],
    _ coefficients: inout [Int16], at block: Int
  ) {
    if emptyBlocks > 0 {
      emptyBlocks -= 1
      return
    }
    var index = band.lowerBound
    while index <= band.upperBound {
      let symbol = bits.symbol(table)
      let (run, size) = (symbol >> 4, symbol & 15)
      if size > 0 {
        index += run
        let value = bits.signed(size) << shift
        coefficients[block + order[index]] = Int16(truncatingIfNeeded: value)
        index += 1
      } else if run == 15 {
        index += 16
      } else {
        emptyBlocks = (1 << run) + bits.bits(run) - 1
        break
      }
    }
  }

  /// A later scan of a band: one bit more for each coefficient (T.81, G.1.2.3).
  mutating func refineBand(
    _ table: JPEGDecodingTable, _ band: ClosedRange<Int>, shift: Int, _ order: [Int],
    _ coefficients: inout [Int16], at block: Int
  ) {
    let plus = Int16(truncatingIfNeeded: 1 << shift)
    var index = band.lowerBound
    while index <= band.upperBound, emptyBlocks == 0 {
      let symbol = bits.symbol(table)
      var run = symbol >> 4
      var new: Int16 = 0
      if symbol & 15 > 0 {
        new = bits.bits(1) == 1 ? plus : 0 &- plus
      } else if run < 15 {
        emptyBlocks = (1 << run) + bits.bits(run)
        break
      }
      while index <= band.upperBound {
        let place = block + order[index]
        if coefficients[place] != 0 {
          refine(&coefficients[place], plus)
        } else if run == 0 {
          coefficients[place] = new
          index += 1
          break
        } else {
          run -= 1
        }
        index += 1
      }
    }
    guard emptyBlocks > 0 else { return }
    while index <= band.upperBound {
      let place = block + order[index]
      if coefficients[place] != 0 { refine(&coefficients[place], plus) }
      index += 1
    }
    emptyBlocks -= 1
  }

  @inline(__always)
  private mutating func refine(_ value: inout Int16, _ plus: Int16) {
    guard bits.bits(1) == 1, value & plus == 0 else { return }
    value = value >= 0 ? value &+ plus : value &- plus
  }
}
