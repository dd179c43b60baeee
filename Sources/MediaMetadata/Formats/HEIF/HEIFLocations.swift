/// Where the data of one item lie, as `iloc` says.
struct HEIFLocation: Sendable {
  /// One run of an item's data, relative to the location's base.
  struct Extent: Sendable {
    let index: UInt64
    let offset: UInt64
    let length: UInt64
  }

  let id: UInt32
  /// 0: in the file, 1: in `idat`, 2: in another item.
  let method: UInt8
  /// 0: in this file; else the number of an entry of `dref`.
  let dataReference: UInt16
  let base: UInt64
  let extents: [Extent]
}

/// The table of locations (`iloc`; ISO/IEC 14496-12, 8.11.3), versions 0 to 2.
struct HEIFLocations {
  /// In order.
  private(set) var entries: [HEIFLocation] = []
  /// The index of each identifier in `entries`.
  private(set) var indices: [UInt32: Int] = [:]
  private(set) var version: UInt8 = 0
  private(set) var widths = Widths(offset: 4, length: 4, base: 0, index: 0)

  /// The bytes that each field takes.
  struct Widths: Sendable {
    let offset: Int
    let length: Int
    let base: Int
    let index: Int

    var extent: Int { offset + length + index }
    fileprivate var areAllowed: Bool {
      [offset, length, base, index].allSatisfy { [0, 4, 8].contains($0) }
    }
  }

  /// Parses an `iloc`; a missing one locates nothing.
  init(
    _ box: BoxHeader?, _ parts: HEIFParts, _ reading: inout Reading
  ) throws(MediaError) {
    guard let box else { return }
    var reader = parts.reader(box)
    guard let head = reader.heifVersionAndFlags(), let sizes = reader.bigEndian(2),
      let count = reader.bigEndian(head.version < 2 ? 2 : 4)
    else { throw parts.ends(box) }
    version = head.version
    widths = Widths(
      offset: Int(sizes >> 12), length: Int(sizes >> 8 & 15), base: Int(sizes >> 4 & 15),
      index: version == 0 ? 0 : Int(sizes & 15))
    guard version <= 2, widths.areAllowed else {
      throw .malformed(
        parts.format, offset: parts.base + box.range.lowerBound,
        reason: "iloc has fields of unknown lengths")
    }
    var extents = 0
    for _ in 0..<count {
      try reading.countStructure()
      guard let entry = entry(&reader) else { throw parts.ends(box) }
      guard indices.updateValue(entries.count, forKey: entry.id) == nil else {
        throw .malformed(
          parts.format, offset: parts.base + box.range.lowerBound,
          reason: "iloc locates an item twice")
      }
      entries.append(entry)
      extents += entry.extents.count
      try HEIFLimits.check(max(extents, entries.count))
    }
  }

  private func entry(_ reader: inout ByteReader) -> HEIFLocation? {
    guard let id = reader.bigEndian(version < 2 ? 2 : 4),
      let method = version == 0 ? 0 : reader.bigEndian(2), let data = reader.bigEndian(2),
      let base = reader.bigEndian(widths.base), let count = reader.bigEndian(2),
      // Extents without a field would cost nothing to write, and much to read.
      count <= 1 || widths.extent > 0, Int(count) * widths.extent <= reader.remaining
    else { return nil }
    var extents: [HEIFLocation.Extent] = []
    for _ in 0..<count {
      guard let index = reader.bigEndian(widths.index),
        let offset = reader.bigEndian(widths.offset), let length = reader.bigEndian(widths.length)
      else { return nil }
      extents.append(HEIFLocation.Extent(index: index, offset: offset, length: length))
    }
    return HEIFLocation(
      id: UInt32(id), method: UInt8(method & 15), dataReference: UInt16(data), base: base,
      extents: extents)
  }

  /// Whether lengths are written; without them an extent is all of its source.
  var hasLengths: Bool { widths.length > 0 }

  /// The box again, with these places; `offset` is for errors.
  ///
  /// Its length depends on the numbers of entries and extents alone.
  func encoded(_ kept: [HEIFNewLocation], _ malformed: MediaError) throws(MediaError) -> [UInt8] {
    var content = HEIFBox.versionAndFlags(version)
    let sizes = widths.offset << 12 | widths.length << 8 | widths.base << 4 | widths.index
    content.append(bigEndian: UInt64(sizes), 2)
    content.append(bigEndian: UInt64(kept.count), version < 2 ? 2 : 4)
    for location in kept {
      content.append(bigEndian: UInt64(location.old.id), version < 2 ? 2 : 4)
      if version > 0 { content.append(bigEndian: UInt64(location.old.method), 2) }
      content.append(bigEndian: UInt64(location.old.dataReference), 2)
      guard let base = location.base(widths) else { throw malformed }
      content.append(bigEndian: base, widths.base)
      content.append(bigEndian: UInt64(location.extents.count), 2)
      for extent in location.extents {
        content.append(bigEndian: extent.index, widths.index)
        let offset = extent.length == 0 ? 0 : extent.start - base
        guard HEIFNewLocation.fits(offset, widths.offset),
          HEIFNewLocation.fits(extent.length, widths.length)
        else { throw malformed }
        content.append(bigEndian: offset, widths.offset)
        content.append(bigEndian: extent.length, widths.length)
      }
    }
    return HEIFBox.encoded("iloc", content)
  }
}

/// Where the data of a kept item lie in the output.
struct HEIFNewLocation {
  /// A run of the output.
  struct Extent {
    let index: UInt64
    /// From the start of the file, or of `idat`.
    let start: UInt64
    let length: UInt64
  }

  let old: HEIFLocation
  let extents: [Extent]

  /// Whether a number can be written in a field.
  static func fits(_ value: UInt64, _ width: Int) -> Bool {
    width >= 8 || value >> UInt64(width * 8) == 0
  }

  /// The base to write: it moves as the first extent did, where it was used at all.
  ///
  /// Nil where no base does for all extents.
  func base(_ widths: HEIFLocations.Widths) -> UInt64? {
    let used = extents.filter { $0.length > 0 }
    guard let first = used.first, let least = used.map(\.start).min() else { return 0 }
    let most = used.map(\.start).max() ?? least
    guard widths.base > 0 else { return 0 }
    guard widths.offset > 0 else {
      return least == most && Self.fits(least, widths.base) ? least : nil
    }
    guard old.base > 0 else { return 0 }
    let offset = old.extents.first { $0.length > 0 }?.offset ?? 0
    if first.start >= offset {
      let base = first.start - offset
      if base <= least, Self.fits(base, widths.base), Self.fits(most - base, widths.offset) {
        return base
      }
    }
    return Self.fits(least, widths.base) ? least : nil
  }
}
