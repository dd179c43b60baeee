/// The first frame of many MP3 files: silence in which Xing's, LAME's or Fraunhofer's header counts
/// the frames.
///
/// **Source**: "Xing VBR header", "LAME MP3 info tag rev 1" (G. Bouvigne), and libmp3lame's
/// `VbrTag.c`.
enum MPEGInfoFrame {
  /// The frame as it may stay; nil where `frame` is one of sound.
  ///
  /// Counts, table of contents, loudness and the samples that players cut off stay; the encoder's
  /// name and settings go, and so does what stands behind.
  static func canonical(
    _ frame: ArraySlice<UInt8>, _ header: MPEGFrameHeader, _ reading: inout Reading
  ) -> [UInt8]? {
    guard let side = header.sideEnd else { return nil }
    let old = Array(frame)
    if let start = [side, side - (old[1] & 1 == 0 ? 2 : 0)].first(where: { isXing(old, at: $0) }) {
      return xing(old, at: start, &reading)
    }
    return fraunhofer(old, &reading)
  }

  private static func isXing(_ frame: [UInt8], at start: Int) -> Bool {
    guard
      AudioBytes.holds("Xing", at: start, in: frame[...])
        || AudioBytes.holds("Info", at: start, in: frame[...])
    else { return false }
    return AudioBytes.areZero(frame[min(6, start)..<start])
  }

  private static func xing(_ old: [UInt8], at start: Int, _ reading: inout Reading) -> [UInt8] {
    guard let flags = AudioBytes.big(old[...], at: start + 4, 4) else { return old }
    var lame = start + 8
    for (flag, count) in [(1, 4), (2, 4), (4, 100), (8, 4)] where flags & flag != 0 {
      lame += count
    }
    var new = old
    var end = lame
    if AudioBytes.isInside(old[...], lame, tagCount), !AudioBytes.areZero(old[lame..<lame + 9]) {
      end = lame + tagCount
      settle(&new, at: lame)
    }
    for index in min(end, new.count)..<new.count { new[index] = 0 }
    guard new != old else { return old }
    let rest = old[min(lame, old.count)...]
    reading.disclose(
      .software, .medium, at: "Xing frame/encoder", "the program that made it, and its settings",
      value: PrintableText.runs(in: rest))
    return new
  }

  /// The bytes of LAME's tag.
  private static let tagCount = 36

  /// Takes name and settings from LAME's tag, and puts its check right.
  private static func settle(_ frame: inout [UInt8], at lame: Int) {
    // ffmpeg trims by the tag's delays only where one of these names stands (mp3dec.c).
    let isTrimmed = ["LAME", "Lavf", "Lavc"].contains {
      AudioBytes.holds($0 as StaticString, at: lame, in: frame[...])
    }
    let name: [UInt8] = isTrimmed ? Array("LAME".utf8) : Array("    ".utf8)
    frame.replaceSubrange(lame..<lame + 9, with: name + [UInt8](repeating: 0x20, count: 5))
    // Revision, low pass, encoding flags, bit rate, miscellaneous, preset; and the check of the
    // frames as they were, by which the original could be found.
    frame[lame + 9] &= 0x0f
    for place in [10, 19, 20, 24, 26, 27, 32, 33] { frame[lame + place] = 0 }
    var check: UInt16 = 0
    for byte in frame[0..<lame + 34] {
      check ^= UInt16(byte)
      for _ in 0..<8 { check = check & 1 == 1 ? 0xa001 ^ (check >> 1) : check >> 1 }
    }
    frame[lame + 34] = UInt8(check >> 8)
    frame[lame + 35] = UInt8(check & 0xff)
  }

  private static func fraunhofer(_ old: [UInt8], _ reading: inout Reading) -> [UInt8]? {
    let start = 36
    guard AudioBytes.holds("VBRI", at: start, in: old[...]),
      let entries = AudioBytes.big(old[...], at: start + 18, 2),
      let entryCount = AudioBytes.big(old[...], at: start + 22, 2)
    else { return nil }
    var new = old
    for index in min(old.count, start + 26 + entries * entryCount)..<old.count { new[index] = 0 }
    if new != old {
      reading.discloseUnknown(
        old[start...], at: "VBRI frame/surplus", "bytes behind a table of contents")
    }
    return new
  }
}
