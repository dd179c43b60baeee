/// The ids that the parts of a mail are named by, and what stands for them (RFC 2392).
struct MailContentIDs {
  /// The new id of each old one.
  private let ids: NumberedNames

  /// What stands for an id that no part has.
  private static let none = Array("part0@invalid".utf8)

  /// The ids of a mail, found by their field's name wherever it begins a line.
  ///
  /// Throws `limit` where there are more than structures may be.
  init(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) {
    let name = Array("content-id:".utf8)
    var olds: [[UInt8]] = []
    var position = 0
    while position < bytes.count {
      let (end, next) = MailHeader.line(bytes, position, bytes.count)
      let line = bytes[position..<end]
      position = next
      guard line.count > name.count, line.count < 500,
        line.prefix(name.count).elementsEqual(name, by: { $0 | 0x20 == $1 | 0x20 })
      else { continue }
      var old = Self.plain(line.dropFirst(name.count))
      if old.isEmpty, next < bytes.count, MailHeader.isBlank(bytes[next]) {
        old = Self.plain(bytes[next..<MailHeader.line(bytes, next, bytes.count).end])
      }
      guard !old.isEmpty else { continue }
      try reading.countStructure()
      olds.append(old)
    }
    ids = NumberedNames(olds, start: "part", end: "@invalid")
  }

  /// What stands for the id in a field.
  func new(_ raw: ArraySlice<UInt8>) -> [UInt8]? { ids.names[Self.plain(raw)] }

  private static func plain(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    raw.filter { ![0x20, 0x09, 0x0d, 0x0a, 0x3c, 0x3e].contains($0) }
  }

  /// A page whose "cid:" addresses name the parts by their new ids; those of no part say nothing.
  func renamed(
    in page: [UInt8], at place: String, _ reading: inout Reading
  ) -> [UInt8] {
    let mark = Array("cid:".utf8)
    var result: [UInt8] = []
    var position = 0
    var from = 0
    while let at = page[from...].firstIndex(where: { $0 | 0x20 == mark[0] }) {
      from = at + 1
      guard page[at...].prefix(4).elementsEqual(mark, by: { $0 | 0x20 == $1 | 0x20 }),
        page[at + 3] == mark[3], at == 0 || !HTMLTokenizer.isLetter(page[at - 1])
      else { continue }
      let start = at + mark.count
      let end = page[start...].firstIndex(where: Self.ends) ?? page.count
      let old = DataAddress.unescaped(page[start..<end])
      from = end
      // What is neither an id of this mail nor looks like one is no address.
      guard ids.names[old] != nil || old.contains(UInt8(ascii: "@")) else { continue }
      let new = ids.names[old] ?? (ids.isNeutral(old) ? old : Self.none)
      if ids.names[old] == nil, new != old {
        reading.disclose(
          .identifier, .medium, at: place + "/cid", "the id of a part that is not there",
          value: PrintableText.text(old[...]))
      }
      result += page[position..<start] + new
      position = end
    }
    return result + page[position...]
  }

  private static func ends(_ byte: UInt8) -> Bool {
    byte <= 0x20 || [0x22, 0x27, 0x28, 0x29, 0x3c, 0x3e, 0x26, 0x23, 0x5c].contains(byte)
  }
}
