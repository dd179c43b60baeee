/// A position as a GPS directory states it (Exif 3.0, 4.6.7).
struct ExifPlace: Sendable, Equatable {
  /// Degrees, north positive.
  let latitude: Double
  /// Degrees, east positive.
  let longitude: Double

  /// The position in a GPS directory; nil without one, or with a senseless one.
  init?(in directory: ExifDirectory) {
    self.init(in: directory, latitude: 0x0002, longitude: 0x0004)
  }

  /// The position that two tags state; the tag before each holds its reference.
  init?(in directory: ExifDirectory, latitude: UInt16, longitude: UInt16) {
    guard
      let north = Self.degrees(latitude, negative: 0x53, in: directory),
      let east = Self.degrees(longitude, negative: 0x57, in: directory),
      abs(north) <= 90, abs(east) <= 180
    else { return nil }
    self.latitude = north
    self.longitude = east
  }

  /// Degrees, minutes and seconds of a tag as one number, negative where its reference says so.
  private static func degrees(
    _ tag: UInt16, negative: UInt8, in directory: ExifDirectory
  ) -> Double? {
    let bytes = directory.bytes
    guard let entry = directory.first(tag), let degrees = bytes.number(entry, 0) else { return nil }
    let minutes = bytes.number(entry, 1) ?? 0
    let seconds = bytes.number(entry, 2) ?? 0
    let value = degrees + minutes / 60 + seconds / 3600
    guard value.isFinite else { return nil }
    let reference = directory.first(tag - 1).flatMap { bytes.byte($0.value.lowerBound) } ?? 0
    return reference & 0xdf == negative ? -abs(value) : value
  }
}

/// A grid over the globe, to whose cells' centres places are rounded.
struct ExifGrid: Sendable {
  /// The finest grid, about ten metres: what is written must round to the same cell when read.
  static let finest = 0.0001
  /// The side of a cell.
  private let side: Double

  /// A grid; nil where none is asked for, or a senseless one: then no place is kept.
  init?(degrees: Double?) {
    guard let degrees, degrees.isFinite, degrees > 0 else { return nil }
    side = max(degrees, Self.finest)
  }

  /// The centre of the cell that `degrees` lies in, within `limit`.
  ///
  /// **Guarantee**: the centre of a centre is itself, also after it was written as rationals
  /// (exact to 3e-8 degrees): a centre is half a side, at least 5e-5 degrees, from the next cell.
  func centre(_ degrees: Double, limit: Double) -> Double {
    let cell = (degrees / side).rounded(.down)
    return min(max((cell + 0.5) * side, -limit), limit)
  }
}
