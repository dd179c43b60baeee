import Foundation
import Testing

@testable import Numerics

@Suite("Dense and sparse kernels of graph alignment")
struct LinearKernelTests {
  private func matrix(
    _ rows: Int, _ columns: Int, _ generator: inout SeededGenerator
  ) -> DenseMatrix {
    let numbers = (0..<(rows * columns)).map { _ in Float(generator.unit()) * 0.99 + 0.01 }
    var matrix = DenseMatrix(rowCount: rows, columnCount: columns)
    _ = matrix.updateRows { range, band in
      for place in band.indices { band[place] = numbers[range.lowerBound * columns + place] }
    }
    return matrix
  }

  private func graph(
    _ nodes: Int, _ share: Double, _ generator: inout SeededGenerator
  ) throws -> SparseGraph {
    var edges: [(UInt32, UInt32)] = []
    for first in 0..<nodes {
      for second in 0..<first where generator.bernoulli(share) {
        edges.append((UInt32(first), UInt32(second)))
      }
    }
    return try SparseGraph(nodeCount: nodes, edges: edges)
  }

  // Glibc's exp in Double is the reference; 3e-7 is the bound that the kernel states.
  @Test("exponentials are right within 3e-7 from -80 to 80")
  func exponentials() {
    var worst = 0.0
    for step in stride(from: -80.0, through: 80, by: 0.001) {
      let argument = Float(step)
      let found = VectorExponential.exponential(SIMD8(repeating: argument))
      let expected = exp(Double(argument))
      for lane in 0..<8 { worst = max(worst, abs(Double(found[lane]) - expected) / expected) }
    }
    #expect(worst < 3e-7)
    #expect(VectorExponential.exponential(SIMD8(repeating: 0)) == SIMD8(repeating: 1))
    let beyond = VectorExponential.exponential(SIMD8(repeating: -1e30))
    #expect(beyond[0] > 0 && beyond[0] < 1e-34)
  }

  @Test("rows become powers of e below their greatest, whatever their length")
  func exponentiatedRows() {
    var generator = SeededGenerator(seed: 3)
    for width in [0, 1, 7, 8, 9, 40] {
      var found = matrix(3, width, &generator)
      let before = found
      found.exponentiateRows()
      for row in 0..<3 {
        let greatest = before.row(row).max() ?? 0
        for (one, other) in zip(before.row(row), found.row(row)) {
          #expect(abs(Double(other) - exp(Double(one) - Double(greatest))) < 1e-6)
        }
      }
    }
  }

  // The oracle scales in Double, row by row and column by column, from the definition.
  @Test("scaling is that of a plain loop, and sums come out as promised")
  func scaling() {
    var generator = SeededGenerator(seed: 5)
    for (rows, columns) in [(1, 1), (9, 9), (40, 40), (7, 30), (30, 7), (1, 5), (5, 1)] {
      let kernel = matrix(rows, columns, &generator)
      func at(_ row: Int, _ column: Int) -> Double {
        Double(kernel.values[row * columns + column])
      }
      let found = SinkhornScaling(kernel, passes: 400)
      #expect(found == SinkhornScaling(kernel, passes: 400, workers: Workers(count: 5)))
      var (left, right) = (
        [Double](repeating: 1, count: rows), [Double](repeating: 1, count: columns)
      )
      for _ in 0..<400 {
        for row in 0..<rows {
          let sum = (0..<columns).reduce(0) {
            $0 + at(row, $1) * right[$1]
          }
          left[row] = rows > columns ? min(1, 1 / sum) : 1 / sum
        }
        for column in 0..<columns {
          let sum = (0..<rows).reduce(0) {
            $0 + at($1, column) * left[$1]
          }
          right[column] = columns > rows ? min(1, 1 / sum) : 1 / sum
        }
      }
      for row in 0..<rows {
        var sum = 0.0
        for (column, number) in kernel.row(row).enumerated() {
          let value = Double(number * found.rows[row] * found.columns[column])
          #expect(abs(value - Double(number) * left[row] * right[column]) < 1e-4)
          sum += value
        }
        #expect(rows > columns ? sum < 1 + 1e-4 : abs(sum - 1) < 1e-4)
      }
    }
  }

  @Test("a row of which nothing fits does not make the others infinite")
  func starved() {
    var kernel = DenseMatrix(rowCount: 3, columnCount: 3)
    _ = kernel.updateRows { rows, band in
      for row in 0..<rows.count { band[row * 3] = 1 }
    }
    let found = SinkhornScaling(kernel, passes: 50)
    #expect(found.rows.allSatisfy { $0.isFinite } && found.columns.allSatisfy { $0.isFinite })
  }

  @Test("common ties are the product of three matrices, for graphs of any two sizes")
  func commonTies() throws {
    var generator = SeededGenerator(seed: 7)
    for (leftCount, rightCount) in [(1, 1), (2, 9), (8, 8), (17, 5), (20, 33)] {
      let left = try graph(leftCount, 0.4, &generator)
      let right = try graph(rightCount, 0.3, &generator)
      let entries = (0..<leftCount).map { _ in
        (0..<rightCount).filter { _ in generator.bernoulli(0.4) }.map {
          (column: UInt32($0), value: Float(generator.index(below: 8)))
        }
      }
      var found = DenseMatrix(rowCount: leftCount, columnCount: rightCount)
      let ties = CommonTies(left, SparseRows(rows: entries), right)
      _ = found.updateRows(minimumRows: 3) { ties.write($0, to: &$1) }
      for row in 0..<leftCount {
        for column in 0..<rightCount {
          var expected: Float = 0  // small whole numbers: exact
          for (node, row2) in entries.enumerated() where left.contains(row, node) {
            for entry in row2 where right.contains(Int(entry.column), column) {
              expected += entry.value
            }
          }
          #expect(found.row(row).dropFirst(column).first == expected)
        }
      }
    }
  }

  @Test("the greatest of each scaled row are those of a full sort")
  func greatest() {
    var generator = SeededGenerator(seed: 9)
    let kernel = matrix(12, 31, &generator)
    let scaling = SinkhornScaling(kernel, passes: 5)
    let rows = SparseRows(greatest: 4, above: 0.03, of: kernel, scaled: scaling)
    for row in 0..<12 {
      let all = kernel.row(row).enumerated().map {
        (column: $0, value: $1 * scaling.rows[row] * scaling.columns[$0])
      }
      let expected = Set(
        all.filter { $0.value > 0.03 }.sorted { $0.value > $1.value }.prefix(4).map(\.column))
      let found = rows.columns[rows.offsets[row]..<rows.offsets[row + 1]]
      #expect(Set(found.map { Int($0) }) == expected)
    }
  }
}
