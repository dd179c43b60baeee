/// Takes PNG and APNG files apart (PNG, 3rd edition, W3C 2025).
///
/// What decoders ignore is dropped. What they stumble over stays as wrong as it was, so that every
/// decoder shows after the rebuild what it showed before: cut streams stay cut, and a wrong check
/// sum is replaced by one that is as wrong and tells nothing.
public enum PNGReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.png

  /// The first eight bytes (PNG, 5.2).
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: signature) }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    guard recognises(bytes) else { throw .unrecognised }
    let chunks = try PNGChunks(bytes, &reading)
    var rebuild = try PNGRebuild(bytes, chunks, &reading)
    return try rebuild.anatomy(&reading)
  }
}

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
