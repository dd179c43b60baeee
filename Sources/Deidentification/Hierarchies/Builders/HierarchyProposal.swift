public import Tables

/// A first hierarchy for a column, from its values.
public struct HierarchyProposal: Sendable, Equatable {
  /// The hierarchy.
  public let declaration: HierarchyDeclaration
  /// Why, one clause without values.
  public let reason: String

  /// Looks at a column's values: dates lose their parts, codes of one length their last characters,
  /// coordinates their decimals, other numbers fall into intervals, and of many names the rare ones
  /// merge first.
  ///
  /// - Complexity: O(values log values).
  public init(for values: HierarchyValues) {
    let labels = values.labels
    let numbers = labels.compactMap(Double.init)
    if labels.count <= 2 {
      self.init(.suppression, "few values: shown or not")
    } else if labels.allSatisfy({ CalendarDay(iso: $0) != nil }) {
      self.init(.dates(units: [.month, .quarter, .year, .decade]), "dates")
    } else if Self.areCodes(labels) {
      self.init(
        .redaction(from: .right, characters: []), "codes of one length, coarser to the left")
    } else if numbers.count == labels.count, numbers.allSatisfy(\.isFinite) {
      self = Self.forNumbers(numbers)
    } else if labels.count <= 4 {
      self.init(.suppression, "few values: shown or not")
    } else {
      self = Self.forNames(values)
    }
  }

  private init(_ declaration: HierarchyDeclaration, _ reason: String) {
    self.declaration = declaration
    self.reason = reason
  }

  /// Postal codes and their like: digits of one length, four at least, with a leading zero or more
  /// values than a measure would have.
  private static func areCodes(_ labels: [String]) -> Bool {
    guard let length = labels.first?.utf8.count, (4...12).contains(length) else { return false }
    let areDigits = labels.allSatisfy { label in
      label.utf8.count == length && label.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard areDigits else { return false }
    let areYears = labels.allSatisfy { label in
      length == 4 && (1_800...2_200).contains(Int(label) ?? 0)
    }
    return !areYears && (labels.contains { $0.hasPrefix("0") } || length >= 5)
  }

  private static func forNumbers(_ numbers: [Double]) -> HierarchyProposal {
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
    let areWhole = numbers.allSatisfy { $0.rounded() == $0 }
    if !areWhole, low >= -180, high <= 180, numbers.count > 50 {
      return HierarchyProposal(.decimals([3, 2, 1, 0]), "coordinates or other fine decimals")
    }
    let range = max(high - low, areWhole ? 1 : 1e-6)
    // Some thirty intervals first, then two, four and eight of them together.
    let width = niceWidth(range / 30, isWhole: areWhole)
    let widths = [1.0, 2, 4, 8].map { $0 * width }.filter { $0 < range }
    guard !widths.isEmpty else { return HierarchyProposal(.suppression, "a narrow range") }
    return HierarchyProposal(
      .intervals(widths: widths, origin: 0, bottom: nil, top: nil), "numbers")
  }

  /// 1, 2 or 5 times a power of ten.
  private static func niceWidth(_ width: Double, isWhole: Bool) -> Double {
    var power = 1.0
    while power * 10 <= width { power *= 10 }
    while power > width, power > 1e-9 { power /= 10 }
    let nice = [1.0, 2, 5, 10].first { $0 * power >= width } ?? 10
    return isWhole ? max(1, (nice * power).rounded()) : nice * power
  }

  private static func forNames(_ values: HierarchyValues) -> HierarchyProposal {
    let total = values.counts.reduce(0, +)
    let frequent = values.counts.count { Double($0) >= 0.02 * Double(total) }
    var kept = [min(values.labels.count - 1, max(frequent, 3))]
    while let last = kept.last, last > 1 { kept.append(last / 2) }
    return HierarchyProposal(.priority(kept), "many names: rare ones merge first")
  }
}
