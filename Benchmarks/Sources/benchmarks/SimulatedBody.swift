import Foundation

/// The body of a digital camera as its data sheet and physics describe it, with a pattern of its
/// own; and what it makes of a scene.
///
/// Light falls on a Bayer filter; red and blue sites gather less of it, by the daylight balance.
/// Electrons are multiplied by 1 + K for each site, K independent and normal; shot noise is the
/// root of their number, read noise is added, the well clips. A higher ISO fills less of the well
/// with the same exposure: that is all it does. Then come balance, bilinear interpolation, gamma
/// and luma. No sharpening, no noise reduction, no fixed pattern of rows or of a model, no dark
/// current.
///
/// **Source**: Holst and Lomheim, *CMOS/CCD sensors and camera systems*, for the chain of noises;
/// well and read noise are of the order of a CCD of 6 to 8 micrometres at ISO 200.
struct SimulatedBody: Sendable {
  /// Rows and columns of the crop.
  let side: Int
  private let gain: [Float]

  /// Electrons that a site holds at ISO 200.
  static let fullWell: Float = 34_000
  /// Electrons of read noise.
  static let readNoise: Float = 10
  /// What red and blue are multiplied by in daylight.
  static let balance: (red: Float, blue: Float) = (2, 1.5)

  /// A body drawn from a seed, whose sites differ by `strength` (standard deviation).
  init(seed: UInt64, side: Int, strength: Float) {
    self.side = side
    var noise = SimulatedNoise(seed: seed &* 0x9e37_79b9 &+ 1)
    gain = (0..<(side * side)).map { _ in 1 + strength * noise.normal() }
  }

  /// The luma of a photo of grey light, of which 1 fills a green site.
  func photo(of light: [Float], iso: Float, seed: UInt64) -> [UInt8] {
    let mosaic = mosaic(of: light, iso: iso, seed: seed)
    var luma = [UInt8](repeating: 0, count: light.count)
    let curve = Self.curve
    func at(_ row: Int, _ column: Int) -> Float {
      // Mirrored at the border, so that the filter's colours stay in their places.
      let y = row < 0 ? -row : row < side ? row : 2 * side - 2 - row
      let x = column < 0 ? -column : column < side ? column : 2 * side - 2 - column
      return mosaic[y * side + x]
    }
    func level(_ share: Float) -> Float { curve[Int(min(max(share, 0), 1) * 4_095 + 0.5)] }
    for row in 0..<side {
      for column in 0..<side {
        let own = at(row, column)
        let beside = (at(row, column - 1) + at(row, column + 1)) / 2
        let above = (at(row - 1, column) + at(row + 1, column)) / 2
        var (red, green, blue) = (own, own, own)
        if (row + column).isMultiple(of: 2) {
          let corners =
            (at(row - 1, column - 1) + at(row - 1, column + 1) + at(row + 1, column - 1)
              + at(row + 1, column + 1)) / 4
          green = (beside + above) / 2
          if row.isMultiple(of: 2) { blue = corners } else { red = corners }
        } else if row.isMultiple(of: 2) {
          (red, blue) = (beside, above)
        } else {
          (red, blue) = (above, beside)
        }
        let sum = 0.299 * level(red) + 0.587 * level(green) + 0.114 * level(blue)
        luma[row * side + column] = UInt8(min(sum + 0.5, 255))
      }
    }
    return luma
  }

  /// What the sites say, balanced: red where row and column are even, blue where both are odd.
  private func mosaic(of light: [Float], iso: Float, seed: UInt64) -> [Float] {
    var noise = SimulatedNoise(seed: seed &* 0x85eb_ca6b &+ 7)
    let well = Self.fullWell * 200 / iso
    return light.indices.map { place in
      let (row, column) = (place / side, place % side)
      let isGreen = !(row + column).isMultiple(of: 2)
      let balance: Float =
        isGreen ? 1 : row.isMultiple(of: 2) ? Self.balance.red : Self.balance.blue
      let electrons = light[place] / balance * gain[place] * well
      let shot = max(electrons, 0).squareRoot() * noise.normal()
      let read = min(electrons + shot + Self.readNoise * noise.normal(), well)
      return min(read / well * balance, 1)
    }
  }

  /// Levels of 4,096 steps of light: gamma 1 / 2.2.
  private static let curve: [Float] = (0..<4_096).map {
    Float(255 * pow(Double($0) / 4_095, 1 / 2.2))
  }
}

