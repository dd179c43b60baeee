/// Entropy-coded data bit by bit; past a marker or the end it gives zeros, as decoders do.
struct JPEGBitReader {
  private let bytes: [UInt8]
  /// Where the next byte is read; at a marker, its FF.
  private(set) var position: Int
  private var buffer: UInt64 = 0
  private var count = 0
  /// How many of the bits taken in are zeros that the data does not hold.
  private var padded = 0

  init(_ bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// Whether bits were taken that the data does not hold.
  var isExhausted: Bool { count < padded }

  /// The next 16 bits, without taking them.
  @inline(__always)
  mutating func peek16() -> Int {
    if count < 16 { fill() }
    return Int(truncatingIfNeeded: buffer >> UInt64(truncatingIfNeeded: count &- 16)) & 0xffff
  }

  /// Takes the symbol of the next code.
  @inline(__always)
  mutating func symbol(_ table: JPEGDecodingTable) -> Int {
    let (length, symbol) = table.match(peek16())
    count &-= length
    return symbol
  }

  /// Takes `number` bits, 0 to 16.
  @inline(__always)
  mutating func bits(_ number: Int) -> Int {
    if count < number { fill() }
    count &-= number
    return Int(truncatingIfNeeded: buffer >> UInt64(truncatingIfNeeded: count))
      & ((1 << number) &- 1)
  }

  /// Takes a number of `size` bits in the standard's signed form (T.81, F.2.2.1); `size` up to 15.
  @inline(__always)
  mutating func signed(_ size: Int) -> Int {
    guard size > 0 else { return 0 }
    let value = bits(size)
    return value < 1 << (size &- 1) ? value &- (1 << size) &+ 1 : value
  }

  /// Drops what is left of the current byte, and passes the restart marker `number`.
  ///
  /// Where another restart stands, or none, the rule of decoders applies: a marker just ahead is
  /// waited for, one just behind is skipped, and any other is left where it is.
  mutating func restart(_ number: Int) {
    // What is buffered stands before the next marker, as is all that a code was read from. Until
    // the marker is passed nothing is there.
    (count, padded, buffer) = (0, 1, 0)
    var start = position
    while let (code, index) = marker(from: start) {
      position = index
      guard code & 0xf8 == 0xd0 else { return }
      switch (Int(code & 7) - number) & 7 {
      case 0:
        padded = 0
        position = index + 2
        return
      case 6, 7: start = index + 2
      default: return
      }
    }
    position = bytes.count
  }

  /// The next marker and where its FF stands; the end of the bytes where there is none.
  private func marker(from start: Int) -> (code: UInt8, index: Int)? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == 0xff, bytes[index + 1] != 0, bytes[index + 1] != 0xff {
        return (bytes[index + 1], index)
      }
      index += 1
    }
    return nil
  }

  @inline(never)
  private mutating func fill() {
    while count <= 48 {
      var byte: UInt8 = 0
      if position < bytes.count, bytes[position] != 0xff {
        byte = bytes[position]
        position &+= 1
      } else if position + 1 < bytes.count, bytes[position + 1] == 0 {
        byte = 0xff
        position &+= 2
      } else if position + 1 < bytes.count, bytes[position + 1] == 0xff {
        position &+= 1
        continue
      } else {
        padded &+= 8
      }
      buffer = buffer << 8 | UInt64(byte)
      count &+= 8
    }
  }
}
