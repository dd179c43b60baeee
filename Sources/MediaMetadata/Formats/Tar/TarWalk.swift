/// Goes through an archive member by member.
struct TarWalk {
  private(set) var pieces = PieceList()
  private(set) var payload: [PayloadPart] = []
  private let bytes: [UInt8]
  /// Where the next header stands.
  private var position = 0
  /// Where the blocks of the member begin, extended headers included.
  private var start = 0
  private var said = TarExtension()
  /// How many bytes are put out.
  private var outputCount = 0
  private var links = TarLinks()

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Takes the next header in, and the member if it is one; false at the end.
  mutating func next(_ reading: inout Reading) throws(MediaError) -> Bool {
    guard position < bytes.count else { return false }
    let end = position + TarHeader.blockSize
    guard end <= bytes.count else {
      // Less than a block behind the last member is no header.
      return false
    }
    let block = Array(bytes[position..<end])
    if !block.contains(where: { $0 != 0 }) { return false }
    try reading.countStructure()
    guard let header = TarHeader(block), var size = header.size else {
      throw .malformed(.tar, offset: position, reason: "a header's check sum is wrong")
    }
    if Self.isMember(header.kind), let other = said.size { size = other }
    if Self.hasNoData(header.kind) { size = 0 }
    guard size <= bytes.count - end else {
      throw .truncated(.tar, offset: position, reason: "a member has more bytes than there are")
    }
    let data = end..<(end + size)
    position = min(bytes.count, data.upperBound + TarWriter.padding(after: size))
    try take(header, data, &reading)
    return true
  }

