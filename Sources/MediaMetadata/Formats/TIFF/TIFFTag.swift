/// The fields that decoding needs, by number (TIFF 6.0; Technical Notes 1 and 2; TIFF/FX; libtiff).
enum TIFFTag {
  static let newSubfileType: UInt16 = 254
  static let width: UInt16 = 256
  static let length: UInt16 = 257
  static let bits: UInt16 = 258
  static let compression: UInt16 = 259
  static let photometric: UInt16 = 262
  static let stripOffsets: UInt16 = 273
  static let orientation: UInt16 = 274
  static let samples: UInt16 = 277
  static let rowsPerStrip: UInt16 = 278
  static let stripCounts: UInt16 = 279
  static let planar: UInt16 = 284
  static let tileWidth: UInt16 = 322
  static let tileLength: UInt16 = 323
  static let tileOffsets: UInt16 = 324
  static let tileCounts: UInt16 = 325
  static let subdirectories: UInt16 = 330
  static let jpegTables: UInt16 = 347
  static let interchange: UInt16 = 513
  static let interchangeCount: UInt16 = 514
  static let subsampling: UInt16 = 530
  static let profile: UInt16 = 34_675
  static let tileDepth: UInt16 = 32_998

  /// How many values a field may have.
  enum Room {
    /// At most so many.
    case most(Int)
    /// At most so many for each sample.
    case samples(Int)
    /// One curve or map for at most three or four channels of as many values as a sample has.
    case table
  }

  /// The fields that are copied, with the most values each may have: what is longer is not decoded.
  static let copied: [UInt16: Room] = [
    newSubfileType: .most(1), 255: .most(1), width: .most(1), length: .most(1),
    bits: .samples(1), compression: .most(1), photometric: .most(1), 263: .most(1),
    264: .most(1), 265: .most(1), 266: .most(1), samples: .most(1), rowsPerStrip: .most(1),
    280: .samples(1), 281: .samples(1), 282: .most(1), 283: .most(1), planar: .most(1),
    286: .most(1), 287: .most(1), 290: .most(1), 291: .table, 292: .most(1), 293: .most(1),
    296: .most(1), 297: .most(2), 301: .table, 317: .most(1), 318: .most(2), 319: .most(6),
    320: .table, 321: .most(2), tileWidth: .most(1), tileLength: .most(1), 326: .most(1),
    327: .most(1), 328: .most(1), 332: .most(1), 334: .most(1), 336: .samples(2),
    338: .samples(1), 339: .samples(1), 340: .samples(1), 341: .samples(1), 342: .most(6),
    512: .most(1), 515: .most(1), 517: .samples(1), 518: .samples(1), 529: .most(3),
    subsampling: .most(2), 531: .most(1), 532: .samples(2), 433: .samples(2), 435: .most(1),
    559: .most(1 << 16), 32_995: .most(1), 32_996: .samples(1), 32_997: .most(1),
    tileDepth: .most(1), 37_439: .most(1), 50_674: .most(2),
  ]

  /// The fields without which the data mean something else: they stay, or the file is refused.
  static let needed: Set<UInt16> = [
    newSubfileType, 255, width, length, bits, compression, photometric, 266, samples,
    rowsPerStrip, planar, 292, 293, 317, 320, tileWidth, tileLength, 338, 339, 512, 515,
    subsampling, 32_997, tileDepth,
  ]

  /// Tables of old-style JPEG: where each stands, and how long its fixed part is.
  static let oldTables: [UInt16] = [519, 520, 521]

  /// Values that only a camera's raw file has.
  static let rawPhotometrics: Set<Int> = [32_803, 34_892]
  static let rawCompressions: Set<Int> = [
    34_713, 32_767, 32_769, 32_770, 32_772, 32_867, 65_000, 65_535,
  ]

  /// Whether a field's type is one of numbers: text and opaque bytes carry anything.
  static func isNumber(_ type: UInt16) -> Bool {
    switch type {
    case 1, 3, 4, 5, 6, 8, 9, 10, 11, 12, 16, 17: true
    default: false
    }
  }
}
