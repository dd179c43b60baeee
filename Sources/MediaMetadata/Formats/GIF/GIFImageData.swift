/// The compressed pixels of one GIF image: where they stand, and where they end.
///
/// The end is where the decoder's need ends: the end-of-information code (GIF89a, appendix F), or
/// the code that gives the last pixel. What stands in the sub-blocks after it is seen by no one.
struct GIFImageData: Sendable, Equatable {
  /// Where the minimum code size stands; the first sub-block's length is next.
  let codeSizePosition: Int
  /// The length of the sub-block that holds the last byte needed.
  let lastBlock: Int
  /// After the last byte needed.
  let payloadEnd: Int
  /// After the terminator of the sub-blocks, or the end of the file.
  let end: Int
  /// Whether the terminator is there.
  let isTerminated: Bool
  /// Whether all pixels or the end code were found; else the data runs out before.
  let isComplete: Bool

  /// Whether nothing stands between the last byte needed and the terminator.
  var isExact: Bool { isTerminated && payloadEnd == end - 1 }

  /// The runs of compressed bytes that are needed, without the sub-blocks' lengths.
  func payload(_ bytes: [UInt8]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var position = codeSizePosition + 1
    while position < payloadEnd {
      let next = min(position + 1 + Int(bytes[position]), payloadEnd)
      if next > position + 1 { runs.append(position + 1..<next) }
      position = next
    }
    return runs
  }
}

/// Follows LZW codes without making a pixel: it knows only how many pixels each code stands for.
///
/// Codes that no encoder writes are followed as ImageMagick follows them; other decoders stop there,
/// and so need less.
struct GIFCodeFollower {
  /// Codes have at most 12 bits (GIF89a, appendix F); ImageMagick takes literals of 12 bits, and so
  /// codes of 13.
  static let largestCodeSize = 12
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
    var codes = GIFCodeReader(bytes, at: position + 1)
    let isComplete = followCodes(&codes, codeSize: Int(bytes[position]), pixels: pixels)
    let rest = GIFSubBlocks(bytes, from: codes.blockEnd)
    return GIFImageData(
      codeSizePosition: position, lastBlock: codes.block,
      payloadEnd: isComplete ? codes.used : rest.isTerminated ? rest.end - 1 : rest.end,
      end: rest.end, isTerminated: rest.isTerminated, isComplete: isComplete)
  }

  private mutating func followCodes(
    _ codes: inout GIFCodeReader, codeSize: Int, pixels: Int
  ) -> Bool {
    let clear = 1 << codeSize
    var width = codeSize + 1
    var next = clear + 2
    var previous = -1
    var made = 0
    resetLiterals(below: clear)
    defer { note(written: clear + 2..<max(next, clear + 2)) }
    while made < pixels {
      guard let code = codes.code(width) else { return false }
      if code == clear {
        width = codeSize + 1
        next = clear + 2
        previous = -1
      } else if code == clear + 1 {
        return true
      } else if previous < 0 {
        made += 1
        previous = code
      } else {
        let grown = lengths[previous] &+ 1
        made += Int(code < next ? lengths[code] : grown)
        if next < Self.tableCount {
          lengths[next] = grown
          next += 1
          if next == 1 << width, width < 12 { width += 1 }
        }
        previous = code
      }
    }
    codes.takeEnd(width, clear: clear, codeSize: codeSize)
    return true
  }

  /// Makes literals of the codes that an image of smaller code size used for strings.
  ///
  /// Each reset entry was written before: the sum over a file is linear in its codes.
  private mutating func resetLiterals(below clear: Int) {
    let dirty = written.clamped(to: 0..<clear)
    for index in dirty { lengths[index] = 1 }
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

/// Reads codes from a chain of sub-blocks, least significant bit first.
struct GIFCodeReader {
  private let bytes: [UInt8]
  private var position: Int
  private var pending: UInt64 = 0
  private var pendingBits = 0
  /// Where the current sub-block's length stands.
  private(set) var block: Int
  /// Where the current sub-block ends, cut to the file.
  private(set) var blockEnd: Int

  /// Stands before the sub-block whose length is at `position`.
  init(_ bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = position
    block = position
    blockEnd = position
  }

  /// After the last byte of which a bit was taken.
  ///
  /// Bytes read ahead are all of the current sub-block: fewer than `width` bits wait when one is
  /// entered, and the code that made it necessary takes them first.
  var used: Int { position - pendingBits / 8 }

  /// The next code; nil where the data ends before it.
  @inline(__always)
  mutating func code(_ width: Int) -> Int? {
    if pendingBits < width {
      guard fill(width) else { return nil }
    }
    let code = Int(pending & ((1 << UInt64(width)) - 1))
    pending >>= UInt64(width)
    pendingBits -= width
    return code
  }

  private mutating func fill(_ width: Int) -> Bool {
    while pendingBits < width {
      if position == blockEnd, !enter() { return false }
      let end = min(blockEnd, position + (63 - pendingBits) / 8)
      while position < end {
        pending |= UInt64(bytes[position]) << UInt64(pendingBits)
        pendingBits += 8
        position += 1
      }
    }
    return true
  }

  /// Moves into the next sub-block; false at the terminator and at the end of the file.
  private mutating func enter() -> Bool {
    guard blockEnd < bytes.count, bytes[blockEnd] > 0, blockEnd + 1 < bytes.count else {
      return false
    }
    block = blockEnd
    position = block + 1
    blockEnd = min(position + Int(bytes[block]), bytes.count)
    return true
  }

  /// Takes the end code, with a clear code before it or not, if it is next; else nothing.
  mutating func takeEnd(_ width: Int, clear: Int, codeSize: Int) {
    var ahead = self
    guard var code = ahead.code(width) else { return }
    if code == clear {
      guard let second = ahead.code(codeSize + 1) else { return }
      code = second
    }
    if code == clear + 1 { self = ahead }
  }
}
