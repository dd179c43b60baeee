/// Half-open intervals of numbers, of one width on each level, with open ends.
struct Intervals {
  let widths: [Double]
  let origin: Double
  let bottom: Double?
  let top: Double?

  /// The interval of each value, for each width.
  ///
  /// - Throws: `DeidentificationError` where widths do not nest, or a value is no number.
  func groups(of values: HierarchyValues) throws(DeidentificationError) -> [[String]] {
    guard !widths.isEmpty, widths.allSatisfy({ $0 > 0 && $0.isFinite }), origin.isFinite else {
      throw .parameter(name: "intervals", rule: "must have widths above 0")
    }
    if let bottom, let top, bottom >= top {
      throw .parameter(name: "bottom", rule: "must be below top")
    }
    let numbers = try values.numbers()
    // Positions on the finest grid are whole numbers: coarser ones follow by exact division.
    let lines = numbers.map { (($0 - origin) / widths[0]).rounded(.down) }
    guard lines.allSatisfy({ abs($0) < 9e15 }) else {
      throw .parameter(name: "intervals", rule: "are too narrow for the column's numbers")
    }
    var levels: [[String]] = []
    for width in widths {
      // 0.3 is a multiple of 0.1 to whoever writes it.
      let factor = (width / widths[0]).rounded()
      guard abs(factor * widths[0] - width) <= 1e-9 * width, factor >= 1, factor < 9e15 else {
        throw .parameter(name: "intervals", rule: "must have widths that are multiples")
      }
      levels.append(
        zip(numbers, lines).map { number, line in
          label(number, cell: (line / factor).rounded(.down), width: width)
        })
    }
    return levels
  }

  private func label(_ number: Double, cell: Double, width: Double) -> String {
    if let bottom, number < bottom { return "<\(Self.text(bottom))" }
    if let top, number >= top { return ">=\(Self.text(top))" }
    let lower = max(origin + cell * width, bottom ?? -.infinity)
    let upper = min(origin + (cell + 1) * width, top ?? .infinity)
    return "[\(Self.text(lower)), \(Self.text(upper))["
  }

  /// A number as people write it.
  static func text(_ number: Double) -> String {
    number.rounded() == number && abs(number) < 9e15 ? "\(Int(number))" : "\(number)"
  }
}
