/// One run of a JPEG stream: a segment, a scan with its data, stray bytes, or the trailer.
struct JPEGSegment: Equatable {
  /// Its marker, or one of our own codes.
  let marker: UInt8
  /// The whole run, from the FF of the marker on.
  let range: Range<Int>
  /// What follows the marker and the length; for stray bytes and trailers all of it.
  let content: Range<Int>
  /// Where the content ends that the standard defines; what follows up to the content's end is
  /// extra.
  let definedEnd: Int

  /// The entropy-coded data of a scan; empty for others.
  var scanData: Range<Int> { content.upperBound..<range.upperBound }
  /// What the standard defines of the content.
  var defined: Range<Int> { content.lowerBound..<definedEnd }
  /// The content beyond what the standard defines.
  var extra: Range<Int> { definedEnd..<content.upperBound }

  /// A run.
  init(marker: UInt8, range: Range<Int>, content: Range<Int>, definedEnd: Int? = nil) {
    self.marker = marker
    self.range = range
    self.content = content
    self.definedEnd = definedEnd ?? content.upperBound
  }

  /// A run without marker and length.
  init(marker: UInt8, range: Range<Int>) {
    self.init(marker: marker, range: range, content: range)
  }

  /// The same run, ending at `end`.
  func ending(at end: Int) -> JPEGSegment {
    JPEGSegment(
      marker: marker, range: range.lowerBound..<end, content: content, definedEnd: definedEnd)
  }

  /// The bytes of a segment with this content; nil where its length does not fit 16 bits.
  static func bytes(marker: UInt8, content: some Collection<UInt8>) -> [UInt8]? {
    let length = content.count + 2
    guard length <= 0xffff else { return nil }
    var bytes: [UInt8] = [0xff, marker]
    bytes.append(bigEndian: UInt64(length), 2)
    bytes += content
    return bytes
  }
}
