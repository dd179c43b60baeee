/// The bits of a stream that is spread over runs of an array, least significant bit first.
struct InflateInput: Sendable {
  /// The array that the runs lie in.
  let bytes: [UInt8]
  private let runs: [Range<Int>]
  private var nextRun = 0
  /// Where the next byte is taken from, and where its run ends.
  private(set) var position = 0
  private(set) var end = 0
  /// The bytes of the runs before this one.
  private var before = 0
  private var start = 0
  /// The bits taken in and not used; above `bitCount` they are arbitrary bits of the next bytes.
  private(set) var bits: UInt64 = 0
  private(set) var bitCount = 0

  /// The bits of `runs`, which are cut to the array.
  init(_ bytes: [UInt8], runs: [Range<Int>]) {
    self.bytes = bytes
    self.runs = runs
    _ = startRun()
  }

  /// How many bytes the runs hold.
  var count: Int { runs.reduce(0) { $0 + $1.clamped(to: 0..<bytes.count).count } }

  /// How many bytes of the runs were used, the one that holds the last used bit included.
  var consumed: Int { before + (position - start) - bitCount / 8 }

  private mutating func startRun() -> Bool {
    while nextRun < runs.count {
      let run = runs[nextRun].clamped(to: 0..<bytes.count)
      nextRun += 1
      guard !run.isEmpty else { continue }
      before += position - start
      start = run.lowerBound
      position = start
      end = run.upperBound
      return true
    }
    return false
  }

  /// Takes the state that a loop kept in its own variables back.
  mutating func restore(position: Int, bits: UInt64, bitCount: Int) {
    self.position = position
    self.bits = bits
    self.bitCount = bitCount
  }

  /// Takes in bytes one by one, from run to run, until there are at least 56 bits or no byte is
  /// left.
  mutating func refillSlowly() {
    while bitCount < 56 {
      if position == end, !startRun() { return }
      bits = bits & ((1 << UInt64(bitCount)) - 1) | UInt64(bytes[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  /// The next `count` bits (at most 32); nil where the input ends before.
  mutating func take(_ count: Int) -> Int? {
    if bitCount < count {
      refillSlowly()
      guard bitCount >= count else { return nil }
    }
    let value = Int(bits & ((1 << UInt64(count)) - 1))
    drop(count)
    return value
  }

  /// Passes `count` bits, which must be there.
  mutating func drop(_ count: Int) {
    bits >>= UInt64(count)
    bitCount -= count
  }

  /// Passes the rest of a byte that was begun.
  mutating func alignToByte() { drop(bitCount % 8) }

  /// Up to `count` whole bytes to `body`, as slices; returns how many.
  ///
  /// Stands at a byte's border: `alignToByte` came before.
  mutating func takeBytes(_ count: Int, _ body: (ArraySlice<UInt8>) -> Void) -> Int {
    // The bytes in `bits` are given back: they lie in this run or, at most 7 of them, in earlier
    // ones, so those are handed out from `bits`.
    var taken = 0
    while bitCount >= 8, taken < count {
      body([UInt8(truncatingIfNeeded: bits)][...])
      drop(8)
      taken += 1
    }
    guard taken < count else { return taken }
    bits = 0
    while taken < count {
      if position == end, !startRun() { break }
      let part = min(count - taken, end - position)
      body(bytes[position..<(position + part)])
      position += part
      taken += part
    }
    return taken
  }

  /// The code of `table` that comes next; nil where the input ends inside it.
  mutating func symbol(_ table: InflateTable) -> UInt32? {
    if bitCount < 15 { refillSlowly() }
    var cursor = InflateCursor(at: 0, bits: bits, bitCount: UInt64(bitCount))
    var entry = table.entries[cursor.peek(UInt64(table.rootBits))]
    var taken = 0
    if entry & InflateTable.Entry.link != 0 {
      taken = table.rootBits
      entry = table.entries[cursor.follow(entry, UInt64(table.rootBits))]
    }
    taken += Int(entry & 31)
    guard taken <= bitCount else { return nil }
    drop(taken)
    return entry
  }
}