  private mutating func take(
    _ header: TarHeader, _ data: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    let offset = data.lowerBound - TarHeader.blockSize
    switch header.kind {
    case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "g"):
      note(headerOf: header, at: "pax header", isMember: false, &reading)
      try said.take(
        pax: Array(bytes[data]), at: offset, isGlobal: header.kind == UInt8(ascii: "g"), &reading)
    case UInt8(ascii: "L"), UInt8(ascii: "K"):
      note(headerOf: header, at: "long name", isMember: false, &reading)
      said.take(longName: bytes[data], isLink: header.kind == UInt8(ascii: "K"))
    case UInt8(ascii: "V"):
      reading.disclose(
        .content, .medium, at: "volume label", "the archive's name",
        value: PrintableText.text(header.path[...]))
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"), UInt8(ascii: "1"), UInt8(ascii: "2"),
      UInt8(ascii: "5"):
      try take(member: header, data, &reading)
    default:
      try reading.unclassified(
        start..<position, in: .tar, "a device, a sparse file or a part of another archive")
      dropMember()
    }
  }

  private mutating func take(
    member header: TarHeader, _ data: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    let path = said.path ?? header.path
    let isOld = header.kind == 0 || header.kind == UInt8(ascii: "7")
    let isFolder = isOld && path.last == UInt8(ascii: "/")
    let kind = isFolder ? UInt8(ascii: "5") : isOld ? UInt8(ascii: "0") : header.kind
    let isLink = kind == UInt8(ascii: "1") || kind == UInt8(ascii: "2")
    let link = isLink ? said.link ?? Array(header.link) : []
    let isHard = kind == UInt8(ascii: "1")
    let linkFault =
      !isLink ? nil : isHard ? TarPath.fault(of: link) : TarPath.fault(ofLink: link, at: path)
    let isMoved =
      links.leadsThrough(path, includingLast: false)
      || isHard && links.leadsThrough(link, includingLast: true)
    if let fault = TarPath.fault(of: path) ?? linkFault ?? (isMoved ? "a path through a link" : nil)
    {
      try reading.unclassified(start..<position, in: .tar, fault)
      return dropMember()
    }
    let whole = PrintableText.cleaned(PrintableText.text(path[...]))
    let place = whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
    if TarPath.isSidecar(path) {
      reading.discloseUnknown(bytes[data], at: place, "a file that a system made for itself")
      return dropMember()
    }
    let member = TarWriter.Member(
      kind: kind, path: path, link: link,
      isExecutable: kind != UInt8(ascii: "2") && (header.mode ?? 0) & 0o111 != 0)
    let drops = reading.policy.dropsHiddenContent
    let inner =
      data.isEmpty
      ? nil : try NestedFile.read(Array(bytes[data]), at: place, dropping: drops, &reading)
    if inner == nil, !data.isEmpty {
      NestedFile.discloseUnknown(
        bytes[data], at: place, &reading, fate: drops ? .removed : .kept)
      if drops { return dropMember() }
    }
    if let inner, inner.isGone { return dropMember() }
    note(headerOf: header, at: place, isMember: true, &reading)
    if kind == UInt8(ascii: "2") { try links.add(path, &reading) }
    put(member, data, inner, place, &reading)
  }

  /// Puts the member out in its one form.
  private mutating func put(
    _ member: TarWriter.Member, _ data: Range<Int>, _ inner: NestedFile?, _ place: String,
    _ reading: inout Reading
  ) {
    let size = inner?.rebuilt?.count ?? data.count
    let header = TarWriter.header(member, size: size)
    let padding = TarWriter.padding(after: size)
    outputCount += header.count + size + padding
    payload.append(
      .header([member.kind, member.isExecutable ? 1 : 0] + member.path + [0] + member.link))
    if bytes[start..<data.lowerBound].elementsEqual(header) {
      pieces.keep(to: data.lowerBound, "member")
    } else {
      if inner?.rebuilt == nil {
        reading.disclose(
          .software, .low, at: place, "the archiver's way to write headers")
      }
      pieces.replace(to: data.lowerBound, with: header, "header")
    }
    if let rebuilt = inner?.rebuilt {
      pieces.replace(to: data.upperBound, with: rebuilt, "member")
    } else {
      pieces.keep(to: data.upperBound, "member")
    }
    payload.append(inner?.payload ?? .bytes([data]))
    let gap = bytes[data.upperBound..<position]
    if gap.count == padding, !gap.contains(where: { $0 != 0 }) {
      pieces.keep(to: position, "member")
    } else {
      if gap.contains(where: { $0 != 0 }) {
        reading.discloseUnknown(gap, at: place, "bytes between members")
      }
      pieces.replace(to: position, with: [UInt8](repeating: 0, count: padding), "padding")
    }
    start = position
    said = TarExtension()
  }

  private mutating func dropMember() {
    pieces.drop(to: position, "member")
    start = position
    said = TarExtension()
  }

  /// The empty blocks at the end; what else stands there goes.
  mutating func end(_ reading: inout Reading) {
    let rest = bytes[start...]
    let wanted = TarWriter.end(after: outputCount)
    if rest.count == wanted, !rest.contains(where: { $0 != 0 }) {
      return pieces.keep(to: bytes.count, "end")
    }
    if let first = rest.firstIndex(where: { $0 != 0 }) {
      reading.discloseUnknown(bytes[first...], at: "after the end", "bytes behind the last member")
    } else {
      reading.disclose(.software, .low, at: "end", "the archiver's way to end an archive")
    }
    pieces.replace(to: bytes.count, with: [UInt8](repeating: 0, count: wanted), "end")
  }

  /// Notes what a header tells of its maker.
  private func note(
    headerOf header: TarHeader, at place: String, isMember: Bool, _ reading: inout Reading
  ) {
    for (name, what) in [(header.ownerName, "owner"), (header.groupName, "group")]
    where !name.isEmpty {
      reading.disclose(
        .person, .high, at: "\(place)/\(what)", "the \(what)'s name on the machine it was made on",
        value: PrintableText.text(name))
    }
    if header.owners.contains(where: { $0 != 0 }) {
      reading.disclose(
        .person, .medium, at: "\(place)/owner number",
        "the owner's number on the machine it was made on",
        value: header.owners.map { $0.map(String.init) ?? "?" }.joined(separator: ":"))
    }
    if header.modified != 0 {
      reading.disclose(
        .time, .medium, at: "\(place)/time", "when a file was changed",
        value: header.modified.map(String.init))
    }
    let rest = header.isGNU ? 345..<512 : header.isMarked ? 500..<512 : 257..<512
    if isMember, header.block[rest].contains(where: { $0 != 0 }) {
      reading.discloseUnknown(header.block[rest], at: "\(place)/rest", "times, or unknown bytes")
    }
  }

  /// Whether a header begins a member, to which a stated size applies.
  private static func isMember(_ kind: UInt8) -> Bool {
    kind == 0 || (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(kind)
  }

  /// Whether no data follow whatever the size says: links, folders, devices and pipes.
  private static func hasNoData(_ kind: UInt8) -> Bool {
    (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(kind)
  }
}
