import Numerics

/// Photos of one scene and framing: copies, also those encoded anew, denoised or a little edited.
///
/// They share what they show, so that one is found by the other whatever camera took it.
struct SensorCopies {
  /// How alike the details of two photos are that count as one scene: their correlation.
  ///
  /// Independent details of 900 places correlate by a thirtieth; what a new encoding, less noise
  /// or another brightness change is well below a tenth.
  static let leastCorrelation: Float = 0.9
  /// Rows and columns of the means that details are made from.
  private static let side = 32
  /// Photos whose details are fainter than this, in levels, are compared by equal pixels only: a
  /// wall, a sky.
  private static let leastDeviation: Float = 0.5

  private let crops: Set<[UInt8]>
  private let pictures: [[Int]: [[Float]]]

  /// The copies of these photos are sought.
  init(of samples: some Sequence<SensorSample?>) {
    let samples = samples.compactMap(\.self)
    crops = Set(samples.map(\.crop))
    let made = concurrentChunks(count: samples.count) { range in
      range.map { Self.picture(samples[$0]) }
    }.flatMap(\.self)
    var pictures: [[Int]: [[Float]]] = [:]
    for (sample, picture) in zip(samples, made) {
      if let picture { pictures[sample.sizeClass, default: []].append(picture) }
    }
    self.pictures = pictures
  }

  /// Whether one of them shows what this photo shows, either way up.
  func hold(_ sample: SensorSample) -> Bool {
    if crops.contains(sample.crop) { return true }
    guard let picture = Self.picture(sample) else { return false }
    let turned = [Float](picture.reversed())
    return (pictures[sample.sizeClass] ?? []).contains { other in
      Self.product(picture, other) >= Self.leastCorrelation
        || Self.product(turned, other) >= Self.leastCorrelation
    }
  }

  private static func product(_ one: [Float], _ other: [Float]) -> Float {
    var sum: Float = 0
    for index in 0..<min(one.count, other.count) { sum += one[index] * other[index] }
    return sum
  }

  /// How far the mean of each inner part of the crop is from those of its four neighbours, of
  /// length 1; nil where these are all alike.
  ///
  /// Not the means themselves: skies and the shade of a lens are slopes, and any two slopes of one
  /// direction are alike.
  private static func picture(_ sample: SensorSample) -> [Float]? {
    let (high, wide) = (sample.rows / side, sample.columns / side)
    guard high > 0, wide > 0 else { return nil }
    var sums = [Int](repeating: 0, count: side * side)
    for row in 0..<(high * side) {
      for column in 0..<(wide * side) {
        sums[row / high * side + column / wide] += Int(sample.crop[row * sample.columns + column])
      }
    }
    var details: [Float] = []
    details.reserveCapacity((side - 2) * (side - 2))
    for row in 1..<(side - 1) {
      for column in 1..<(side - 1) {
        let place = row * side + column
        let beside = sums[place - 1] + sums[place + 1] + sums[place - side] + sums[place + side]
        details.append(Float(4 * sums[place] - beside) / Float(high * wide))
      }
    }
    let mean = details.reduce(0, +) / Float(details.count)
    let squares = details.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard (squares / Float(details.count)).squareRoot() >= leastDeviation else { return nil }
    return details.map { ($0 - mean) / squares.squareRoot() }
  }
}

extension SensorCameras {
  /// Released photos of which a copy is known: equal in every pixel of the crop, or of one scene
  /// and framing (`SensorCopies`).
  ///
  /// - Parameter samples: the released photos, then from `releasedCount` on the known ones.
  /// - Complexity: a thousand products for each pair of a released and a known photo of one size.
  public static func copies(_ samples: [SensorSample?], releasedCount: Int) -> Set<Int> {
    let known = SensorCopies(of: samples.dropFirst(releasedCount))
    let count = min(releasedCount, samples.count)
    return Set(
      concurrentChunks(count: count) { range in
        range.filter { samples[$0].map { known.hold($0) } ?? false }
      }.joined())
  }
}
