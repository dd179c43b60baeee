/// One component while it is decoded.
struct JPEGCoding {
  /// Blocks that hold samples of the picture.
  let blocksWide: Int
  let blocksHigh: Int
  /// Blocks with those that fill up the last units.
  let paddedWide: Int
  let paddedHigh: Int
  /// Samples of whole blocks; empty where they aren't wanted.
  var samples: [UInt8] = []
  /// Coefficients of all blocks of a progressive picture, not yet dequantised.
  var coefficients: [Int16] = []
  /// The steps that stood when its first scan began.
  var steps: [UInt16]?

  var sampleCount: Int { 64 * paddedWide * paddedHigh }

  /// The components of a frame whose factors are 1 to 4.
  static func codings(of frame: JPEGFrame) -> [JPEGCoding] {
    let widest = frame.components.reduce(1) { max($0, Int($1.horizontal)) }
    let highest = frame.components.reduce(1) { max($0, Int($1.vertical)) }
    let unitsWide = up(frame.width, 8 * widest)
    let unitsHigh = up(frame.height, 8 * highest)
    return frame.components.map { component in
      let (horizontal, vertical) = (Int(component.horizontal), Int(component.vertical))
      return JPEGCoding(
        blocksWide: up(up(frame.width * horizontal, widest), 8),
        blocksHigh: up(up(frame.height * vertical, highest), 8),
        paddedWide: unitsWide * horizontal, paddedHigh: unitsHigh * vertical)
    }
  }

  static func up(_ value: Int, _ divisor: Int) -> Int { (value + divisor - 1) / divisor }

  mutating func allocate(isProgressive: Bool) {
    samples = [UInt8](repeating: 128, count: sampleCount)
    if isProgressive { coefficients = [Int16](repeating: 0, count: sampleCount) }
  }

  /// The component's samples without the blocks' overhang.
  mutating func finished(
    _ component: JPEGFrame.Component, of frame: JPEGFrame
  ) -> JPEGPicture.Component {
    if !coefficients.isEmpty { transform() }
    let (horizontal, vertical) = (Int(component.horizontal), Int(component.vertical))
    let widest = frame.components.reduce(1) { max($0, Int($1.horizontal)) }
    let highest = frame.components.reduce(1) { max($0, Int($1.vertical)) }
    let width = Self.up(frame.width * horizontal, widest)
    let height = Self.up(frame.height * vertical, highest)
    var kept: [UInt8] = []
    kept.reserveCapacity(width * height)
    let stride = 8 * paddedWide
    for row in 0..<height { kept += samples[(row * stride)..<(row * stride + width)] }
    return JPEGPicture.Component(
      identifier: component.identifier, horizontal: horizontal, vertical: vertical,
      steps: steps ?? [UInt16](repeating: 1, count: 64),
      plane: SamplePlane(width: width, height: height, samples: kept))
  }

  /// The samples of a progressive component, from all its coefficients.
  private mutating func transform() {
    guard let steps = steps?.map(Int32.init) else { return }
    var block = [Int32](repeating: 0, count: 64)
    for row in 0..<blocksHigh {
      for column in 0..<blocksWide {
        let start = 64 * (row * paddedWide + column)
        var rest: Int32 = 0
        for index in 0..<64 {
          block[index] = Int32(coefficients[start + index]) &* steps[index]
          if index > 0 { rest |= block[index] }
        }
        JPEGTransform.inverse(
          &block, isFlat: rest == 0, into: &samples, at: 64 * row * paddedWide + 8 * column,
          stride: 8 * paddedWide)
      }
    }
  }
}
