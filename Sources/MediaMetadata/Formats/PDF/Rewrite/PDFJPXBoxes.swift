/// The boxes of a JPEG 2000 file inside a PDF (ISO 15444-1, annex I).
enum PDFJPXBoxes {
  /// Boxes that say something beside the picture: XML, UUID and what belongs to them, free space.
  private static let droppable: Set<String> = ["xml ", "uuid", "uinf", "free", "jp2i"]

  /// The file without boxes that no decoder needs; nil where it has none, or is no such file.
  static func stripped(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard bytes.count > 12, bytes.dropFirst(4).starts(with: Array("jP  ".utf8)) else { return nil }
    var reader = ByteReader(Array(bytes))
    var output: [UInt8] = []
    var isChanged = false
    while reader.remaining >= 8 {
      let start = reader.position
      guard let length = reader.bigEndian(4), let type = reader.slice(4) else { return nil }
      var size = Int(length)
      if size == 1 {
        guard let long = reader.bigEndian(8), long < 1 << 40 else { return nil }
        size = Int(long)
      } else if size == 0 {
        size = reader.end - start
      }
      guard size >= 8, reader.seek(to: start), let box = reader.slice(size) else { return nil }
      if droppable.contains(PDFCharacters.text(type)) { isChanged = true } else { output += box }
    }
    return isChanged ? output : nil
  }
}
