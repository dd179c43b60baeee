import Tables

/// What a column's values look like, without their names or meaning.
struct FieldStatistics {
  /// What the values are.
  let kind: FieldKind
  /// The mean number of characters of a text.
  let meanLength: Double
  /// The middle half of the numbers spans this.
  let spread: Double
  /// Whether some released value is an interval or a prefix.
  let hasRanges: Bool

  /// At least this share of the values must read as a date, or a number.
  private static let share = 0.95
  /// Not more values than this, each on average in `rowsEach` rows, are categories.
  private static let mostCategories = 20
  private static let rowsEach = 10
  /// Distinct values that are looked at.
  private static let looked = 10_000

  init(_ dictionary: ValueDictionary, rowCount: Int, kind stated: FieldKind? = nil) {
    let isShort =
      dictionary.count <= Self.mostCategories && rowCount >= Self.rowsEach * dictionary.count
    switch dictionary {
    case .opaque:
      (kind, meanLength, spread, hasRanges) = (stated ?? .category, 0, 0, false)
    case .integers, .reals:
      (kind, meanLength, hasRanges) = (stated ?? (isShort ? .category : .number), 0, false)
      spread = Self.spread(dictionary.numbers ?? [])
    case .texts(let values):
      let sample = values.prefix(Self.looked)
      let lengths = sample.reduce(0) { $0 + min($1.utf8.count, 1_000) }
      meanLength = sample.isEmpty ? 0 : Double(lengths) / Double(sample.count)
      let numbers = sample.compactMap(Self.number)
      spread = Self.spread(numbers)
      hasRanges = sample.contains { GeneralisedValue($0) != nil && CalendarDate($0) == nil }
      kind = stated ?? Self.kind(of: sample, numbers: numbers.count, isShort: isShort)
    }
  }

  private static func kind(
    of sample: ArraySlice<String>, numbers: Int, isShort: Bool
  ) -> FieldKind {
    guard !sample.isEmpty else { return .category }
    let needed = share * Double(sample.count)
    if Double(sample.count { CalendarDate($0) != nil }) >= needed { return .date }
    if isShort { return .category }
    if Double(numbers) >= needed { return .number }
    if Double(sample.count { FieldValues.place($0) != nil }) >= needed { return .place }
    let words = sample.reduce(0) {
      $0 + $1.prefix(1_000).split(whereSeparator: \.isWhitespace).count
    }
    return Double(words) >= 3 * Double(sample.count) ? .words : .text
  }

  /// A number that is no code: codes have a leading zero, or more digits than anybody counts.
  private static func number(_ text: String) -> Double? {
    guard text.utf8.count <= 12, let number = Double(text), number.isFinite else { return nil }
    let isCode = text.utf8.first == 0x30 && text.utf8.count > 1 && !text.utf8.contains(0x2E)
    let isLong = text.utf8.count >= 5 && !text.utf8.contains(0x2E)
    return isCode || isLong ? nil : number
  }

  private static func spread(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    guard let last = sorted.last else { return 0 }
    let upper = sorted[min(sorted.count * 3 / 4, sorted.count - 1)]
    let middle = upper - sorted[sorted.count / 4]
    return middle > 0 ? middle : last - sorted[0]
  }

  /// The levels that fit these values.
  ///
  /// Texts: the same, one typing error (four letters or more), Jaro-Winkler 0.92 and 0.8. Numbers:
  /// the same, apart by 1/200 and 1/20 of the middle half. Dates: the same, one typing error, two
  /// parts the same, within a year. Places: 1 and 10 km. Words: 0.8 and 0.5 in both.
  var levels: [ComparisonLevel] {
    let fitting: [ComparisonLevel] =
      switch kind {
      case .category: []
      case .text where meanLength < 4: [.typingErrors(1)]
      case .text: [.typingErrors(1), .jaroWinkler(0.92), .jaroWinkler(0.8)]
      case .number where spread > 0: [.difference(spread / 200), .difference(spread / 20)]
      case .number: []
      case .date: [.dateTypingErrors(1), .dateParts(2), .years(1)]
      case .place: [.kilometers(1), .kilometers(10)]
      case .words: [.overlap(0.8), .overlap(0.5)]
      }
    return [.exact] + (hasRanges ? [.covers] : []) + fitting
  }
}
