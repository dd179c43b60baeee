/// How hard a compressor looks for matches: rows of zlib's "configuration table".
struct DeflateEffort: Sendable {
  /// When a match is so good that fewer candidates are looked at for a later one.
  let goodLength: Int
  /// When a match is long enough not to look for a later one.
  let lazyLength: Int
  /// When a match is long enough to stop.
  let niceLength: Int
  /// How many candidates are looked at.
  let chain: Int

  /// zlib's level 4: half of the time of level 6 for text, a few hundredths more bytes.
  static let level4 = DeflateEffort(goodLength: 4, lazyLength: 4, niceLength: 16, chain: 16)
  /// zlib's level 5: nine tenths of the time of level 6 for text, a hundredth more bytes.
  static let level5 = DeflateEffort(goodLength: 8, lazyLength: 16, niceLength: 32, chain: 32)
  /// zlib's level 6, its default.
  static let level6 = DeflateEffort(goodLength: 8, lazyLength: 16, niceLength: 128, chain: 128)
}

/// Compresses bytes as they come into one zlib stream: LZ77 with hash chains and lazy matching, as
/// zlib's levels 4 to 9 do it (RFC 1951, section 4).
///
/// **Guarantee**: the same bytes give the same stream, in whatever portions they come. **Cost**:
/// 0.7 MB of memory beside the output; at level 6 30 ns a byte of text, 130 of noise.
struct DeflateStream: Sendable {
  /// A match of 3 bytes from farther away costs more than 3 literals.
  private static let farForThree = 4096

  private static let window = DeflateAlphabet.window
  /// The bytes that must follow a position before its longest match is known.
  private static let lookahead = DeflateAlphabet.longestMatch + 4
  private static let capacity = 4 * DeflateAlphabet.window
  private static let hashBits: UInt32 = 15

  /// Where the search for matches stands.
  private struct Place {
    var position = 0
    /// The match found at the position before, which waits for a better one here.
    var pendingLength = 2
    var pendingDistance = 0
    var hasPendingByte = false
  }

  private var writer = DeflateWriter()
  private var sum = Adler32()
  /// The last 32 KiB and the bytes that are not compressed yet.
  private var buffer: [UInt8] = []
  private var place = Place()
  private var blockStart = 0
  /// The last place of each hash, and the place before each place; -1 for none.
  private var heads = [Int32](repeating: -1, count: 1 << Int(hashBits))
  private var chains: [Int32]
  private let mask: Int
  private let wrapper: InflateStream.Wrapper
  private let effort: DeflateEffort

  /// An empty stream; `count` is how many bytes will come, where that is known.
  init(
    wrapper: InflateStream.Wrapper = .zlib, effort: DeflateEffort = .level6,
    count: Int = Self.capacity
  ) {
    self.wrapper = wrapper
    self.effort = effort
    // A power of two, and never less than there are places: short chains are short to make.
    mask =
      count < Self.window ? (1 << (Int.bitWidth - count.leadingZeroBitCount)) - 1 : Self.window - 1
    chains = [Int32](repeating: -1, count: mask + 1)
    // 32 KiB window, default compression, no dictionary (RFC 1950, 2.2).
    if wrapper == .zlib { writer.write([0x78, 0x9c]) }
    buffer.reserveCapacity(min(Self.capacity, count))
  }

