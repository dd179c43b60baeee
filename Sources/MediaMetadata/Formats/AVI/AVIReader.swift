/// Takes AVI files apart (Microsoft's RIFF; OpenDML 1.02).
///
/// Kept: headers, formats and indexes, every frame. The indexes hold offsets from the file's start:
/// so what goes becomes a JUNK chunk of zeros of the same length, and nothing moves.
public enum AVIReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.avi

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: Array("RIFF".utf8)) && head.dropFirst(8).starts(with: Array("AVI ".utf8))
  }

  /// Takes the file apart; see `MediaFormatReader`.
  ///
  /// Frames are streamed: memory is that of the longest header.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    var plan = AVIPlan(source, reading.limits)
    var position = 0
    while position < source.count,
      let riff = try RIFFChunk.read(source, at: position, within: 0..<source.count),
      riff.code == AVICode.riff, riff.content.count >= 4
    {
      try reading.countStructure()
      let form = try source.bytes(riff.content.lowerBound..<riff.content.lowerBound + 4)
      guard form.elementsEqual((position == 0 ? "AVI " : "AVIX").utf8) else { break }
      // Writers that were stopped leave the size at zero.
      let end = riff.size <= 4 && position == 0 ? source.count : riff.content.upperBound
      try plan.takeForm(riff, end: end, &reading)
      position = end
    }
    guard plan.hasFrames else {
      throw .malformed(.avi, offset: 0, reason: "there are no frames")
    }
    return try plan.finish(from: position, &reading)
  }
}

/// Codes of chunks and lists.
enum AVICode {
  static let riff = FourCharacters.code("RIFF")
  static let list = FourCharacters.code("LIST")
  static let junk = FourCharacters.code("JUNK")
  static let header = FourCharacters.code("hdrl")
  static let mainHeader = FourCharacters.code("avih")
  static let stream = FourCharacters.code("strl")
  static let streamHeader = FourCharacters.code("strh")
  static let streamFormat = FourCharacters.code("strf")
  static let properties = FourCharacters.code("vprp")
  static let superIndex = FourCharacters.code("indx")
  static let extended = FourCharacters.code("odml")
  static let extendedHeader = FourCharacters.code("dmlh")
  static let frames = FourCharacters.code("movi")
  static let record = FourCharacters.code("rec ")
  static let index = FourCharacters.code("idx1")
}
