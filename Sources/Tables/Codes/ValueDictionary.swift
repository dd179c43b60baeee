/// The distinct values of a column, in the order of their codes: code `i + 1` stands for value `i`.
///
/// Code 0 is kept for missing cells in every column, so a dictionary never holds a missing value.
public enum ValueDictionary: Sendable, Equatable {
  /// Text, compared byte for byte (UTF-8).
  case texts([String])
  /// Whole numbers.
  case integers([Int64])
  /// Real numbers, all finite.
  case reals([Double])
  /// Values that were deliberately not kept (keys of data subjects): only their number is known.
  case opaque(count: Int)

  /// The number of distinct values, missing not counted.
  public var count: Int {
    switch self {
    case .texts(let values): values.count
    case .integers(let values): values.count
    case .reals(let values): values.count
    case .opaque(let count): count
    }
  }

  /// The numbers behind the codes, in code order (value of code `i + 1` at index `i`), or `nil`
  /// where the column holds anything that is no number.
  ///
  /// - Complexity: O(`count`).
  public var numbers: [Double]? {
    switch self {
    case .integers(let values):
      return values.map(Double.init)
    case .reals(let values):
      return values
    case .texts(let values):
      var numbers: [Double] = []
      numbers.reserveCapacity(values.count)
      for value in values {
        guard let number = Double(value), number.isFinite else { return nil }
        numbers.append(number)
      }
      return numbers
    case .opaque:
      return nil
    }
  }
}
