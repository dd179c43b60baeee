/// Weakens the pattern of the sensor in a photo, at the price of its finest grain.
///
/// Each component is denoised: the cosine coefficients of overlapping blocks that lie below a
/// threshold are dropped and the blocks averaged. In flat parts, where the pattern is best seen,
/// little but the scene stays. The photo is then coded anew.
///
/// **Guarantee** none is possible: docs/sensor-pattern.md has the measured loss.
/// **Source** Yaroslavsky, Egiazarian, Astola, *Transform domain image restoration methods*, SPIE
/// 4304 (2001): the sliding cosine transform with a hard threshold.
/// **Cost** O(samples * positions); 0.16 CPU seconds for eight million samples, a byte for each
/// beside the picture.
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
    guard plane.width >= 8, plane.height >= 8 else { return plane }
    var cosines = SlidingCosines(plane, threshold: threshold)
    return SamplePlane(width: plane.width, height: plane.height, samples: cosines.denoised())
  }
}
