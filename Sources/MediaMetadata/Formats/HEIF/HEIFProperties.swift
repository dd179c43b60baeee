/// The properties of items and who has them (`iprp`; ISO/IEC 23008-12, 9.3).
struct HEIFProperties {
  /// That an item has a property.
  struct Association: Sendable {
    /// Counts from 1.
    let index: Int
    let isEssential: Bool
  }

  /// An `ipma`.
  private struct Table {
    let version: UInt8
    let hasLongIndices: Bool
    var entries: [(id: UInt32, associations: [Association])] = []
  }

  /// The properties, in order.
  private(set) var boxes: [BoxHeader] = []
  private var tables: [Table] = []
  private var associationCount = 0
  /// What each item has, in the order it applies.
  private(set) var associations: [UInt32: [Association]] = [:]
  /// Boxes in `iprp` beside the first `ipco` and the `ipma`s, and bytes after the last box.
  private(set) var strays: [(name: String, range: Range<Int>)] = []

  /// Parses an `iprp`; a missing one has no properties.
  init(
    _ box: BoxHeader?, _ parts: HEIFParts, _ reading: inout Reading
  ) throws(MediaError) {
    guard let box else { return }
    var end = box.contentStart
    var hasContainer = false
    for child in BoxHeader.list(parts.bytes, in: box.content) {
      try reading.countStructure()
      end = child.range.upperBound
      if child.name == "ipco", !hasContainer {
        hasContainer = true
        boxes = BoxHeader.list(parts.bytes, in: child.content)
        for _ in boxes { try reading.countStructure() }
        try HEIFLimits.check(boxes.count)
        addStray(
          "ipco", (boxes.last?.range.upperBound ?? child.contentStart)..<child.range.upperBound)
      } else if child.name == "ipma" {
        try add(child, parts, &reading)
      } else {
        addStray(child.name, child.content)
      }
    }
    addStray("iprp", end..<box.range.upperBound)
  }

  private mutating func addStray(_ name: String, _ range: Range<Int>) {
    if !range.isEmpty { strays.append((name, range)) }
  }

  private mutating func add(
    _ box: BoxHeader, _ parts: HEIFParts, _ reading: inout Reading
  ) throws(MediaError) {
    var reader = parts.reader(box)
    guard let head = reader.heifVersionAndFlags(), let count = reader.bigEndian(4) else {
      throw parts.ends(box)
    }
    var table = Table(version: head.version, hasLongIndices: head.flags & 1 == 1)
    let width = table.hasLongIndices ? 2 : 1
    let essential: UInt64 = table.hasLongIndices ? 0x8000 : 0x80
    for _ in 0..<count {
      try reading.countStructure()
      guard let id = reader.bigEndian(table.version < 1 ? 2 : 4), let number = reader.byte(),
        Int(number) * width <= reader.remaining
      else { throw parts.ends(box) }
      var list: [Association] = []
      for _ in 0..<number {
        guard let word = reader.bigEndian(width) else { throw parts.ends(box) }
        let index = Int(word & (essential - 1))
        if index > 0 {
          list.append(Association(index: index, isEssential: word & essential != 0))
        }
      }
      table.entries.append((UInt32(id), list))
      associationCount += list.count
      try HEIFLimits.check(max(associationCount, table.entries.count))
      associations[UInt32(id), default: []] += list
    }
    tables.append(table)
    addStray("ipma", reader.position..<reader.end)
  }

  /// The property boxes of an item, in order; those that don't exist are left out.
  func boxes(of id: UInt32) -> [(index: Int, box: BoxHeader, isEssential: Bool)] {
    (associations[id] ?? []).compactMap { association in
      guard association.index <= boxes.count else { return nil }
      return (association.index, boxes[association.index - 1], association.isEssential)
    }
  }

  /// The box again: the properties that `replacements` gives by their index from 1, and the
  /// associations of kept items with them.
  func encoded(_ replacements: [Int: [UInt8]], _ isKept: (UInt32) -> Bool) -> [UInt8] {
    var numbers: [Int: Int] = [:]
    var container: [UInt8] = []
    for index in boxes.indices {
      guard let bytes = replacements[index + 1] else { continue }
      numbers[index + 1] = numbers.count + 1
      container += bytes
    }
    var content = HEIFBox.encoded("ipco", container)
    for table in tables { content += Self.encoded(table, numbers, isKept) }
    guard content.count > 8 else { return [] }
    return HEIFBox.encoded("iprp", content)
  }

  private static func encoded(
    _ table: Table, _ numbers: [Int: Int], _ isKept: (UInt32) -> Bool
  ) -> [UInt8] {
    let entries = table.entries.filter { isKept($0.id) }
    guard !entries.isEmpty else { return [] }
    let width = table.hasLongIndices ? 2 : 1
    var content = HEIFBox.versionAndFlags(table.version, table.hasLongIndices ? 1 : 0)
    content.append(bigEndian: UInt64(entries.count), 4)
    for (id, associations) in entries {
      content.append(bigEndian: UInt64(id), table.version < 1 ? 2 : 4)
      let kept = associations.compactMap { association in
        numbers[association.index].map { (number: $0, isEssential: association.isEssential) }
      }
      content.append(UInt8(truncatingIfNeeded: kept.count))
      for (number, isEssential) in kept {
        let mark: UInt64 = isEssential ? (width == 2 ? 0x8000 : 0x80) : 0
        content.append(bigEndian: UInt64(number) | mark, width)
      }
    }
    return HEIFBox.encoded("ipma", content)
  }
}
