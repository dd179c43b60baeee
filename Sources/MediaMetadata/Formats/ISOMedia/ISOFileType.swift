/// `ftyp` and `styp`: the brands that say how a file is to be read (ISO/IEC 14496-12, 4.3).
enum ISOFileType {
  /// More brands than any real file names; the rest would be bytes that nobody reads.
  private static let mostBrands = 64

  /// The plan of a file type box, nil where it is too short to say anything.
  ///
  /// Major brand, minor version and compatible brands stay; what is no brand goes.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> (any ISOHeaderPlan)? {
    let limit = box.contentStart + 8 + 4 * mostBrands
    let end = min(box.range.upperBound, limit)
    let content = try source.bytes(box.contentStart..<end)
    guard content.count >= 8 else { return nil }
    var kept = 8
    while kept + 4 <= content.count, isBrand(content[kept..<(kept + 4)]) { kept += 4 }
    let rest = (box.contentStart + kept)..<box.range.upperBound
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(8 + kept), 4)
    bytes.append(bigEndian: UInt64(box.type), 4)
    bytes += content[..<kept]
    if !rest.isEmpty {
      let shown = try ISODropped.sample(of: rest, source, reading)
      reading.discloseUnknown(shown[...], at: box.name)
    } else if bytes.count < box.range.count {
      // A header in its long form says nothing more, so it stays as it is.
      bytes = try source.bytes(box.range)
    }
    return ISOFixedPlan(box: box.range, owner: box.name, bytes: bytes)
  }

  /// Brands are four printable characters; QuickTime pads its list with zeros.
  private static func isBrand(_ code: ArraySlice<UInt8>) -> Bool {
    code.allSatisfy { (0x20...0x7e).contains($0) } || code.allSatisfy { $0 == 0 }
  }
}
