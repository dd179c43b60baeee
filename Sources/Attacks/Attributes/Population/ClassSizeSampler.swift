/// Draws class sizes of random samples from known class sizes.
///
/// The draw is a simple random sample of rows without replacement, so the vector of sampled class
/// sizes is multivariate hypergeometric. It is made by the first steps of a Fisher-Yates shuffle
/// (Durstenfeld 1964); the order left behind is as good a start for the next draw as any.
struct ClassSizeSampler {
  /// The class of each row, in some order.
  private var classOfRow: [UInt32]
  private var sampledSizes: [UInt32]

  /// Prepares draws from `histogram`.
  ///
  /// - Throws: `PopulationError.tooManyRows` above 2^31 - 1 rows.
  /// - Complexity: O(rows) time; 4 bytes a row and 4 a class.
  init(_ histogram: ClassSizeHistogram) throws(PopulationError) {
    guard histogram.rowCount <= Int(Int32.max) else { throw .tooManyRows }
    classOfRow = []
    classOfRow.reserveCapacity(histogram.rowCount)
    var number: UInt32 = 0
    for (size, count) in zip(histogram.sizes, histogram.counts) {
      for _ in 0..<count {
        for _ in 0..<size { classOfRow.append(number) }
        number += 1
      }
    }
    sampledSizes = [UInt32](repeating: 0, count: histogram.classCount)
  }

  /// The histogram of class sizes among `rows` rows drawn without replacement.
  ///
  /// - Throws: `PopulationError` where `rows` is not between 1 and the number of rows.
  /// - Complexity: O(`rows` + classes), one random number a row.
  mutating func draw(
    rows: Int, using generator: inout some RandomNumberGenerator
  ) throws(PopulationError) -> ClassSizeHistogram {
    guard rows >= 1, rows <= classOfRow.count else {
      throw .parameter(name: "the sample's size", allowed: "between 1 and the number of rows")
    }
    for index in sampledSizes.indices { sampledSizes[index] = 0 }
    for index in 0..<rows {
      let remaining = UInt64(classOfRow.count - index)
      let chosen = index + Int(generator.next(upperBound: remaining))
      classOfRow.swapAt(index, chosen)
      sampledSizes[Int(classOfRow[index])] += 1
    }
    return try ClassSizeHistogram(classSizes: sampledSizes.filter { $0 > 0 })
  }
}
