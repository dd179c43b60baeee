@testable import MediaMetadata

/// A small HEIF file, put together box by box as ISO/IEC 23008-12 says.
struct HEIFSample {
  struct Item {
    var id: UInt16
    var type: String
    var data: [UInt8]
    var hidden = false
    var name = ""
    var contentType: String?
    var encoding: String?
    /// Whether the data stand in `idat`.
    var isInline = false
    /// In how many extents the data lie, each followed by a gap.
    var extents = 1
    /// Numbers of properties, from 1; negative where they are essential.
    var properties: [Int] = []
    var protection: UInt16 = 0
    /// Whether the item has no data of its own, but those of the item before it.
    var isShared = false
  }

  var items: [Item]
  var properties: [[UInt8]] = []
  var references: [(type: String, from: UInt16, to: [UInt16])] = []
  var primary: UInt16 = 1
  var groups: [UInt8] = []
  var moreMeta: [UInt8] = []
  var handlerName = ""
  var before: [UInt8] = []
  var after: [UInt8] = []
  var gap: [UInt8] = []
  var locationVersion: UInt8 = 1
  var offsetWidth = 4
  var baseWidth = 0
  var dataHeader = DataHeader.short
  var brands = ["heic", "mif1", "miaf"]

  enum DataHeader { case short, long, toEnd }

  static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(8 + content.count), 4)
    return bytes + type.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + content
  }

  static func full(_ type: String, _ content: [UInt8], version: UInt8 = 0, flags: UInt8 = 0)
    -> [UInt8]
  {
    box(type, [version, 0, 0, flags] + content)
  }

  static func number(_ value: Int, _ width: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(value), width)
    return bytes
  }

  /// The whole file.
  func bytes() -> [UInt8] {
    var type = brands[0].utf8 + [0, 0, 0, 0]
    for brand in brands { type += Array(brand.utf8) }
    let head = Self.box("ftyp", Array(type)) + before
    let metaCount = meta(dataStart: 0).count
    let headerCount = dataHeader == .long ? 16 : 8
    let start = head.count + metaCount + headerCount
    return head + meta(dataStart: start) + data() + after
  }

  private func data() -> [UInt8] {
    var content: [UInt8] = []
    for item in items where !item.isInline && !item.isShared {
      for part in parts(item) { content += part + gap }
    }
    switch dataHeader {
    case .short: return Self.box("mdat", content)
    case .toEnd: return [0, 0, 0, 0] + Array("mdat".utf8) + content
    case .long:
      return [0, 0, 0, 1] + Array("mdat".utf8) + Self.number(16 + content.count, 8) + content
    }
  }

  private func parts(_ item: Item) -> [[UInt8]] {
    guard item.extents > 1 else { return [item.data] }
    let size = max(1, item.data.count / item.extents)
    var parts = (0..<(item.extents - 1)).map { Array(item.data[($0 * size)..<(($0 + 1) * size)]) }
    parts.append(Array(item.data[((item.extents - 1) * size)...]))
    return parts
  }

  private func meta(dataStart: Int) -> [UInt8] {
    var content: [UInt8] = []
    content += Self.full(
      "hdlr",
      [0, 0, 0, 0] + Array("pict".utf8) + [UInt8](repeating: 0, count: 12)
        + Array(handlerName.utf8) + [0])
    content += Self.full("pitm", Self.number(Int(primary), 2))
    content += locations(dataStart: dataStart)
    content += information()
    if !references.isEmpty { content += Self.full("iref", referenceBoxes()) }
    if !properties.isEmpty { content += propertyBoxes() }
    let inline = items.filter(\.isInline).flatMap(\.data)
    if !inline.isEmpty { content += Self.box("idat", inline) }
    return Self.full("meta", content + groups + moreMeta)
  }

  private func locations(dataStart: Int) -> [UInt8] {
    let long = locationVersion == 2
    var content = [UInt8(offsetWidth << 4 | 4), UInt8(baseWidth << 4)]
    content += Self.number(items.count, long ? 4 : 2)
    var position = dataStart
    var inline = 0
    var previous = items[0]
    for item in items {
      content += Self.number(Int(item.id), long ? 4 : 2)
      if locationVersion > 0 { content += [0, item.isInline ? 1 : 0] }
      content += [0, 0]
      let source = item.isShared ? previous : item
      let parts = item.isInline ? [item.data] : parts(source)
      if item.isShared { position -= parts.reduce(0) { $0 + $1.count + gap.count } }
      previous = source
      let base = baseWidth > 0 && !item.isInline ? position : 0
      content += Self.number(base, baseWidth)
      content += Self.number(parts.count, 2)
      for part in parts {
        let start = item.isInline ? inline : position
        content += Self.number(start - base, offsetWidth) + Self.number(part.count, 4)
        if item.isInline { inline += part.count } else { position += part.count + gap.count }
      }
    }
    return Self.full("iloc", content, version: locationVersion)
  }

  private func information() -> [UInt8] {
    var content = Self.number(items.count, 2)
    for item in items {
      var entry = Self.number(Int(item.id), 2) + Self.number(Int(item.protection), 2)
      entry += Array(item.type.utf8) + Array(item.name.utf8) + [0]
      if let type = item.contentType { entry += Array(type.utf8) + [0] }
      if let encoding = item.encoding { entry += Array(encoding.utf8) + [0] }
      content += Self.full("infe", entry, version: 2, flags: item.hidden ? 1 : 0)
    }
    return Self.full("iinf", content)
  }

  private func referenceBoxes() -> [UInt8] {
    var content: [UInt8] = []
    for (type, from, to) in references {
      var entry = Self.number(Int(from), 2) + Self.number(to.count, 2)
      for id in to { entry += Self.number(Int(id), 2) }
      content += Self.box(type, entry)
    }
    return content
  }

  private func propertyBoxes() -> [UInt8] {
    let holders = items.filter { !$0.properties.isEmpty }
    var content = Self.number(holders.count, 4)
    for item in holders {
      content += Self.number(Int(item.id), 2) + [UInt8(item.properties.count)]
      for number in item.properties { content.append(UInt8(abs(number)) | (number < 0 ? 0x80 : 0)) }
    }
    return Self.box(
      "iprp", Self.box("ipco", properties.flatMap { $0 }) + Self.full("ipma", content))
  }
}

