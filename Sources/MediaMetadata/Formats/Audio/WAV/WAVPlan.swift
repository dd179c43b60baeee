/// Decides for each chunk of a WAV file what stands for it in the output.
struct WAVPlan {
  private let source: MediaSource
  /// Whether sizes stand in a chunk of their own.
  private let isLong: Bool
  private let declaredEnd: Int
  private var list = PieceList()
  private var payload: [PayloadPart] = []
  /// The size of the samples, by the chunk of sizes.
  private var longSize: Int?
  private var sampleCount: [UInt8] = []
  private var isFormatMet = false
  private var isDataMet = false
  private var isFactMet = false
  private var dataCount = 0

  private static let headerCount = 12
  private static let headerOwner = "RIFF header"
  private static let sizesOwner = "ds64"
  /// A size and two numbers of eight bytes, and the length of an empty table.
  private static let sizesCount = 28

  private enum Code {
    static let format = FourCharacters.code("fmt ")
    static let data = FourCharacters.code("data")
    static let fact = FourCharacters.code("fact")
    static let sizes = FourCharacters.code("ds64")
    static let list = FourCharacters.code("LIST")
  }

  /// A plan that keeps the header.
  init(_ source: MediaSource) throws(MediaError) {
    self.source = source
    guard source.count >= Self.headerCount else {
      throw .truncated(.wav, offset: 0, reason: "the header is cut off")
    }
    let head = try source.bytes(0..<Self.headerCount)
    guard WAVReader.recognises(head) else {
      throw .malformed(.wav, offset: 0, reason: "another format than WAV")
    }
    isLong = !head.starts(with: Array("RIFF".utf8))
    let size = AudioBytes.little(head[...], at: 4, 4) ?? 0
    declaredEnd = isLong || size < 4 ? source.count : min(size + 8, source.count)
    list.keep(to: Self.headerCount, Self.headerOwner)
  }

