/// Takes JPEG XL files apart (ISO/IEC 18181-1 and -2).
///
/// A bare codestream stays as it is. Of a container stay the signature, the file type, the level,
/// the codestream and its index; the data that rebuild the JPEG it came from go, as its segments of
/// metadata are among them.
public enum JXLReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.jxl

  private static let signature: [UInt8] =
    [0, 0, 0, 12] + Array("JXL ".utf8) + [0x0d, 0x0a, 0x87, 0x0a]
  /// The only file type there is.
  private static let fileType: [UInt8] =
    [0, 0, 0, 20] + Array("ftypjxl ".utf8) + [0, 0, 0, 0] + Array("jxl ".utf8)

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xff, 0x0a]) || head.starts(with: signature)
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    var list = PieceList()
    guard try source.bytes(0..<1) == [0] else {
      // Where a bare codestream ends only its decoder knows.
      list.keep(to: source.count, "codestream")
      JXLBoxes.noteStream(&reading)
      return Anatomy(pieces: list.pieces, payload: [.bytes([0..<source.count])])
    }
    list.keep(to: signature.count, "JXL")
    var boxes = JXLBoxes(source, list)
    var position = signature.count
    while let box = try BoxHeader.read(source, at: position, within: 0..<source.count) {
      guard !box.range.isEmpty else { break }
      try reading.countStructure()
      try boxes.take(box, fileType: fileType, &reading)
      position = box.range.upperBound
    }
    return try boxes.finish(from: position, &reading)
  }
}

/// Decides for each box of a JPEG XL container what stands for it in the output.
struct JXLBoxes {
  private let source: MediaSource
  private var list: PieceList
  private var runs: [Range<Int>] = []
  private var hasFileType = false
  private var hasLevel = false
  private var hasIndex = false
  private var isWhole = false

  /// Boxes behind what `list` holds.
  init(_ source: MediaSource, _ list: PieceList) {
    self.source = source
    self.list = list
  }

  /// Plans one box; in order.
  mutating func take(
    _ box: BoxHeader, fileType: [UInt8], _ reading: inout Reading
  ) throws(MediaError) {
    let content = box.contentStart..<box.range.upperBound
    let name = FourCharacters.name(box.type)
    let isIndex = name == "jxli" && !hasIndex ? try isIndex(content, reading.limits) : false
    switch name {
    case "ftyp" where !hasFileType:
      hasFileType = true
      let isSame =
        box.range.count == fileType.count ? try source.bytes(box.range) == fileType : false
      if isSame { return list.keep(to: box.range.upperBound, "ftyp") }
      reading.disclose(.software, .low, at: "ftyp", "which standard a program named")
      list.replace(to: box.range.upperBound, with: fileType, "ftyp")
    case "jxll" where !hasLevel && content.count == 1:
      hasLevel = true
      list.keep(to: box.range.upperBound, "jxll")
    case "jxli" where isIndex:
      hasIndex = true
      list.keep(to: box.range.upperBound, "jxli")
    case "jxlc" where runs.isEmpty:
      isWhole = true
      runs.append(content)
      list.keep(to: box.range.upperBound, "jxlc")
    case "jxlp" where !isWhole && content.count >= 4:
      runs.append(content)
      list.keep(to: box.range.upperBound, "jxlp")
    default: try drop(box, content, &reading)
    }
  }

  /// What follows the boxes goes.
  mutating func finish(
    from end: Int, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    guard !runs.isEmpty else {
      throw .malformed(.jxl, offset: 0, reason: "there is no picture")
    }
    try PictureTrailer.drop(from: end, of: source, &list, &reading)
    Self.noteStream(&reading)
    return Anatomy(pieces: list.pieces, payload: [.bytes(runs)])
  }

  /// Says what nobody looked at.
  static func noteStream(_ reading: inout Reading) {
    reading.disclose(
      .unknown, .low, at: "codestream",
      "names of frames, and bytes behind the last one, which only a decoder finds", fate: .kept)
  }

  /// Whether a box is an index of frames and nothing else (ISO/IEC 18181-2, 9.8): the number of
  /// entries, the time of a tick in two numbers of four bytes, three numbers for each entry.
  private func isIndex(_ content: Range<Int>, _ limits: Limits) throws(MediaError) -> Bool {
    guard content.count <= limits.headerBytes else { return false }
    var rest = try source.bytes(content)[...]
    func number() -> UInt64? {
      var value: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 63, by: 7) {
        guard let byte = rest.popFirst() else { return nil }
        value |= UInt64(byte & 0x7f) << shift
        if byte < 0x80 { return value }
      }
      return nil
    }
    guard let count = number(), rest.count >= 8 else { return false }
    rest = rest.dropFirst(8)
    guard count <= UInt64(rest.count / 3) else { return false }
    for _ in 0..<3 * count where number() == nil { return false }
    return rest.isEmpty
  }

  private mutating func drop(
    _ box: BoxHeader, _ content: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    let name = FourCharacters.name(box.type)
    guard content.count <= reading.limits.headerBytes else {
      throw .limit(.headerBytes, allowed: reading.limits.headerBytes)
    }
    let bytes = try source.bytes(content)
    switch name {
    case "Exif":
      reading.disclose(.device, .low, at: "Exif", "a block of Exif")
      // Four bytes say how far the block is behind them.
      let skip = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      if bytes.count > 4, skip < bytes.count - 4 {
        _ = try ExifBlock.read(bytes[(4 + skip)...], at: "Exif", &reading)
      } else {
        reading.discloseUnknown(bytes[...], at: "Exif")
      }
    case "xml ":
      reading.disclose(.content, .medium, at: "XMP", "XMP, a description of the picture")
      try XMPBlock.read(bytes[...], at: "XMP", &reading)
    case "jumb":
      let isKept = reading.policy.provenance == .keep
      let fate: Disclosure.Fate = isKept ? .kept : .removed
      reading.disclose(
        .identifier, .medium, at: "jumb", "a statement of provenance (C2PA)", fate: fate)
      try ProvenanceBlock.read(bytes[...], at: "jumb", fate: fate, &reading)
      if isKept { return list.keep(to: box.range.upperBound, "jumb") }
    case "brob":
      let inner = PrintableText.text(bytes.prefix(4))
      reading.disclose(
        .unknown, .high, at: "brob/\(inner)", "compressed metadata, which can't be shown",
        value: "\(content.count) bytes")
    case "jbrd":
      reading.disclose(
        .content, .high, at: "jbrd", "how the JPEG it was made from is rebuilt, metadata included",
        value: "\(content.count) bytes")
    case "jhgm":
      reading.disclose(
        .content, .medium, at: "jhgm", "a map of brightness, a picture of its own",
        value: "\(content.count) bytes")
    default:
      reading.discloseUnknown(bytes[...], at: name, "a box that no decoder looks at")
    }
    list.drop(to: box.range.upperBound, name)
  }
}
