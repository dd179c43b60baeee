import Attacks
import Foundation
import MediaMetadata
import Numerics

/// `sensors PHOTOS [STRENGTH [TEXTURE [SEED [TRANSFORMS]]]]`: the table of transforms, the first
/// few only where so many are named.
func sensors(_ arguments: [String]) throws {
  func float(_ index: Int) -> Float? { arguments.count > index ? Float(arguments[index]) : nil }
  func count(_ index: Int) -> Int? { arguments.count > index ? Int(arguments[index]) : nil }
  let seed = count(4) ?? 2
  guard let photos = count(1), photos > 0, (0..<1_000_000).contains(seed) else {
    throw BenchmarkError.usage
  }
  let standard = SensorPatternBenchmark.standard
  try SensorPatternBenchmark(
    photos: photos, strength: float(2) ?? standard.strength,
    texture: float(3) ?? standard.texture, seed: UInt64(seed)
  ).run(first: max(0, count(5) ?? .max))
}

/// How well photos are matched to simulated cameras, untouched and after transforms that people
/// hope will help: the experiment of the facts' table on sensors that we made.
///
/// Two numbers are free, and were chosen by the row of untouched photos alone: `strength` and
/// `texture`. All else is what `SimulatedBody` and `SimulatedShot` say; no other row was looked at
/// before all of it stood.
struct SensorPatternBenchmark {
  /// What is done to each photo before it is matched.
  typealias Transform = @Sendable (_ luma: SamplePlane, _ seed: UInt64) throws -> SamplePlane

  static let standard: (strength: Float, texture: Float) = (0.007, 0.8)

  let side = 1_024
  let cameras = 6
  let photos: Int
  let flatFields = 10
  /// The standard deviation of the pattern in the middle one of the bodies.
  let strength: Float
  /// Stops of each octave's amplitude in the median photo.
  let texture: Float
  let seed: UInt64

  /// Prints a row for each transform.
  func run(first count: Int) throws {
    let bodies = (0..<cameras).map { number in
      // Bodies differ by a factor of two from the weakest to the strongest.
      let share = Float(number * 2 - cameras + 1) / Float(2 * cameras - 2)
      return SimulatedBody(
        seed: seed * 1_000 + UInt64(number), side: side, strength: strength * exp2(share))
    }
    let patterns = try concurrentChunks(count: cameras, maximumChunks: cameras) { range in
      try range.map { number in
        let pattern = try fingerprint(of: bodies[number], number).pattern()
        var transform = ComplexPlane(pattern)
        transform.transform()
        return transform
      }
    }.flatMap { $0 }
    let untouched = try concurrentChunks(count: photos, maximumChunks: photos) { range in
      try range.map { try photo($0, by: bodies[$0 % cameras]) }
    }.flatMap { $0 }
    let residuals = concurrentChunks(count: photos, maximumChunks: photos) { range in
      range.map { Self.residual(of: untouched[$0]) }
    }.flatMap { $0 }
    print("transform | top-1 | PCE > 60 | false | AUC [95 %] | PSNR | noise kept")
    for (name, transform) in Self.transforms.prefix(count) {
      let rows = try concurrentChunks(count: photos, maximumChunks: photos) { range in
        try range.map { index in
          let changed = try transform(untouched[index], UInt64(index))
          return Self.row(changed, untouched[index], residuals[index], patterns)
        }
      }.flatMap { $0 }
      report(name, rows)
    }
  }

  private func photo(_ index: Int, by body: SimulatedBody) throws -> SamplePlane {
    let shot = SimulatedShot(seed: seed * 131 + UInt64(index), side: side, texture: texture)
    let luma = body.photo(of: shot.light, iso: shot.iso, seed: seed * 7_919 + UInt64(index))
    return try Self.coded(
      SamplePlane(width: side, height: side, samples: luma),
      quality: index.isMultiple(of: 2) ? 92 : 95)
  }

  private func fingerprint(of body: SimulatedBody, _ number: Int) throws -> SensorFingerprint {
    var fingerprint = SensorFingerprint(rows: side, columns: side)
    for shot in 0..<flatFields {
      let scene = SimulatedShot(flat: 0.3 + 0.02 * Float(shot), side: side)
      let luma = body.photo(
        of: scene.light, iso: scene.iso, seed: seed * 31 + UInt64(number * 100 + shot))
      let plane = try Self.coded(
        SamplePlane(width: side, height: side, samples: luma), quality: 95)
      fingerprint.add(SensorResidual.raw(of: Self.signal(plane)), of: plane.samples)
    }
    return fingerprint
  }

  private static func residual(of plane: SamplePlane) -> SignalPlane {
    SensorResidual.cleaned(SensorResidual.raw(of: signal(plane)))
  }

  /// What a transform left of one photo.
  struct Row: Sendable {
    /// The peak energy with each camera.
    let energies: [Double]
    let noiseKept: Double
    let psnr: Double
  }

