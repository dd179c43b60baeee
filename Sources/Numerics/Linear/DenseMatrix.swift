/// A matrix of numbers, row after row: 4 bytes a pair.
public struct DenseMatrix: Sendable, Equatable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The numbers, row-major.
  public private(set) var values: [Float]

  /// A matrix of zeros.
  ///
  /// - Precondition: no side is negative.
  public init(rowCount: Int, columnCount: Int) {
    precondition(rowCount >= 0 && columnCount >= 0, "no side is negative")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = [Float](repeating: 0, count: rowCount * columnCount)
  }

  /// The numbers of a row.
  public func row(_ row: Int) -> ArraySlice<Float> {
    values[(row * columnCount)..<((row + 1) * columnCount)]
  }

  /// Works on bands of rows in parallel, each in its own part of the matrix, in place.
  ///
  /// - Parameters:
  ///   - minimumRows: no band is lower, unless the matrix is.
  ///   - workers: how many threads; the bands don't depend on it.
  ///   - body: reads and writes the rows it is given; it runs on several threads at once.
  /// - Returns: the results of the bands, from the top.
  /// - Complexity: O(64) beside the work.
  public mutating func updateRows<Result: Sendable>(
    minimumRows: Int = 8, workers: Workers = .automatic,
    _ body: @Sendable (_ rows: Range<Int>, _ band: inout MutableSpan<Float>) -> Result
  ) -> [Result] {
    let (rowCount, columnCount) = (rowCount, columnCount)
    // Unsafe because bands are written side by side through one pointer: their ranges are disjoint
    // and within the array, which nobody else sees while it is borrowed.
    return unsafe values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let whole = unsafe buffer
      return concurrentChunks(count: rowCount, minimumChunk: minimumRows, workers: workers) {
        rows in
        let part = unsafe UnsafeMutableBufferPointer(
          rebasing: whole[(rows.lowerBound * columnCount)..<(rows.upperBound * columnCount)])
        var band = unsafe part.mutableSpan
        return body(rows, &band)
      }
    }
  }

  /// Looks at bands of rows in parallel.
  ///
  /// - Parameters:
  ///   - minimumRows: no band is lower, unless the matrix is.
  ///   - workers: how many threads; the bands don't depend on it.
  ///   - body: reads the rows it is given; it runs on several threads at once.
  /// - Returns: the results of the bands, from the top.
  public func mapRows<Result: Sendable>(
    minimumRows: Int = 8, workers: Workers = .automatic,
    _ body: @Sendable (_ rows: Range<Int>, _ band: Span<Float>) -> Result
  ) -> [Result] {
    let (values, width) = (values, columnCount)
    return concurrentChunks(count: rowCount, minimumChunk: minimumRows, workers: workers) { rows in
      body(rows, values.span.extracting((rows.lowerBound * width)..<(rows.upperBound * width)))
    }
  }
}

extension DenseMatrix {
  /// Replaces each number x by e^(x - the greatest of its row), at least e^-60.
  ///
  /// - Complexity: O(numbers).
  public mutating func exponentiateRows(workers: Workers = .automatic) {
    let width = columnCount
    _ = updateRows(workers: workers) { rows, band in
      for row in 0..<rows.count {
        VectorRows.exponentiate(&band, (row * width)..<((row + 1) * width), least: -60)
      }
    }
  }
}
