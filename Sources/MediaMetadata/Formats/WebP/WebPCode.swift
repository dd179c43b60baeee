/// The codes of the chunks that a WebP file may hold (RFC 9649, 2.3 to 2.7).
enum WebPCode {
  static let extended = FourCharacters.code("VP8X")
  static let lossy = FourCharacters.code("VP8 ")
  static let lossless = FourCharacters.code("VP8L")
  static let alpha = FourCharacters.code("ALPH")
  static let animation = FourCharacters.code("ANIM")
  static let frame = FourCharacters.code("ANMF")
  static let profile = FourCharacters.code("ICCP")
  static let exif = FourCharacters.code("EXIF")
  static let xmp = FourCharacters.code("XMP ")
  /// Written by mistake by some programs (ExifTool's RIFF.pm).
  static let zeroXMP = FourCharacters.code("XMP\u{0}")
  /// C2PA Specification 2.1, A.3.5.
  static let provenance = FourCharacters.code("C2PA")

  /// Whether it holds a picture.
  static func isPicture(_ code: UInt32) -> Bool { code == lossy || code == lossless }
}

/// The flags of VP8X (RFC 9649, 2.7).
enum WebPFlags {
  static let animation: UInt8 = 0x02
  static let xmp: UInt8 = 0x04
  static let exif: UInt8 = 0x08
  static let alpha: UInt8 = 0x10
  static let profile: UInt8 = 0x20
  /// What tells of pictures, and so stays as it is.
  static let pictures = animation | alpha
}
