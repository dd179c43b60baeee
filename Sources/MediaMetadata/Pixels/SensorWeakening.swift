/// Weakens the pattern of the sensor in a photo, at the price of its finest grain.
///
/// Each component is denoised: the cosine coefficients of overlapping blocks that lie below a
/// threshold are dropped and the blocks averaged. In flat parts, where the pattern is best seen,
/// little but the scene stays. The photo is then coded anew.
///
/// **Guarantee** none is possible: docs/sensor-pattern.md has the measured loss.
/// **Source** Yaroslavsky, Egiazarian, Astola, *Transform domain image restoration methods*, SPIE
/// 4304 (2001): the sliding cosine transform with a hard threshold.
/// **Cost** O(samples * positions); five bytes a sample of a component beside the picture.
/// **Does not protect against** an adversary with many photos of the camera: what is left adds up
/// over them; textured parts, whose grain can't be told from the scene; a fingerprint made from
/// photos that were weakened the same way; anything that the picture itself shows.
public struct SensorWeakening: Sendable, Equatable {
  /// Coefficients below this size, in levels of 255, are dropped.
  public let threshold: Float
  /// Steps at least as coarse as those of this quality are used for coding (1 to 100).
  public let quality: Int

  /// The setting that the measurements chose.
  public static let standard = SensorWeakening(threshold: 20, quality: 90)

  /// Offsets of the grids of blocks, rows and columns alike.
  static let offsets = [0, 2, 4, 6]

  /// A setting.
  public init(threshold: Float, quality: Int) {
    self.threshold = threshold
    self.quality = quality
  }

  /// The picture with its sensor's pattern weakened, and coarser steps where its own are finer.
  public func weakened(_ picture: JPEGPicture) -> JPEGPicture {
    var result = picture
    for index in result.components.indices {
      let component = picture.components[index]
      let isChroma = index > 0 && picture.colour == .luminanceChrominance
      let coarse = JPEGEncoder.steps(quality: quality, isChroma: isChroma)
      result.components[index] = JPEGPicture.Component(
        identifier: component.identifier, horizontal: component.horizontal,
        vertical: component.vertical, steps: zip(component.steps, coarse).map { max($0, $1) },
        plane: denoised(component.plane))
    }
    return result
  }

  /// The plane without what is smaller than the threshold.
  func denoised(_ plane: SamplePlane) -> SamplePlane {
    let (width, height) = (plane.width, plane.height)
    guard width >= 8, height >= 8 else { return plane }
    var sums = [Float](repeating: 0, count: width * height)
    // At most 25 blocks cover a sample.
    var counts = [UInt8](repeating: 0, count: width * height)
    let basis = CosineBlock.basis
    for down in Self.offsets {
      for across in Self.offsets {
        for row in Self.starts(height, down) {
          for column in Self.starts(width, across) {
            add(plane, row, column, basis, &sums, &counts)
          }
        }
      }
    }
    var result = plane
    for index in sums.indices {
      let mean = (sums[index] / Float(counts[index])).rounded()
      result.samples[index] = UInt8(min(max(mean, 0), 255))
    }
    return result
  }

  /// Where blocks of a grid start; the first and the last lie at the borders.
  private static func starts(_ count: Int, _ offset: Int) -> [Int] {
    var starts = Array(stride(from: offset, through: count - 8, by: 8))
    if let first = starts.first, first > 0 { starts.insert(0, at: 0) }
    if starts.last != count - 8 { starts.append(count - 8) }
    return starts
  }

  @inline(__always)
  private func add(
    _ plane: SamplePlane, _ row: Int, _ column: Int, _ basis: [Float], _ sums: inout [Float],
    _ counts: inout [UInt8]
  ) {
    var block = CosineBlock()
    for line in 0..<8 {
      let start = (row + line) * plane.width + column
      for place in 0..<8 { block.rows[line][place] = Float(plane.samples[start + place]) }
    }
    block.transform(basis)
    let mean = block.rows[0][0]
    for line in 0..<8 {
      let values = block.rows[line]
      let isLarge = (values .> threshold) .| (values .< -threshold)
      block.rows[line] = SIMD8<Float>.zero.replacing(with: values, where: isLarge)
    }
    block.rows[0][0] = mean
    block.restore(basis)
    for line in 0..<8 {
      let start = (row + line) * plane.width + column
      for place in 0..<8 {
        sums[start + place] += block.rows[line][place]
        counts[start + place] += 1
      }
    }
  }
}
