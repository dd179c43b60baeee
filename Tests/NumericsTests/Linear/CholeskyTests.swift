import Testing

@testable import Numerics

@Suite("Cholesky")
struct CholeskyTests {
  @Test("solutions of random positive definite systems solve them")
  func random() throws {
    for count in 1...12 {
      var source = SeededGenerator(seed: UInt64(count))
      let factor = (0..<(count * count)).map { _ in source.normal() }
      var matrix = [Double](repeating: 0, count: count * count)
      for row in 0..<count {
        for column in 0..<count {
          for inner in 0..<count {
            matrix[row * count + column] +=
              factor[row * count + inner] * factor[column * count + inner]
          }
        }
        matrix[row * count + row] += 0.1
      }
      let right = (0..<count).map { _ in source.normal() }
      let solution = try #require(Cholesky.solve(matrix, right))
      for row in 0..<count {
        let value = (0..<count).reduce(0) { $0 + matrix[row * count + $1] * solution[$1] }
        #expect(abs(value - right[row]) < 1e-9)
      }
    }
  }

  @Test("a matrix that is not positive definite has no answer")
  func indefinite() {
    #expect(Cholesky.solve([1, 2, 2, 1], [1, 1]) == nil)
    #expect(Cholesky.solve([0], [1]) == nil)
    #expect(Cholesky.solve([.nan], [1]) == nil)
  }
}
