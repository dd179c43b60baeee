extension SensorWeakening {
  /// Samples of all components that a photo may have: 89 megapixels at half the chroma.
  static let sampleLimit = 1 << 27

  /// A scrubbed JPEG with its pixels weakened; its orientation and colour profile stay.
  ///
  /// - Throws: `MediaError` where the pixels can't be decoded or coded.
  func weakened(_ bytes: [UInt8]) throws(MediaError) -> [UInt8] {
    let picture = weakened(try JPEGDecoder.decode(bytes, sampleLimit: Self.sampleLimit))
    guard let output = JPEGEncoder.encode(picture, segments: Self.applications(of: bytes)) else {
      throw .malformed(.jpeg, offset: 0, reason: "its pixels can't be coded anew")
    }
    return output
  }

  /// The segments that applications wrote, before the first scan of a well-formed file.
  private static func applications(of bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var position = 2
    while position + 4 <= bytes.count, bytes[position] == 0xff {
      let marker = bytes[position + 1]
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      let end = position + 2 + max(2, length)
      guard marker != JPEGMarker.startOfScan, end <= bytes.count else { break }
      if JPEGMarker.isApplication(marker) { kept += bytes[position..<end] }
      position = end
    }
    return kept
  }
}
