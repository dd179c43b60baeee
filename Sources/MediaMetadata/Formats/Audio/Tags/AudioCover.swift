/// Cover pictures that stay by choice, each cleaned as a file of its own.
enum AudioCover {
  /// The name that its piece gets.
  static let owner = "cover"

  /// The cleaned pictures; none where the policy keeps none.
  static func cleaned(
    _ pictures: [ArraySlice<UInt8>], _ reading: inout Reading
  ) throws(MediaError) -> [(mime: String, bytes: [UInt8])] {
    guard reading.policy.keepsCoverArt else { return [] }
    var covers: [(mime: String, bytes: [UInt8])] = []
    var seen: Set<[UInt8]> = []
    for picture in pictures {
      guard let clean = try reading.rebuilt(MediaSource(Array(picture))),
        let mime = mime(of: clean.format)
      else { continue }
      guard seen.insert(clean.bytes).inserted else { continue }
      covers.append((mime, clean.bytes))
      reading.disclose(.content, .medium, at: owner, "a cover picture, cleaned", fate: .kept)
    }
    return covers
  }

  /// An ID3v2.3 tag of nothing but the cleaned pictures; nil where none stays.
  static func tag(
    _ pictures: [ArraySlice<UInt8>], _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    var frames: [UInt8] = []
    for cover in try cleaned(pictures, &reading) {
      let content = [0] + Array(cover.mime.utf8) + [0, 3, 0] + cover.bytes
      frames += Array("APIC".utf8)
      frames.append(bigEndian: UInt64(content.count), 4)
      frames += [0, 0] + content
    }
    guard !frames.isEmpty, frames.count < 1 << 28 else { return nil }
    let size = [21, 14, 7, 0].map { UInt8(truncatingIfNeeded: frames.count >> $0) & 0x7f }
    return Array("ID3".utf8) + [3, 0, 0] + size + frames
  }

  private static func mime(of format: MediaFormat) -> String? {
    switch format {
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .gif: "image/gif"
    case .webp: "image/webp"
    case .bmp: "image/bmp"
    case .tiff: "image/tiff"
    default: nil
    }
  }
}
