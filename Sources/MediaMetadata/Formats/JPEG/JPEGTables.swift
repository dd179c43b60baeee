/// One table of a DQT, DHT, DAC or DRI segment, and whether a scan uses it.
struct JPEGTable: Equatable {
  /// The index of the segment that defines it.
  let segment: Int
  /// Its bytes in the file, its class and number included.
  let range: Range<Int>
  /// Whether a scan uses it before it is defined anew.
  var isUsed = false
}

/// The tables of a picture, followed as a decoder does: a definition stands until the next one of
/// the same class and number (ITU-T T.81, B.2.4).
///
/// **Guarantee**: a table that is not marked used is read by no scan, so a picture decodes the same
/// without it.
struct JPEGTables {
  /// All definitions, in the order of the bytes.
  private(set) var all: [JPEGTable] = []
  /// For each class and number the index of the definition that stands, -1 where none does.
  private var standing = [Int](repeating: -1, count: 0x60)

  /// The classes of tables, as the upper digit of an index of `standing`.
  private enum Class: Int {
    case quantisation = 0x00
    case direct = 0x10
    case alternating = 0x20
    case directConditioning = 0x30
    case alternatingConditioning = 0x40
    case restart = 0x50
  }

  /// Reads the tables of a segment; false where they break the standard so that decoders stop.
  ///
  /// A rest too short for a table is left over: the caller drops it.
  mutating func read(
    marker: UInt8, _ content: Range<Int>, of bytes: [UInt8], segment: Int,
    _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    if marker == JPEGMarker.restartInterval {
      guard content.count >= 2 else { return false }
      let end = content.lowerBound + 2
      return try define(
        .restart, 0, JPEGTable(segment: segment, range: content.lowerBound..<end), &reading)
    }
    var position = content.lowerBound
    while content.upperBound - position >= Self.leastCount(marker) {
      let (kind, number) = Self.target(marker, bytes[position])
      guard let kind else { return false }
      let count = Self.count(marker, at: position, bytes)
      guard count <= content.upperBound - position else { return false }
      let table = JPEGTable(segment: segment, range: position..<(position + count))
      guard try define(kind, number, table, &reading) else { return false }
      position += count
    }
    return true
  }

  /// Marks the tables that a scan reads; false where a quantisation table was never defined.
  ///
  /// Huffman tables may be missing: decoders then take those of T.81, Annex K, as motion JPEG does.
  mutating func use(_ scan: JPEGScan, of frame: JPEGFrame) -> Bool {
    use(.restart, 0)
    // A scan that refines the direct coefficient reads plain bits (G.1.2.1.1); arithmetic coding
    // has no such exception worth the risk.
    let refinesDirect = frame.isProgressive && !frame.isArithmetic && scan.previousBit > 0
    let readsDirect = !frame.isProgressive || (scan.spectralStart == 0 && !refinesDirect)
    let readsAlternating =
      !frame.isLossless && (!frame.isProgressive || scan.spectralEnd > 0)
    for component in scan.components {
      if !frame.isLossless {
        let number = frame.components[component.index].quantisationTable
        guard use(.quantisation, number) else { return false }
      }
      if readsDirect {
        use(frame.isArithmetic ? .directConditioning : .direct, component.directTable)
      }
      if readsAlternating {
        use(
          frame.isArithmetic ? .alternatingConditioning : .alternating, component.alternatingTable)
      }
    }
    return true
  }

  /// The bytes of the Huffman table that stands for a class (0 direct, 1 alternating) and number.
  func huffmanTable(alternating: Bool, _ number: UInt8) -> Range<Int>? {
    let index = (alternating ? Class.alternating : .direct).rawValue + Int(number & 15)
    return standing[index] < 0 ? nil : all[standing[index]].range
  }

  /// The bytes of the restart interval that stands.
  var restartInterval: Range<Int>? {
    let index = standing[Class.restart.rawValue]
    return index < 0 ? nil : all[index].range
  }

  private mutating func define(
    _ kind: Class, _ number: UInt8, _ table: JPEGTable, _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    try reading.countStructure()
    standing[kind.rawValue + Int(number)] = all.count
    all.append(table)
    return true
  }

  @discardableResult
  private mutating func use(_ kind: Class, _ number: UInt8) -> Bool {
    let index = standing[kind.rawValue + Int(number & 15)]
    if index >= 0 { all[index].isUsed = true }
    return index >= 0
  }

  /// What the first byte of a table says it defines; nil for classes and numbers that are none.
  private static func target(_ marker: UInt8, _ byte: UInt8) -> (Class?, UInt8) {
    let number = byte & 15
    switch (marker, byte >> 4) {
    case (JPEGMarker.quantisationTables, _): return (number < 4 ? .quantisation : nil, number)
    case (JPEGMarker.huffmanTables, 0): return (number < 4 ? .direct : nil, number)
    case (JPEGMarker.huffmanTables, 1): return (number < 4 ? .alternating : nil, number)
    case (JPEGMarker.arithmeticConditioning, 0): return (.directConditioning, number)
    case (JPEGMarker.arithmeticConditioning, 1): return (.alternatingConditioning, number)
    default: return (nil, number)
    }
  }

  /// How many bytes the smallest table takes.
  private static func leastCount(_ marker: UInt8) -> Int {
    switch marker {
    case JPEGMarker.quantisationTables: 65
    case JPEGMarker.huffmanTables: 17
    default: 2
    }
  }

  /// How many bytes the table at `position` takes; too many where its counts make none.
  private static func count(_ marker: UInt8, at position: Int, _ bytes: [UInt8]) -> Int {
    switch marker {
    case JPEGMarker.quantisationTables: return bytes[position] >> 4 == 0 ? 65 : 129
    case JPEGMarker.arithmeticConditioning: return 2
    default:
      let symbols = bytes[(position + 1)..<(position + 17)].reduce(0) { $0 + Int($1) }
      return symbols <= 256 ? 17 + symbols : Int.max
    }
  }
}
