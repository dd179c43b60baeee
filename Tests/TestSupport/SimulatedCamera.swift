/// A camera with a sensor pattern of its own, for experiments; no photo of a person is needed.
///
/// Light is multiplied by 1 + K, K independent and normal for each pixel; then come shot noise, read
/// noise, the smoothing of a colour filter's interpolation, gamma and 8 bits. Real sensors have more
/// (dark current, fixed patterns of rows, lenses): a simulated one is easier or harder to find than
/// a real one, and only the order of what weakens the pattern is comparable.
public struct SimulatedCamera: Sendable {
  /// Rows of the sensor.
  public let rows: Int
  /// Columns of the sensor.
  public let columns: Int
  private let gain: [Float]

  /// A sensor drawn from a seed, whose pixels differ by `strength` (standard deviation).
  public init(seed: UInt64, rows: Int, columns: Int, strength: Float) {
    self.rows = rows
    self.columns = columns
    var noise = SimulatedNoise(seed: seed &* 0x9e37_79b9 &+ 1)
    gain = (0..<(rows * columns)).map { _ in 1 + strength * noise.normal() }
  }

  /// The luma of a photo of a scene: light from 0 to 1 for each pixel, row by row.
  public func photo(of scene: [Float], seed: UInt64, fullWell: Float = 12_000) -> [UInt8] {
    var noise = SimulatedNoise(seed: seed &* 0x85eb_ca6b &+ 7)
    var light = scene
    for index in light.indices {
      let electrons = scene[index] * gain[index] * fullWell
      let shot = max(electrons, 0).squareRoot() * noise.normal()
      light[index] = (electrons + shot + 6 * noise.normal()) / fullWell
    }
    let curve = Self.curve
    var luma = [UInt8](repeating: 0, count: light.count)
    for row in 0..<rows {
      let (above, below) = (max(row - 1, 0) * columns, min(row + 1, rows - 1) * columns)
      for column in 0..<columns {
        let place = row * columns + column
        let around =
          light[above + column] + light[below + column]
          + light[row * columns + max(column - 1, 0)]
          + light[row * columns + min(column + 1, columns - 1)]
        let mixed = 0.5 * light[place] + 0.125 * around
        // Half a level of dither: the curve is a table.
        let level = Int(min(max(mixed, 0), 1) * 4_095 + noise.unit())
        luma[place] = curve[min(level, 4_095)]
      }
    }
    return luma
  }

  /// Gamma 1 / 2.2 for 12 bits.
  private static let curve: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 4_096)
    // The inverse by search: 2.2 is 11 / 5, so level^11 is compared with light^5.
    for level in 0..<256 {
      let share = (Double(level) + 0.5) / 255
      var power = 1.0
      for _ in 0..<11 { power *= share }
      // fifth root by Newton's method
      var root = share
      for _ in 0..<60 where root > 0 {
        root -= (root * root * root * root * root - power) / (5 * root * root * root * root)
      }
      let first = min(max(Int(root * 4_095), 0), 4_096)
      for index in first..<4_096 { table[index] = UInt8(min(level + 1, 255)) }
    }
    return table
  }()
}

/// Scenes with what photos have: texture of all sizes, edges, gradients, dark and bright parts.
public enum SimulatedScene {
  /// Light of a scene, 0 to 1, row by row.
  ///
  /// - Parameters:
  ///   - texture: how strong the texture is; 0.3 is a meadow, 0.05 a wall.
  ///   - brightness: the mean light, 0 to 1.
  public static func natural(
    seed: UInt64, rows: Int, columns: Int, texture: Float, brightness: Float
  ) -> [Float] {
    var noise = SimulatedNoise(seed: seed &* 0xc2b2_ae35 &+ 3)
    var log = [Float](repeating: 0, count: rows * columns)
    // Texture: each octave as strong as its waves are long, to the power of .3.
    var size = 256
    var strength = 3 * texture
    while size >= 1 {
      addOctave(&log, rows, columns, size: size, strength: strength, &noise)
      strength *= 0.82
      size /= 2
    }
    for _ in 0..<24 { addShape(&log, rows, columns, &noise) }
    let (tiltDown, tiltAcross) = (noise.normal(), noise.normal())
    let sum = log.reduce(0, +) / Float(log.count)
    for row in 0..<rows {
      for column in 0..<columns {
        let place = row * columns + column
        let tilt =
          tiltDown * (Float(row) / Float(rows) - 0.5)
          + tiltAcross * (Float(column) / Float(columns) - 0.5)
        let stops = log[place] - sum + tilt
        // 2^x by the square of (1 + x / 2 + ...) is not needed: a smooth positive curve is enough.
        let light = brightness * (stops > 0 ? 1 + stops : 1 / (1 - stops))
        log[place] = min(max(light, 0), 1)
      }
    }
    return log
  }

  /// An even field, as fingerprints are best taken from: light falls off a little to the corners.
  public static func flat(rows: Int, columns: Int, brightness: Float) -> [Float] {
    (0..<(rows * columns)).map { place in
      let down = Float(place / columns) / Float(rows) - 0.5
      let across = Float(place % columns) / Float(columns) - 0.5
      return brightness * (1 - 0.4 * (down * down + across * across))
    }
  }

  private static func addOctave(
    _ plane: inout [Float], _ rows: Int, _ columns: Int, size: Int, strength: Float,
    _ noise: inout SimulatedNoise
  ) {
    let wide = columns / size + 2
    let grid = (0..<(wide * (rows / size + 2))).map { _ in strength * noise.normal() }
    for row in 0..<rows {
      let down = Float(row % size) / Float(size)
      for column in 0..<columns {
        let across = Float(column % size) / Float(size)
        let corner = (row / size) * wide + column / size
        let top = grid[corner] * (1 - across) + grid[corner + 1] * across
        let bottom = grid[corner + wide] * (1 - across) + grid[corner + wide + 1] * across
        plane[row * columns + column] += top * (1 - down) + bottom * down
      }
    }
  }

  private static func addShape(
    _ plane: inout [Float], _ rows: Int, _ columns: Int, _ noise: inout SimulatedNoise
  ) {
    let (row, column) = (Int(noise.unit() * Float(rows)), Int(noise.unit() * Float(columns)))
    let radius = 8 + Int(noise.unit() * noise.unit() * Float(min(rows, columns)) / 2)
    let change = 0.6 * noise.normal()
    let isDisc = noise.unit() < 0.5
    for down in max(0, row - radius)..<min(rows, row + radius) {
      for across in max(0, column - radius)..<min(columns, column + radius) {
        let (y, x) = (down - row, across - column)
        if !isDisc || y * y + x * x < radius * radius { plane[down * columns + across] += change }
      }
    }
  }
}

/// A quick seeded source of noise for simulations.
public struct SimulatedNoise: Sendable {
  private var state: UInt64

  /// Noise from a seed.
  public init(seed: UInt64) { state = seed }

  /// 64 random bits (SplitMix64).
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// A number in [0, 1).
  public mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// Nearly normal, mean 0 and variance 1: twelve sixteenths of a word's sums would be too slow, so
  /// the sum of the eight bytes of a word, whose variance is 8 (256^2 - 1) / 12.
  public mutating func normal() -> Float {
    var word = next()
    var sum = 0
    for _ in 0..<8 {
      sum += Int(word & 0xff)
      word >>= 8
    }
    return (Float(sum) - 1_020) / 209.021_5
  }
}
