/// What becomes of the data of a kept item.
enum HEIFChange {
  case none
  /// Only these bytes stay, counted from the item's first.
  case cut([Range<Int>])
  /// Other bytes stand for all of it; `payload` is what is shown.
  case replaced([UInt8]?, payload: [PayloadPart])

  /// Looks at the data of a kept item, and notes what is taken out of it.
  static func of(
    _ item: HEIFItem, _ bytes: [UInt8], _ meta: HEIFMeta, _ reading: inout Reading
  ) throws(MediaError) -> HEIFChange {
    switch item.type {
    case "grid", "iovl", "tmap", "iden":
      guard let count = HEIFDerived.count(item, bytes, meta), count < bytes.count else {
        return .none
      }
      reading.discloseUnknown(bytes[count...], at: "meta/\(item.type) item")
      return .cut([0..<count])
    case "hvc1", "hev1", "lhv1", "avc1", "av01":
      guard let units = try units(item, bytes, meta) else { return .none }
      return stream(item, bytes, units, &reading)
    case _ where item.isJPEG: return try picture(item, bytes, meta, &reading)
    default: return .none
    }
  }

  /// The units of a coded picture; nil where they can't be told apart, and so stay as they are.
  private static func units(
    _ item: HEIFItem, _ bytes: [UInt8], _ meta: HEIFMeta
  ) throws(MediaError) -> [HEIFStream.Unit]? {
    let properties = meta.properties.boxes(of: item.id)
    func lengthSize(_ name: String, _ index: Int) -> Int? {
      for (_, box, _) in properties where box.name == name && box.content.count > index {
        return Int(meta.bytes[box.contentStart + index] & 3) + 1
      }
      return nil
    }
    switch item.type {
    case "av01":
      // Layers are told apart by their lengths, which a property holds.
      if properties.contains(where: { $0.box.name == "a1lx" }) { return nil }
      return try HEIFStream.av1(bytes)
    case "avc1":
      guard let size = lengthSize("avcC", 4) else { return nil }
      return try HEIFStream.avc(bytes, lengthSize: size)
    default:
      guard let size = lengthSize("hvcC", 21) else { return nil }
      return try HEIFStream.hevc(bytes, lengthSize: size)
    }
  }

  private static func stream(
    _ item: HEIFItem, _ bytes: [UInt8], _ units: [HEIFStream.Unit], _ reading: inout Reading
  ) -> HEIFChange {
    let dropped = units.filter { !$0.isKept }
    guard let first = dropped.first, dropped.count < units.count else { return .none }
    let blanks = reading.policy.blanksStreamUserData
    var text: [UInt8] = []
    if reading.wantsValues {
      for unit in dropped where text.count < 1 << 17 {
        text += bytes[unit.range].prefix(1 << 16)
        text.append(0xff)
      }
    }
    reading.disclose(
      .unknown, .medium, at: "meta/\(item.type) item/byte \(first.range.lowerBound)",
      "user data in the picture's stream", fate: blanks ? .removed : .kept,
      value: PrintableText.runs(in: text[...]))
    return blanks ? .cut(units.filter(\.isKept).map(\.range)) : .none
  }

  private static func picture(
    _ item: HEIFItem, _ bytes: [UInt8], _ meta: HEIFMeta, _ reading: inout Reading
  ) throws(MediaError) -> HEIFChange {
    let source = MediaSource(bytes)
    guard let anatomy = try reading.embedded(source, at: "meta/jpeg item", stays: true) else {
      throw .unclassified(
        meta.format, offset: meta.base, count: bytes.count,
        structure: "a JPEG item that can't be followed")
    }
    var payload: [PayloadPart] = []
    for part in anatomy.payload {
      switch part {
      case .header: payload.append(part)
      case .bytes(let ranges), .inflated(let ranges, _):
        var joined: [UInt8] = []
        for range in ranges { joined += bytes[range] }
        payload.append(.header(joined))
      }
    }
    let output = anatomy.isClean ? nil : try Rebuild.bytes(of: anatomy, from: source)
    return .replaced(output, payload: payload)
  }
}

/// Pictures that are put together from others.
enum HEIFDerived {
  /// How many bytes the description of a derived picture takes (ISO/IEC 23008-12, 6.6.2; ISO
  /// 21496-1, annex C for gain maps); nil where this can't tell.
  static func count(_ item: HEIFItem, _ bytes: [UInt8], _ meta: HEIFMeta) -> Int? {
    if item.type == "iden" { return 0 }
    guard bytes.count >= 6 else { return nil }
    let isLong = bytes[1] & 1 == 1
    switch item.type {
    case "grid": return bytes[0] == 0 ? (isLong ? 12 : 8) : nil
    case "iovl":
      let inputs = meta.references.inputCounts[item.id] ?? 0
      // Version, flags, a fill of four channels; then width, height and two offsets each.
      return bytes[0] == 0 ? 10 + (isLong ? 8 + 8 * inputs : 4 + 4 * inputs) : nil
    case "tmap":
      // Versions and flags, two headrooms, and five fractions for each channel.
      guard bytes[0] == 0, bytes[1] == 0, bytes[2] == 0 else { return nil }
      return 6 + 16 + 40 * (bytes[5] & 0x80 != 0 ? 3 : 1)
    default: return nil
    }
  }
}
