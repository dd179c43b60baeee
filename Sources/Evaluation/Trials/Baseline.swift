/// What an adversary reaches who has everything but the release.
public enum Baseline: Sendable, Equatable {
  /// Naming one of `candidates` people at random.
  case chance(candidates: Int)
  /// A rate known without sampling, such as the share of the commonest value in the population.
  case known(Double)
  /// `successes` of `trials` guesses made without the release were right.
  case observed(successes: Double, trials: Int)
}
