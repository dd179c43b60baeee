/// What of a value must agree for two rows to be compared.
public enum KeyForm: Sendable, Hashable {
  /// All of it.
  case whole
  /// Its first so many characters.
  case prefix(Int)
  /// Its last so many characters.
  case suffix(Int)
  /// The year of a date.
  case year
  /// Month and day of a date.
  case monthAndDay
}

/// A column, or a part of its values, by which rows are grouped.
public struct BlockingKey: Sendable, Hashable {
  /// The position of the column among the fields.
  public let field: Int
  /// What of its values.
  public let form: KeyForm

  /// A key.
  public init(_ field: Int, _ form: KeyForm = .whole) {
    self.field = field
    self.form = form
  }
}

/// Rows that agree in each of these keys are compared; a missing value agrees with nothing.
public struct BlockingRule: Sendable, Hashable {
  /// The keys; none: all pairs are compared.
  public let keys: [BlockingKey]

  /// A rule.
  public init(_ keys: [BlockingKey]) {
    self.keys = keys
  }

  /// Every pair there is.
  public static let all = BlockingRule([])

  /// The columns that it looks at, rising.
  var fields: [Int] { Set(keys.map(\.field)).sorted() }

  /// The rule in a reader's words.
  func label(_ fields: [LinkageField]) -> String {
    if keys.isEmpty { return "all pairs" }
    return keys.map { key in
      let name = fields[key.field].name
      return switch key.form {
      case .whole: name
      case .prefix(let length): "first \(length) of \(name)"
      case .suffix(let length): "last \(length) of \(name)"
      case .year: "year of \(name)"
      case .monthAndDay: "month and day of \(name)"
      }
    }.joined(separator: " + ")
  }
}