extension HEIFSample {
  /// A decoder's configuration with one parameter set, and a message.
  static func decoder(message: [UInt8] = []) -> [UInt8] {
    var content: [UInt8] = [1] + [UInt8](repeating: 0, count: 20) + [3]
    content.append(message.isEmpty ? 1 : 2)
    content += [32, 0, 1, 0, 4, 0x40, 1, 0x0c, 1]
    if !message.isEmpty { content += [39, 0, 1] + number(message.count, 2) + message }
    return box("hvcC", content)
  }

  static func extent(_ width: Int, _ height: Int) -> [UInt8] {
    full("ispe", number(width, 4) + number(height, 4))
  }

  static func auxiliary(_ type: String, _ rest: [UInt8] = []) -> [UInt8] {
    full("auxC", Array(type.utf8) + [0] + rest)
  }

  /// One unit of an HEVC stream with its length.
  static func unit(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    number(payload.count + 2, 4) + [type << 1, 1] + payload
  }

  /// A picture of one slice, filled with a byte.
  static func picture(_ fill: UInt8, _ count: Int = 40) -> [UInt8] {
    unit(19, [UInt8](repeating: fill, count: count))
  }

  /// The smallest Exif item: an offset of 6, "Exif", and a TIFF structure with one text.
  static func exif(_ text: String) -> [UInt8] {
    let value = Array(text.utf8) + [0]
    return [0, 0, 0, 6] + Array("Exif".utf8) + [0, 0] + Array("MM".utf8) + [0, 42, 0, 0, 0, 8]
      + [0, 1, 0x01, 0x3b, 0, 2] + number(value.count, 4) + [0, 0, 0, 26, 0, 0, 0, 0] + value
  }

  static func packet(_ text: String) -> [UInt8] {
    Array(
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
      xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:source>\(text)</dc:source>\
      </rdf:Description></rdf:RDF></x:xmpmeta>
      """.utf8)
  }

  /// One picture as cameras write it: with a thumbnail, Exif and XMP.
  static func photo() -> HEIFSample {
    HEIFSample(
      items: [
        Item(id: 1, type: "hvc1", data: picture(0x11), properties: [-1, 2]),
        Item(id: 2, type: "hvc1", data: picture(0x22), properties: [-1, 3]),
        Item(id: 3, type: "Exif", data: exif("SECRETARTIST")),
        Item(
          id: 4, type: "mime", data: packet("SECRETPACKET"), contentType: "application/rdf+xml"),
      ],
      properties: [decoder(), extent(64, 48), extent(16, 12)],
      references: [("thmb", 2, [1]), ("cdsc", 3, [1]), ("cdsc", 4, [1])])
  }

  /// The same without what a rebuild drops.
  static func cleanPhoto() -> HEIFSample {
    HEIFSample(
      items: [Item(id: 1, type: "hvc1", data: picture(0x11), properties: [-1, 2])],
      properties: [decoder(), extent(64, 48)])
  }
}

extension [UInt8] {
  /// Whether a text occurs in the bytes.
  func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return false }
    return (0...(count - wanted.count)).contains { self[$0...].starts(with: wanted) }
  }
}

/// What a file gives away, in one policy.
func heifDisclosures(
  _ bytes: [UInt8], under policy: ScrubPolicy = .standard
) throws -> [Disclosure] {
  var reading = Reading(policy: policy)
  _ = try MediaFormats.read(MediaSource(bytes), &reading)
  return reading.disclosures
}
