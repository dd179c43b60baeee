/// The boxes of a `meta` box of pictures, parsed (ISO/IEC 14496-12, 8.11; 23008-12, 6 and 9).
struct HEIFMeta {
  /// The whole box.
  let bytes: [UInt8]
  /// Where it stands in the file.
  let base: Int
  /// Its children, in order, as ranges of `bytes`.
  let children: [BoxHeader]
  /// What follows the last child.
  let rest: Range<Int>
  let format: MediaFormat
  /// The item that is shown first; nil where none is named.
  let primary: UInt32?
  let items: HEIFItemInfos
  let locations: HEIFLocations
  let references: HEIFReferences
  let properties: HEIFProperties

  /// Parses a `meta` box; nil where its handler does not show pictures.
  init?(
    _ source: MediaSource, _ box: BoxHeader, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.range.count <= reading.limits.headerBytes else {
      throw .limit(.headerBytes, allowed: reading.limits.headerBytes)
    }
    bytes = try source.bytes(box.range)
    base = box.range.lowerBound
    self.format = format
    // Version and flags come before the children.
    let start = min(bytes.count, box.contentStart - base + 4)
    children = BoxHeader.list(bytes, in: start..<bytes.count)
    rest = (children.last?.range.upperBound ?? start)..<bytes.count
    for _ in children { try reading.countStructure() }
    let parts = HEIFParts(bytes: bytes, base: base, format: format)
    let first = Self.firstOfEach(children)
    guard let handler = first["hdlr"], parts.handlerType(handler) == "pict" else { return nil }
    primary = try first["pitm"].map { box throws(MediaError) in try parts.primary(box) }
    items = try HEIFItemInfos(first["iinf"], parts, &reading)
    locations = try HEIFLocations(first["iloc"], parts, &reading)
    references = try HEIFReferences(first["iref"], parts, &reading)
    properties = try HEIFProperties(first["iprp"], parts, &reading)
  }

  /// Readers take the first box of each type; others are stray.
  static func firstOfEach(_ boxes: [BoxHeader]) -> [String: BoxHeader] {
    Dictionary(boxes.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Where the data of `idat` stand in `bytes`.
  var inlineData: Range<Int> {
    children.first { $0.name == "idat" }?.content ?? 0..<0
  }

  /// An error at a place of `bytes`.
  func malformed(_ offset: Int, _ reason: String) -> MediaError {
    .malformed(format, offset: base + offset, reason: reason)
  }
}

/// What the parsers of the boxes in `meta` share: the bytes, and where they stand.
struct HEIFParts {
  let bytes: [UInt8]
  let base: Int
  let format: MediaFormat

  /// A cursor over the content of a box.
  func reader(_ box: BoxHeader) -> ByteReader { ByteReader(bytes, in: box.content) }

  /// The error of a box that ends inside its fields.
  func ends(_ box: BoxHeader) -> MediaError {
    .malformed(format, offset: base + box.range.lowerBound, reason: "\(box.name) ends early")
  }

  /// What a handler box says that the items are.
  func handlerType(_ box: BoxHeader) -> String? {
    var reader = reader(box)
    guard reader.skip(8), let type = reader.bigEndian(4) else { return nil }
    return FourCharacters.name(UInt32(type))
  }

  /// The identifier in a `pitm`.
  func primary(_ box: BoxHeader) throws(MediaError) -> UInt32 {
    var reader = reader(box)
    guard let head = reader.heifVersionAndFlags(),
      let id = reader.bigEndian(head.version == 0 ? 2 : 4)
    else { throw ends(box) }
    return UInt32(id)
  }
}
