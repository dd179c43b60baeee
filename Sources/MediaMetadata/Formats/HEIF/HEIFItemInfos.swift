/// One item of a file, as `infe` describes it.
struct HEIFItem: Sendable {
  let id: UInt32
  /// Four characters; "mime" for the oldest versions, which only know MIME types.
  let type: String
  let version: UInt8
  /// Whether it is only shown as a part of another item.
  let isHidden: Bool
  /// Not 0 where it is encrypted.
  let protection: UInt16
  /// A name that people may see.
  let name: [UInt8]
  /// The MIME type, or the URI of a `uri ` item.
  let contentType: [UInt8]
  /// nil where the field is missing.
  let encoding: [UInt8]?
  /// Bytes after the known fields.
  let rest: [UInt8]

  /// Whether it is a JPEG picture, under one of its two names.
  var isJPEG: Bool {
    guard version >= 2 else { return false }
    return type == "jpeg" || type == "mime" && contentType.elementsEqual("image/jpeg".utf8)
  }

  /// The entry again, without name and rest.
  func encoded(isHidden: Bool) -> [UInt8] {
    var content = HEIFBox.versionAndFlags(version, isHidden ? 1 : 0)
    content.append(bigEndian: UInt64(id), version == 3 ? 4 : 2)
    content.append(bigEndian: UInt64(protection), 2)
    content += type.utf8
    content.append(0)
    if type == "mime" {
      content += contentType + [0]
      if encoding != nil { content.append(0) }
    }
    return HEIFBox.encoded("infe", content)
  }
}

/// The items of a file (`iinf`; ISO/IEC 14496-12, 8.11.6).
struct HEIFItemInfos {
  /// In order.
  private(set) var items: [HEIFItem] = []
  /// The index of each identifier in `items`.
  private(set) var indices: [UInt32: Int] = [:]
  private var version: UInt8 = 0

  /// Parses an `iinf`; a missing one lists nothing.
  init(
    _ box: BoxHeader?, _ parts: HEIFParts, _ reading: inout Reading
  ) throws(MediaError) {
    guard let box else { return }
    var reader = parts.reader(box)
    guard let head = reader.heifVersionAndFlags(),
      reader.bigEndian(head.version == 0 ? 2 : 4) != nil
    else { throw parts.ends(box) }
    version = head.version
    let entries = BoxHeader.list(parts.bytes, in: reader.position..<reader.end)
    for entry in entries where entry.name == "infe" {
      try reading.countStructure()
      try HEIFLimits.check(items.count)
      let item = try Self.item(entry, parts)
      guard indices.updateValue(items.count, forKey: item.id) == nil else {
        throw .malformed(
          parts.format, offset: parts.base + entry.range.lowerBound,
          reason: "two items have one identifier")
      }
      items.append(item)
    }
  }

  private static func item(
    _ box: BoxHeader, _ parts: HEIFParts
  ) throws(MediaError) -> HEIFItem {
    var reader = parts.reader(box)
    guard let head = reader.heifVersionAndFlags(),
      let id = reader.bigEndian(head.version == 3 ? 4 : 2), let protection = reader.bigEndian(2)
    else { throw parts.ends(box) }
    var type = "mime"
    if head.version >= 2 {
      guard let code = reader.bigEndian(4) else { throw parts.ends(box) }
      type = FourCharacters.name(UInt32(code))
    }
    let name = reader.heifString()
    var contentType: ArraySlice<UInt8> = []
    var encoding: ArraySlice<UInt8>?
    if type == "mime" || type == "uri " { contentType = reader.heifString() }
    if type == "mime", reader.remaining > 0 { encoding = reader.heifString() }
    return HEIFItem(
      id: UInt32(id), type: type, version: head.version, isHidden: head.flags & 1 == 1,
      protection: UInt16(protection), name: Array(name), contentType: Array(contentType),
      encoding: encoding.map { Array($0) }, rest: Array(parts.bytes[reader.position..<reader.end]))
  }

  /// The box again, with the items of these indices.
  func encoded(_ kept: [Int], isHidden: (Int) -> Bool) -> [UInt8] {
    var content = HEIFBox.versionAndFlags(version)
    content.append(bigEndian: UInt64(kept.count), version == 0 ? 2 : 4)
    for index in kept { content += items[index].encoded(isHidden: isHidden(index)) }
    return HEIFBox.encoded("iinf", content)
  }
}
