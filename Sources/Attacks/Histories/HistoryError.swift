/// Why histories can't be taken or attacked.
public enum HistoryError: Error, Sendable, Equatable {
  /// The columns of the entries have other lengths than there are entries.
  case unequalColumns(entries: Int)
  /// An entry names a data subject or an item beyond those declared.
  case outOfRange(entry: Int)
  /// A value or a day is infinite.
  case infinite(entry: Int)
  /// The adversary's knowledge makes no sense.
  case knowledge(known: Int, wrong: Int)
  /// An error of dates or values, or a scale, is negative, or is no number.
  case magnitude(Double)
}

extension HistoryError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .unequalColumns(let entries):
      "the columns of \(entries) entries differ in length; give a value and a day for each entry "
        + "(not-a-number where it is not known), or none at all"
    case .outOfRange(let entry):
      "entry \(entry) names a data subject or an item that is not declared; number both from 0, "
        + "below their counts"
    case .infinite(let entry):
      "entry \(entry) has an infinite value or day; give not-a-number where it is not known"
    case .knowledge(let known, let wrong):
      "an adversary can't know \(known) items of which \(wrong) are wrong; give at least one known "
        + "and no more wrong ones than known ones"
    case .magnitude(let value):
      "an error or a scale of \(value) makes no sense; errors are 0 or more, scales above 0"
    }
  }
}