  private static func row(
    _ changed: SamplePlane, _ untouched: SamplePlane, _ before: SignalPlane,
    _ patterns: [ComplexPlane]
  ) -> Row {
    let residual = changed == untouched ? before : residual(of: changed)
    var transform = ComplexPlane(residual)
    transform.transform()
    return Row(
      energies: patterns.map { PeakEnergy($0, transform).value },
      noiseKept: correlation(residual.values, before.values), psnr: psnr(changed, untouched))
  }

  private func report(_ name: String, _ rows: [Row]) {
    let energies = rows.map(\.energies)
    var (top, found, wrong) = (0, 0, 0)
    for (index, row) in energies.enumerated() {
      let own = index % cameras
      if row.max() == row[own] { top += 1 }
      if row[own] > PeakEnergy.threshold { found += 1 }
      wrong += row.indices.count { $0 != own && row[$0] > PeakEnergy.threshold }
    }
    let area = Self.area(energies, cameras)
    let interval = Self.interval(energies, cameras)
    let noise = rows.map(\.psnr).sorted()[photos / 2]
    let kept = rows.map(\.noiseKept).sorted()[photos / 2]
    print(
      "\(name) | \(top)/\(photos) | \(found)/\(photos) | \(wrong)/\(photos * (cameras - 1)) | "
        + String(format: "%.3f [%.3f, %.3f]", area, interval.0, interval.1)
        + String(format: " | %.1f | %.3f", noise, kept))
  }

  /// The probability that a right pair scores above a wrong one; ties count half.
  static func area(_ energies: [[Double]], _ cameras: Int) -> Double {
    var (right, wrong): ([Double], [Double]) = ([], [])
    for (index, row) in energies.enumerated() {
      for camera in row.indices {
        if camera == index % cameras {
          right.append(row[camera])
        } else {
          wrong.append(row[camera])
        }
      }
    }
    let wins = right.reduce(0.0) { sum, one in
      sum + wrong.reduce(0.0) { $0 + ($1 < one ? 1 : $1 == one ? 0.5 : 0) }
    }
    return wins / Double(right.count * wrong.count)
  }

  /// Percentiles over 500 resamples of the photos.
  static func interval(_ energies: [[Double]], _ cameras: Int) -> (Double, Double) {
    var source = SeededGenerator(seed: 1, stream: "sensor-benchmark")
    let indexed = energies.enumerated().map { index, row in
      // The own camera first, so that resampling keeps who is who.
      [row[index % cameras]] + row.indices.filter { $0 != index % cameras }.map { row[$0] }
    }
    let areas = (0..<500).map { _ in
      let drawn = indexed.indices.map { _ in indexed[source.index(below: indexed.count)] }
      let wrong = drawn.flatMap { $0.dropFirst() }
      let wins = drawn.reduce(0.0) { sum, row in
        sum + wrong.reduce(0.0) { $0 + ($1 < row[0] ? 1 : $1 == row[0] ? 0.5 : 0) }
      }
      return wins / Double(drawn.count * wrong.count)
    }.sorted()
    return (areas[12], areas[487])
  }

  static func signal(_ plane: SamplePlane) -> SignalPlane {
    SignalPlane(rows: plane.height, columns: plane.width, values: plane.samples.map(Float.init))
  }

  static func correlation(_ one: [Float], _ other: [Float]) -> Double {
    var (product, first, second) = (0.0, 0.0, 0.0)
    for index in one.indices {
      let (a, b) = (Double(one[index]), Double(other[index]))
      product += a * b
      first += a * a
      second += b * b
    }
    return product / max((first * second).squareRoot(), 1e-30)
  }

  static func psnr(_ one: SamplePlane, _ other: SamplePlane) -> Double {
    var sum = 0.0
    for index in one.samples.indices {
      let difference = Double(one.samples[index]) - Double(other.samples[index])
      sum += difference * difference
    }
    return sum == 0 ? .infinity : 10 * log10(255 * 255 * Double(one.samples.count) / sum)
  }
}

// MARK: Transforms

extension SensorPatternBenchmark {
  /// The facts' transforms, ours among them.
  static let transforms: [(String, Transform)] = [
    ("untouched", { plane, _ in plane }),
    ("noise sigma 4 + JPEG q75", { try coded(noisy($0, $1), quality: 75) }),
    ("median 3x3", { plane, _ in median(plane) }),
    ("x0.5 then up", { plane, _ in scaled(plane, 2) }),
    ("gaussian 1 px", { plane, _ in blurred(plane) }),
    ("JPEG q75", { plane, _ in try coded(plane, quality: 75) }),
    ("JPEG q50", { plane, _ in try coded(plane, quality: 50) }),
    ("JPEG q30", { plane, _ in try coded(plane, quality: 30) }),
    ("x0.25 then up", { plane, _ in scaled(plane, 4) }),
    ("weakened, threshold 8, q90", weakening(8, 90)),
    ("weakened, threshold 12, q90", weakening(12, 90)),
    ("weakened, threshold 20, q90", weakening(20, 90)),
    ("weakened, threshold 30, q85", weakening(30, 85)),
  ]

