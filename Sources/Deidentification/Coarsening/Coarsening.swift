public import Tables

/// A column made coarser: which group each value belongs to, what groups are called, and how many
/// cells changed.
public struct CoarsenedColumn: Sendable, Equatable {
  /// The column after the step; groups are its values.
  public let column: CodedColumn
  /// The group of each code before the step, missing included: a level for a hierarchy.
  public let level: Hierarchy.Level
  /// Cells whose value is called otherwise than before.
  public let changedCells: Int
}

/// Ways to make the values of one column coarser, the same value always in the same way.
///
/// All are functions of the codes and the dictionary; missing cells stay missing.
///
/// **Guarantee**: none by itself: fewer values can be told apart. What that is worth is for a
/// privacy model or an attack to say.
///
/// **Source**: Hundepool et al., Statistical disclosure control (Wiley 2012), sections 3.2 and 3.5.
///
/// **Cost**: O(rows + values log values).
///
/// **Does not protect against**: linkage by the other columns; values that stay as they are;
/// differencing with a finer release of the same people (composition); a single person beyond a
/// bound, who is known to be the one (background knowledge); homogeneous groups (skewness).
public enum Coarsening {
  /// Top and bottom coding: numbers beyond a bound become one value on either side.
  ///
  /// - Parameters:
  ///   - bottom: numbers at or below it become "<= bottom"; `nil`: no bound.
  ///   - top: numbers at or above it become ">= top"; `nil`: no bound.
  /// - Throws: `DeidentificationError` for a column that is not numeric, and bounds that cross or
  /// are no numbers.
  public static func bounded(
    _ column: CodedColumn, bottom: Double? = nil, top: Double? = nil
  ) throws(DeidentificationError) -> CoarsenedColumn {
    let numbers = try numbers(of: column)
    guard bottom?.isFinite ?? true, top?.isFinite ?? true else {
      throw .parameter(name: "bounds", rule: "must be finite numbers")
    }
    guard (bottom ?? -.infinity) < (top ?? .infinity) else {
      throw .parameter(name: "bottom", rule: "must lie below the top")
    }
    return relabelled(column) { value in
      let number = numbers[value]
      if let bottom, number <= bottom { return "<= \(text(bottom))" }
      if let top, number >= top { return ">= \(text(top))" }
      return nil
    }
  }

  /// Top and bottom coding at quantiles: the share of rows on either side that become one value.
  ///
  /// The bound is the value of the row at that share (the inverse of the distribution of rows that
  /// have a value), so that at least that share of rows is coded.
  ///
  /// - Throws: as `bounded(_:bottom:top:)`, and for shares that are not from 0 to below 1/2.
  public static func bounded(
    _ column: CodedColumn, bottomShare: Double, topShare: Double
  ) throws(DeidentificationError) -> CoarsenedColumn {
    guard (0..<0.5).contains(bottomShare), (0..<0.5).contains(topShare) else {
      throw .parameter(name: "share", rule: "must be from 0 to below 1/2")
    }
    let numbers = try numbers(of: column)
    let sorted = column.codes.filter { $0 != CodedColumn.missing }
      .map { numbers[Int($0) - 1] }.sorted()
    guard !sorted.isEmpty else { return try bounded(column) }
    func bound(_ share: Double, fromTop: Bool) -> Double? {
      guard share > 0 else { return nil }
      let rows = max(1, Int((share * Double(sorted.count)).rounded(.up)))
      return fromTop ? sorted[sorted.count - rows] : sorted[rows - 1]
    }
    let (bottom, top) = (bound(bottomShare, fromTop: false), bound(topShare, fromTop: true))
    if let bottom, let top, bottom >= top {
      throw .column(name: column.name, rule: "must have different values at the two quantiles")
    }
    return try bounded(column, bottom: bottom, top: top)
  }

