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
