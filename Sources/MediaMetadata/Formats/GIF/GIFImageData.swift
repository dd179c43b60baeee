/// The compressed pixels of one GIF image: where they stand, and where they end.
///
/// The end is where the decoder's need ends: the end-of-information code (GIF89a, appendix F), or
/// the code that gives the last pixel. What stands in the sub-blocks after it is seen by no one.
struct GIFImageData: Sendable, Equatable {
  /// Where the minimum code size stands; the first sub-block's length is next.
  let codeSizePosition: Int
  /// The length of the sub-block that holds the last byte needed.
  let lastBlock: Int
  /// After the last byte needed.
  let payloadEnd: Int
  /// After the terminator of the sub-blocks, or the end of the file.
  let end: Int
  /// Whether the terminator is there.
  let isTerminated: Bool
  /// Whether all pixels or the end code were found; else the data runs out before.
  let isComplete: Bool

  /// Where the sub-blocks end, before their terminator.
  var dataEnd: Int { isTerminated ? end - 1 : end }

  /// Whether nothing stands after the last byte needed.
  var isExact: Bool { payloadEnd == dataEnd }

  /// The runs of compressed bytes that are needed, without the sub-blocks' lengths.
  func payload(_ bytes: [UInt8]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var position = codeSizePosition + 1
    while position < payloadEnd {
      let next = min(position + 1 + Int(bytes[position]), payloadEnd)
      if next > position + 1 { runs.append(position + 1..<next) }
      position = next
    }
    return runs
  }
}
