/// What the first box of an ISO base media file says of its kind.
enum ISOBrands {
  /// The type of the first box; nil where the bytes can't be one.
  static func firstBox(_ head: [UInt8]) -> String? {
    var reader = ByteReader(head)
    guard let size = reader.bigEndian(4), size == 0 || size == 1 || size >= 8,
      let type = reader.bigEndian(4)
    else { return nil }
    return FourCharacters.name(UInt32(type))
  }

  /// Whether a brand of the head says that the file shows items (HEIF, AVIF; ISO/IEC 23008-12, 10).
  static func areItems(_ head: [UInt8]) -> Bool {
    !items.isDisjoint(with: brands(head))
  }

  /// Whether no brand says that the file is of another family (JPEG XL, JPEG 2000, Canon raw).
  static func areMovie(_ head: [UInt8]) -> Bool { others.isDisjoint(with: brands(head)) }

  private static let items: Set<String> = [
    "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1", "avif", "avis", "miaf",
  ]
  private static let others: Set<String> = ["jxl ", "jp2 ", "jpx ", "jpm ", "crx "]

  /// The major brand and the compatible ones, as far as they stand in the head.
  private static func brands(_ head: [UInt8]) -> [String] {
    var reader = ByteReader(head)
    guard let size = reader.bigEndian(4), reader.skip(4), size >= 16 else { return [] }
    let end = min(Int(size), head.count)
    var brands: [String] = []
    // The minor version between them is a number; read as a brand it equals none.
    while reader.position + 4 <= end, let code = reader.bigEndian(4) {
      brands.append(FourCharacters.name(UInt32(code)))
    }
    return brands
  }
}
