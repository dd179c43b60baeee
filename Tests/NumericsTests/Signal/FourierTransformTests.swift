import Foundation
import Testing

@testable import Numerics

/// The two-dimensional transform against its definition, numpy and Parseval's identity.
@Suite struct FourierTransformTests {
  private func noise(_ rows: Int, _ columns: Int) -> SignalPlane {
    var source = SeededGenerator(seed: 3, stream: "fourier")
    return SignalPlane(
      rows: rows, columns: columns,
      values: (0..<(rows * columns)).map { _ in Float(source.normal()) })
  }

  @Test(arguments: [(1, 1), (1, 8), (2, 4), (16, 8), (8, 64)])
  func equalsTheDefinition(rows: Int, columns: Int) {
    let plane = noise(rows, columns)
    var transform = ComplexPlane(plane)
    transform.transform()
    for down in 0..<rows {
      for across in 0..<columns {
        var (real, imaginary) = (0.0, 0.0)
        for row in 0..<rows {
          for column in 0..<columns {
            let turns =
              Double(down * row) / Double(rows) + Double(across * column) / Double(columns)
            let value = Double(plane.values[row * columns + column])
            real += value * cos(2 * .pi * turns)
            imaginary -= value * sin(2 * .pi * turns)
          }
        }
        let place = down * columns + across
        #expect(abs(Double(transform.real[place]) - real) < 1e-4)
        #expect(abs(Double(transform.imaginary[place]) - imaginary) < 1e-4)
      }
    }
  }

  @Test func equalsNumpy() {
    // numpy.fft.fft2 of x[i] = ((i * 37 + 11) % 101) / 10 - 5, 32 rows of 16 out of 26 columns.
    var values: [Float] = []
    for row in 0..<32 {
      for column in 0..<16 {
        let index = row * 26 + column
        values.append(Float((index * 37 + 11) % 101) / 10 - 5)
      }
    }
    var transform = ComplexPlane(SignalPlane(rows: 32, columns: 16, values: values))
    transform.transform()
    let expected: [(Int, Int, Float, Float)] = [
      (0, 0, -5.4, 0), (1, 0, 14.55328, -26.9741), (0, 1, 1.36784, -6.87659),
      (5, 7, -24.10404, 3.91064), (31, 15, -18.87852, -9.47636),
    ]
    for (row, column, real, imaginary) in expected {
      #expect(abs(transform.real[row * 16 + column] - real) < 5e-4)
      #expect(abs(transform.imaginary[row * 16 + column] - imaginary) < 5e-4)
    }
  }

  @Test(arguments: [(64, 64), (128, 32), (4, 256)])
  func energyIsKeptAndTheInverseUndoesIt(rows: Int, columns: Int) {
    let plane = noise(rows, columns)
    var transform = ComplexPlane(plane)
    transform.transform()
    var energy = 0.0
    for value in transform.real + transform.imaginary { energy += Double(value) * Double(value) }
    let count = Double(rows * columns)
    #expect(abs(energy / count / plane.energy - 1) < 1e-5)
    transform.transform(inverse: true)
    for (one, other) in zip(plane.values, transform.real) { #expect(abs(one - other) < 1e-5) }
    for value in transform.imaginary { #expect(abs(value) < 1e-5) }
  }
}
