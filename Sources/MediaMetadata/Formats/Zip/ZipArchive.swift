/// A ZIP archive taken apart: its members in the order of their bytes, and what is between them.
///
/// **Guarantee**: no two members overlap; each name stays in its folder and stands once; what is
/// encrypted or split is refused. **Cost**: O(members log members + bytes of headers).
struct ZipArchive {
  let bytes: [UInt8]
  let directory: ZipDirectory
  /// In the order of their bytes.
  let members: [ZipMember]

  /// Reads the directory and each member's own header.
  init(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) {
    self.bytes = bytes
    directory = try ZipDirectory(bytes, &reading)
    try ZipNames.check(directory.entries)
    var members: [ZipMember] = []
    let entries = directory.entries.sorted { $0.localOffset < $1.localOffset }
    for (index, entry) in entries.enumerated() {
      let limit = index + 1 < entries.count ? entries[index + 1].localOffset : directory.start
      members.append(try Self.member(entry, bytes, limit: min(limit, directory.start)))
    }
    self.members = members
  }

  /// A member by its own header, which must say what the directory says.
  private static func member(
    _ entry: ZipEntry, _ bytes: [UInt8], limit: Int
  ) throws(MediaError) -> ZipMember {
    let start = entry.localOffset
    func fault(_ reason: String) -> MediaError {
      .malformed(.zip, offset: min(max(start, 0), bytes.count), reason: reason)
    }
    if entry.isEncrypted { throw .encrypted(.zip, offset: entry.record.lowerBound) }
    guard start >= 0, start < limit else { throw fault("members overlap") }
    var reader = ByteReader(bytes, in: start..<bytes.count)
    guard reader.littleEndian(4) == ZipSignature.local, reader.skip(2),
      let flags = reader.littleEndian(2), let method = reader.littleEndian(2), reader.skip(16),
      let nameCount = reader.littleEndian(2), let extraCount = reader.littleEndian(2),
      let name = reader.slice(Int(nameCount)), reader.skip(Int(extraCount))
    else { throw fault("a member's header is broken") }
    if flags & 0x2041 != 0 { throw .encrypted(.zip, offset: start) }
    guard name.elementsEqual(entry.name), method == UInt64(entry.method) else {
      throw fault("a member's header differs from the directory")
    }
    let data = reader.position
    guard data <= limit, entry.compressedCount <= limit - data else {
      throw fault("members overlap")
    }
    let dataEnd = data + entry.compressedCount
    let end = dataEnd + descriptorCount(entry, flags, bytes, dataEnd..<limit)
    return ZipMember(
      entry: entry, header: start..<data, localExtra: data - Int(extraCount)..<data,
      data: data..<dataEnd, end: end)
  }

  /// How long the data descriptor is that follows a member (APPNOTE.TXT 4.3.9).
  private static func descriptorCount(
    _ entry: ZipEntry, _ flags: UInt64, _ bytes: [UInt8], _ gap: Range<Int>
  ) -> Int {
    guard flags & 8 != 0 else { return 0 }
    for (hasSignature, width) in [(true, 4), (true, 8), (false, 4), (false, 8)] {
      var reader = ByteReader(bytes, in: gap)
      if hasSignature, reader.littleEndian(4) != ZipSignature.descriptor { continue }
      guard reader.littleEndian(4) == UInt64(entry.check),
        reader.littleEndian(width) == UInt64(entry.compressedCount),
        reader.littleEndian(width) == UInt64(entry.count)
      else { continue }
      return reader.position - gap.lowerBound
    }
    return 0
  }

  /// What a member holds, unpacked and checked.
  struct Content {
    let bytes: [UInt8]
    /// Whether the packed stream fills the member's data.
    let fillsData: Bool
  }

  /// The longest that a member may unpack to: the limit, or twenty times its packed size.
  private func longest(_ member: ZipMember, _ limits: Limits) -> Int {
    max(
      limits.inflatedBytes,
      min(limits.imageBytes, member.data.count.multipliedReportingOverflow(by: 20).partialValue))
  }

  /// Unpacks a member.
  ///
  /// Throws `limit` for one that is too long, or when all archives of one file unpack to too much;
  /// `malformed` for a wrong length or a wrong check sum.
  func content(
    _ member: ZipMember, _ reading: inout Reading
  ) throws(MediaError) -> Content {
    let entry = member.entry
    func fault(_ reason: String) -> MediaError {
      .malformed(.zip, offset: member.header.lowerBound, reason: reason)
    }
    guard entry.count <= longest(member, reading.limits) else {
      throw .limit(.inflatedBytes, allowed: longest(member, reading.limits))
    }
    try reading.countInflated(entry.count)
    let content: Content
    if entry.method == ZipEntry.Method.stored {
      guard entry.count == member.data.count else { throw fault("a member's length is wrong") }
      content = Content(bytes: Array(bytes[member.data]), fillsData: true)
    } else {
      content = try inflated(member, fault("a member's packed data is broken"))
    }
    guard CRC32.of(content.bytes[...]) == entry.check else {
      throw fault("a member's check sum is wrong")
    }
    return content
  }

  private func inflated(
    _ member: ZipMember, _ broken: MediaError
  ) throws(MediaError) -> Content {
    do throws(MediaError) {
      guard let inflated = try Inflate.deflate(bytes[member.data], limit: member.entry.count),
        inflated.bytes.count == member.entry.count
      else { throw broken }
      return Content(
        bytes: inflated.bytes, fillsData: inflated.consumed == member.data.count)
    } catch {
      throw broken
    }
  }
}
