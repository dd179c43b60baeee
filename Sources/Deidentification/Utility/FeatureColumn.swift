import Tables

/// A column as features, of the original, of the release, and of original rows in the release's
/// terms.
struct FeatureColumn: Sendable {
  /// Categories by code, or numbers with categories where a number is missing.
  enum Cells: Sendable {
    case categories([UInt32], cardinality: Int)
    case numbers([Double?])
  }

  let original: Cells
  let release: Cells
  let probe: Cells

  init(_ pair: UtilityColumns.Pair) {
    let released = pair.release.dictionary.numbersOrMidpoints()
    let numbers = pair.original.dictionary.numbers
    if let numbers {
      original = .numbers(pair.original.codes.map { $0 > 0 ? numbers[Int($0) - 1] : nil })
    } else {
      original = .categories(pair.original.codes, cardinality: pair.original.cardinality)
    }
    if let numbers, released.allSatisfy({ $0 != nil }) {
      release = .numbers(pair.release.codes.map { $0 > 0 ? released[Int($0) - 1] : nil })
      probe = .numbers(pair.original.codes.map { $0 > 0 ? numbers[Int($0) - 1] : nil })
    } else {
      let label = Self.usualLabels(pair)
      release = .categories(pair.release.codes, cardinality: pair.release.cardinality)
      probe = .categories(
        pair.original.codes.map { label[Int($0)] }, cardinality: pair.release.cardinality)
    }
  }

  /// For each original value the label it got most often, suppression left out; of equally frequent
  /// ones the first.
  private static func usualLabels(_ pair: UtilityColumns.Pair) -> [UInt32] {
    var counts = [[UInt32: Int]](repeating: [:], count: pair.original.cardinality)
    for (code, label) in zip(pair.original.codes, pair.release.codes) where label > 0 {
      counts[Int(code)][label, default: 0] += 1
    }
    return counts.map { labels in
      labels.sorted { $0.key < $1.key }.max { $0.value < $1.value }?.key ?? 0
    }
  }
}

extension FeatureRows {
  /// Rows of columns; a number that is missing is the mean, and an indicator tells so.
  init(_ columns: [FeatureColumn.Cells], classes: [Int]) {
    self.init(categories: [], categoryCount: 0, numbers: [], classes: classes)
    for column in columns {
      switch column {
      case .categories(let codes, let cardinality):
        categories.append(codes.map { categoryCount + Int($0) })
        categoryCount += cardinality
      case .numbers(let values):
        let present = values.compactMap { $0 }
        let mean = present.isEmpty ? 0 : present.reduce(0, +) / Double(present.count)
        numbers.append(values.map { $0 ?? mean })
        // Always there, so that the same features stand for original and released rows.
        categories.append(values.map { categoryCount + ($0 == nil ? 1 : 0) })
        categoryCount += 2
      }
    }
  }
}
