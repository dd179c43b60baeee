import Tables

/// How strongly two columns go together, in the way that fits their kinds.
///
/// Numbers: Pearson's correlation. Categories: Cramer's V. One of each: the correlation ratio eta.
/// 0 where a column has one value. Rows with a missing or suppressed cell are left out of pairs
/// with numbers; among categories they are a category of their own.
enum Association {
  /// A column's cells, as numbers or as categories.
  enum Cells {
    case numbers([Double?])
    case categories([Int])
  }

  static func strength(_ first: Cells, _ second: Cells) -> Double {
    switch (first, second) {
    case (.numbers(let a), .numbers(let b)): pearson(a, b)
    case (.categories(let a), .categories(let b)): cramersV(a, b)
    case (.numbers(let a), .categories(let b)): ratio(a, by: b)
    case (.categories(let a), .numbers(let b)): ratio(b, by: a)
    }
  }

  static func pearson(_ a: [Double?], _ b: [Double?]) -> Double {
    var (n, meanA, meanB, sumAA, sumBB, sumAB) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for case (let x?, let y?) in zip(a, b) {
      n += 1
      let (dx, dy) = (x - meanA, y - meanB)
      meanA += dx / n
      meanB += dy / n
      sumAA += dx * (x - meanA)
      sumBB += dy * (y - meanB)
      sumAB += dx * (y - meanB)
    }
    return sumAA > 0 && sumBB > 0 ? sumAB / (sumAA * sumBB).squareRoot() : 0
  }

  /// Cramer, Mathematical methods of statistics, 1946, 21.9; without correction for bias.
  static func cramersV(_ a: [Int], _ b: [Int]) -> Double {
    let (sizeA, sizeB) = ((a.max() ?? 0) + 1, (b.max() ?? 0) + 1)
    var joint = [Double](repeating: 0, count: sizeA * sizeB)
    var (rows, columns) = (
      [Double](repeating: 0, count: sizeA), [Double](repeating: 0, count: sizeB)
    )
    for (x, y) in zip(a, b) {
      joint[x * sizeB + y] += 1
      rows[x] += 1
      columns[y] += 1
    }
    let (usedA, usedB) = (rows.count { $0 > 0 }, columns.count { $0 > 0 })
    guard min(usedA, usedB) > 1 else { return 0 }
    // chi^2 / n = sum n_xy^2 / (n_x n_y) - 1
    var sum = 0.0
    for x in 0..<sizeA where rows[x] > 0 {
      for y in 0..<sizeB where columns[y] > 0 {
        sum += joint[x * sizeB + y] * joint[x * sizeB + y] / (rows[x] * columns[y])
      }
    }
    return (max(0, sum - 1) / Double(min(usedA, usedB) - 1)).squareRoot()
  }

  /// The root of the part of the variance that lies between the categories.
  static func ratio(_ numbers: [Double?], by categories: [Int]) -> Double {
    let size = (categories.max() ?? 0) + 1
    var (counts, sums) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
    for (number, category) in zip(numbers, categories) {
      guard let number else { continue }
      counts[category] += 1
      sums[category] += number
    }
    let n = counts.reduce(0, +)
    guard n > 0 else { return 0 }
    let mean = sums.reduce(0, +) / n
    let total = numbers.reduce(0.0) { sum, number in
      number.map { sum + ($0 - mean) * ($0 - mean) } ?? sum
    }
    var between = 0.0
    for category in 0..<size where counts[category] > 0 {
      let deviation = sums[category] / counts[category] - mean
      between += counts[category] * deviation * deviation
    }
    return total > 0 ? min(1, between / total).squareRoot() : 0
  }
}

extension UtilityColumns.Pair {
  /// The cells before and after: numbers where all original values and all released labels are
  /// numbers or intervals, else categories.
  var cells: (before: Association.Cells, after: Association.Cells) {
    let released = release.dictionary.numbersOrMidpoints()
    if let numbers = original.dictionary.numbers, released.allSatisfy({ $0 != nil }) {
      return (
        .numbers(original.codes.map { $0 > 0 ? numbers[Int($0) - 1] : nil }),
        .numbers(release.codes.map { $0 > 0 ? released[Int($0) - 1] : nil })
      )
    }
    return (
      .categories(original.codes.map { Int($0) }), .categories(release.codes.map { Int($0) })
    )
  }
}

extension UtilityReport.Associations {
  init(_ columns: UtilityColumns) {
    let cells = columns.pairs.map(\.cells)
    var (sum, largest, pair, count) = (0.0, -1.0, [String](), 0)
    for second in cells.indices {
      for first in 0..<second {
        let before = Association.strength(cells[first].before, cells[second].before)
        let after = Association.strength(cells[first].after, cells[second].after)
        let change = abs(after - before)
        sum += change
        count += 1
        if change > largest {
          largest = change
          pair = [columns.pairs[first].name, columns.pairs[second].name]
        }
      }
    }
    meanChange = count > 0 ? sum / Double(count) : 0
    largestChange = max(0, largest)
    largestPair = pair
    self.count = count
  }
}