  /// Numbers as intervals between cut points: `[a, b)`, and `< first`, `>= last` outside.
  ///
  /// - Throws: `DeidentificationError` for a column that is not numeric, and for cut points that
  /// are not finite and rising.
  public static func intervals(
    _ column: CodedColumn, cutPoints: [Double]
  ) throws(DeidentificationError) -> CoarsenedColumn {
    let numbers = try numbers(of: column)
    guard let first = cutPoints.first, let last = cutPoints.last,
      cutPoints.allSatisfy(\.isFinite),
      zip(cutPoints, cutPoints.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw .parameter(name: "cutPoints", rule: "must be finite, rising, and at least one")
    }
    return relabelled(column) { value in
      let number = numbers[value]
      guard number >= first else { return "< \(text(first))" }
      guard let upper = cutPoints.firstIndex(where: { number < $0 }) else {
        return ">= \(text(last))"
      }
      return "[\(text(cutPoints[upper - 1])), \(text(cutPoints[upper])))"
    }
  }

  /// Numbers rounded to the nearest multiple of a base, halves to the even multiple.
  ///
  /// - Throws: `DeidentificationError` for a column that is not numeric, or a base that is not
  ///   positive.
  public static func rounded(
    _ column: CodedColumn, toMultipleOf base: Double
  ) throws(DeidentificationError) -> CoarsenedColumn {
    let numbers = try numbers(of: column)
    guard base > 0, base.isFinite else {
      throw .parameter(name: "base", rule: "must be a positive number")
    }
    return relabelled(column) { value in
      let rounded = (numbers[value] / base).rounded(.toNearestOrEven) * base
      return rounded.isFinite ? text(rounded) : nil
    }
  }

  /// Values of fewer than `threshold` rows as one value.
  ///
  /// If the merged values have fewer rows than the threshold together, the next rarest values join
  /// them, so that the merged value is not rare itself; where all values together are too few, all
  /// are merged.
  ///
  /// - Parameter rowCounts: the rows that each of the column's rows stands for, where they are
  ///   distinct tuples; `nil`: one.
  /// - Throws: `DeidentificationError` for a threshold below 1, or a label that is a value already.
  public static func rareMerged(
    _ column: CodedColumn, threshold: Int, label: String = "other", rowCounts: [Int]? = nil
  ) throws(DeidentificationError) -> CoarsenedColumn {
    guard threshold >= 1 else { throw .parameter(name: "threshold", rule: "must be at least 1") }
    guard !labels(of: column).contains(label) else {
      throw .parameter(name: "label", rule: "must not be a value of the column")
    }
    var counts = [Int](repeating: 0, count: column.cardinality)
    for (row, code) in column.codes.enumerated() { counts[Int(code)] += rowCounts?[row] ?? 1 }
    let rising = counts.indices.dropFirst().filter { counts[$0] > 0 }
      .sorted { (counts[$0], $0) < (counts[$1], $1) }
    var (merged, rows) = (Set<Int>(), 0)
    for code in rising where counts[code] < threshold || (rows > 0 && rows < threshold) {
      merged.insert(code)
      rows += counts[code]
    }
    return relabelled(column) { value in merged.contains(value + 1) ? label : nil }
  }

  /// Text of which only the first or the last characters stay; the others become `mask`.
  ///
  /// - Parameters:
  ///   - keepingFirst: characters that stay at the beginning.
  ///   - keepingLast: characters that stay at the end.
  ///   - mask: the character that stands for each hidden one.
  ///   - hidesLength: one mask for all hidden characters, so that the length does not show.
  /// - Throws: `DeidentificationError.parameter` for negative numbers of characters.
  public static func masked(
    _ column: CodedColumn, keepingFirst: Int = 0, keepingLast: Int = 0, mask: Character = "*",
    hidesLength: Bool = false
  ) throws(DeidentificationError) -> CoarsenedColumn {
    guard keepingFirst >= 0, keepingLast >= 0 else {
      throw .parameter(name: "keeping", rule: "must not be negative")
    }
    let labels = labels(of: column)
    return relabelled(column) { value in
      let characters = Array(labels[value])
      let hidden =
        characters.count - min(characters.count, keepingFirst)
        - min(characters.count - min(characters.count, keepingFirst), keepingLast)
      let first = characters.prefix(keepingFirst)
      let last = characters.suffix(min(keepingLast, characters.count - first.count))
      let middle = String(repeating: mask, count: hidesLength ? min(1, hidden) : hidden)
      return String(first) + middle + String(last)
    }
  }
}
