import Tables

extension CodedColumn {
  /// The column with its numbers gathered into at most `count` bands that hold about as many rows
  /// each; the column itself where it holds no numbers or no more than `limit` distinct values.
  ///
  /// Nobody guesses an income to the cent: success is counted when the band is right.
  ///
  /// - Complexity: O(rows + distinct values * log).
  func banded(into count: Int = 10, above limit: Int = 20) -> CodedColumn {
    guard dictionary.count > limit, let numbers = dictionary.numbers else { return self }
    var rowsOfCode = [Int](repeating: 0, count: cardinality)
    for code in codes { rowsOfCode[Int(code)] += 1 }
    let ordered = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    let known = codes.count - rowsOfCode[0]
    var bandOfCode = [UInt32](repeating: 0, count: cardinality)
    var before = 0
    for index in ordered {
      // The band of a value is that of its first row, so equal numbers are never parted.
      let band = min(before * count / max(known, 1), count - 1)
      bandOfCode[index + 1] = UInt32(band + 1)
      before += rowsOfCode[index + 1]
    }
    return CodedColumn(
      name: name, codes: codes.map { bandOfCode[Int($0)] }, dictionary: .opaque(count: count))
  }
}
