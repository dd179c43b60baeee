import Numerics

/// Photos of one scene and framing: copies, also those encoded anew, denoised or a little edited.
///
/// They share what they show, so that one is found by the other whatever camera took it.
struct SensorCopies {
  /// How alike two pictures of 32 x 32 means are that count as one: their correlation.
  static let leastCorrelation: Float = 0.995
  /// Rows and columns of these pictures.
  private static let side = 32
  /// Pictures more even than this, in levels, are compared by equal pixels only: their means tell
  /// of the lens and not of a scene.
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

  /// Means of the crop's parts, less their own mean, of length 1; nil where they are all alike.
  private static func picture(_ sample: SensorSample) -> [Float]? {
    let (high, wide) = (sample.rows / side, sample.columns / side)
    guard high > 0, wide > 0 else { return nil }
    var sums = [Int](repeating: 0, count: side * side)
    for row in 0..<(high * side) {
      for column in 0..<(wide * side) {
        sums[row / high * side + column / wide] += Int(sample.crop[row * sample.columns + column])
      }
    }
    let means = sums.map { Float($0) / Float(high * wide) }
    let mean = means.reduce(0, +) / Float(means.count)
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard (squares / Float(means.count)).squareRoot() >= leastDeviation else { return nil }
    return means.map { ($0 - mean) / squares.squareRoot() }
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
