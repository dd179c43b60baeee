/// Which two datasets a guarantee can't tell apart.
public enum Neighbours: String, Sendable, Codable, CaseIterable {
  /// One data subject's rows are added or taken away.
  case addRemove = "add-remove"
  /// One data subject's rows are replaced by another's.
  case substitute
}
