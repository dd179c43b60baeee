import Evaluation
import Findings

extension Evaluator {
  /// The evaluator whose intervals all hold at once for `tried` attacks (Bonferroni).
  ///
  /// Its intervals are Clopper and Pearson's: at so high a level Wilson's calls a few lucky
  /// successes more than chance too often.
  func corrected(tried: Int, depths: [Int]) -> Evaluator {
    Evaluator(
      seed: seed, level: 1 - (1 - level) / Double(max(tried, 1)), depths: depths,
      interval: .clopperPearson)
  }
}

extension Estimate {
  /// The same interval, stated as one that holds at `level` together with those of all attacks
  /// that the best was chosen from.
  func simultaneous(at level: Double) -> Estimate {
    method == .exact
      ? self : Estimate(value: value, lower: lower, upper: upper, level: level, method: method)
  }
}
