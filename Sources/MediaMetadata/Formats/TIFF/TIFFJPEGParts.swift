/// JPEG inside TIFF (Technical Note 2): what of a stream no decoder of TIFF looks at.
enum TIFFJPEGParts {
  /// The runs of a stream that go: comments and application data, and what follows the end.
  ///
  /// A stream that does not start as JPEG stays as it is.
  static func cuts(in range: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
    var cuts: [Range<Int>] = []
    guard range.count >= 4, bytes[range.lowerBound] == 0xff, bytes[range.lowerBound + 1] == 0xd8
    else { return [] }
    var position = range.lowerBound + 2
    while position + 4 <= range.upperBound, bytes[position] == 0xff {
      let marker = bytes[position + 1]
      if marker == 0xff {
        position += 1
        continue
      }
      if marker == 0xd9 {
        cuts.append(position + 2..<range.upperBound)
        return cuts
      }
      if marker == 0xd8 || marker == 1 || (0xd0...0xd7).contains(marker) {
        position += 2
        continue
      }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      guard length >= 2, position + 2 + length <= range.upperBound else { return cuts }
      let end = position + 2 + length
      if (0xe0...0xef).contains(marker) || marker == 0xfe {
        if !isNeeded(marker, bytes[position + 4..<end]) { cuts.append(position..<end) }
      } else if marker == 0xda {
        let found = MarkerSearch.firstMarker(
          in: bytes.span.extracting(0..<range.upperBound), from: end)
        guard let found else { return cuts }
        position = found
        if position + 2 == range.upperBound { return cuts }
        if bytes[position + 1] == 0xd9 {
          cuts.append(position + 2..<range.upperBound)
          return cuts
        }
        continue
      }
      position = end
    }
    return cuts
  }

  /// Adobe's mark says how colours are stored.
  private static func isNeeded(_ marker: UInt8, _ content: ArraySlice<UInt8>) -> Bool {
    marker == 0xee && content.count == 12 && content.starts(with: Array("Adobe".utf8))
  }

  /// The tables that pages share, without anything else; nil where they can't be read.
  static func tables(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let bytes = Array(bytes)
    guard bytes.count >= 4, bytes[0] == 0xff, bytes[1] == 0xd8 else { return nil }
    var kept: [UInt8] = [0xff, 0xd8]
    var position = 2
    while position + 2 <= bytes.count, bytes[position] == 0xff {
      let marker = bytes[position + 1]
      if marker == 0xff {
        position += 1
        continue
      }
      if marker == 0xd9 { return kept + [0xff, 0xd9] }
      guard position + 4 <= bytes.count else { return nil }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      guard length >= 2, position + 2 + length <= bytes.count else { return nil }
      let end = position + 2 + length
      if [0xdb, 0xc4, 0xcc, 0xdd].contains(marker) { kept += bytes[position..<end] }
      position = end
    }
    // The end is left out by some writers.
    return position >= bytes.count ? kept + [0xff, 0xd9] : nil
  }
}
