/// JPEG pictures inside movies (Motion JPEG): comments and application data before the scan.
extension MovieSampleCollector {
  /// Application data and comments that decoders rely on (libavcodec's mjpegdec.c).
  private static let needed: [(marker: UInt8, starts: [String])] = [
    (0xe0, ["JFIF\0", "AVI1"]), (0xe1, ["mjpg"]), (0xee, ["Adobe"]),
    (0xfe, ["AVID", "CS=ITU601", "Intel(R) JPEG Library", "Metasoft MJPEG Codec"]),
  ]

  /// Blanks the comments and application data of a sample's first picture.
  mutating func scanSegments(_ sample: Range<Int>) throws(MediaError) {
    var position = sample.lowerBound
    while sample.upperBound - position >= 4 {
      let index = try window.index(of: position, 4)
      let head = Array(window.bytes[index..<(index + 4)])
      guard head[0] == 0xff else { break }
      if head[1] == 0xd8 || head[1] == 0xff {
        let count = head[1] == 0xd8 ? 2 : 1
        compare(position..<(position + count))
        position += count
        continue
      }
      let length = Int(head[2]) << 8 | Int(head[3])
      guard head[1] >= 0xc0, !(0xd0...0xda).contains(head[1]), length >= 2,
        length + 2 <= sample.upperBound - position
      else { break }
      let segment = position..<(position + 2 + length)
      position = segment.upperBound
      guard (0xe0...0xef).contains(head[1]) || head[1] == 0xfe else {
        compare(segment)
        continue
      }
      compare(segment.lowerBound..<(segment.lowerBound + 4))
      try blankSegment(head[1], (segment.lowerBound + 4)..<segment.upperBound)
    }
    compare(position..<sample.upperBound)
  }

  private mutating func blankSegment(
    _ marker: UInt8, _ content: Range<Int>
  ) throws(MediaError) {
    let bytes = try window.slice(content)
    let starts = Self.needed.first { $0.marker == marker }?.starts ?? []
    if starts.contains(where: { bytes.starts(with: $0.utf8) }) {
      compare(content)
      return
    }
    if !MovieBytes.areZero(bytes) {
      let isComment = marker == 0xfe
      findings.note(
        isComment ? "JPEG COM" : "JPEG APP\(Int(marker) - 0xe0)", isComment ? .software : .unknown,
        isComment ? .medium : .high,
        isComment ? "a comment in each picture" : "application data in each picture",
        value: PrintableText.runs(in: bytes))
    }
    try replace(content, bytes, with: [UInt8](repeating: 0, count: bytes.count), kept: [])
  }
}
