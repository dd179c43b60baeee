extension InflateStream {
  private typealias Entry = InflateTable.Entry

  private enum Pause { case full, endOfBlock, broken, starved }

  /// Decodes literals and matches until the block ends, the input ends, or `position` has reached
  /// `stop`; `window` has `slack` bytes of room behind it.
  mutating func decodeSymbols(_ position: inout Int, _ stop: Int) {
    while state == .coded, position < stop {
      switch decodeRun(&position, stop) {
      case .full: return
      case .endOfBlock: endBlock()
      case .broken: state = .broken
      case .starved: decodeOne(&position)
      }
    }
  }

  /// Runs the loop that does the work, while 8 bytes can be loaded at once.
  private mutating func decodeRun(_ position: inout Int, _ stop: Int) -> Pause {
    let codes = literals.entries
    let distanceCodes = distances.entries
    let bytes = input.bytes
    var cursor = InflateCursor(
      at: input.position, bits: input.bits, bitCount: UInt64(input.bitCount))
    // The window is taken out of `self`, so that it is written to alone and in place.
    var buffer: [UInt8] = []
    swap(&buffer, &window)
    var output = buffer.mutableSpan
    let pause = Self.decode(
      bytes.span.extracting(..<input.end), codes.span, distanceCodes.span, &cursor, &output,
      &position, stop)
    swap(&buffer, &window)
    input.restore(position: cursor.at, bits: cursor.bits, bitCount: Int(cursor.bitCount))
    return pause
  }

  /// The loop that does the work; its state lives in variables of its own, and so in registers.
  private static func decode(
    _ bytes: Span<UInt8>, _ codes: Span<UInt32>, _ distanceCodes: Span<UInt32>,
    _ state: inout InflateCursor, _ output: inout MutableSpan<UInt8>, _ position: inout Int,
    _ stop: Int
  ) -> Pause {
    var cursor = state
    var place = position
    defer {
      state = cursor
      position = place
    }
    while place < stop {
      guard cursor.refill(bytes) else { return .starved }
      var entry = codes[cursor.peek(InflateTable.literalRootBits)]
      // Up to three literals (45 bits) for one refill.
      if entry & Entry.literal != 0 {
        cursor.put(entry, &output, &place)
        entry = codes[cursor.peek(InflateTable.literalRootBits)]
        if entry & Entry.literal != 0 {
          cursor.put(entry, &output, &place)
          entry = codes[cursor.peek(InflateTable.literalRootBits)]
          if entry & Entry.literal != 0 {
            cursor.put(entry, &output, &place)
            continue
          }
        }
        // A length and a distance take up to 48 bits.
        guard cursor.refill(bytes) else { return .starved }
      }
      if entry & Entry.exceptional != 0 {
        if entry & Entry.link != 0 {
          entry = codes[cursor.follow(entry, InflateTable.literalRootBits)]
          if entry & Entry.literal != 0 {
            cursor.put(entry, &output, &place)
            continue
          }
        }
        if entry & Entry.invalid != 0 { return .broken }
        if entry & Entry.end != 0 {
          cursor.drop(UInt64(entry & 31))
          return .endOfBlock
        }
      }
      let length = cursor.value(of: entry)
      var code = distanceCodes[cursor.peek(InflateTable.distanceRootBits)]
      if code & Entry.link != 0 {
        code = distanceCodes[cursor.follow(code, InflateTable.distanceRootBits)]
      }
      if code & Entry.invalid != 0 { return .broken }
      let distance = cursor.value(of: code)
      guard distance <= place else { return .broken }
      Self.copy(&output, length, distance, to: place)
      place &+= length
    }
    return .full
  }

  /// One literal or match near the end of a run, where bytes are taken one by one.
  private mutating func decodeOne(_ position: inout Int) {
    guard let entry = input.symbol(literals) else {
      state = .endedEarly
      return
    }
    if entry & Entry.literal != 0 {
      window[position] = UInt8(truncatingIfNeeded: entry >> 16)
      position += 1
    } else if entry & Entry.end != 0 {
      endBlock()
    } else if entry & Entry.invalid != 0 {
      state = .broken
    } else {
      state = copyMatch(entry, &position) ?? .endedEarly
    }
  }

  /// The match whose length symbol was read; nil where the input ends inside it.
  private mutating func copyMatch(_ entry: UInt32, _ position: inout Int) -> State? {
    guard let more = input.take(Int(entry >> 8 & 15)), let code = input.symbol(distances) else {
      return nil
    }
    guard code & Entry.invalid == 0 else { return .broken }
    guard let farther = input.take(Int(code >> 8 & 15)) else { return nil }
    let length = Int(entry >> 16) + more
    let distance = Int(code >> 16) + farther
    guard distance <= position else { return .broken }
    for at in position..<(position + length) { window[at] = window[at - distance] }
    position += length
    return .coded
  }

  /// Copies a match; may write up to 7 bytes behind it.
  @inline(__always)
  private static func copy(
    _ output: inout MutableSpan<UInt8>, _ length: Int, _ distance: Int, to place: Int
  ) {
    var at = place
    let from = place &- distance
    let end = place &+ length
    var back = distance
    if distance < 8 {
      // The pattern is written out until its copies are at least 8 bytes apart.
      while back < 8 { back &+= distance }
      let spread = min(end, from &+ back)
      while at < spread {
        output[at] = output[at &- distance]
        at &+= 1
      }
    }
    while at < end {
      copyWord(&output, at &- back, at)
      at &+= 8
    }
  }

  /// Copies 8 bytes that lie at least 8 bytes back.
  @inline(__always)
  private static func copyWord(_ output: inout MutableSpan<UInt8>, _ from: Int, _ to: Int) {
    var bytes = unsafe output.mutableBytes
    // Eight bytes at once: one by one, they wait for each other's stores. Both bounds are checked,
    // and any 64 bits are a number.
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: from, as: UInt64.self)
    bytes.storeBytes(of: word, toByteOffset: to, as: UInt64.self)
  }
}

