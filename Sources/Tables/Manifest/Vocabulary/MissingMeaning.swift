/// The one declared meaning of missing and suppressed cells in group sizes and uniqueness.
public enum MissingMeaning: String, Sendable, CaseIterable {
  /// A missing cell is a value of its own: two missing cells are alike, and like nothing else.
  case category
  /// A missing cell could be any value: it matches every cell.
  case wildcard
  /// A missing cell never hides anyone: it is counted as if it told the person apart.
  case conservative
}
