/// The chunks of a file up to its end, or up to where there are none any more.
struct PNGChunks: Sendable {
  /// In file order.
  private(set) var all: [PNGChunk] = []
  /// Where the bytes after the last chunk begin.
  private(set) var tail: Int
  /// Where the header stands in `all`.
  let headerIndex: Int
  /// Whether an animation is announced where it must be: before the picture.
  let isAnimated: Bool

  /// Walks from chunk to chunk; O(bytes).
  init(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) {
    var position = PNGReader.signature.count
    while let chunk = PNGChunk.read(bytes, at: position) {
      try reading.countStructure()
      all.append(chunk)
      position = chunk.end
      if chunk.type == PNGType.end || chunk.check == .missing { break }
    }
    tail = position
    guard let data = all.firstIndex(where: { $0.type == PNGType.data }) else {
      throw .truncated(.png, offset: tail, reason: "there is no picture before this")
    }
    guard let header = all[..<data].firstIndex(where: { $0.type == PNGType.header }) else {
      throw .malformed(.png, offset: all[data].start, reason: "no header before the picture")
    }
    headerIndex = header
    isAnimated = all[header..<data].contains { $0.type == PNGType.animation && $0.count == 8 }
  }

  /// The contents of the data chunks from `index` on that make up one stream: all IDAT, or the fdAT
  /// up to the next frame, without their sequence numbers.
  func runs(_ type: UInt32, from index: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for chunk in all[index...] {
      if chunk.type == type {
        let skipped = type == PNGType.frameData ? min(4, chunk.count) : 0
        runs.append((chunk.content.lowerBound + skipped)..<chunk.content.upperBound)
      } else if type == PNGType.frameData, chunk.type == PNGType.frame {
        break
      }
    }
    return runs
  }
}
