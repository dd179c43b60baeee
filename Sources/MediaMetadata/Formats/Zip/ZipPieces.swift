/// Writes an archive's pieces: canonical headers, data as it stands or new, and a new directory.
struct ZipPieces {
  private let archive: ZipArchive
  private var list = PieceList()
  private var lines: [(line: ZipHeaders.Line, offset: Int)] = []
  /// How many bytes are put out.
  private var count = 0
  /// Whether a header differs from what it would be, and nothing else says so.
  private(set) var changesHeaders = false
  private var leads = false

  init(_ archive: ZipArchive) { self.archive = archive }

  /// Puts a member first, unless it stands there and is as it must be.
  mutating func lead(_ number: Int, _ fate: ZipPlan.Fate, isStored: Bool) {
    let member = archive.members[number]
    if fate == .keep, number == 0, member.entry.method == ZipEntry.Method.stored || !isStored {
      take(number, fate)
      return
    }
    leads = true
    var content: [UInt8] = []
    if case .content(let bytes, _) = fate {
      content = bytes
    } else if let plain = plainContent(member) {
      content = plain
    }
    let line = Self.line(member.entry, content, packed: nil)
    let header = ZipHeaders.local(line)
    list.insert(header + content, "first member")
    lines.append((line, 0))
    count = header.count + content.count
    changesHeaders = true
  }

  private func plainContent(_ member: ZipMember) -> [UInt8]? {
    if member.entry.method == ZipEntry.Method.stored { return Array(archive.bytes[member.data]) }
    let inflated = try? Inflate.deflate(archive.bytes[member.data], limit: member.entry.count)
    return inflated?.bytes
  }

  /// Passes the member that was put first.
  mutating func pass(_ number: Int) {
    guard leads else { return }
    list.drop(to: archive.members[number].header.lowerBound, "between members")
    list.drop(to: archive.members[number].end, "member")
  }

  /// Takes the next member.
  mutating func take(_ number: Int, _ fate: ZipPlan.Fate) {
    let member = archive.members[number]
    list.drop(to: member.header.lowerBound, "between members")
    switch fate {
    case .drop: list.drop(to: member.end, "member")
    case .keep:
      let entry = member.entry
      put(
        ZipHeaders.Line(
          name: entry.name, flags: ZipHeaders.flags(entry), method: entry.method,
          check: entry.check, compressedCount: entry.compressedCount, count: entry.count),
        before: member)
      list.keep(to: member.data.upperBound, "member")
      list.drop(to: member.end, "data descriptor")
      count += member.data.count
    case .content(let content, let isPacked):
      let packed = isPacked ? nil : Deflate.deflate(content[...])
      let line = Self.line(member.entry, content, packed: packed)
      put(line, before: member)
      let data = line.method == ZipEntry.Method.stored ? content : packed ?? content
      list.replace(to: member.end, with: data, "member")
      count += data.count
    }
  }

  private mutating func put(_ line: ZipHeaders.Line, before member: ZipMember) {
    let header = ZipHeaders.local(line)
    lines.append((line, count))
    count += header.count
    if archive.bytes[member.header].elementsEqual(header) {
      list.keep(to: member.header.upperBound, "member")
    } else {
      list.replace(to: member.header.upperBound, with: header, "member header")
      changesHeaders = true
    }
  }

  /// The headers' content for new bytes: stored where packing does not help.
  private static func line(
    _ entry: ZipEntry, _ content: [UInt8], packed: [UInt8]?
  ) -> ZipHeaders.Line {
    let helps = packed.map { $0.count < content.count } ?? false
    return ZipHeaders.Line(
      name: entry.name, flags: ZipHeaders.flags(entry),
      method: helps ? ZipEntry.Method.deflated : ZipEntry.Method.stored,
      check: CRC32.of(content[...]),
      compressedCount: helps ? packed?.count ?? 0 : content.count, count: content.count)
  }

  /// The directory, and all pieces.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> [Piece] {
    list.drop(to: archive.directory.start, "between members")
    let directory = ZipHeaders.directory(lines, at: count)
    guard count + directory.count < 0xffff_ffff else {
      throw .limit(.imageBytes, allowed: 0xffff_ffff)
    }
    let bytes = archive.bytes
    if bytes[archive.directory.start...].elementsEqual(directory) {
      list.keep(to: bytes.count, "directory")
    } else {
      list.replace(to: bytes.count, with: directory, "directory")
      changesHeaders = true
    }
    if changesHeaders {
      reading.disclose(
        .software, .low, at: "headers", "how the archive was packed, and by which program")
    }
    return list.pieces
  }
}
