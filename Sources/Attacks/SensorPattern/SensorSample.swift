import Numerics

/// What the attack keeps of a photo: the middle of it, and its noise, three bytes a pixel.
///
/// The crop is the middle of the photo, its sides the largest powers of two that fit and do not
/// pass `sideLimit`. A photo higher than wide is turned by a quarter first, and photos are compared
/// as they are and upside down, so it does not matter how a camera was held and whether a program
/// has turned the pixels; but square photos are never turned, and where a side is odd the middle
/// lies a pixel off once it is upside down. Photos of other sizes are never compared: a scaled or
/// cropped photo would need a search for its place, which this attack does not make.
public struct SensorSample: Sendable {
  /// The longer side of the whole photo.
  public let photoWidth: Int
  /// The shorter one.
  public let photoHeight: Int
  /// Rows of the crop.
  public let rows: Int
  /// Columns of the crop.
  public let columns: Int
  /// The levels of the crop.
  let crop: [UInt8]
  /// The residual before clean-up, in steps of `rawStep`.
  let raw: [Int8]
  let rawStep: Float
  /// The cleaned residual, in steps of a 24th of its standard deviation.
  let clean: [Int8]
  private let cleanSquares: Int

  /// Sides below this make no sample.
  public static let leastSide = 128
  /// How many steps a standard deviation is: rounding adds 1.4e-4 of the variance.
  static let stepsPerDeviation: Float = 24

  /// The sample of a photo's luma; nil where it is too small or has no noise at all.
  public init?(luma: [UInt8], width: Int, height: Int, sideLimit: Int = 1_024) {
    precondition(luma.count == width * height, "a full plane")
    guard min(width, height) >= Self.leastSide else { return nil }
    func side(_ count: Int) -> Int {
      1 << (Int.bitWidth - 1 - min(count, sideLimit).leadingZeroBitCount)
    }
    let (wide, high) = (side(width), side(height))
    let (left, top) = ((width - wide) / 2, (height - high) / 2)
    var crop: [UInt8] = []
    crop.reserveCapacity(wide * high)
    for row in top..<(top + high) {
      crop += luma[(row * width + left)..<(row * width + left + wide)]
    }
    if height > width {
      let upright = crop
      for row in 0..<wide {
        for column in 0..<high {
          crop[row * high + column] = upright[column * wide + wide - 1 - row]
        }
      }
    }
    let (rows, columns) = height > width ? (wide, high) : (high, wide)
    let plane = SignalPlane(rows: rows, columns: columns, values: crop.map(Float.init))
    self.init(
      crop: crop, raw: SensorResidual.raw(of: plane), photoWidth: max(width, height),
      photoHeight: min(width, height))
  }

  /// The sample of a crop and its residual; nil where the residual has no variance.
  init?(crop: [UInt8], raw: SignalPlane, photoWidth: Int, photoHeight: Int) {
    let cleaned = SensorResidual.cleaned(raw)
    let (rawDeviation, deviation) = (
      Float(raw.variance.squareRoot()), Float(cleaned.variance.squareRoot())
    )
    guard rawDeviation > 1e-3, deviation > 1e-4 else { return nil }
    (rows, columns) = (raw.rows, raw.columns)
    (self.photoWidth, self.photoHeight) = (photoWidth, photoHeight)
    self.crop = crop
    rawStep = rawDeviation / Self.stepsPerDeviation
    self.raw = Self.packed(raw.values, rawStep)
    clean = Self.packed(cleaned.values, deviation / Self.stepsPerDeviation)
    cleanSquares = ByteCorrelation.dot(clean, clean)
  }

  /// A pattern that is cleaned already; nil where it has no variance.
  init?(pattern: SignalPlane, photoWidth: Int, photoHeight: Int) {
    let deviation = Float(pattern.variance.squareRoot())
    guard deviation > 0, deviation.isFinite else { return nil }
    (rows, columns) = (pattern.rows, pattern.columns)
    (self.photoWidth, self.photoHeight) = (photoWidth, photoHeight)
    (crop, raw, rawStep) = ([], [], 1)
    clean = Self.packed(pattern.values, deviation / Self.stepsPerDeviation)
    cleanSquares = ByteCorrelation.dot(clean, clean)
  }

  private static func packed(_ values: [Float], _ step: Float) -> [Int8] {
    values.map { Int8(min(max(($0 / step).rounded(), -127), 127)) }
  }

  /// Which photos it can be compared with: those of the same class.
  var sizeClass: [Int] { [photoWidth, photoHeight, rows, columns] }

  /// The residual before clean-up.
  var rawPlane: SignalPlane {
    SignalPlane(rows: rows, columns: columns, values: raw.map { Float($0) * rawStep })
  }

  /// The cleaned residual, its standard deviation about 1.
  var cleanPlane: SignalPlane {
    SignalPlane(
      rows: rows, columns: columns, values: clean.map { Float($0) / Self.stepsPerDeviation })
  }

  /// The normalised correlation of two cleaned residuals, -1 to 1; 0 where the sizes differ.
  public func correlation(with other: SensorSample) -> Double {
    guard clean.count == other.clean.count else { return 0 }
    return deviations(from: other) / Double(clean.count).squareRoot()
  }

  /// The correlation of two cleaned residuals in standard deviations of chance; `turned` is the
  /// other's cleaned residual upside down, where that is wanted.
  func deviations(from other: SensorSample, turned: [Int8]? = nil) -> Double {
    let norm = (Double(cleanSquares) * Double(other.cleanSquares)).squareRoot()
    let dot = ByteCorrelation.dot(clean, turned ?? other.clean)
    return Double(dot) / norm * Double(clean.count).squareRoot()
  }
}
