import Foundation
import Testing

@testable import MediaMetadata

/// What the lossy mode does to pixels.
@Suite struct SensorWeakeningTests {
  private func plane(_ width: Int, _ height: Int, noise: Int) -> SamplePlane {
    var generator = SplitMix(state: 5)
    let samples = (0..<(width * height)).map { place in
      let edge = place % width < width / 2 ? 60 : 180
      return UInt8(edge + (noise > 0 ? Int(generator.next() % UInt64(2 * noise + 1)) - noise : 0))
    }
    return SamplePlane(width: width, height: height, samples: samples)
  }

  @Test func fineNoiseGoesAndEdgesStay() {
    // Would catch blocks put back at the wrong place, or transposed.
    let clean = plane(48, 40, noise: 0)
    let weakened = SensorWeakening(threshold: 12, quality: 90).denoised(plane(48, 40, noise: 3))
    let error = zip(clean.samples, weakened.samples).reduce(0) {
      $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
    }
    // Noise of variance 4 comes in; less than a fifth of it is left, edges included.
    #expect(Double(error) / Double(clean.samples.count) < 0.8)
    #expect(SensorWeakening(threshold: 12, quality: 90).denoised(clean) == clean)
  }

  @Test(arguments: [(7, 20), (8, 8), (9, 31), (1, 1)]) func anySizeWorks(width: Int, height: Int) {
    let plane = plane(width, height, noise: 2)
    let weakened = SensorWeakening.standard.denoised(plane)
    #expect(weakened.width == width && weakened.samples.count == width * height)
  }

  @Test(arguments: [(8, 8), (9, 17), (16, 10), (23, 31), (64, 40), (41, 66)])
  func slidingGivesWhatEachBlockByItselfGives(width: Int, height: Int) {
    // The oracle transforms every block of every grid by the definition, in double precision; what
    // lies at the threshold or halfway between two levels may fall to either side.
    for noise in [1, 9, 40] {
      let plane = plane(width, height, noise: noise)
      let fast = SensorWeakening.standard.denoised(plane).samples
      let slow = Self.denoised(plane, threshold: 20)
      let differences = zip(fast, slow).map { abs(Int($0) - Int($1)) }
      #expect(differences.allSatisfy { $0 <= 1 }, "noise \(noise)")
      #expect(differences.count { $0 > 0 } * 200 <= differences.count, "noise \(noise)")
    }
  }

  @Test func theTransformIsTheDefinitionTimesTheRootOfEight() {
    var generator = SplitMix(state: 9)
    var block = CosineBlock()
    for row in 0..<8 {
      for column in 0..<8 { block.rows[row][column] = Float(generator.next() % 256) - 128 }
    }
    let before = block
    block.transformColumns()
    for wave in 0..<8 {
      for column in 0..<8 {
        let exact = (0..<8).reduce(0.0) {
          $0 + Self.basis(wave, $1) * Double(before.rows[$1][column])
        }
        #expect(abs(Double(block.rows[wave][column]) - exact * 8.0.squareRoot()) < 1e-3)
      }
    }
    block.restoreColumns()
    for row in 0..<8 {
      for column in 0..<8 {
        #expect(abs(block.rows[row][column] - 8 * before.rows[row][column]) < 1e-2)
      }
    }
  }

  private static func basis(_ wave: Int, _ place: Int) -> Double {
    let norm = wave == 0 ? 0.125.squareRoot() : 0.5
    return norm * cos(Double((2 * place + 1) * wave) * .pi / 16)
  }

  /// Every block of the four grids in both directions, by the definition.
  private static func denoised(_ plane: SamplePlane, threshold: Double) -> [UInt8] {
    func starts(_ count: Int, _ offset: Int) -> [Int] {
      var starts = Array(stride(from: offset, through: count - 8, by: 8))
      if let first = starts.first, first > 0 { starts.insert(0, at: 0) }
      if starts.last != count - 8 { starts.append(count - 8) }
      return starts
    }
    let matrix = (0..<8).map { wave in (0..<8).map { basis(wave, $0) } }
    /// B X B^T, or B^T X B.
    func transformed(_ block: [[Double]], back: Bool) -> [[Double]] {
      let entry = { (row: Int, column: Int) in back ? matrix[column][row] : matrix[row][column] }
      let half = (0..<8).map { row in
        (0..<8).map { column in
          (0..<8).reduce(0.0) { $0 + entry(row, $1) * block[$1][column] }
        }
      }
      return (0..<8).map { row in
        (0..<8).map { column in
          (0..<8).reduce(0.0) { $0 + half[row][$1] * entry(column, $1) }
        }
      }
    }
    var sums = [Double](repeating: 0, count: plane.samples.count)
    var counts = sums
    for down in [0, 2, 4, 6] {
      for across in [0, 2, 4, 6] {
        for row in starts(plane.height, down) {
          for column in starts(plane.width, across) {
            let block = (0..<8).map { line in
              (0..<8).map { Double(plane.samples[(row + line) * plane.width + column + $0]) }
            }
            var waves = transformed(block, back: false)
            for place in 1..<64 where abs(waves[place / 8][place % 8]) <= threshold {
              waves[place / 8][place % 8] = 0
            }
            for (line, values) in transformed(waves, back: true).enumerated() {
              for (place, value) in values.enumerated() {
                sums[(row + line) * plane.width + column + place] += value
                counts[(row + line) * plane.width + column + place] += 1
              }
            }
          }
        }
      }
    }
    return zip(sums, counts).map { UInt8(min(max(($0 / $1).rounded(), 0), 255)) }
  }

  @Test func theFileKeepsWhatApplicationsWroteAndItsSampling() throws {
    let picture = JPEGPicture(grey: plane(64, 48, noise: 3), steps: JPEGEncoder.steps(quality: 95))
    let orientation: [UInt8] = [0xff, 0xe1, 0, 6, 1, 2, 3, 4]
    let bytes = try #require(JPEGEncoder.encode(picture, segments: orientation))
    let weakened = try SensorWeakening.standard.weakened(bytes)
    #expect(Array(weakened[2..<10]) == orientation)
    let again = try JPEGDecoder.decode(weakened)
    #expect(again.width == 64 && again.height == 48)
    // Steps are never finer than the setting's.
    for (step, least) in zip(again.components[0].steps, JPEGEncoder.steps(quality: 90)) {
      #expect(step >= least)
    }
  }
}
