/// Decides for each chunk of an AIFF file what stands for it in the output.
struct AIFFPlan {
  private let source: MediaSource
  private let isCompressed: Bool
  private let declaredEnd: Int
  private var list = PieceList()
  private var payload: [PayloadPart] = []
  private var met: Set<UInt32> = []

  private static let headerCount = 12
  private static let headerOwner = "FORM header"

  private enum Code {
    static let form = FourCharacters.code("FORM")
    static let format = FourCharacters.code("COMM")
    static let data = FourCharacters.code("SSND")
    static let version = FourCharacters.code("FVER")
    static let channels = FourCharacters.code("CHAN")
    static let decoder = FourCharacters.code("wave")
  }

  /// A plan that keeps the header.
  init(_ source: MediaSource) throws(MediaError) {
    self.source = source
    guard source.count >= Self.headerCount else {
      throw .truncated(.aiff, offset: 0, reason: "the header is cut off")
    }
    let head = try source.bytes(0..<Self.headerCount)
    isCompressed = head.last == UInt8(ascii: "C")
    let size = AudioBytes.big(head[...], at: 4, 4) ?? 0
    declaredEnd = size < 4 ? source.count : min(size + 8, source.count)
    list.keep(to: Self.headerCount, Self.headerOwner)
  }

  /// Walks the chunks; returns the account.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    while list.position < declaredEnd || !met.contains(Code.data), let chunk = try nextChunk() {
      try reading.countStructure()
      try take(chunk, &reading)
    }
    guard met.contains(Code.format), met.contains(Code.data) else {
      throw .truncated(.aiff, offset: list.position, reason: "format or samples are missing")
    }
    if list.position < source.count {
      try WebPChunks.disclose(
        list.position..<source.count, .unknown, at: "after the chunks",
        "bytes behind the last chunk", source, &reading)
      list.drop(to: source.count, "no chunk")
    }
    var pieces = list.pieces
    let count = pieces.reduce(0) { $0 + $1.outputCount } - SoundChunk.headerCount
    let header =
      SoundChunk.header(Code.form, size: count, isBig: true)
      + Array((isCompressed ? "AIFC" : "AIFF").utf8)
    if try source.bytes(0..<Self.headerCount) != header {
      reading.disclose(
        .software, .low, at: Self.headerOwner, "a size that is not that of what stays")
      pieces[0] = Piece(
        input: 0..<Self.headerCount, owner: Self.headerOwner, output: .bytes(header))
    }
    return Anatomy(pieces: pieces, payload: payload)
  }

  private func nextChunk() throws(MediaError) -> SoundChunk? {
    let isLast = declaredEnd == source.count
    return try SoundChunk.read(source, at: list.position, isBig: true) { code, size in
      // Written to a pipe: sizes never came.
      guard code == Code.data else { return nil }
      return size == SoundChunk.openSize || size == 0 && isLast ? Int.max : nil
    }
  }

  private mutating func take(
    _ chunk: SoundChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound
    let isFirst = met.insert(chunk.code).inserted
    switch chunk.code {
    case Code.format where isFirst:
      let count = isCompressed ? 22 : 18
      guard chunk.content.count >= count else {
        throw .truncated(.aiff, offset: chunk.start, reason: "the format is cut off")
      }
      payload.append(.bytes([start..<start + count]))
      // The compression's name is a text: an empty one stands for it.
      let name: [SoundChunk.Part] = isCompressed ? [.bytes([0, 0])] : []
      try chunk.keep([.same(start..<start + count)] + name, source, in: &list, &reading)
    case Code.data where isFirst: try keepData(chunk, &reading)
    case Code.version where isFirst && chunk.content.count >= 4:
      payload.append(.bytes([start..<start + 4]))
      try chunk.keep([.same(start..<start + 4)], source, in: &list, &reading)
    case Code.channels where isFirst && chunk.content.count >= 12: try keepChannels(chunk, &reading)
    case Code.decoder: try unclassified(chunk, "a decoder's configuration", &reading)
    case Code.data, Code.format:
      throw .malformed(.aiff, offset: chunk.start, reason: "a second one of its kind")
    default:
      try SoundChunks.disclose(chunk, source, &reading)
      list.drop(to: chunk.end, "chunk")
    }
  }

  private mutating func unclassified(
    _ chunk: SoundChunk, _ structure: String, _ reading: inout Reading
  ) throws(MediaError) {
    try reading.unclassified(chunk.start..<chunk.end, in: .aiff, structure)
    list.drop(to: chunk.end, "chunk")
  }

  /// An offset, a block's size, then samples; what the offset passes over is heard by no one.
  private mutating func keepData(
    _ chunk: SoundChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound
    guard chunk.content.count >= 8 else {
      throw .truncated(.aiff, offset: chunk.start, reason: "the samples are cut off")
    }
    let head = try source.bytes(start..<start + 8)
    let offset = AudioBytes.big(head[...], at: 0, 4) ?? 0
    let first = min(start + 8 + offset, chunk.content.upperBound)
    let samples = first..<chunk.content.upperBound
    payload.append(.bytes([samples]))
    try chunk.keep(
      [.bytes([UInt8](repeating: 0, count: 8)), .same(samples)], source, in: &list, &reading)
  }

  /// Core Audio's layout of channels: three numbers, and twenty bytes for each description.
  private mutating func keepChannels(
    _ chunk: SoundChunk, _ reading: inout Reading
  ) throws(MediaError) {
    let start = chunk.content.lowerBound
    let head = try source.bytes(start..<start + 12)
    let count = 12 + 20 * (AudioBytes.big(head[...], at: 8, 4) ?? 0)
    let kept = start..<start + min(count, chunk.content.count)
    payload.append(.bytes([kept]))
    try chunk.keep([.same(kept)], source, in: &list, &reading)
  }
}
