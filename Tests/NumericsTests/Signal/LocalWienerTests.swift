import Testing

@testable import Numerics

/// The filter against its definition, written out pixel by pixel.
@Suite struct LocalWienerTests {
  @Test(arguments: [(1, 1), (3, 12), (20, 17)])
  func equalsItsDefinition(rows: Int, columns: Int) {
    // Would catch a window of the wrong size and borders that are not zero.
    var source = SeededGenerator(seed: 5, stream: "wiener")
    let plane = SignalPlane(
      rows: rows, columns: columns,
      values: (0..<(rows * columns)).map { _ in Float(8 * source.normal()) })
    let found = LocalWiener.noisePart(of: plane, noiseVariance: 25)
    for row in 0..<rows {
      for column in 0..<columns {
        let variances = [3, 5, 7, 9].map { side -> Double in
          var sum = 0.0
          for down in (row - side / 2)...(row + side / 2) where (0..<rows).contains(down) {
            for across in (column - side / 2)...(column + side / 2)
            where (0..<columns).contains(across) {
              let value = Double(plane.values[down * columns + across])
              sum += value * value
            }
          }
          return max(0, sum / Double(side * side) - 25)
        }
        let expected =
          Double(plane.values[row * columns + column]) * 25 / ((variances.min() ?? 0) + 25)
        #expect(abs(Double(found.values[row * columns + column]) - expected) < 1e-4)
      }
    }
  }

  @Test func sumsOfBytesAreExact() {
    // Would catch an overflow of 32 bits at the largest values, and a block left out.
    for count in [0, 1, 65_535, 65_536, 200_001] {
      let ones = [Int8](repeating: -127, count: count)
      #expect(ByteCorrelation.dot(ones, ones) == 127 * 127 * count)
    }
    let one = (0..<1_000).map { Int8(truncatingIfNeeded: $0 * 7 % 255 - 127) }
    let other = (0..<1_000).map { Int8(truncatingIfNeeded: $0 * 11 % 255 - 127) }
    let expected = zip(one, other).reduce(0) { $0 + Int($1.0) * Int($1.1) }
    #expect(ByteCorrelation.dot(one, other) == expected)
  }
}
