/// Notes what the container itself gives away: times, comments, extra fields, bytes between.
struct ZipDisclosures {
  private let archive: ZipArchive

  init(_ archive: ZipArchive) { self.archive = archive }

  /// Notes all of it; a rebuild drops all of it.
  func note(_ reading: inout Reading) {
    noteTimes(&reading)
    noteComments(&reading)
    for member in archive.members {
      noteExtra(member.entry.extra, of: member, &reading)
      noteExtra(member.localExtra, of: member, &reading)
    }
    noteGaps(&reading)
    noteSystem(&reading)
  }

  private func noteTimes(_ reading: inout Reading) {
    let times = archive.members.map(\.entry.time).filter { $0 != ZipTime.first && $0 != 0 }
    guard let first = times.min(), let last = times.max() else { return }
    reading.disclose(
      .time, .medium, at: "times of members", "when the members were changed",
      value: first == last ? ZipTime.text(first) : ZipTime.text(first) + " to " + ZipTime.text(last)
    )
  }

  private func noteComments(_ reading: inout Reading) {
    if !archive.directory.comment.isEmpty {
      reading.disclose(
        .content, .high, at: "archive comment", "a comment on the archive",
        value: PrintableText.text(archive.bytes[archive.directory.comment]))
    }
    for member in archive.members where !member.entry.comment.isEmpty {
      reading.disclose(
        .content, .high, at: member.entry.path + "/comment", "a comment on a member",
        value: PrintableText.text(archive.bytes[member.entry.comment]))
    }
  }

  private func noteExtra(_ range: Range<Int>, of member: ZipMember, _ reading: inout Reading) {
    var end = range.lowerBound
    for field in ZipExtraFields(archive.bytes, range) {
      end = field.data.upperBound
      let (category, severity, meaning) = Self.meaning(of: field.id)
      // Sizes and paddings say nothing.
      guard let meaning else { continue }
      let data = archive.bytes[field.data]
      reading.disclose(
        category, severity, at: member.entry.path + "/extra field", meaning,
        value: Self.time(field.id, data) ?? PrintableText.runs(in: data))
    }
    let rest = archive.bytes[end..<range.upperBound]
    if rest.contains(where: { $0 != 0 }) {
      reading.discloseUnknown(rest, at: member.entry.path + "/extra field")
    }
  }

  /// What an extra field tells (APPNOTE.TXT 4.5.2 and 4.6; Info-ZIP extrafld.txt).
  private static func meaning(
    of id: UInt16
  ) -> (Disclosure.Category, Disclosure.Severity, String?) {
    switch id {
    case 0x0001, 0xa220: (.software, .low, nil)
    case 0x000a: (.time, .medium, "when the file was changed, read and made (NTFS)")
    case 0x5455: (.time, .medium, "when the file was changed, read and made")
    case 0x5855, 0x000d: (.person, .medium, "times, and the user's and the group's numbers")
    case 0x7875, 0x7855: (.person, .medium, "the user's and the group's numbers")
    case 0x7075, 0x6375: (.software, .low, "a name or a comment in Unicode")
    case 0x4453, 0x756e, 0x6c78: (.person, .medium, "rights and owners")
    default: (.unknown, .high, "an extra field that no list knows")
    }
  }

  private static func time(_ id: UInt16, _ data: ArraySlice<UInt8>) -> String? {
    guard id == 0x5455 else { return nil }
    var reader = ByteReader(Array(data))
    guard reader.skip(1), let seconds = reader.littleEndian(4) else { return nil }
    return "\(seconds) s since 1970"
  }

  private func noteGaps(_ reading: inout Reading) {
    var position = 0
    for (number, member) in archive.members.enumerated() {
      let place = number == 0 ? "before the first member" : "between members"
      note(position..<member.header.lowerBound, place, &reading)
      position = member.end
    }
    note(position..<archive.directory.start, "between members", &reading)
    if !archive.directory.trailer.isEmpty {
      reading.discloseUnknown(
        archive.bytes[archive.directory.trailer], at: "after the end", "bytes after the archive")
    }
  }

  private func note(_ gap: Range<Int>, _ place: String, _ reading: inout Reading) {
    guard !gap.isEmpty else { return }
    let bytes = archive.bytes[gap]
    // Writers that align members pad with zeros.
    guard bytes.contains(where: { $0 != 0 }) else { return }
    let isMember = bytes.starts(with: [0x50, 0x4b, 3, 4])
    reading.discloseUnknown(
      bytes, at: place,
      isMember ? "a member that the directory does not list" : "bytes that belong to no member")
  }

  private func noteSystem(_ reading: inout Reading) {
    let systems = Set(archive.members.map { $0.entry.madeBy >> 8 }).subtracting([0])
    guard !systems.isEmpty else { return }
    let names = systems.sorted().map { Self.systems[$0] ?? "system \($0)" }
    reading.disclose(
      .software, .low, at: "headers", "the system on which it was packed",
      value: names.joined(separator: ", "))
  }

  private static let systems: [UInt16: String] = [
    3: "Unix", 7: "Macintosh", 10: "NTFS", 19: "macOS",
  ]
}
