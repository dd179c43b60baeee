/// A kind of value that points at a person by its form alone.
enum PersonalValue: String, Sendable, CaseIterable, Comparable {
  case email = "an e-mail address"
  case phone = "a telephone number"
  case card = "a payment card's number"
  case iban = "a bank account's number (IBAN)"
  case socialSecurity = "a social security number (United States)"
  case frenchNumber = "a social security number (France)"
  case spanishNumber = "an identity number (Spain)"
  case italianNumber = "a tax code (Italy)"
  case britishNumber = "a national insurance number (United Kingdom)"
  case swissNumber = "a social security number (Switzerland)"
  case brazilianNumber = "a tax number (Brazil)"

  static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

  /// How sure a form is.
  enum Weight: Sendable {
    /// It is one on its own.
    case proven
    /// It has the form and the check digit; other numbers have both by chance.
    case likely
    /// It has the form, and not the check digit: speaks against the others of its column.
    case unlikely
  }

  /// One find in a cell.
  struct Match: Sendable, Equatable {
    let kind: PersonalValue
    let weight: Weight
    /// Where it begins, in bytes from the cell's start.
    let offset: Int
  }
}
