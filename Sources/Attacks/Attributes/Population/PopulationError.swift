/// What is wrong with the numbers that a measure of population or individual risk was given.
///
/// Cases carry places and counts, never a cell's value.
public enum PopulationError: Error, Sendable, Equatable {
  /// The table has no row, or the list has no class.
  case empty
  /// Two arrays that describe the same rows or classes differ in length.
  case lengthMismatch(what: String, expected: Int, found: Int)
  /// A class size (or its number of classes) at `index` is not positive, or sizes don't rise.
  case classSize(index: Int)
  /// The rows do not fit the machine's integers, or exceed 2^31 - 1.
  case tooManyRows
  /// More than 64 key columns: missing cells are kept as a 64-bit pattern. Use fewer keys.
  case tooManyKeys(count: Int)
  /// The weight of `row` is not a finite, positive number: give each row its sampling weight.
  case weight(row: Int)
  /// The frequency of `row` is below one, or not finite.
  case frequency(row: Int)
  /// A parameter is out of its range, which `allowed` names.
  case parameter(name: String, allowed: String)
}

extension PopulationError: CustomStringConvertible {
  /// What is wrong and how to mend it, without any value of the data.
  public var description: String {
    switch self {
    case .empty:
      "there is no row to measure: give at least one"
    case .lengthMismatch(let what, let expected, let found):
      "\(what): expected \(expected) entries, found \(found)"
    case .classSize(let index):
      "entry \(index) of the class sizes is not a positive count in rising order"
    case .tooManyRows:
      "more than 2^31 - 1 rows: measure a sample of them"
    case .tooManyKeys(let count):
      "\(count) key columns, at most 64 can be measured: leave some out"
    case .weight(let row):
      "the weight in row \(row) is not a finite number above zero"
    case .frequency(let row):
      "the frequency in row \(row) is not a finite number of at least one"
    case .parameter(let name, let allowed):
      "\(name) must be \(allowed)"
    }
  }
}
