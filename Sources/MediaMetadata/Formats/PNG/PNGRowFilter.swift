/// The five filters of PNG's rows (PNG 3rd edition, 9.2), undone and done again.
///
/// A row begins with its filter's number. Bytes before the row, and the row before the first, are
/// 0.
enum PNGRowFilter {
  /// Undoes the filter of a row in place, given the plain row before it; `distance` is the bytes of
  /// a pixel.
  ///
  /// False for a filter that does not exist.
  static func undo(_ row: inout [UInt8], after previous: [UInt8], _ distance: Int) -> Bool {
    guard row.count > distance, previous.count == row.count else { return false }
    let filter = row[0]
    var span = row.mutableSpan
    switch filter {
    case 0: break
    case 1: undoSub(&span, distance)
    case 2: undoUp(&span, previous.span)
    case 3: undoAverage(&span, previous.span, distance)
    case 4 where distance == 4: undoPaethOfFour(&span, previous.span)
    case 4: undoPaeth(&span, previous.span, distance)
    default: return false
    }
    return true
  }

  private static func undoSub(_ row: inout MutableSpan<UInt8>, _ distance: Int) {
    var at = distance &+ 1
    while at < row.count {
      row[at] &+= row[at &- distance]
      at &+= 1
    }
  }

  private static func undoUp(_ row: inout MutableSpan<UInt8>, _ previous: Span<UInt8>) {
    var at = 1
    while at < row.count {
      row[at] &+= previous[at]
      at &+= 1
    }
  }

  private static func undoAverage(
    _ row: inout MutableSpan<UInt8>, _ previous: Span<UInt8>, _ distance: Int
  ) {
    var at = 1
    while at < row.count {
      let left = at > distance ? UInt16(row[at &- distance]) : 0
      row[at] &+= UInt8(truncatingIfNeeded: (left &+ UInt16(previous[at])) &>> 1)
      at &+= 1
    }
  }

  private static func undoPaeth(
    _ row: inout MutableSpan<UInt8>, _ previous: Span<UInt8>, _ distance: Int
  ) {
    var at = 1
    while at < row.count, at <= distance {
      row[at] &+= previous[at]
      at &+= 1
    }
    while at < row.count {
      row[at] &+= predictor(
        row[at &- distance], previous[at], previous[at &- distance])
      at &+= 1
    }
  }

  /// `undoPaeth` for pixels of four bytes, the four at once.
  private static func undoPaethOfFour(
    _ row: inout MutableSpan<UInt8>, _ previous: Span<UInt8>
  ) {
    var left = SIMD4<Int16>()
    var corner = SIMD4<Int16>()
    var at = 1
    while at &+ 4 <= row.count {
      let above = fourBytes(previous, at)
      let toLeft = magnitude(above &- corner)
      let toAbove = magnitude(left &- corner)
      let toCorner = magnitude((above &- corner) &+ (left &- corner))
      let nearest = corner.replacing(with: above, where: toAbove .<= toCorner)
      let guess = nearest.replacing(
        with: left, where: (toLeft .<= toAbove) .& (toLeft .<= toCorner))
      left = (fourBytes(row.span, at) &+ guess) & 0xff
      for lane in 0..<4 { row[at &+ lane] = UInt8(truncatingIfNeeded: left[lane]) }
      corner = above
      at &+= 4
    }
  }

  @inline(__always)
  private static func fourBytes(_ bytes: Span<UInt8>, _ at: Int) -> SIMD4<Int16> {
    let four = bytes.extracting(at..<(at &+ 4))
    let word =
      UInt32(four[0]) | UInt32(four[1]) << 8 | UInt32(four[2]) << 16 | UInt32(four[3]) << 24
    // One load instead of four: any 32 bits are four bytes, the lowest address first.
    let lanes = unsafe unsafeBitCast(word.littleEndian, to: SIMD4<UInt8>.self)
    return SIMD4(truncatingIfNeeded: lanes)
  }

  @inline(__always)
  private static func magnitude(_ lanes: SIMD4<Int16>) -> SIMD4<Int16> {
    pointwiseMax(lanes, 0 &- lanes)
  }

  /// Filters a plain row by `filter`, which must be one of the five; returns it with its number.
  static func apply(
    _ filter: UInt8, to row: [UInt8], after previous: [UInt8], _ distance: Int
  ) -> [UInt8] {
    var result = row
    result[0] = filter
    guard filter > 0, previous.count == row.count else { return result }
    for at in 1..<max(1, row.count) {
      let hasLeft = at > distance
      let left = hasLeft ? row[at - distance] : 0
      switch filter {
      case 1: result[at] &-= left
      case 2: result[at] &-= previous[at]
      case 3: result[at] &-= UInt8((UInt16(left) + UInt16(previous[at])) / 2)
      default:
        result[at] &-= predictor(left, previous[at], hasLeft ? previous[at - distance] : 0)
      }
    }
    return result
  }

  /// Paeth's predictor: whichever of left, above and upper left is nearest to left + above - upper
  /// left, in this order.
  @inline(__always)
  private static func predictor(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let toLeft = abs(Int32(above) &- Int32(corner))
    let toAbove = abs(Int32(left) &- Int32(corner))
    let toCorner = abs(Int32(left) &+ Int32(above) &- 2 &* Int32(corner))
    if toLeft <= toAbove, toLeft <= toCorner { return left }
    return toAbove <= toCorner ? above : corner
  }
}
