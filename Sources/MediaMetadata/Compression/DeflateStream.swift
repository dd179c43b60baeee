/// Compresses bytes as they come into one zlib stream: LZ77 with hash chains and lazy matching, as
/// zlib's level 6 does it (RFC 1951, section 4).
///
/// **Guarantee**: the same bytes give the same stream, in whatever portions they come. **Cost**:
/// 0.7 MB of memory beside the output; 30 ns a byte of text, 130 of noise.
struct DeflateStream: Sendable {
  /// zlib's "configuration table": when a match is good, long enough not to look for a later one,
  /// and long enough to stop; how many candidates are looked at.
  struct Effort: Sendable {
    let goodLength: Int
    let lazyLength: Int
    let niceLength: Int
    let chain: Int

    /// zlib's level 6.
    static let standard = Effort(goodLength: 8, lazyLength: 16, niceLength: 128, chain: 128)
    /// zlib's level 4: half the time for text, a few per cent more bytes.
    static let quick = Effort(goodLength: 4, lazyLength: 4, niceLength: 16, chain: 16)
    /// A match of 3 bytes from farther away costs more than 3 literals.
    static let farForThree = 4096
  }

  private static let window = DeflateAlphabet.window
  /// The bytes that must follow a position before its longest match is known.
  private static let lookahead = DeflateAlphabet.longestMatch + 4
  private static let capacity = 4 * DeflateAlphabet.window
  private static let hashBits: UInt32 = 15

  private var writer = DeflateWriter()
  private var sum = Adler32()
  /// The last 32 KiB and the bytes that are not compressed yet.
  private var buffer: [UInt8] = []
  private var position = 0
  private var blockStart = 0
  /// The last place of each hash, and the place before each place; -1 for none.
  private var heads = [Int32](repeating: -1, count: 1 << Int(hashBits))
  private var chains: [Int32]
  private let mask: Int
  /// The match found at the position before, which waits for a better one here.
  private var pendingLength = 2
  private var pendingDistance = 0
  private var hasPendingByte = false
  private let wrapper: InflateStream.Wrapper
  private let effort: Effort

  /// An empty stream; `count` is how many bytes will come, where that is known.
  init(
    wrapper: InflateStream.Wrapper = .zlib, count: Int = Self.capacity, effort: Effort = .standard
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
    if hasPendingByte { writer.add(literal: buffer[position - 1]) }
    writer.endBlock(raw: rawBlock(to: position), isLast: true)
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
    let shift = position - Self.window
    guard shift > 0 else { return }
    buffer.removeSubrange(..<shift)
    position -= shift
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
    while true {
      let left = buffer.count - position
      guard left > 0, isLast || left >= Self.lookahead else { return }
      let candidate = left >= 3 ? insert(position) : -1
      var length = 2
      var distance = 0
      if candidate >= 0, pendingLength < effort.lazyLength {
        (length, distance) = longestMatch(from: candidate, left)
        if length == 3, distance > Effort.farForThree { length = 2 }
      }
      if pendingLength >= 3, length <= pendingLength {
        takePendingMatch()
      } else {
        if hasPendingByte { writer.add(literal: buffer[position - 1]) }
        hasPendingByte = true
        pendingLength = length
        pendingDistance = distance
        position += 1
      }
      if writer.isFull {
        let end = hasPendingByte ? position - 1 : position
        writer.endBlock(raw: rawBlock(to: end), isLast: false)
        blockStart = end
      }
    }
  }

  /// The match at the position before stands; its bytes become candidates too.
  private mutating func takePendingMatch() {
    writer.add(length: pendingLength, distance: pendingDistance)
    let end = position - 1 + pendingLength
    for place in (position + 1)..<max(position + 1, min(end, buffer.count - 2)) {
      _ = insert(place)
    }
    position = end
    pendingLength = 2
    hasPendingByte = false
  }

  /// Enters the place into its chain; returns the one before, -1 for none.
  @inline(__always)
  private mutating func insert(_ place: Int) -> Int {
    let three =
      UInt32(buffer[place]) | UInt32(buffer[place + 1]) << 8 | UInt32(buffer[place + 2]) << 16
    // Fibonacci hashing (Knuth, volume 3, 6.4).
    let hash = Int((three &* 0x9e37_79b1) >> (32 - Self.hashBits))
    let before = heads[hash]
    chains[place & mask] = before
    heads[hash] = Int32(truncatingIfNeeded: place)
    return Int(before)
  }

  /// The longest match along the chain, if longer than the pending one; `left` bytes are there.
  private func longestMatch(from candidate: Int, _ left: Int) -> (length: Int, distance: Int) {
    Self.longestMatch(
      buffer.span, chains.span, mask, at: position, from: candidate, longest: max(2, pendingLength),
      limit: min(left, DeflateAlphabet.longestMatch),
      nice: effort.niceLength,
      tries: pendingLength >= effort.goodLength ? effort.chain / 4 : effort.chain)
  }

  private static func longestMatch(
    _ bytes: Span<UInt8>, _ chains: Span<Int32>, _ mask: Int, at position: Int,
    from candidate: Int, longest: Int, limit: Int, nice: Int, tries: Int
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
          if length >= min(limit, nice) { break }
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
