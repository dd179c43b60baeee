import Findings

/// One level of agreement between two values of a column, the likeliest to be one person first.
///
/// A column's levels are tried in order; the first that holds is the pair's. Where none holds, the
/// values differ: a last level that every column has and that is not listed.
public enum ComparisonLevel: Sendable, Equatable {
  /// The values are equal.
  case exact
  /// The similarity by Jaro and Winkler is at least this.
  case jaroWinkler(Double)
  /// At most so many insertions, deletions, changes and swaps of letters (Damerau-Levenshtein).
  case typingErrors(Int)
  /// At most so many insertions, deletions and changes of letters (Levenshtein).
  case edits(Int)
  /// Numbers at most this far apart.
  case difference(Double)
  /// Numbers apart by at most this share of the larger one.
  case relativeDifference(Double)
  /// Dates at most so many days apart.
  case days(Int)
  /// Dates at most so many months of 30.4375 days apart.
  case months(Int)
  /// Dates at most so many years of 365.25 days apart.
  case years(Int)
  /// At most so many typing errors in the eight digits of a date.
  case dateTypingErrors(Int)
  /// At least so many of year, month and day agree.
  case dateParts(Int)
  /// Places at most so many kilometres apart on the globe.
  case kilometers(Double)
  /// Words of which at least this share stands in both (Jaccard).
  case overlap(Double)
  /// The released value is an interval or a prefix that stands for the other (`ValueCover`).
  case covers

  /// What a reader of the report sees.
  public var label: String {
    switch self {
    case .exact: "the same"
    case .jaroWinkler(let least): "similar (Jaro-Winkler \(Phrase.decimals(least, 2)) or more)"
    case .typingErrors(let most): Phrase.count(most, "typing error", "typing errors") + " at most"
    case .edits(let most): Phrase.count(most, "edit", "edits") + " at most"
    case .difference(let most): "\(Phrase.decimals(most, 3)) apart at most"
    case .relativeDifference(let most): "\(Phrase.perCent(most)) apart at most"
    case .days(let most): Phrase.count(most, "day", "days") + " apart at most"
    case .months(let most): Phrase.count(most, "month", "months") + " apart at most"
    case .years(let most): Phrase.count(most, "year", "years") + " apart at most"
    case .dateTypingErrors(let most):
      Phrase.count(most, "typing error", "typing errors") + " in the date at most"
    case .dateParts(let least): "\(least) of year, month and day the same"
    case .kilometers(let most): "\(Phrase.decimals(most, 3)) km apart at most"
    case .overlap(let least): "\(Phrase.perCent(least)) of the words in both"
    case .covers: "released as a range that fits"
    }
  }
}

/// What the values of a column are, for comparing them.
public enum FieldKind: String, Sendable, Equatable, CaseIterable {
  /// Words as people write them, with typing errors.
  case text
  /// One of few values, or a key: equal or not.
  case category
  /// Numbers.
  case number
  /// Calendar days, as `2026-11-21` or as days since 1970-01-01.
  case date
  /// Latitude and longitude in degrees, as `52.52 13.405`.
  case place
  /// Many words, in no order.
  case words
}