  /// Walks the chunks; returns the account.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    while list.position < declaredEnd || !isDataMet, let chunk = try nextChunk() {
      try reading.countStructure()
      try take(chunk, &reading)
    }
    guard isDataMet else {
      throw .truncated(.wav, offset: list.position, reason: "there are no samples")
    }
    if list.position < source.count {
      try WebPChunks.disclose(
        list.position..<source.count, .unknown, at: "after the chunks",
        "bytes behind the last chunk", source, &reading)
      list.drop(to: source.count, "no chunk")
    }
    return Anatomy(pieces: try withSizes(&reading), payload: payload)
  }

  private func nextChunk() throws(MediaError) -> SoundChunk? {
    let longSize = longSize
    let isLast = declaredEnd == source.count
    return try SoundChunk.read(source, at: list.position, isBig: false) { code, size in
      guard code == Code.data else { return nil }
      if size == SoundChunk.openSize { return longSize ?? Int.max }
      // Written to a pipe: sizes never came.
      return size == 0 && isLast ? Int.max : nil
    }
  }

  private mutating func take(
    _ chunk: SoundChunk, _ reading: inout Reading
  ) throws(MediaError) {
    switch chunk.code {
    case Code.format where !isFormatMet: try keepFormat(chunk, &reading)
    case Code.data where !isDataMet: try keepData(chunk, &reading)
    case Code.fact where !isFactMet && chunk.content.count >= 4:
      isFactMet = true
      let start = chunk.content.lowerBound
      payload.append(.bytes([start..<start + 4]))
      try chunk.keep([.same(start..<start + 4)], source, in: &list, &reading)
    case Code.sizes where isLong && longSize == nil: try keepSizes(chunk, &reading)
    case Code.format, Code.data:
      throw .malformed(.wav, offset: chunk.start, reason: "a second one of its kind")
    default:
      if chunk.code == Code.list, try isWaveList(chunk) {
        throw .unclassified(
          .wav, offset: chunk.start, count: chunk.content.count, structure: "a list of samples")
      }
      try SoundChunks.disclose(chunk, source, &reading)
      list.drop(to: chunk.end, "chunk")
    }
  }

  /// Samples and silence in turn: nobody writes it, few read it.
  private func isWaveList(_ chunk: SoundChunk) throws(MediaError) -> Bool {
    let start = chunk.content.lowerBound
    guard chunk.content.count >= 4 else { return false }
    return try source.bytes(start..<start + 4) == Array("wavl".utf8)
  }

  // MARK: - What stays

  /// The format: 16 bytes, and what its kind adds (`WAVEFORMATEX`, `WAVEFORMATEXTENSIBLE`).
  private mutating func keepFormat(
    _ chunk: SoundChunk, _ reading: inout Reading
  ) throws(MediaError) {
    isFormatMet = true
    let start = chunk.content.lowerBound
    let head = try source.bytes(start..<start + min(chunk.content.count, 18))
    guard head.count >= 16, let kind = AudioBytes.little(head[...], at: 0, 2) else {
      throw .truncated(.wav, offset: chunk.start, reason: "the format is cut off")
    }
    let extra = AudioBytes.little(head[...], at: 16, 2)
    let count: Int
    switch kind {
    // Samples as they are: nothing is added.
    case 1, 3, 6, 7: count = extra == 0 ? 18 : 16
    case 0xfffe: count = 40
    default: count = extra.map { 18 + $0 } ?? 16
    }
    let kept = start..<start + min(count, chunk.content.count)
    payload.append(.bytes([kept]))
    try chunk.keep([.same(kept)], source, in: &list, &reading)
  }

  private mutating func keepData(
    _ chunk: SoundChunk, _ reading: inout Reading
  ) throws(MediaError) {
    guard isFormatMet else {
      throw .malformed(.wav, offset: chunk.start, reason: "samples stand before their format")
    }
    isDataMet = true
    dataCount = chunk.content.count
    payload.append(.bytes([chunk.content]))
    // Without the chunk of sizes nothing else says where the samples end.
    try chunk.keep(
      [.same(chunk.content)], size: longSize == nil ? nil : SoundChunk.openSize, source,
      in: &list, &reading)
  }

  /// The sizes of a long file; put right in `withSizes`.
  private mutating func keepSizes(
    _ chunk: SoundChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound
    guard chunk.content.count >= Self.sizesCount - 4 else {
      throw .truncated(.wav, offset: chunk.start, reason: "the chunk of sizes is cut off")
    }
    let head = try source.bytes(start..<start + Self.sizesCount - 4)
    guard let size = ByteReader(head).number(at: 8) else {
      throw .malformed(.wav, offset: chunk.start, reason: "a size is out of range")
    }
    longSize = size
    sampleCount = Array(head[16..<24])
    if chunk.content.count > Self.sizesCount {
      try WebPChunks.disclose(
        start + Self.sizesCount..<chunk.content.upperBound, .unknown, at: "ds64/table",
        "sizes of chunks that go", source, &reading)
    }
    list.keep(to: chunk.end, Self.sizesOwner)
  }

  // MARK: - Sizes

  private func withSizes(_ reading: inout Reading) throws(MediaError) -> [Piece] {
    var pieces = list.pieces
    let place = pieces.firstIndex { $0.owner == Self.sizesOwner }
    var sizes = SoundChunk.header(Code.sizes, size: Self.sizesCount, isBig: false)
    var count = pieces.reduce(0) { $0 + $1.outputCount } - 8
    if let place { count += sizes.count + Self.sizesCount - pieces[place].outputCount }
    var header = try source.bytes(0..<4)
    let stated = isLong ? SoundChunk.openSize : min(count, SoundChunk.openSize)
    header.append(littleEndian: UInt64(stated), 4)
    header += Array("WAVE".utf8)
    pieces[0] = try piece(pieces[0].input, header, Self.headerOwner, &reading)
    if let place {
      sizes.append(littleEndian: UInt64(count), 8)
      sizes.append(littleEndian: UInt64(dataCount), 8)
      sizes += sampleCount + [0, 0, 0, 0]
      pieces[place] = try piece(pieces[place].input, sizes, Self.sizesOwner, &reading)
    }
    return pieces
  }

  private func piece(
    _ range: Range<Int>, _ bytes: [UInt8], _ owner: String, _ reading: inout Reading
  ) throws(MediaError) -> Piece {
    if try source.bytes(range) == bytes { return Piece(input: range, owner: owner, output: .same) }
    reading.disclose(.software, .low, at: owner, "sizes that are not those of what stays")
    return Piece(input: range, owner: owner, output: .bytes(bytes))
  }
}

extension ByteReader {
  /// The eight bytes at `offset`, least significant first, where they are a size that can be.
  fileprivate func number(at offset: Int) -> Int? {
    var reader = self
    guard reader.seek(to: offset), let value = reader.littleEndian(8) else { return nil }
    return value < 1 << 62 ? Int(value) : nil
  }
}
