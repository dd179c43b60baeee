/// A picture of one pixel that carries a comment: the smallest file that gives something away.
public enum TinyGIF {
  /// GIF89a with a palette of two colours, `comment` unless it is empty, and the pixel `colour` (0, 1).
  public static func bytes(comment: String, colour: UInt8 = 0) -> [UInt8] {
    var bytes = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
    if !comment.isEmpty {
      bytes += [0x21, 0xFE, UInt8(comment.utf8.count)] + Array(comment.utf8) + [0]
    }
    // Codes of three bits: clear (4), the pixel, end of information (5).
    let codes = 4 | UInt16(colour) << 3 | 5 << 6
    bytes += [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2]
    bytes += [UInt8(truncatingIfNeeded: codes), UInt8(truncatingIfNeeded: codes >> 8), 0, 0x3B]
    return bytes
  }
}
