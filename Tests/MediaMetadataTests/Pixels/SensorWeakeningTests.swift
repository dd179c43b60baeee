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
