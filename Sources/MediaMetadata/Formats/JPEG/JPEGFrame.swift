/// The header of a frame (ITU-T T.81, B.2.2): how it is coded, and which tables its components use.
struct JPEGFrame: Equatable {
  /// One component.
  struct Component: Equatable {
    let identifier: UInt8
    let quantisationTable: UInt8
    /// Horizontal and vertical sampling factors, 1 to 4.
    let horizontal: UInt8
    let vertical: UInt8
  }

  let marker: UInt8
  let height: Int
  let width: Int
  let components: [Component]

  /// How many bytes of a segment's content the standard defines.
  var definedCount: Int { 6 + 3 * components.count }
  /// Whether scans are coded with arithmetic coding: SOF9 to SOF15.
  var isArithmetic: Bool { marker > 0xc8 }
  /// Whether scans refine one another: SOF2, SOF6, SOF10, SOF14.
  var isProgressive: Bool { marker & 3 == 2 }
  /// Whether it is lossless, and so without quantisation: SOF3, SOF7, SOF11, SOF15.
  var isLossless: Bool { marker & 3 == 3 }

  /// Reads a frame's header; nil where it has no component or is cut short.
  init?(marker: UInt8, _ content: ArraySlice<UInt8>) {
    guard content.count >= 6 else { return nil }
    let start = content.startIndex
    let count = Int(content[start + 5])
    guard count > 0, content.count >= 6 + 3 * count else { return nil }
    self.marker = marker
    height = Int(content[start + 1]) << 8 | Int(content[start + 2])
    width = Int(content[start + 3]) << 8 | Int(content[start + 4])
    components = (0..<count).map { index in
      let entry = start + 6 + 3 * index
      return Component(
        identifier: content[entry], quantisationTable: content[entry + 2],
        horizontal: content[entry + 1] >> 4, vertical: content[entry + 1] & 15)
    }
  }
}

/// The header of a scan (ITU-T T.81, B.2.3).
struct JPEGScan: Equatable {
  /// One component of the scan: its index in the frame, and the tables that it is coded with.
  struct Component: Equatable {
    let index: Int
    let directTable: UInt8
    let alternatingTable: UInt8
  }

  let components: [Component]
  /// The first and the last coefficient, in zigzag order.
  let spectralStart: UInt8
  let spectralEnd: UInt8
  /// The bits before and after this scan (successive approximation).
  let previousBit: UInt8
  let currentBit: UInt8

  /// How many bytes of a segment's content the standard defines.
  var definedCount: Int { 4 + 2 * components.count }

  /// Reads a scan's header; nil where it is cut short or names a component that the frame has not.
  init?(_ content: ArraySlice<UInt8>, of frame: JPEGFrame) {
    guard let count = content.first.map(Int.init), (1...4).contains(count) else { return nil }
    guard content.count >= 4 + 2 * count else { return nil }
    let start = content.startIndex
    var components: [Component] = []
    for entry in stride(from: start + 1, to: start + 1 + 2 * count, by: 2) {
      let identifier = content[entry]
      // Components that share an identifier are taken one after another, as libjpeg does.
      let index = frame.components.indices.first { index in
        frame.components[index].identifier == identifier
          && !components.contains { $0.index == index }
      }
      guard let index else { return nil }
      components.append(
        Component(
          index: index, directTable: content[entry + 1] >> 4,
          alternatingTable: content[entry + 1] & 15))
    }
    self.components = components
    let rest = start + 1 + 2 * count
    spectralStart = content[rest]
    spectralEnd = content[rest + 1]
    previousBit = content[rest + 2] >> 4
    currentBit = content[rest + 2] & 15
  }
}
