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

  /// What is shown, from `start` on: all but the length of the last sub-block, which changes where
  /// the data is cut, and what comes after the last byte needed.
  func shown(from start: Int) -> [Range<Int>] {
    guard isComplete, lastBlock < payloadEnd else { return [start..<payloadEnd] }
    return [start..<lastBlock, lastBlock + 1..<payloadEnd]
  }
}
