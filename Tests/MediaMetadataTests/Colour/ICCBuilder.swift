@testable import MediaMetadata

/// Builds profiles the way the standard's tables lay them out, with telling fields filled.
struct ICCBuilder {
  var version: [UInt8] = [2, 0x10]
  var kind = "mntr"
  var space = "RGB "
  var connection = "XYZ "
  var tags: [(String, [UInt8])] = []
  /// Bytes put between parts, and after the profile.
  var filling: [UInt8] = []
  var trailer: [UInt8] = []

  /// The profile.
  var bytes: [UInt8] {
    var table: [UInt8] = []
    table.append(bigEndian: UInt64(tags.count), 4)
    var body = filling
    let start = 132 + 12 * tags.count
    for (name, content) in tags {
      table += Array(name.utf8)
      table.append(bigEndian: UInt64(start + body.count), 4)
      table.append(bigEndian: UInt64(content.count), 4)
      body += content
      while body.count % 4 != 0 { body.append(0) }
    }
    var header: [UInt8] = []
    header.append(bigEndian: UInt64(start + body.count), 4)
    header += Array("ZqCM".utf8) + version + [0, 0]
    header += Array((kind + space + connection).utf8)
    header += [7, 0xe4, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7] + Array("acspAPPL".utf8)
    header += [0, 0, 0, 1] + Array("ZqMaZqMo".utf8) + [UInt8](repeating: 0, count: 12)
    for value in ICCWriter.whitePoint { header.append(fixed: value) }
    header += Array("ZqCr".utf8) + [UInt8](repeating: 9, count: 16)
    header += [UInt8](repeating: 0, count: 28)
    return header + table + body + trailer
  }

  /// A profile of a matrix and one curve.
  static func display(
    _ colorants: [[Int32]], _ curve: [UInt8], version: [UInt8] = [4, 0x20]
  ) -> ICCBuilder {
    var builder = ICCBuilder()
    builder.version = version
    builder.tags = [
      ("desc", text("ZqDescription of Ann's display")), ("cprt", text("Zq rights")),
      ("wtpt", ICCWriter.triple(ICCWriter.whitePoint)),
      ("rXYZ", ICCWriter.triple(colorants[0])), ("gXYZ", ICCWriter.triple(colorants[1])),
      ("bXYZ", ICCWriter.triple(colorants[2])), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
      ("vcgt", Array("vcgt\0\0\0\0ZqCalibration".utf8)), ("ZqPr", text("ZqPrivate")),
    ]
    return builder
  }

  static func text(_ text: String) -> [UInt8] {
    Array("text".utf8) + [0, 0, 0, 0] + Array(text.utf8) + [0]
  }

  /// A table of the values of `curve` at equal steps.
  static func table(_ count: Int, _ curve: (Double) -> Double) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(signature: "curv", count: UInt32(count))
    for index in 0..<count {
      let value = curve(Double(index) / Double(count - 1)) * 65_535
      bytes.append(bigEndian: UInt64(min(65_535, max(0, value.rounded()))), 2)
    }
    return bytes
  }

  /// A table of 16 bits with two grid points (ICC.1:2022, 10.11).
  static func lookup(_ inputs: Int, _ outputs: Int, slack: [UInt8] = []) -> [UInt8] {
    var bytes = Array("mft2".utf8) + [0, 0, 0, 0, UInt8(inputs), UInt8(outputs), 2, 0]
    for index in 0..<9 { bytes.append(bigEndian: index % 4 == 0 ? 0x10000 : 0, 4) }
    bytes.append(bigEndian: 2, 2)
    bytes.append(bigEndian: 2, 2)
    let numbers = 2 * inputs + (1 << inputs) * outputs + 2 * outputs
    for index in 0..<numbers { bytes.append(bigEndian: UInt64(index * 257 % 65_536), 2) }
    return bytes + slack
  }

  /// Curves and a grid of version 4, with bytes in the gaps (10.12).
  static func elements(_ type: String, gap: [UInt8]) -> [UInt8] {
    let curve = ICCCurve.gamma(0x180).bytes + [0, 0]
    var grid: [UInt8] = [2, 2, 2] + [UInt8](repeating: 0, count: 13) + [1, 0, 0, 0]
    for index in 0..<24 { grid.append(UInt8(index * 10)) }
    let curves = curve + curve + curve
    let start = 32 + gap.count
    var bytes = Array(type.utf8) + [0, 0, 0, 0, 3, 3, 0, 0]
    for offset in [start + grid.count, 0, 0, start, start + grid.count + curves.count] {
      bytes.append(bigEndian: UInt64(offset), 4)
    }
    return bytes + gap + grid + curves + curves
  }
}
