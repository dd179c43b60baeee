/// The central directory of an archive: its lines, and where it stands.
///
/// **Source**: PKWARE APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16.
struct ZipDirectory {
  private(set) var entries: [ZipEntry] = []
  /// From the first line to the end of the file.
  let start: Int
  /// The archive's comment.
  let comment: Range<Int>
  /// What stands after the end record.
  let trailer: Range<Int>
  /// How many bytes before the archive its offsets do not count.
  let shift: Int

  /// Reads the directory of the archive in `bytes`.
  init(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) {
    guard let end = Self.endRecord(bytes) else {
      throw .truncated(.zip, offset: bytes.count, reason: "there is no directory at its end")
    }
    var record = ByteReader(bytes, in: end + 4..<bytes.count)
    guard let disk = record.littleEndian(2), let firstDisk = record.littleEndian(2),
      let here = record.littleEndian(2), let total = record.littleEndian(2),
      let size = record.littleEndian(4), let offset = record.littleEndian(4),
      let commentCount = record.littleEndian(2)
    else { throw .truncated(.zip, offset: end, reason: "the end record is cut off") }
    comment = record.position..<record.position + Int(commentCount)
    trailer = comment.upperBound..<bytes.count
    var place = Place(count: total, size: size, offset: offset, end: end)
    if let wide = try Self.wideRecord(bytes, before: end) {
      place = wide
    } else if disk != firstDisk || here != total {
      throw .unclassified(.zip, offset: end, count: 22, structure: "a part of a split archive")
    }
    guard place.size <= UInt64(place.end), place.offset <= UInt64(place.end) - place.size else {
      throw .malformed(.zip, offset: end, reason: "the directory lies outside the file")
    }
    start = place.end - Int(place.size)
    shift = start - Int(place.offset)
    try readEntries(bytes, count: place.count, to: place.end, &reading)
  }

  /// Where the directory stands, by an end record.
  private struct Place {
    let count: UInt64
    let size: UInt64
    let offset: UInt64
    /// Where the directory must end.
    let end: Int
  }

  /// The last end record whose comment fits in the file.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var position = bytes.count - 22
    let first = max(0, position - 0x1_0000 - 0x1000)
    while position >= first {
      if bytes[position] == 0x50, bytes[position + 1] == 0x4b, bytes[position + 2] == 5,
        bytes[position + 3] == 6
      {
        let comment = Int(bytes[position + 20]) | Int(bytes[position + 21]) << 8
        if position + 22 + comment <= bytes.count { return position }
      }
      position -= 1
    }
    return nil
  }

  /// The record of 64-bit archives, where there is one before the end record.
  private static func wideRecord(
    _ bytes: [UInt8], before end: Int
  ) throws(MediaError) -> Place? {
    guard end >= 20 else { return nil }
    var locator = ByteReader(bytes, in: end - 20..<end)
    guard locator.littleEndian(4) == ZipSignature.locator64, locator.skip(4),
      let noted = locator.littleEndian(8)
    else { return nil }
    // An archive with bytes before it has its record right before the locator.
    let candidates = [Int(exactly: noted), end - 20 - 56].compactMap { $0 }
    for start in candidates where start >= 0 && start <= end - 76 {
      var record = ByteReader(bytes, in: start..<end - 20)
      guard record.littleEndian(4) == ZipSignature.end64, record.skip(20 + 8),
        let count = record.littleEndian(8), let size = record.littleEndian(8),
        let offset = record.littleEndian(8)
      else { continue }
      return Place(count: count, size: size, offset: offset, end: start)
    }
    throw .malformed(.zip, offset: end - 20, reason: "the wide end record is not there")
  }

  private mutating func readEntries(
    _ bytes: [UInt8], count: UInt64, to end: Int, _ reading: inout Reading
  ) throws(MediaError) {
    var reader = ByteReader(bytes, in: start..<end)
    while reader.position < end {
      try reading.countStructure()
      let at = reader.position
      guard let entry = ZipEntry(&reader, shift: shift) else {
        throw .malformed(.zip, offset: at, reason: "a line of the directory is broken")
      }
      entries.append(entry)
    }
    // Archives of more than 65,535 members without a wide record count modulo 65,536.
    guard UInt64(entries.count) & 0xffff == count & 0xffff else {
      throw .malformed(.zip, offset: start, reason: "the directory's count is wrong")
    }
  }
}

extension ZipEntry {
  /// The next line of a directory; nil where it is broken.
  init?(_ reader: inout ByteReader, shift: Int) {
    let start = reader.position
    guard reader.littleEndian(4) == ZipSignature.central,
      let madeBy = reader.littleEndian(2), reader.skip(2),
      let flags = reader.littleEndian(2), let method = reader.littleEndian(2),
      let time = reader.littleEndian(4), let check = reader.littleEndian(4),
      let packed = reader.littleEndian(4), let count = reader.littleEndian(4),
      let nameCount = reader.littleEndian(2), let extraCount = reader.littleEndian(2),
      let commentCount = reader.littleEndian(2), reader.skip(4),
      let attributes = reader.littleEndian(4), let offset = reader.littleEndian(4),
      let name = reader.slice(Int(nameCount))
    else { return nil }
    let extra = reader.position..<reader.position + Int(extraCount)
    guard reader.skip(extra.count) else { return nil }
    let comment = reader.position..<reader.position + Int(commentCount)
    guard reader.skip(comment.count) else { return nil }
    var wide = ZipWideSizes(reader.bytes, extra)
    guard let wholeCount = wide.value(for: count), let wholePacked = wide.value(for: packed),
      let wholeOffset = wide.value(for: offset), wholeOffset <= Int.max - shift
    else { return nil }
    self.init(
      name: Array(name), path: ZipNames.text(name), flags: UInt16(flags), method: UInt16(method),
      time: UInt32(time), check: UInt32(check), compressedCount: wholePacked, count: wholeCount,
      localOffset: wholeOffset + shift, madeBy: UInt16(madeBy), attributes: UInt32(attributes),
      extra: extra, comment: comment, record: start..<reader.position)
  }
}

/// The sizes of 64 bits in an extra field, each there only where its short form is all ones
/// (APPNOTE.TXT 4.5.3).
private struct ZipWideSizes {
  private var field: ByteReader?

  init(_ bytes: [UInt8], _ extra: Range<Int>) {
    field = ZipExtraFields(bytes, extra).first { $0.id == 1 }.map { ByteReader(bytes, in: $0.data) }
  }

  mutating func value(for short: UInt64) -> Int? {
    guard short == 0xffff_ffff, field != nil else { return Int(exactly: short) }
    return field?.littleEndian(8).flatMap { Int(exactly: $0) }
  }
}

/// The fields of an extra block, as far as they are whole.
struct ZipExtraFields: Sequence, IteratorProtocol {
  private var reader: ByteReader

  init(_ bytes: [UInt8], _ range: Range<Int>) { reader = ByteReader(bytes, in: range) }

  mutating func next() -> (id: UInt16, data: Range<Int>)? {
    guard let id = reader.littleEndian(2), let count = reader.littleEndian(2) else { return nil }
    let start = reader.position
    guard reader.skip(Int(count)) else { return nil }
    return (UInt16(id), start..<start + Int(count))
  }
}
