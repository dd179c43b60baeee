/// Inflates one stream chunk by chunk: only a window and the chunk are in memory (RFC 1950, 1951).
///
/// **Guarantee**: no input makes it trap; a distance never reaches before the first byte; a code is
/// refused where zlib refuses it. **Cost**: linear in input and output, 100 KB of memory.
struct InflateStream: Sendable {
  /// What is around the deflated blocks.
  enum Wrapper: Sendable {
    /// Nothing (RFC 1951).
    case raw
    /// A header of two bytes and an Adler-32 (RFC 1950).
    case zlib
  }

  /// How far the stream has come.
  enum State: Sendable, Equatable {
    case header
    case blockHeader
    case stored(left: Int)
    case coded
    case trailer
    /// The last block and the check sum are read.
    case finished
    /// The input ended inside the stream.
    case endedEarly
    /// The stream breaks the rules.
    case broken
  }

  /// How far the stream has come.
  var state: State
  /// Whether the check sum at the end is right; nil where it was not asked for, or not reached.
  private(set) var checkSumMatches: Bool?
  /// The bytes that are out, with up to 32 KiB of what came before them.
  var window: [UInt8]
  /// Where the chunk in `window` begins and ends.
  var chunk = 0..<0
  /// The bits still to be read.
  var input: InflateInput
  /// The codes of the block.
  var literals = InflateTable(.literals)
  var distances = InflateTable(.distances)
  private var lengthCode = InflateTable(.codeLengths)
  private var isLastBlock = false
  private var codeIsFixed = false
  private let wrapper: Wrapper
  private var sum: Adler32?

  /// How many bytes a chunk has at most; a match may pass it by less than `slack`.
  static let chunkSize = 1 << 16
  /// Three literals and a match may follow the last check for room, and copying overshoots.
  static let slack = 288

  /// A stream spread over runs of `bytes`.
  ///
  /// `room` is how many bytes the window begins with, for `inflateWhole`.
  init(
    _ bytes: [UInt8], runs: [Range<Int>], wrapper: Wrapper = .zlib, checksSum: Bool = false,
    room: Int = DeflateAlphabet.window + Self.chunkSize
  ) {
    input = InflateInput(bytes, runs: runs)
    self.wrapper = wrapper
    state = wrapper == .zlib ? .header : .blockHeader
    sum = checksSum && wrapper == .zlib ? Adler32() : nil
    window = Array(repeating: 0, count: room + Self.slack)
  }

  /// How many input bytes the stream has taken; where it is cut short, all of them.
  ///
  /// A broken stream ends with the byte that holds the last bit that was understood.
  var consumed: Int { state == .endedEarly ? input.count : input.consumed }

  /// Whether there is nothing more to come.
  var isOver: Bool { state == .finished || state == .endedEarly || state == .broken }

  /// Makes the next chunk; false where there is none, and then `state` says why.
  mutating func next() -> Bool {
    slide()
    let start = chunk.upperBound
    let stop = DeflateAlphabet.window + Self.chunkSize
    var position = start
    while !isOver, position < stop { step(&position, stop, from: start) }
    chunk = start..<position
    if state != .finished, !chunk.isEmpty { sum?.update(window[chunk]) }
    return !chunk.isEmpty
  }

  /// Inflates the whole stream into one growing window, and no farther than one byte past `limit`.
  ///
  /// Nothing is copied but when the window grows. To be called once, and instead of `next`.
  mutating func inflateWhole(limit: Int) {
    let most = limit < .max ? limit + 1 : limit
    var position = 0
    while !isOver, position < most {
      var stop = min(most, window.count - Self.slack)
      if position >= stop {
        let more = min(max(window.count, 1 << 12), most - stop)
        window.append(contentsOf: repeatElement(0, count: more))
        stop = min(most, window.count - Self.slack)
      }
      step(&position, stop, from: 0)
    }
    chunk = 0..<position
  }

  /// Takes the whole output out, at most `limit` bytes of it.
  mutating func takeWhole(limit: Int) -> [UInt8] {
    var output: [UInt8] = []
    swap(&output, &window)
    output.removeLast(output.count - max(0, min(limit, chunk.upperBound)))
    return output
  }

  /// Reads on in the part of the stream that comes next.
  private mutating func step(_ position: inout Int, _ stop: Int, from start: Int) {
    switch state {
    case .header: readHeader()
    case .blockHeader: readBlockHeader()
    case .stored(let left): copyStored(left, &position, stop)
    case .coded: decodeSymbols(&position, stop)
    case .trailer: readTrailer(window[start..<position])
    case .finished, .endedEarly, .broken: break
    }
  }