  /// Takes in more bytes.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    sum.update(bytes)
    var rest = bytes
    while !rest.isEmpty {
      let part = rest.prefix(Self.capacity - buffer.count)
      buffer += part
      rest = rest.dropFirst(part.count)
      if buffer.count == Self.capacity {
        compress(isLast: false)
        slide()
      }
    }
  }

  /// The whole stream.
  mutating func finish() -> [UInt8] {
    compress(isLast: true)
    if place.hasPendingByte { writer.add(literal: buffer[place.position - 1]) }
    writer.endBlock(raw: rawBlock(to: place.position), isLast: true)
    writer.alignToByte()
    if wrapper == .zlib {
      var trailer: [UInt8] = []
      trailer.append(bigEndian: UInt64(sum.value), 4)
      writer.write(trailer)
    }
    return writer.output
  }

  /// Moves the window to the front.
  private mutating func slide() {
    let shift = place.position - Self.window
    guard shift > 0 else { return }
    buffer.removeSubrange(..<shift)
    place.position -= shift
    blockStart -= shift
    let less = Int32(shift)
    for index in heads.indices { heads[index] = max(-1, heads[index] - less) }
    // A place's chain is found by its low bits, which the shift must leave as they are.
    for index in chains.indices { chains[index] = max(-1, chains[index] - less) }
    let turn = shift & mask
    if turn > 0 { chains = Array(chains[turn...] + chains[..<turn]) }
  }

  private func rawBlock(to end: Int) -> ArraySlice<UInt8>? {
    blockStart >= 0 ? buffer[blockStart..<end] : nil
  }

  /// Compresses all positions whose matches can be known.
  private mutating func compress(isLast: Bool) {
    // Taken out of `self`, so that they are written to alone and in place.
    var heads: [Int32] = []
    var chains: [Int32] = []
    swap(&heads, &self.heads)
    swap(&chains, &self.chains)
    defer {
      swap(&heads, &self.heads)
      swap(&chains, &self.chains)
    }
    let bytes = buffer
    while true {
      var headSpan = heads.mutableSpan
      var chainSpan = chains.mutableSpan
      Self.advance(
        &place, &writer, bytes.span, &headSpan, &chainSpan, mask, effort, isLast: isLast)
      guard writer.isFull else { return }
      let end = place.hasPendingByte ? place.position - 1 : place.position
      writer.endBlock(raw: rawBlock(to: end), isLast: false)
      blockStart = end
    }
  }

  /// Goes on until the block is full, or the next match can't be known.
  private static func advance(
    _ state: inout Place, _ writer: inout DeflateWriter, _ bytes: Span<UInt8>,
    _ heads: inout MutableSpan<Int32>, _ chains: inout MutableSpan<Int32>, _ mask: Int,
    _ effort: DeflateEffort, isLast: Bool
  ) {
    precondition(heads.count == 1 << hashBits && mask >= 0 && mask < chains.count)
    var place = state
    defer { state = place }
    while !writer.isFull {
      let left = bytes.count &- place.position
      guard left > 0, isLast || left >= lookahead else { return }
      let candidate = left >= 3 ? insert(place.position, bytes, &heads, &chains, mask) : -1
      var length = 2
      var distance = 0
      if candidate >= 0, place.pendingLength < effort.lazyLength {
        (length, distance) = longestMatch(
          bytes, chains.span, mask, at: place.position, from: candidate,
          longest: max(2, place.pendingLength), limit: min(left, DeflateAlphabet.longestMatch),
          tries: place.pendingLength >= effort.goodLength ? effort.chain / 4 : effort.chain,
          enough: effort.niceLength)
        if length == 3, distance > farForThree { length = 2 }
      }
      if place.pendingLength >= 3, length <= place.pendingLength {
        // The match at the position before stands; its bytes become candidates too.
        writer.add(length: place.pendingLength, distance: place.pendingDistance)
        let end = place.position &- 1 &+ place.pendingLength
        var inner = place.position &+ 1
        let last = min(end, bytes.count &- 2)
        while inner < last {
          _ = insert(inner, bytes, &heads, &chains, mask)
          inner &+= 1
        }
        place.position = end
        place.pendingLength = 2
        place.hasPendingByte = false
      } else {
        if place.hasPendingByte { writer.add(literal: bytes[place.position &- 1]) }
        place.hasPendingByte = true
        place.pendingLength = length
        place.pendingDistance = distance
        place.position &+= 1
      }
    }
  }

  /// Enters the place into its chain; returns the one before, -1 for none.
  @inline(__always)
  private static func insert(
    _ place: Int, _ bytes: Span<UInt8>, _ heads: inout MutableSpan<Int32>,
    _ chains: inout MutableSpan<Int32>, _ mask: Int
  ) -> Int {
    let step = bytes.extracting(place..<(place &+ 3))
    let three = UInt32(step[0]) | UInt32(step[1]) << 8 | UInt32(step[2]) << 16
    // Fibonacci hashing (Knuth, volume 3, 6.4): a number below the heads' count.
    let hash = Int((three &* 0x9e37_79b1) >> (32 - Self.hashBits))
    let before = heads[hash]
    // `advance` made sure that no number under the mask passes the chains' count.
    unsafe chains[unchecked: place & mask] = before
    heads[hash] = Int32(truncatingIfNeeded: place)
    return Int(before)
  }

  /// The longest match along the chain, if longer than the pending one.
  private static func longestMatch(
    _ bytes: Span<UInt8>, _ chains: Span<Int32>, _ mask: Int, at position: Int,
    from candidate: Int, longest: Int, limit: Int, tries: Int,
    enough: Int
  ) -> (length: Int, distance: Int) {
    guard limit > longest else { return (2, 0) }
    // A third of the time of deflating goes here. What the loop reads lies within these bounds:
    // `place` stays below `position`, `best` below `limit`, and no index of `chains` passes `mask`.
    precondition(longest >= 2 && candidate < position && position + limit <= bytes.count)
    precondition(mask >= 0 && mask < chains.count)
    var best = longest
    var distance = 0
    var place = candidate
    let nearest = position &- (window &- lookahead)
    var tries = tries
    // A longer match agrees in these bytes too; `best` is 2 at least.
    let first = bytes[position]
    var last = unsafe bytes[unchecked: position &+ best]
    var beforeLast = unsafe bytes[unchecked: position &+ best &- 1]
    while place >= 0, place >= nearest, tries > 0 {
      if unsafe bytes[unchecked: place &+ best] == last,
        unsafe bytes[unchecked: place &+ best &- 1] == beforeLast,
        unsafe bytes[unchecked: place] == first
      {
        let length = commonCount(bytes, place, position, limit)
        if length > best {
          best = length
          distance = position &- place
          if length >= min(limit, enough) { break }
          last = unsafe bytes[unchecked: position &+ best]
          beforeLast = unsafe bytes[unchecked: position &+ best &- 1]
        }
      }
      let next = Int(unsafe chains[unchecked: place & mask])
      // A chain runs backwards; an older place under the same low bits ends it.
      guard next < place else { break }
      place = next
      tries &-= 1
    }
    return distance > 0 ? (best, distance) : (2, 0)
  }

  /// How many bytes are equal from two places on, up to `limit`.
  @inline(__always)
  private static func commonCount(
    _ bytes: Span<UInt8>, _ one: Int, _ other: Int, _ limit: Int
  ) -> Int {
    var count = 0
    while count &+ 8 <= limit {
      let difference =
        InflateCursor.word(bytes, one &+ count) ^ InflateCursor.word(bytes, other &+ count)
      if difference != 0 { return count &+ difference.trailingZeroBitCount / 8 }
      count &+= 8
    }
    while count < limit, bytes[one &+ count] == bytes[other &+ count] { count &+= 1 }
    return count
  }
}
