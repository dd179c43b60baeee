import Testing

@testable import Numerics

/// Wavelets against PyWavelets 1.x (mode "symmetric"), and against what defines them.
@Suite struct DaubechiesWaveletTests {
  /// The plane that the reference values were made from:
  /// `x[i] = ((i * 37 + 11) % 101) / 10 - 5`, 35 rows of 26.
  private let plane = SignalPlane(
    rows: 35, columns: 26,
    values: (0..<(35 * 26)).map { Float(($0 * 37 + 11) % 101) / 10 - 5 })

  struct Reference: Sendable {
    let wavelet: DaubechiesWavelet
    let size: [Int]
    let coarse: [Float]
    let details: [Float]
    let energies: [Double]
  }

  /// `pywt.wavedec2(x, name, level=1)`: corners and place (3, 5), sums of squares.
  static let references = [
    Reference(
      wavelet: .eightTaps, size: [21, 16], coarse: [-0.496011, 4.278911, -4.459036],
      details: [2.955263, 0.892162, 0.870779],
      energies: [1510.1243, 2034.3022, 1649.8033, 6160.0431]),
    Reference(
      wavelet: .sixteenTaps, size: [25, 20], coarse: [-1.633995, 0.640481, -1.583884],
      details: [0.045232, 1.405514, 1.965105],
      energies: [1516.8645, 1969.4686, 3058.6876, 10447.7224]),
  ]

  @Test(arguments: references) func oneLevelEqualsPyWavelets(_ reference: Reference) {
    // Would catch a shifted filter, another border rule, or details mixed up.
    let pyramid = reference.wavelet.decompose(plane, levels: 1)
    let coarse = pyramid.coarse
    #expect([coarse.rows, coarse.columns] == reference.size)
    let found = [coarse.values[0], coarse.values[3 * coarse.columns + 5], coarse.values.last ?? 0]
    for (one, other) in zip(found, reference.coarse) { #expect(abs(one - other) < 2e-5) }
    for (detail, expected) in zip(pyramid.details[0], reference.details) {
      #expect(abs(abs(detail.values[3 * detail.columns + 5]) - expected) < 2e-5)
    }
    let energies = [coarse.energy] + pyramid.details[0].map(\.energy)
    for (one, other) in zip(energies, reference.energies) { #expect(abs(one - other) < 0.02) }
  }

  @Test(arguments: [DaubechiesWavelet.eightTaps, .sixteenTaps])
  func filtersAreOrthonormalAndHaveTheirVanishingMoments(_ wavelet: DaubechiesWavelet) {
    let low = wavelet.lowPass.map(Double.init)
    for shift in 0..<(low.count / 2) {
      var product = 0.0
      for index in 0..<(low.count - 2 * shift) { product += low[index] * low[index + 2 * shift] }
      #expect(abs(product - (shift == 0 ? 1 : 0)) < 1e-6)
    }
    let high = wavelet.highPass.map(Double.init)
    for moment in 0..<3 {
      var sum = 0.0
      for index in high.indices {
        var power = 1.0
        for _ in 0..<moment { power *= Double(index) }
        sum += high[index] * power
      }
      #expect(abs(sum) < 1e-4)
    }
  }

  @Test(arguments: [(1, 1), (8, 8), (15, 64), (33, 47), (100, 31), (64, 64)])
  func reconstructionIsPerfect(rows: Int, columns: Int) {
    // Would catch an index off by one at a border, and odd sides.
    var source = SeededGenerator(seed: 7, stream: "wavelet")
    let plane = SignalPlane(
      rows: rows, columns: columns,
      values: (0..<(rows * columns)).map { _ in Float(source.normal()) })
    for wavelet in [DaubechiesWavelet.eightTaps, .sixteenTaps] {
      let again = wavelet.reconstruct(wavelet.decompose(plane, levels: 4))
      #expect(again.rows == rows && again.columns == columns)
      for (one, other) in zip(plane.values, again.values) { #expect(abs(one - other) < 2e-5) }
    }
  }
}