/// A place among the bits of an array, small enough to live in registers.
struct InflateCursor {
  /// Where the next byte is loaded from.
  var at: Int
  /// The bits at hand; above `bitCount` they are those of the next bytes.
  var bits: UInt64
  /// How many bits count.
  var bitCount: UInt64

  /// Loads bytes until there are at least 56 bits; false where 8 bytes can't be loaded at once.
  @inline(__always)
  mutating func refill(_ bytes: Span<UInt8>) -> Bool {
    guard at &+ 8 <= bytes.count else { return false }
    bits |= Self.word(bytes, at) &<< bitCount
    at &+= Int((63 &- bitCount) &>> 3)
    bitCount |= 56
    return true
  }

  /// The next `count` bits, which stay.
  @inline(__always)
  func peek(_ count: UInt64) -> Int { Int(bits & ((1 &<< count) &- 1)) }

  /// Passes `count` bits.
  @inline(__always)
  mutating func drop(_ count: UInt64) {
    bits &>>= count
    bitCount &-= count
  }

  /// Passes the root's bits, and returns where in the table the link's second entry stands.
  @inline(__always)
  mutating func follow(_ link: UInt32, _ rootBits: UInt64) -> Int {
    drop(rootBits)
    return Int(link &>> 16) &+ peek(UInt64(link &>> 8 & 15))
  }

  /// Writes a literal.
  @inline(__always)
  mutating func put(_ entry: UInt32, _ output: inout MutableSpan<UInt8>, _ place: inout Int) {
    drop(UInt64(entry & 31))
    output[place] = UInt8(truncatingIfNeeded: entry &>> 16)
    place &+= 1
  }

  /// The length or distance that a symbol stands for, its further bits included.
  @inline(__always)
  mutating func value(of entry: UInt32) -> Int {
    drop(UInt64(entry & 31))
    let extra = UInt64(entry &>> 8 & 15)
    let value = Int(entry &>> 16) &+ peek(extra)
    drop(extra)
    return value
  }

  /// Eight bytes as a number, least significant first.
  @inline(__always)
  static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
    let eight = bytes.extracting(at..<(at &+ 8))
    return UInt64(eight[0]) | UInt64(eight[1]) << 8 | UInt64(eight[2]) << 16
      | UInt64(eight[3]) << 24 | UInt64(eight[4]) << 32 | UInt64(eight[5]) << 40
      | UInt64(eight[6]) << 48 | UInt64(eight[7]) << 56
  }
}
