/// Which item refers to which (`iref`; ISO/IEC 14496-12, 8.11.12).
struct HEIFReferences {
  /// One list of references.
  struct List: Sendable, Equatable {
    let type: String
    let from: UInt32
    let to: [UInt32]
  }

  /// In order.
  private(set) var lists: [List] = []
  /// How many pictures each derived picture is put together from.
  private(set) var inputCounts: [UInt32: Int] = [:]
  private var version: UInt8 = 0

  /// The references that display needs: derived pictures to their parts, alpha to its master,
  /// layers to those below (ISO/IEC 23008-12, 6.4 and 6.6), and a kept Exif block to its picture.
  private static let allowed: Set<String> = [
    "dimg", "auxl", "prem", "base", "exbl", "tbas", "cdsc",
  ]

  /// Parses an `iref`; a missing one refers to nothing.
  init(
    _ box: BoxHeader?, _ parts: HEIFParts, _ reading: inout Reading
  ) throws(MediaError) {
    guard let box else { return }
    var reader = parts.reader(box)
    guard let head = reader.heifVersionAndFlags() else { throw parts.ends(box) }
    version = head.version
    let width = version == 0 ? 2 : 4
    for entry in BoxHeader.list(parts.bytes, in: reader.position..<reader.end) {
      try reading.countStructure()
      var reader = parts.reader(entry)
      guard let from = reader.bigEndian(width), let count = reader.bigEndian(2),
        Int(count) * width <= reader.remaining
      else { throw parts.ends(entry) }
      var to: [UInt32] = []
      for _ in 0..<Int(count) {
        if let id = reader.bigEndian(width) { to.append(UInt32(id)) }
      }
      lists.append(List(type: entry.name, from: UInt32(from), to: to))
      try HEIFLimits.check(lists.count)
      if entry.name == "dimg" { inputCounts[UInt32(from), default: 0] += to.count }
    }
  }

  /// The references among kept items that display needs.
  func kept(_ isKept: (UInt32) -> Bool, isAuxiliary: (UInt32) -> Bool) -> [List] {
    lists.compactMap { list in
      guard Self.allowed.contains(list.type), isKept(list.from),
        list.type != "auxl" || isAuxiliary(list.from)
      else { return nil }
      let to = list.to.filter(isKept)
      return to.isEmpty ? nil : List(type: list.type, from: list.from, to: to)
    }
  }

  /// The box again, with these lists; empty where there is none.
  func encoded(_ kept: [List]) -> [UInt8] {
    guard !kept.isEmpty else { return [] }
    let width = version == 0 ? 2 : 4
    var content = HEIFBox.versionAndFlags(version)
    for list in kept {
      var entry: [UInt8] = []
      entry.append(bigEndian: UInt64(list.from), width)
      entry.append(bigEndian: UInt64(list.to.count), 2)
      for id in list.to { entry.append(bigEndian: UInt64(id), width) }
      var header: [UInt8] = []
      header.append(bigEndian: UInt64(8 + entry.count), 4)
      content += header + Array(list.type.utf8) + entry
    }
    return HEIFBox.encoded("iref", content)
  }
}
