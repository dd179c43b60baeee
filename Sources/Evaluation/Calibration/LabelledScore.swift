/// A score of a pair whose answer is known.
public struct LabelledScore: Sendable, Equatable {
  /// The score: higher is likelier.
  public let score: Double
  /// Whether the two are the same person.
  public let isSame: Bool
  /// The target, by which scores are dealt to folds: those of one target go together.
  public let target: Int

  /// A score.
  public init(score: Double, isSame: Bool, target: Int) {
    self.score = score
    self.isSame = isSame
    self.target = target
  }
}
