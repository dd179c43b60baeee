/// Groups of items (`grpl`; ISO/IEC 14496-12, 8.15).
enum HEIFGroups {
  /// Alternatives of one picture, stereo pairs, bursts, panoramas and the like: what viewers group.
  private static let allowed: Set<String> = ["altr", "ster", "brst", "eqiv", "tsyn"]

  /// The box again: the allowed groups, of what is kept in them; empty where none is left.
  ///
  /// Identifiers that name no item are tracks, which stay.
  static func encoded(
    _ box: BoxHeader, _ meta: HEIFMeta, _ isKept: (UInt32) -> Bool, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    var content: [UInt8] = []
    for group in BoxHeader.list(meta.bytes, in: box.content) {
      try reading.countStructure()
      var reader = ByteReader(meta.bytes, in: group.content)
      guard let head = reader.heifVersionAndFlags(), let id = reader.bigEndian(4),
        let count = reader.bigEndian(4), count <= UInt64(reader.remaining / 4)
      else {
        reading.discloseUnknown(meta.bytes[group.content], at: "meta/grpl/\(group.name)")
        continue
      }
      guard allowed.contains(group.name) else {
        reading.disclose(
          .content, .medium, at: "meta/grpl/\(group.name)",
          "how its owner sorted pictures: albums, favourites, series")
        continue
      }
      var members: [UInt32] = []
      for _ in 0..<count {
        guard let member = reader.bigEndian(4).map({ UInt32($0) }) else { break }
        if meta.items.indices[member] == nil || isKept(member) { members.append(member) }
      }
      if reader.remaining > 0 {
        reading.discloseUnknown(
          meta.bytes[reader.position..<reader.end], at: "meta/grpl/\(group.name)")
      }
      guard !members.isEmpty else { continue }
      var entry = HEIFBox.versionAndFlags(head.version, head.flags)
      entry.append(bigEndian: id, 4)
      entry.append(bigEndian: UInt64(members.count), 4)
      for member in members { entry.append(bigEndian: UInt64(member), 4) }
      content += HEIFBox.encoded(group.type, entry)
    }
    return content.isEmpty ? [] : HEIFBox.encoded("grpl", content)
  }
}
