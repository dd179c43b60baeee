/// Rebuilds the content of tags that turn colours: their numbers as they are, reserved bytes zero,
/// nothing between and after.
///
/// Each function returns nil where the content breaks its type's rules.
enum ICCTable {
  /// An XYZ number (XYZType, 10.31): the first triple.
  static func triple(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    plain(content, type: "XYZ ", count: 12)
  }

  /// A matrix of nine (s15Fixed16ArrayType, 10.22).
  static func matrix(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    plain(content, type: "sf32", count: 36)
  }

  /// Coding-independent code points (cicpType, 10.3).
  static func codePoints(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    plain(content, type: "cicp", count: 4)
  }

  /// A tone curve.
  static func curve(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    ICCCurve.read(content)?.curve.bytes
  }

  /// Chromaticities of phosphors (chromaticityType, 10.2).
  static func chromaticity(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    guard let channels = ICCBytes(content).u16(8), (1...16).contains(channels) else { return nil }
    return plain(content, type: "chrm", count: 4 + 8 * Int(channels))
  }

  /// The order in which colorants are laid down (colorantOrderType, 10.4).
  static func colorantOrder(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    guard let count = ICCBytes(content).u32(8), count <= 16 else { return nil }
    return plain(content, type: "clro", count: 4 + Int(count))
  }

  /// Colorants (colorantTableType, 10.5), their names replaced by numbers.
  static func colorants(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    let reader = ICCBytes(content)
    guard reader.u32(0) == FourCharacters.code("clrt"), let count = reader.u32(8), count <= 16
    else { return nil }
    var result: [UInt8] = []
    result.append(signature: "clrt", count: count)
    for index in 0..<Int(count) {
      guard let place = reader.slice(12 + 38 * index + 32, 6) else { return nil }
      result.append(name: index + 1)
      result += place
    }
    return result
  }

  /// Named colours (namedColor2Type, 10.17), their names replaced by numbers.
  static func namedColours(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    let reader = ICCBytes(content)
    guard reader.u32(0) == FourCharacters.code("ncl2"), let count = reader.u32(12),
      let channels = reader.u32(16), channels <= 15
    else { return nil }
    let width = 38 + 2 * Int(channels)
    guard Int(count) <= (reader.count - 84) / width, reader.count >= 84 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(84 + Int(count) * width)
    result.append(signature: "ncl2", count: 0)
    result.append(bigEndian: UInt64(count), 4)
    result.append(bigEndian: UInt64(channels), 4)
    // Prefix and suffix of all names.
    result += [UInt8](repeating: 0, count: 64)
    for index in 0..<Int(count) {
      guard let numbers = reader.slice(84 + index * width + 32, width - 32) else { return nil }
      result.append(name: index + 1)
      result += numbers
    }
    return result
  }

  /// Tables of 8 or 16 bits (lut8Type, 10.10; lut16Type, 10.11).
  static func lookup(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    let reader = ICCBytes(content)
    guard let type = reader.u32(0), let inputs = reader.u8(8), let outputs = reader.u8(9),
      let grid = reader.u8(10), (1...16).contains(inputs), (1...16).contains(outputs)
    else { return nil }
    if type == FourCharacters.code("mAB ") || type == FourCharacters.code("mBA ") {
      return ICCElements.lookup(content)
    }
    guard let points = product([UInt8](repeating: grid, count: Int(inputs)), limit: reader.count)
    else { return nil }
    let isWide = type == FourCharacters.code("mft2")
    guard isWide || type == FourCharacters.code("mft1") else { return nil }
    var numbers = points * Int(outputs)
    var tables = 48
    if isWide {
      guard let entries = reader.u16(48), let exits = reader.u16(50) else { return nil }
      numbers += Int(entries) * Int(inputs) + Int(exits) * Int(outputs)
      tables = 52
    } else {
      numbers += 256 * (Int(inputs) + Int(outputs))
    }
    guard let body = reader.slice(12, tables - 12 + numbers * (isWide ? 2 : 1)) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(tables + body.count)
    result.append(bigEndian: UInt64(type), 4)
    result.append(bigEndian: 0, 4)
    result += [inputs, outputs, grid, 0]
    result += body
    return result
  }

  /// The product of grid points; nil above `limit`.
  static func product(_ grid: [UInt8], limit: Int) -> Int? {
    var points = 1
    for count in grid {
      guard count > 0 else { return nil }
      points *= Int(count)
      guard points <= limit else { return nil }
    }
    return points
  }

  private static func plain(
    _ content: ArraySlice<UInt8>, type: StaticString, count: Int
  ) -> [UInt8]? {
    let reader = ICCBytes(content)
    guard reader.u32(0) == FourCharacters.code(type), let body = reader.slice(8, count) else {
      return nil
    }
    var result: [UInt8] = []
    result.append(bigEndian: UInt64(FourCharacters.code(type)), 4)
    result.append(bigEndian: 0, 4)
    return result + body
  }
}

extension [UInt8] {
  /// Appends a number in digits as a name of 32 bytes.
  fileprivate mutating func append(name number: Int) {
    let digits = Array(String(number).utf8)
    self += digits + [UInt8](repeating: 0, count: Swift.max(0, 32 - digits.count))
  }
}
