// How disclosure is spread over people: shares of rows, never a class by name.
extension DisclosureProfile {
  /// The share of rows in classes for which `condition` holds, from 0 to 1.
  ///
  /// Of all rows; one in no class meets no condition.
  ///
  /// - Complexity: O(classes).
  public func rowShare(where condition: (ClassDisclosure) -> Bool) -> Double {
    var rows = 0
    for item in classes where condition(item) { rows += item.size }
    return Double(rows) / Double(histograms.rowCount)
  }

  /// The mean of a class measure over the rows that are in a class.
  ///
  /// - Complexity: O(classes).
  public func rowMean(of measure: (ClassDisclosure) -> Double) -> Double {
    var sum = 0.0
    var rows = 0
    for item in classes {
      sum += measure(item) * Double(item.size)
      rows += item.size
    }
    return sum / Double(rows)
  }

  /// Quantiles of a class measure over the rows that are in a class: the smallest value that at
  /// least the given share of rows does not exceed.
  ///
  /// - Parameter levels: Shares of rows, each from 0 to 1.
  /// - Complexity: O(classes log classes).
  public func rowQuantiles(
    of measure: (ClassDisclosure) -> Double, at levels: [Double]
  ) -> [Double] {
    let ordered = classes.map { (value: measure($0), rows: $0.size) }
      .sorted { $0.value < $1.value }
    let total = ordered.reduce(0) { $0 + $1.rows }
    return levels.map { level in
      let wanted = level * Double(total)
      var rows = 0
      for item in ordered {
        rows += item.rows
        if Double(rows) >= wanted { return item.value }
      }
      return ordered[ordered.count - 1].value
    }
  }

  /// The size of the largest class among those with the smallest `measure`: how many people share
  /// the worst value of a measure that protects when large, such as distinct l.
  ///
  /// - Complexity: O(classes).
  public func largestClassSize(
    withSmallest measure: (ClassDisclosure) -> Double
  ) -> Int {
    var worst = Double.infinity
    var size = 0
    for item in classes {
      let value = measure(item)
      if value < worst {
        worst = value
        size = item.size
      } else if value == worst {
        size = max(size, item.size)
      }
    }
    return size
  }
}
