import Numerics

/// The pattern of an owner's camera, from photos of one size.
struct OwnedPattern: Sendable {
  /// Whose it is.
  let owner: Int
  /// The cleaned pattern, kept as a photo's residual is.
  let pattern: SensorSample
  /// The same upside down.
  let turned: [Int8]

  /// The pattern in an owner's photos; nil where there are none, or they show none.
  init?(owner: Int, photos: some Sequence<SensorSample>) {
    var fingerprint: SensorFingerprint?
    var size = (width: 0, height: 0)
    for photo in photos {
      size = (photo.photoWidth, photo.photoHeight)
      var estimate =
        fingerprint.take() ?? SensorFingerprint(rows: photo.rows, columns: photo.columns)
      estimate.add(photo.rawPlane, of: photo.crop)
      fingerprint = estimate
    }
    guard let fingerprint,
      let pattern = SensorSample(
        pattern: fingerprint.pattern(), photoWidth: size.width, photoHeight: size.height)
    else { return nil }
    self.owner = owner
    self.pattern = pattern
    turned = pattern.clean.reversed()
  }
}

/// The patterns of owners' cameras that photos are tried against.
protocol SensorGallery: Sendable {
  /// The patterns that a photo is compared with: one of each owner at most, of photos of its size,
  /// none of them from the photo itself or one of equal pixels.
  func candidates(for photo: Int) -> [OwnedPattern]
}
