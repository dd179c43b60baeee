/// Notes what items that go give away.
struct HEIFDroppedItem {
  let reader: HEIFItemReader
  /// Bytes that may still be read: many items can point at the same ones.
  private var budget: Int
  private var inflatedBudget = HEIFLimits.inflatedBytes

  /// Each byte of a file is read about twice at most.
  init(_ reader: HEIFItemReader) {
    self.reader = reader
    budget = 2 * min(reader.source.count, 1 << 40) + (1 << 20)
  }

  /// Who owns an item's bytes, and the last part of its location.
  static func owner(_ item: HEIFItem, _ role: HEIFSelection.Role) -> String {
    switch role {
    case .picture, .otherPicture: "\(item.type) item"
    case .auxiliary: "auxiliary item"
    case .thumbnail: "thumbnail item"
    case .hidden: "hidden item"
    case .exif: "Exif item"
    case .data: "\(item.type) item"
    }
  }

  /// Notes one item; `ranges` are where its data lie, if that can be told.
  ///
  /// Returns what may stay of an Exif block where the policy coarsens: the new data of the item.
  mutating func note(
    _ item: HEIFItem, _ role: HEIFSelection.Role, _ location: HEIFLocation?,
    _ ranges: [Range<Int>]?, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    let path = "meta/" + Self.owner(item, role)
    var bytes: [UInt8] = []
    let isRead = reading.wantsValues || role == .exif && reading.policy.coarsening != nil
    if isRead, let location, let ranges {
      let count = ranges.reduce(0) { $0 + $1.count }
      if count <= budget, count <= reading.limits.headerBytes {
        budget -= count
        bytes = try reader.bytes(ranges, location)
      }
    }
    switch role {
    case .exif: return try exif(bytes, at: path, &reading)
    case .data: try data(item, bytes, at: path, &reading)
    default: try picture(item, role, bytes, at: path, &reading)
    }
    return nil
  }

  /// ISO/IEC 23008-12, A.2.1: where the TIFF header starts, then the block.
  private func exif(
    _ bytes: [UInt8], at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    var cursor = ByteReader(bytes)
    guard let offset = cursor.bigEndian(4), offset <= UInt64(cursor.remaining),
      cursor.skip(Int(offset))
    else {
      reading.discloseUnknown(bytes[...], at: path)
      return nil
    }
    var summary = try ExifBlock.read(bytes[cursor.position...], at: path, &reading)
    // Pictures of items are turned by `irot` and `imir`; readers ignore what Exif says.
    summary.orientation = nil
    if reading.policy.coarsening != nil,
      let block = ExifBlock.replacement(for: summary, under: reading.policy)
    {
      let kept = [0, 0, 0, 0] + block
      if kept != bytes { reading.disclose(.content, .low, at: path, "a block of Exif") }
      return kept
    }
    if offset > 6 {
      reading.discloseUnknown(bytes[4..<cursor.position], at: path)
    }
    reading.disclose(.content, .low, at: path, "a block of Exif")
    return nil
  }

  private mutating func data(
    _ item: HEIFItem, _ bytes: [UInt8], at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let type = String(decoding: item.contentType, as: UTF8.self)
    let isPacket = type == "application/rdf+xml" || bytes.starts(with: "<?xpacket".utf8)
    if item.type == "mime", isPacket {
      reading.disclose(.content, .low, at: path, "a packet of XMP")
      let packet = try inflated(item, bytes, &reading)
      try XMPBlock.read(packet[...], at: path + " XMP", &reading)
    } else if item.type == "jumb" || item.type == "c2pa"
      || bytes.dropFirst(4).starts(with: "jumb".utf8)
    {
      reading.disclose(.identifier, .low, at: path, "a statement of provenance")
      try ProvenanceBlock.read(bytes[...], at: path, fate: .removed, &reading)
    } else {
      if !type.isEmpty {
        reading.disclose(.content, .low, at: path, "an item of another kind", value: type)
      }
      if try ISODropped.isFile(0..<bytes.count, at: path, MediaSource(bytes), &reading) {
        reading.disclose(.content, .high, at: path, "a file within the file")
      } else {
        reading.discloseUnknown(bytes[...], at: path, "an item that readers don't show")
      }
    }
  }

  /// The packet of an item that may be compressed.
  private mutating func inflated(
    _ item: HEIFItem, _ bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    guard let encoding = item.encoding, !encoding.isEmpty else { return bytes }
    // A packet that is too long when inflated goes all the same.
    do throws(MediaError) {
      let limit = min(inflatedBudget, reading.limits.inflatedBytes)
      guard let inflated = try Inflate.zlib(bytes[...], limit: limit) else { return bytes }
      inflatedBudget -= inflated.bytes.count
      return inflated.bytes
    } catch {
      inflatedBudget = 0
      return bytes
    }
  }

  private func picture(
    _ item: HEIFItem, _ role: HEIFSelection.Role, _ bytes: [UInt8], at path: String,
    _ reading: inout Reading
  ) throws(MediaError) {
    let meaning =
      switch role {
      case .auxiliary(let kind): kind.meaning
      case .thumbnail: "a thumbnail, which may show an earlier picture"
      default: "a picture that is not shown"
      }
    reading.disclose(
      .content, .medium, at: path, meaning, value: Self.dimensions(item, reader.meta))
    if item.isJPEG {
      _ = try ISODropped.isFile(0..<bytes.count, at: path, MediaSource(bytes), &reading)
    }
  }

  /// Width and height as an item's property says.
  static func dimensions(_ item: HEIFItem, _ meta: HEIFMeta) -> String? {
    for (_, box, _) in meta.properties.boxes(of: item.id) where box.name == "ispe" {
      var reader = ByteReader(meta.bytes, in: box.content)
      guard reader.skip(4), let width = reader.bigEndian(4), let height = reader.bigEndian(4)
      else { return nil }
      return "\(width)x\(height)"
    }
    return nil
  }
}
