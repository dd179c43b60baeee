/// Follows LZW codes without making a pixel: it knows only how many pixels each code stands for.
///
/// Codes that no encoder writes are followed as ImageMagick follows them; other decoders stop there,
/// and so need less.
struct GIFCodeFollower {
  /// ImageMagick takes literals of 12 bits, and so codes of 13; GIF89a (appendix F) ends at 8 and 12.
  static let largestCodeSize = 12
  /// Strings get codes of at most 12 bits.
  private static let tableCount = 1 << 12

  /// How many pixels each code stands for; literals stand for one.
  private var lengths = [UInt32](repeating: 1, count: 1 << 13)
  /// Where lengths other than 1 may stand.
  private var written = 0..<0

  /// Finds the end of the data whose minimum code size stands at `position`; nil where there is no
  /// data at all, or its code size is none.
  ///
  /// O(bytes of the data).
  mutating func follow(_ bytes: [UInt8], at position: Int, pixels: Int) -> GIFImageData? {
    guard position < bytes.count, bytes[position] <= Self.largestCodeSize else { return nil }
    let codeSize = Int(bytes[position])
    resetLiterals(below: 1 << codeSize)
    var bits = GIFBits(at: position + 1)
    let next = Self.followCodes(
      bytes.span, &bits, lengths.mutableSpan, codeSize: codeSize, pixels: pixels)
    note(written: (1 << codeSize) + 2..<next.slot)
    let rest = GIFSubBlocks(bytes, from: bits.blockEnd)
    let dataEnd = rest.isTerminated ? rest.end - 1 : rest.end
    return GIFImageData(
      codeSizePosition: position, lastBlock: bits.block,
      payloadEnd: next.isComplete ? bits.used : dataEnd, end: rest.end,
      isTerminated: rest.isTerminated, isComplete: next.isComplete)
  }

  /// Reads codes up to the last pixel and the end code; returns whether they are there, and the
  /// first slot of the table that is not written.
  private static func followCodes(
    _ input: borrowing Span<UInt8>, _ state: inout GIFBits,
    _ lengths: consuming MutableSpan<UInt32>, codeSize: Int, pixels: Int
  ) -> (isComplete: Bool, slot: Int) {
    let clear = 1 << codeSize
    var bits = state
    var highest = clear + 2
    var slot = clear + 2
    var width = codeSize + 1
    var previous = -1
    var made = 0
    defer { state = bits }
    while made < pixels {
      guard let code = bits.code(width, input) else { return (false, max(highest, slot)) }
      if code == clear {
        highest = max(highest, slot)
        slot = clear + 2
        width = codeSize + 1
        previous = -1
      } else if code == clear + 1 {
        return (true, max(highest, slot))
      } else if previous < 0 {
        made += 1
        previous = code
      } else {
        let grown = lengths[previous] &+ 1
        made += Int(code < slot ? lengths[code] : grown)
        if slot < tableCount {
          lengths[slot] = grown
          slot += 1
          if slot == 1 << width, width < 12 { width += 1 }
        }
        previous = code
      }
    }
    bits.takeEnd(width, codeSize: codeSize, input)
    return (true, max(highest, slot))
  }

  /// Makes literals of the codes that an image of smaller code size used for strings.
  ///
  /// Each reset entry was written before: the sum over a file is linear in its codes.
  private mutating func resetLiterals(below clear: Int) {
    for index in written.clamped(to: 0..<clear) { lengths[index] = 1 }
    written = max(written.lowerBound, clear)..<max(written.upperBound, clear)
  }

  private mutating func note(written range: Range<Int>) {
    if range.isEmpty { return }
    written =
      written.isEmpty
      ? range
      : min(written.lowerBound, range.lowerBound)..<max(written.upperBound, range.upperBound)
  }
}

/// Where reading stands in the bits of a chain of sub-blocks, least significant first.
struct GIFBits {
  private var position: Int
  private var pending: UInt64 = 0
  private var pendingCount = 0
  /// Where the current sub-block's length stands.
  private(set) var block: Int
  /// Where the current sub-block ends, cut to the file.
  private(set) var blockEnd: Int

  /// Stands before the sub-block whose length is at `position`.
  init(at position: Int) {
    self.position = position
    block = position
    blockEnd = position
  }

  /// After the last byte of which a bit was taken.
  ///
  /// Bytes read ahead are all of the current sub-block: fewer than `width` bits wait when one is
  /// entered, and the code that made it necessary takes them first.
  var used: Int { position - pendingCount / 8 }

  /// The next code; nil where the data ends before it.
  @inline(__always)
  mutating func code(_ width: Int, _ input: borrowing Span<UInt8>) -> Int? {
    if pendingCount < width, !fill(width, input) { return nil }
    let code = Int(truncatingIfNeeded: pending & ((1 &<< UInt64(truncatingIfNeeded: width)) &- 1))
    pending &>>= UInt64(truncatingIfNeeded: width)
    pendingCount &-= width
    return code
  }

  @inline(__always)
  private mutating func fill(_ width: Int, _ input: borrowing Span<UInt8>) -> Bool {
    if blockEnd - position >= 6 {
      // Fewer than 13 bits wait: six bytes fit.
      let start = position
      let first = UInt64(input[start]) | UInt64(input[start + 1]) << 8
      let second = UInt64(input[start + 2]) | UInt64(input[start + 3]) << 8
      let third = UInt64(input[start + 4]) | UInt64(input[start + 5]) << 8
      let six = first | second << 16 | third << 32
      pending |= six &<< UInt64(truncatingIfNeeded: pendingCount)
      pendingCount &+= 48
      position = start + 6
      return true
    }
    return fillSlowly(width, input)
  }

  private mutating func fillSlowly(_ width: Int, _ input: borrowing Span<UInt8>) -> Bool {
    while pendingCount < width {
      if position == blockEnd, !enter(input) { return false }
      pending |= UInt64(input[position]) << UInt64(pendingCount)
      pendingCount += 8
      position += 1
    }
    return true
  }

  /// Moves into the next sub-block; false at the terminator and at the end of the file.
  private mutating func enter(_ input: borrowing Span<UInt8>) -> Bool {
    guard blockEnd < input.count, input[blockEnd] > 0, blockEnd + 1 < input.count else {
      return false
    }
    block = blockEnd
    position = block + 1
    blockEnd = min(position + Int(input[block]), input.count)
    return true
  }

  /// Takes the end code, with a clear code before it or not, if it is next; else nothing.
  mutating func takeEnd(_ width: Int, codeSize: Int, _ input: borrowing Span<UInt8>) {
    let clear = 1 << codeSize
    var ahead = self
    guard var code = ahead.code(width, input) else { return }
    if code == clear {
      guard let second = ahead.code(codeSize + 1, input) else { return }
      code = second
    }
    if code == clear + 1 { self = ahead }
  }
}
