/// A chain of GIF data sub-blocks (GIF89a, 15): each a length and so many bytes, the last empty.
struct GIFSubBlocks: Sendable, Equatable {
  /// Where the first length stands.
  let start: Int
  /// After the terminator, or where the file ends.
  let end: Int
  /// Whether the terminator is there.
  let isTerminated: Bool

  /// Follows the lengths from `start`.
  ///
  /// O(sub-blocks).
  init(_ bytes: [UInt8], from start: Int) {
    self.start = start
    var position = start
    while position < bytes.count {
      let length = Int(bytes[position])
      position += 1
      if length == 0 {
        end = position
        isTerminated = true
        return
      }
      position = min(position + length, bytes.count)
    }
    end = bytes.count
    isTerminated = false
  }

  /// The data without its lengths, run by run.
  func runs(_ bytes: [UInt8]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var position = start
    while position < end {
      let length = Int(bytes[position])
      let next = min(position + 1 + length, end)
      if next > position + 1 { runs.append(position + 1..<next) }
      position = next
    }
    return runs
  }

  /// The data without its lengths.
  func content(_ bytes: [UInt8]) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(end - start)
    for run in runs(bytes) { content += bytes[run] }
    return content
  }
}

/// One structure of a GIF file after its screen descriptor and colour table.
struct GIFBlock: Sendable, Equatable {
  /// What a block is; the labels of extensions are those of GIF89a, 23 to 26.
  enum Kind: Sendable, Equatable {
    case image(GIFImageData)
    case control(GIFSubBlocks)
    case comment(GIFSubBlocks)
    case plainText(GIFSubBlocks)
    case application(GIFSubBlocks)
    case unknownExtension(GIFSubBlocks)
    /// A structure that the end of the file cuts off before it says anything.
    case cutOff
    /// Bytes where a block should begin, and none of the three introducers stands.
    case stray
    case trailer
  }

  /// The whole block, introducer included.
  let range: Range<Int>
  /// What it is.
  let kind: Kind
}
