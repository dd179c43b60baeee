public import Tables

/// Makes hierarchies from declarations.
///
/// **Guarantee**: the hierarchy is nested, covers each value, and ends in one group.
/// **Cost**: O(values x levels).
public enum HierarchyBuilder {
  /// The most levels that a hierarchy gets.
  static let levelLimit = 1_000

  /// A hierarchy over a column's values.
  ///
  /// - Parameter file: the text of the file that a `.file` declaration names.
  /// - Throws: `DeidentificationError` that names the column and the rule; never a value.
  public static func hierarchy(
    _ declaration: HierarchyDeclaration, of values: HierarchyValues, file: String? = nil
  ) throws(DeidentificationError) -> Hierarchy {
    switch declaration {
    case .suppression: return try values.hierarchy(groups: [])
    case .file(_, let delimiter):
      return try TaxonomyText(file ?? "", delimiter: delimiter).hierarchy(of: values)
    case .intervals(let widths, let origin, let bottom, let top):
      let intervals = Intervals(widths: widths, origin: origin, bottom: bottom, top: top)
      return try values.hierarchy(groups: try intervals.groups(of: values))
    case .order(let sizes): return try values.hierarchy(groups: try neighbours(values, sizes))
    case .dates(let units): return try values.hierarchy(groups: try dates(values, units))
    case .redaction(let side, let counts):
      return try values.hierarchy(groups: try redactions(values, side, counts))
    case .decimals(let decimals):
      return try values.hierarchy(groups: try cells(values, decimals))
    case .priority(let kept): return try values.hierarchy(groups: try frequent(values, kept))
    }
  }

  /// The values that a hierarchy's file knows: the domain, of which a column may hold a part.
  ///
  /// How much a group hides is its share of the domain.
  public static func domain(ofFile text: String, delimiter: String) -> [String] {
    TaxonomyText(text, delimiter: delimiter).values
  }

  /// Neighbours in natural order: as numbers where all are, else as texts.
  private static func neighbours(
    _ values: HierarchyValues, _ sizes: [Int]
  ) throws(DeidentificationError) -> [[String]] {
    let numbers = values.labels.map { Double($0) ?? .nan }
    let order = values.labels.indices.sorted { left, right in
      if numbers.allSatisfy(\.isFinite), numbers[left] != numbers[right] {
        return numbers[left] < numbers[right]
      }
      return values.labels[left] < values.labels[right]
    }
    var levels: [[String]] = []
    var size = 1
    for factor in sizes {
      guard factor >= 2 else {
        throw .parameter(name: "order", rule: "must group at least two neighbours on each level")
      }
      let (product, overflow) = size.multipliedReportingOverflow(by: factor)
      size = overflow ? .max : product
      var groups = [String](repeating: "", count: order.count)
      var start = 0
      while start < order.count {
        let end = size > order.count - start ? order.count : start + size
        let (first, last) = (values.labels[order[start]], values.labels[order[end - 1]])
        for position in start..<end {
          groups[order[position]] = end - start == 1 ? first : "\(first) to \(last)"
        }
        start = end
      }
      levels.append(groups)
    }
    return levels
  }

  /// Parts of dates.
  private static func dates(
    _ values: HierarchyValues, _ units: [HierarchyDeclaration.DateUnit]
  ) throws(DeidentificationError) -> [[String]] {
    let ranks = units.compactMap { HierarchyDeclaration.DateUnit.allCases.firstIndex(of: $0) }
    guard zip(ranks, ranks.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .parameter(name: "dates", rule: "must name units from fine to coarse, each once")
    }
    if let week = units.firstIndex(of: .week), week != units.indices.last {
      throw .parameter(
        name: "dates", rule: "can't go on after week: a week lies in no month or year as a whole")
    }
    let days = values.labels.map(CalendarDay.init(iso:))
    let bad = days.count { $0 == nil }
    guard bad == 0 else {
      throw .column(
        name: values.column,
        rule: "has \(bad) of \(days.count) values that are no dates such as 2026-11-21")
    }
    return units.map { unit in days.map { $0?.label(unit) ?? "" } }
  }

  /// Characters replaced from one end; `*` alone where none is left, so that lengths don't show.
  private static func redactions(
    _ values: HierarchyValues, _ side: HierarchyDeclaration.Side, _ counts: [Int]
  ) throws(DeidentificationError) -> [[String]] {
    guard zip(counts, counts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .parameter(name: "redaction", rule: "must remove more characters on each level")
    }
    let longest = values.labels.map(\.count).max() ?? 0
    let each = Array(1..<max(2, min(longest, levelLimit)))
    return (counts.isEmpty ? each : counts).map { count in
      values.labels.map { label in
        guard label.count > count else { return "*" }
        let stars = String(repeating: "*", count: count)
        return side == .right ? label.dropLast(count) + stars : stars + label.dropFirst(count)
      }
    }
  }

  /// Cells of a decimal grid: rounding down nests, rounding to the nearest does not.
  private static func cells(
    _ values: HierarchyValues, _ decimals: [Int]
  ) throws(DeidentificationError) -> [[String]] {
    guard let finest = decimals.first, zip(decimals, decimals.dropFirst()).allSatisfy({ $0 > $1 }),
      decimals.allSatisfy({ (0...9).contains($0) })
    else {
      throw .parameter(name: "decimals", rule: "must fall, from at most 9 to at least 0")
    }
    let numbers = try values.numbers()
    guard numbers.allSatisfy({ abs($0) <= 1_000_000 }) else {
      throw .column(name: values.column, rule: "holds numbers that are no degrees or metres")
    }
    let scale = power(finest)
    let lines = numbers.map { Int(($0 * Double(scale)).rounded(.down)) }
    return decimals.map { places in
      let step = power(finest - places)
      return lines.map { line in
        let cell = (line - ((line % step) + step) % step) / step
        let width = power(places)
        return "[\(fraction(cell, over: width)), \(fraction(cell + 1, over: width))["
      }
    }
  }

  private static func power(_ exponent: Int) -> Int {
    var product = 1
    for _ in 0..<exponent { product *= 10 }
    return product
  }

  /// `-12 over 10` is "-1.2".
  private static func fraction(_ numerator: Int, over width: Int) -> String {
    let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: UInt(width))
    let sign = numerator < 0 ? "-" : ""
    guard width > 1 else { return "\(sign)\(whole)" }
    let digits = String(rest)
    let zeros = String(repeating: "0", count: String(width).count - 1 - digits.count)
    return "\(sign)\(whole).\(zeros)\(digits)"
  }

  /// The most frequent values by themselves, the rest in one group.
  private static func frequent(
    _ values: HierarchyValues, _ kept: [Int]
  ) throws(DeidentificationError) -> [[String]] {
    guard zip(kept, kept.dropFirst()).allSatisfy({ $0 > $1 }) else {
      throw .parameter(name: "priority", rule: "must keep fewer values on each level")
    }
    let order = values.labels.indices.sorted { left, right in
      values.counts[left] != values.counts[right]
        ? values.counts[left] > values.counts[right] : values.labels[left] < values.labels[right]
    }
    return kept.map { count in
      var groups = [String](repeating: "other", count: values.labels.count)
      for index in order.prefix(count) { groups[index] = values.labels[index] }
      return groups
    }
  }
}