  /// Moves the last 32 KiB to the front once the room behind them is used up.
  private mutating func slide() {
    let end = chunk.upperBound
    guard end >= DeflateAlphabet.window + Self.chunkSize else { return }
    let start = end - DeflateAlphabet.window
    window.replaceSubrange(0..<DeflateAlphabet.window, with: window[start..<end])
    chunk = DeflateAlphabet.window..<DeflateAlphabet.window
  }

  /// The two bytes before the blocks (RFC 1950, 2.2): no preset dictionary is known to anyone.
  private mutating func readHeader() {
    guard let method = input.take(8), let flags = input.take(8) else {
      state = .endedEarly
      return
    }
    let isGood =
      (method << 8 | flags) % 31 == 0 && method & 15 == 8 && method >> 4 <= 7 && flags & 0x20 == 0
    state = isGood ? .blockHeader : .broken
  }

  /// The check sum behind the last block; `rest` is the part of the chunk that is not summed yet.
  private mutating func readTrailer(_ rest: ArraySlice<UInt8>) {
    guard wrapper == .zlib else {
      state = .finished
      return
    }
    input.alignToByte()
    var stated: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = input.take(8) else {
        state = .endedEarly
        return
      }
      stated = stated << 8 | UInt32(byte)
    }
    sum?.update(rest)
    checkSumMatches = sum.map { $0.value == stated }
    state = .finished
  }

  /// What follows a block.
  mutating func endBlock() { state = isLastBlock ? .trailer : .blockHeader }

  private mutating func readBlockHeader() {
    guard let last = input.take(1), let kind = input.take(2) else {
      state = .endedEarly
      return
    }
    isLastBlock = last == 1
    switch kind {
    case 0: readStoredHeader()
    case 1:
      if !codeIsFixed {
        _ = literals.build(DeflateAlphabet.fixedLiteralLengths[...])
        _ = distances.build(DeflateAlphabet.fixedDistanceLengths[...])
        codeIsFixed = true
      }
      state = .coded
    case 2:
      codeIsFixed = false
      state = readCodes() ?? .endedEarly
    default: state = .broken
    }
  }

  private mutating func readStoredHeader() {
    input.alignToByte()
    guard let length = input.take(16), let complement = input.take(16) else {
      state = .endedEarly
      return
    }
    state = length ^ complement == 0xffff ? .stored(left: length) : .broken
  }

  private mutating func copyStored(_ left: Int, _ position: inout Int, _ stop: Int) {
    let wanted = min(left, stop - position)
    let taken = input.takeBytes(wanted) { bytes in
      let end = position + bytes.count
      window.replaceSubrange(position..<end, with: bytes)
      position = end
    }
    if taken < wanted {
      state = .endedEarly
    } else if taken == left {
      endBlock()
    } else {
      state = .stored(left: left - taken)
    }
  }

  /// The codes of a dynamic block (RFC 1951, 3.2.7); nil where the input ends inside them.
  private mutating func readCodes() -> State? {
    guard let more = input.take(5), let moreDistances = input.take(5),
      let moreLengths = input.take(4)
    else { return nil }
    let literalCount = more + 257
    let distanceCount = moreDistances + 1
    guard literalCount <= 286, distanceCount <= 30 else { return .broken }
    var order = [UInt8](repeating: 0, count: 19)
    for symbol in DeflateAlphabet.codeLengthOrder.prefix(moreLengths + 4) {
      guard let length = input.take(3) else { return nil }
      order[symbol] = UInt8(length)
    }
    guard lengthCode.build(order[...]) else { return .broken }
    var lengths: [UInt8] = []
    lengths.reserveCapacity(literalCount + distanceCount)
    while lengths.count < literalCount + distanceCount {
      guard let entry = input.symbol(lengthCode) else { return nil }
      guard entry & InflateTable.Entry.invalid == 0 else { return .broken }
      let symbol = UInt8(entry >> 16)
      guard symbol >= 16 else {
        lengths.append(symbol)
        continue
      }
      guard let extra = input.take([2, 3, 7][Int(symbol) - 16]) else { return nil }
      guard let repeated = symbol == 16 ? lengths.last : 0 else { return .broken }
      let count = extra + (symbol == 18 ? 11 : 3)
      guard lengths.count + count <= literalCount + distanceCount else { return .broken }
      lengths += repeatElement(repeated, count: count)
    }
    guard lengths[256] > 0, literals.build(lengths[..<literalCount]),
      distances.build(lengths[literalCount...])
    else { return .broken }
    return .coded
  }
}
