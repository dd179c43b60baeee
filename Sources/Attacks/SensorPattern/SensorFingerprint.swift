public import Numerics

/// The estimate of a sensor's pattern from photos that it took.
///
/// **Guarantee**: the maximum likelihood estimate K = sum(W I) / sum(I^2) under noise of equal
/// variance, for photos whose crops are the same pixels of the sensor.
/// **Source**: Chen, Fridrich, Goljan, Lukas, IEEE TIFS 3 (2008), equation 6; saturated pixels
/// count as darker ones in both sums, as in the authors' published code (prnu-python takes them so
/// below the line only, which makes them weigh more).
/// **Cost**: O(pixels) a photo; two planes of sums.
public struct SensorFingerprint: Sendable {
  /// How many photos it was made of.
  public private(set) var photoCount = 0
  private var products: SignalPlane
  private var weights: SignalPlane

  /// The estimate of a crop of this size, of no photo yet.
  public init(rows: Int, columns: Int) {
    products = SignalPlane(rows: rows, columns: columns)
    weights = products
  }

  /// Adds a photo: its raw residual, and the crop that it was taken from.
  ///
  /// - Precondition: both have the size of the estimate.
  public mutating func add(_ residual: SignalPlane, of crop: [UInt8]) {
    precondition(
      crop.count == weights.values.count && residual.values.count == crop.count, "equal sizes")
    for index in crop.indices {
      let light = Self.light[Int(crop[index])]
      products.values[index] += residual.values[index] * light
      weights.values[index] += light * light
    }
    photoCount += 1
  }

  /// The pattern, cleaned of what cameras share.
  public func pattern() -> SignalPlane {
    var estimate = products
    for index in estimate.values.indices { estimate.values[index] /= weights.values[index] + 1 }
    return SensorResidual.cleaned(estimate)
  }

  /// The light of each level; near saturation less.
  private static let light: [Float] = (0..<256).map { level in
    level < 252 ? Float(level) / 252 : saturated[level - 252]
  }

  /// exp(-(v - 252)^2 / 6) for the last four levels.
  private static let saturated: [Float] = [1, 0.846_481_7, 0.513_417_1, 0.223_130_2]
}