  static func weakening(_ threshold: Float, _ quality: Int) -> Transform {
    { plane, _ in
      let weakening = SensorWeakening(threshold: threshold, quality: quality)
      guard
        let bytes = JPEGEncoder.encode(weakening.weakened(picture(plane, quality: 92)))
      else { throw BenchmarkError.usage }
      return try JPEGDecoder.decode(bytes, lumaOnly: true).luma
    }
  }

  static func picture(_ plane: SamplePlane, quality: Int) -> JPEGPicture {
    JPEGPicture(grey: plane, steps: JPEGEncoder.steps(quality: quality))
  }

  static func coded(_ plane: SamplePlane, quality: Int) throws -> SamplePlane {
    guard let bytes = JPEGEncoder.encode(picture(plane, quality: quality)) else {
      throw BenchmarkError.usage
    }
    return try JPEGDecoder.decode(bytes, lumaOnly: true).luma
  }

  static func noisy(_ plane: SamplePlane, _ seed: UInt64) -> SamplePlane {
    var noise = SimulatedNoise(seed: seed &+ 991)
    var result = plane
    for index in result.samples.indices {
      let level = Float(plane.samples[index]) + 4 * noise.normal()
      result.samples[index] = UInt8(min(max(level.rounded(), 0), 255))
    }
    return result
  }

  private static func mapped(
    _ plane: SamplePlane, _ body: (_ row: Int, _ column: Int, _ at: (Int, Int) -> Int) -> Int
  ) -> SamplePlane {
    var result = plane
    for row in 0..<plane.height {
      for column in 0..<plane.width {
        let level = body(row, column) { down, across in
          let (y, x) = (row + down, column + across)
          return Int(
            plane.samples[
              min(max(y, 0), plane.height - 1) * plane.width + min(max(x, 0), plane.width - 1)])
        }
        result.samples[row * plane.width + column] = UInt8(min(max(level, 0), 255))
      }
    }
    return result
  }

  static func median(_ plane: SamplePlane) -> SamplePlane {
    mapped(plane) { _, _, at in
      var values = SIMD16<Int32>(repeating: .max)
      for place in 0..<9 { values[place] = Int32(at(place / 3 - 1, place % 3 - 1)) }
      // The fifth smallest: the one that exactly four or fewer lie below, and five or more reach.
      for place in 0..<9 {
        var (below, upTo) = (0, 0)
        for other in 0..<9 {
          if values[other] < values[place] { below += 1 }
          if values[other] <= values[place] { upTo += 1 }
        }
        if below <= 4, upTo >= 5 { return Int(values[place]) }
      }
      return at(0, 0)
    }
  }

  static func blurred(_ plane: SamplePlane) -> SamplePlane {
    let weights = (-3...3).map { exp(-Double($0 * $0) / 2) }
    let total = weights.reduce(0, +)
    let along = mapped16(plane.samples.map(Double.init), plane, weights.map { $0 / total }, 0, 1)
    let both = mapped16(along, plane, weights.map { $0 / total }, 1, 0)
    return SamplePlane(
      width: plane.width, height: plane.height,
      samples: both.map { UInt8(min(max($0.rounded(), 0), 255)) })
  }

  private static func mapped16(
    _ values: [Double], _ plane: SamplePlane, _ weights: [Double], _ down: Int, _ across: Int
  ) -> [Double] {
    var result = values
    for row in 0..<plane.height {
      for column in 0..<plane.width {
        var sum = 0.0
        for offset in -3...3 {
          let y = min(max(row + down * offset, 0), plane.height - 1)
          let x = min(max(column + across * offset, 0), plane.width - 1)
          sum += weights[offset + 3] * values[y * plane.width + x]
        }
        result[row * plane.width + column] = sum
      }
    }
    return result
  }

  /// Means of `factor` x `factor` pixels, brought up again linearly.
  static func scaled(_ plane: SamplePlane, _ factor: Int) -> SamplePlane {
    let (wide, high) = (plane.width / factor, plane.height / factor)
    var small = [Double](repeating: 0, count: wide * high)
    for row in 0..<(high * factor) {
      for column in 0..<(wide * factor) {
        small[row / factor * wide + column / factor] +=
          Double(plane.samples[row * plane.width + column]) / Double(factor * factor)
      }
    }
    for index in small.indices { small[index] = small[index].rounded() }
    var result = plane
    for row in 0..<plane.height {
      let y = (Double(row) + 0.5) / Double(factor) - 0.5
      let top = min(max(Int(y.rounded(.down)), 0), high - 1)
      let (bottom, down) = (min(top + 1, high - 1), min(max(y - Double(top), 0), 1))
      for column in 0..<plane.width {
        let x = (Double(column) + 0.5) / Double(factor) - 0.5
        let left = min(max(Int(x.rounded(.down)), 0), wide - 1)
        let (right, across) = (min(left + 1, wide - 1), min(max(x - Double(left), 0), 1))
        let above = small[top * wide + left] * (1 - across) + small[top * wide + right] * across
        let below =
          small[bottom * wide + left] * (1 - across) + small[bottom * wide + right] * across
        result.samples[row * plane.width + column] = UInt8(
          min(max((above * (1 - down) + below * down).rounded(), 0), 255))
      }
    }
    return result
  }
}
