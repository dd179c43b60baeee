/// Whether a model that holds goes on holding while classes merge on the way up the lattice.
public enum Monotonicity: Sendable, Equatable {
  /// It holds for a union of classes for which it holds, and suppressing a class that breaks it
  /// never breaks another: the search may tag whole parts of the lattice.
  case full
  /// It is monotone where nothing may be suppressed; with suppression it is not.
  case withoutSuppression
  /// Nothing follows from one node for another.
  case none
}

/// A condition that a release must meet, as a user states it: k-anonymity, t-closeness...
///
/// A model is made ready once for a table (global distributions, estimates), then asked for many
/// recodings of it.
public protocol PrivacyModel: Sendable {
  /// The model in the words of its paper, with its parameters: "5-anonymity".
  var name: String { get }
  /// What an adversary can still do where the model holds, in one clause for a report.
  var doesNotProtectAgainst: String { get }
  /// Makes the model ready for a table.
  ///
  /// - Throws: `DeidentificationError` where the table lacks what the model needs (a sensitive
  ///   attribute, a population), or a parameter is out of its range.
  func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel
}

extension PrivacyModel {
  /// What is true of every model here.
  public var doesNotProtectAgainst: String {
    "what an adversary knows beyond the quasi-identifiers, and learns from other releases"
  }
}

/// A model ready to be asked; each kind is decided in its own way.
public enum PreparedModel: Sendable {
  /// Decided for each class by itself; classes that break it are candidates for suppression.
  case classes(any ClassCriterion)
  /// Decided on the classes that are left, as a whole; may suppress more classes to hold.
  case table(any TableCriterion)
}

/// A condition on single classes.
public protocol ClassCriterion: Sendable {
  /// How the condition behaves on the way up.
  var monotonicity: Monotonicity { get }
  /// The least size that a class must have, where the condition implies one (k of k-anonymity), or
  /// 1: a bound that the search may use before it asks.
  var minimumSize: Int { get }
  /// Whether the condition holds for every class of at least `minimumSize`, so that nothing else
  /// need be asked; `false` unless a criterion says otherwise.
  var isMinimumSizeSufficient: Bool { get }
  /// Whether the condition holds for one class.
  ///
  /// - Complexity: O(values of the class).
  func holds(for index: Int, in classes: ClassTable) -> Bool
}

extension ClassCriterion {
  /// Classes of the minimum size are to be asked one by one.
  public var isMinimumSizeSufficient: Bool { false }
}

/// A condition on all classes together: average risk, uniqueness, profit.
public protocol TableCriterion: Sendable {
  /// How the condition behaves on the way up.
  var monotonicity: Monotonicity { get }
  /// Whether the condition holds for the classes that are not suppressed, possibly after
  /// suppressing more of them (marked in `isSuppressed`) within `limit` rows in all.
  func enforce(on classes: ClassTable, isSuppressed: inout [Bool], limit: Int) -> Bool
}
