/// The `meta` box of a file of items: which items stay, and where their extents lie.
///
/// Thumbnails, Exif, XMP, provenance and items of unknown kinds go with their data; so do pictures
/// that are not shown. Orientation is a property (`irot`, `imir`), so nothing of Exif is needed; a
/// policy that coarsens may keep a small block of place and day.
enum ItemHeader {
  /// The plan of a `meta` box at the top level and the payload of its kept items; no plan where the
  /// box holds no picture and is dropped whole.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> (plan: (any ISOHeaderPlan)?, payload: [PayloadPart]) {
    guard let meta = try HEIFMeta(source, box, format, &reading) else { return (nil, []) }
    let reader = HEIFItemReader(meta: meta, source: source)
    let selection = try HEIFSelection(reader, reading.policy)
    guard selection.isKept.contains(true) else { return (nil, []) }
    var rebuild = HEIFRebuild(reader, selection)
    return try rebuild.plan(&reading)
  }

  /// Whether the handler of a `meta` box says that its items are pictures.
  static func showsPictures(
    _ box: BoxHeader, _ source: MediaSource
  ) throws(MediaError) -> Bool {
    var offset = box.contentStart + 4
    while let child = try BoxHeader.read(source, at: offset, within: box.content) {
      if child.name == "hdlr" {
        let head = try source.bytes(child.content.prefix(12))
        return head.count == 12 && head[8...].elementsEqual("pict".utf8)
      }
      offset = child.range.upperBound
    }
    return false
  }

  /// Notes what a `meta` box that is dropped whole gives away.
  static func drop(
    _ box: BoxHeader, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.range.count <= reading.limits.headerBytes else {
      return try ISODropped.unknown(box.content, at: "meta", source, &reading)
    }
    let start = min(box.contentStart + 4, box.range.upperBound)
    let bytes = try source.bytes(start..<box.range.upperBound)
    var end = 0
    for child in BoxHeader.list(bytes, in: 0..<bytes.count) {
      try reading.countStructure()
      try dropChild(child, bytes, &reading)
      end = child.range.upperBound
    }
    reading.discloseUnknown(bytes[end...], at: "meta", "a header without a picture")
  }

  /// Notes what one child of a `meta` gives away.
  static func dropChild(
    _ child: BoxHeader, _ bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) {
    let path = "meta/\(child.name)"
    let content = bytes[child.content]
    switch child.name {
    case "xml ":
      let text = content.dropFirst(4)
      if text.starts(with: "<?xpacket".utf8) || text.starts(with: "<x:xmpmeta".utf8) {
        try XMPBlock.read(text, at: path, &reading)
      }
      reading.disclose(
        .content, .high, at: path, "a document in XML", value: PrintableText.text(text))
    case "free", "skip":
      if content.contains(where: { $0 != 0 }) {
        reading.discloseUnknown(content, at: path, "bytes in a box that readers skip")
      } else {
        reading.disclose(.unknown, .low, at: path, "padding")
      }
    default: reading.discloseUnknown(content, at: path)
    }
  }
}
