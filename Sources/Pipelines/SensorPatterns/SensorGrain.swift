import Attacks
import Foundation
import MediaMetadata

/// The noise of a photo before it is weakened, to say afterwards how much of it is left.
struct SensorGrain {
  private let sample: SensorSample?

  /// The noise of the file at `path`; none where it is no photo that can be decoded.
  init(path: String) { sample = try? SensorPhoto.sample(path, sideLimit: 1_024) }

  /// What a report says of the scrubbed file at `path`; only JPEG photos are weakened.
  func note(after path: String, isPhoto: Bool) -> String {
    guard isPhoto else { return "sensor pattern: not weakened; only JPEG photos are" }
    guard let sample else {
      return "sensor pattern: weakened, pixels changed; the photo was too small, or shows no noise,"
        + " to say how much"
    }
    guard let after = try? SensorPhoto.sample(path, sideLimit: 1_024) else {
      return "sensor pattern: weakened; no noise is left to compare"
    }
    let share = max(0, sample.correlation(with: after))
    return "sensor pattern: weakened, pixels changed; the noise still correlates with the "
      + "original's by " + String(format: "%.2f", share)
  }
}

/// Reads photos for the attack on their sensors.
enum SensorPhoto {
  /// The longest file that is read.
  static let byteLimit = 1 << 28

  /// The sample of a JPEG; nil where it is too small or shows no noise.
  ///
  /// - Throws: `MediaError` where the file can't be read or decoded.
  static func sample(_ path: String, sideLimit: Int) throws(MediaError) -> SensorSample? {
    let bytes = try MediaSource(path: path).whole(limit: byteLimit)
    let luma = try JPEGDecoder.decode(bytes, lumaOnly: true).luma
    return SensorSample(
      luma: luma.samples, width: luma.width, height: luma.height, sideLimit: sideLimit)
  }
}
