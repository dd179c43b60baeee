import DifferentialPrivacy
import Numerics

/// A seeded source for tests of what is drawn from the secure one otherwise.
struct InjectedSource: DifferentialPrivacy.RandomSource, ~Copyable {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { generator.next() }
}

/// How far a share of `count` draws can be from its probability: beyond it with probability below
/// 1e-8 (Hoeffding: 2 exp(-2 n t^2)), so that a hundred comparisons raise a false alarm below 1e-6.
func shareTolerance(_ count: Int) -> Double { (18.5 / (2 * Double(count))).squareRoot() + 1e-12 }
