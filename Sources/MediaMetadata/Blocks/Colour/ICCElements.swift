/// Rebuilds tags made of several elements at offsets: in a fixed order, without gaps.
enum ICCElements {
  /// Curves, matrix and grid of version 4 (lutAToBType, 10.12; lutBToAType, 10.13).
  static func lookup(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    let reader = ICCBytes(content)
    guard let type = reader.u32(0), let inputs = reader.u8(8), let outputs = reader.u8(9) else {
      return nil
    }
    // B and M curves stand on the side of the connection space, A curves on the device's.
    let isToConnection = type == FourCharacters.code("mAB ")
    let near = Int(isToConnection ? outputs : inputs)
    let far = Int(isToConnection ? inputs : outputs)
    var elements: [[UInt8]?] = []
    for index in 0..<5 {
      guard let offset = reader.u32(12 + 4 * index) else { return nil }
      guard offset != 0 else {
        elements.append(nil)
        continue
      }
      guard let rest = reader.slice(Int(offset), reader.count - Int(offset)) else { return nil }
      let element: [UInt8]? =
        switch index {
        case 1: ICCBytes(rest).slice(0, 48).map { Array($0) }
        case 3: grid(rest, inputs: Int(inputs), outputs: Int(outputs))
        default: curves(rest, count: index == 4 ? far : near)
        }
      guard let element else { return nil }
      elements.append(element)
    }
    var result: [UInt8] = []
    result.append(bigEndian: UInt64(type), 4)
    result.append(bigEndian: 0, 4)
    result += [inputs, outputs, 0, 0]
    var body: [UInt8] = []
    for element in elements {
      result.append(bigEndian: element == nil ? 0 : UInt64(32 + body.count), 4)
      if let element { body += element }
      body.padToFour()
    }
    return result + body
  }

  private static func curves(_ content: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = content
    for _ in 0..<count {
      guard let (curve, length) = ICCCurve.read(rest) else { return nil }
      result += curve.bytes
      result.padToFour()
      rest = rest.dropFirst((length + 3) / 4 * 4)
    }
    return result
  }

  private static func grid(
    _ content: ArraySlice<UInt8>, inputs: Int, outputs: Int
  ) -> [UInt8]? {
    let reader = ICCBytes(content)
    guard let sides = reader.slice(0, inputs), let width = reader.u8(16), width == 1 || width == 2,
      let points = ICCTable.product(Array(sides), limit: reader.count),
      let numbers = reader.slice(20, points * outputs * Int(width))
    else { return nil }
    var result = Array(sides) + [UInt8](repeating: 0, count: 16 - inputs)
    result.reserveCapacity(20 + numbers.count)
    result += [width, 0, 0, 0]
    result += numbers
    return result
  }

  /// Elements of floating point (multiProcessElementsType, 10.16).
  ///
  /// Each element stays as it stands; those that share bytes share them again.
  static func multiple(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    let reader = ICCBytes(content)
    guard reader.u32(0) == FourCharacters.code("mpet"), let channels = reader.u32(8),
      let count = reader.u32(12), (1...64).contains(count)
    else { return nil }
    var result: [UInt8] = []
    result.append(signature: "mpet", count: channels)
    result.append(bigEndian: UInt64(count), 4)
    let start = 16 + 8 * Int(count)
    var body: [UInt8] = []
    var places: [UInt64: Int] = [:]
    for index in 0..<Int(count) {
      guard let offset = reader.u32(16 + 8 * index), let size = reader.u32(20 + 8 * index),
        let element = reader.slice(Int(offset), Int(size)), element.count >= 12,
        known.contains(ICCBytes(element).u32(0) ?? 0)
      else { return nil }
      let key = UInt64(offset) << 32 | UInt64(size)
      let place = places[key] ?? start + body.count
      if places[key] == nil {
        guard body.count <= 2 * content.count else { return nil }
        body += element.prefix(4) + [0, 0, 0, 0] + element.dropFirst(8)
        body.padToFour()
        places[key] = place
      }
      result.append(bigEndian: UInt64(place), 4)
      result.append(bigEndian: UInt64(size), 4)
    }
    return result + body
  }

  private static let known = Set(["cvst", "matf", "clut", "bACS", "eACS"].map(ICCProfile.code))
}
