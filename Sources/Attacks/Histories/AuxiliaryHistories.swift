public import Evaluation

/// Another party's histories over the same items, with its own gaps and errors.
public struct AuxiliaryHistories: Sendable {
  /// Its name in the report.
  public let name: String
  /// What it holds; its data subjects are numbered apart from the release's, its items alike.
  public let histories: SparseHistories
  /// Who is who, for the evaluator: a row is a data subject of `histories`.
  public let pairing: Pairing

  /// Auxiliary data.
  public init(name: String, histories: SparseHistories, pairing: Pairing) {
    self.name = name
    self.histories = histories
    self.pairing = pairing
  }
}