/// A scene with the statistics of natural ones, drawn anew for each photo, and how it is exposed.
///
/// The logarithm of light is a sum of octaves whose amplitudes fall as the frequency to the power
/// of -1.2, and of things that stand before one another; how strong the finer octaves are changes
/// over the picture (a Gaussian scale mixture), and from photo to photo by a factor of 2 (a
/// standard deviation). The filter before the sensor smooths light over 2 x 2 sites. The meter puts
/// the mean of the whole picture at 18 percent, give or take one stop, and the crop differs from
/// the picture by another 1.5 (standard deviations). ISO is 200 to 1,600, each doubling equally
/// probable.
///
/// **Source**: Tolhurst, Tadmor, Chao, *Amplitude spectra of natural images*, Ophthalmic and
/// Physiological Optics 12 (1992); Wainwright and Simoncelli, *Scale mixtures of Gaussians and the
/// statistics of natural images*, NIPS 1999; that contrast and light differ widely between photos
/// and their parts: Frazor and Geisler, *Local luminance and contrast in natural images*, Vision
/// Research 46 (2006). The widths of these spreads are ours, in round numbers.
struct SimulatedShot: Sendable {
  /// The light of each site, of which 1 fills a green one.
  let light: [Float]
  /// The sensor's sensitivity.
  let iso: Float

  /// Draws a scene.
  ///
  /// - Parameter texture: stops of each octave's amplitude in the median photo.
  init(seed: UInt64, side: Int, texture: Float) {
    var noise = SimulatedNoise(seed: seed &* 0xc2b2_ae35 &+ 3)
    for _ in 0..<4 { _ = noise.next() }
    iso = 200 * Self.power(3 * noise.unit())
    let exposure = 0.18 * Self.power(noise.normal() + 1.5 * noise.normal())
    let contrast = texture * Self.power(noise.normal())
    var stops = [Float](repeating: 0, count: side * side)
    var local = stops
    Self.addOctave(&local, side, size: 256, 0.7, &noise)
    Self.addOctave(&local, side, size: 64, 0.7, &noise)
    for index in local.indices { local[index] = exp(local[index]) }
    var amplitude = contrast
    for size in [512, 256, 128, 64, 32, 16, 8, 4, 2, 1] {
      if size > 32 {
        Self.addOctave(&stops, side, size: size, amplitude, &noise)
      } else {
        var fine = [Float](repeating: 0, count: side * side)
        Self.addOctave(&fine, side, size: size, amplitude, &noise)
        for index in stops.indices { stops[index] += fine[index] * local[index] }
      }
      // Amplitude over an octave is that of the spectrum times the frequency.
      amplitude *= Self.power(-0.2)
    }
    for _ in 0..<24 { Self.addThing(&stops, side, &noise) }
    var light = stops.map { Self.power(min(max($0, -12), 12)) }
    let mean = light.reduce(0.0) { $0 + Double($1) } / Double(light.count)
    for index in light.indices { light[index] *= exposure / Float(max(mean, 1e-9)) }
    self.light = Self.smoothed(light, side)
  }

  /// An even field at ISO 200, darker to the corners, as fingerprints are taken from.
  init(flat exposure: Float, side: Int) {
    iso = 200
    light = (0..<(side * side)).map { place in
      let down = Float(place / side) / Float(side) - 0.5
      let across = Float(place % side) / Float(side) - 0.5
      return exposure * (1 - 0.4 * (down * down + across * across))
    }
  }

  private static func power(_ stops: Float) -> Float { exp2(stops) }

  /// The optical low-pass filter: four images, a site apart.
  private static func smoothed(_ light: [Float], _ side: Int) -> [Float] {
    light.indices.map { place in
      let (row, column) = (place / side, place % side)
      let (below, right) = (min(row + 1, side - 1), min(column + 1, side - 1))
      return
        (light[place] + light[row * side + right] + light[below * side + column]
        + light[below * side + right]) / 4
    }
  }

  private static func addOctave(
    _ plane: inout [Float], _ side: Int, size: Int, _ amplitude: Float,
    _ noise: inout SimulatedNoise
  ) {
    let wide = side / size + 2
    let grid = (0..<(wide * wide)).map { _ in amplitude * noise.normal() }
    for row in 0..<side {
      let down = Float(row % size) / Float(size)
      for column in 0..<side {
        let across = Float(column % size) / Float(size)
        let corner = (row / size) * wide + column / size
        let top = grid[corner] * (1 - across) + grid[corner + 1] * across
        let bottom = grid[corner + wide] * (1 - across) + grid[corner + wide + 1] * across
        plane[row * side + column] += top * (1 - down) + bottom * down
      }
    }
  }

  /// A disc or a rectangle, lighter or darker by a stop or so than what is behind it.
  private static func addThing(
    _ plane: inout [Float], _ side: Int, _ noise: inout SimulatedNoise
  ) {
    let (row, column) = (Int(noise.unit() * Float(side)), Int(noise.unit() * Float(side)))
    let radius = 8 + Int(noise.unit() * noise.unit() * Float(side) / 2)
    let change = noise.normal()
    let isDisc = noise.unit() < 0.5
    for down in max(0, row - radius)..<min(side, row + radius) {
      for across in max(0, column - radius)..<min(side, column + radius) {
        let (y, x) = (down - row, across - column)
        if !isDisc || y * y + x * x < radius * radius { plane[down * side + across] += change }
      }
    }
  }
}
