import Foundation
import Numerics

/// What the calibration error is without the part that chance adds to it.
///
/// Chance moves the share found in a bin away from the true one, so the expected calibration error
/// is above 0 even where every stated probability is right, and taking off that chance part takes
/// off too much where the error is real. Here the measured error is laid into the distribution it
/// would have if each probability were off by the same e, in the direction seen in its bin: the
/// value is the e at which the measured error is the median, the interval's ends those at which it
/// is as high or low as happens in (1 - level) / 2 of cases. At e = 0 that is the test whether the
/// stated probabilities are right, so 0 is in the interval as often as promised, and more.
///
/// Answers are drawn as coins; sums of more than 64 answers from the normal law.
///
/// **Guarantee** if each stated probability is right, the lower end is 0 with probability (1 +
/// level) / 2 and more, up to the number of draws. Where errors differ between bins the interval
/// is approximate.
/// **Source** tests by simulated right probabilities: Broecker and Smith, *Increasing the
/// Reliability of Reliability Diagrams*, Weather and Forecasting 22 (2007); bias of the plain
/// error: Kumar, Liang, Ma, *Verified Uncertainty Calibration*, NeurIPS 2019; intervals by
/// inverting a test: Lehmann and Romano, *Testing Statistical Hypotheses*, 2005, 3.5.
/// **Cost** O(draws * min(answers, 640)) for each of some forty values of e.
struct TrueCalibrationError {
  /// The error at which the measured one is the median.
  let value: Double
  /// The lower end.
  let lower: Double
  /// The upper end.
  let upper: Double

  init(_ bins: [StatedBin], level: Double, seed: UInt64, draws: Int = 1_000) {
    let measured = bins.reduce(0) { $0 + $1.count * abs($1.gap) }
    let people = bins.reduce(0) { $0 + $1.count }
    /// Drawn errors, times the people, where all are off by `shift`; rising.
    func errors(_ shift: Double) -> [Double] {
      let bins = bins.map { ShiftedBin($0, shift: shift) }
      return concurrentChunks(count: draws, minimumChunk: 100) { draws in
        draws.map { draw in
          var source = SeededGenerator(seed: seed, stream: "calibration/draw/\(draw)")
          return bins.reduce(0) { $0 + abs($1.drawnGap(using: &source)) }
        }
      }.flatMap(\.self).sorted()
    }
    func shift(at probability: Double) -> Double {
      func quantile(_ shift: Double) -> Double {
        Quantiles.quantile(probability, ofSorted: errors(shift)) ?? 0
      }
      guard quantile(0) < measured else { return 0 }
      var (low, high) = (0.0, 1.0)
      // To a thousandth: finer than any report shows.
      while high - low > 0.001 {
        let middle = (low + high) / 2
        if quantile(middle) < measured { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
    /// Probabilities stop at 0 and 1, so the error is at most the shift.
    func error(at probability: Double) -> Double {
      let shift = shift(at: probability)
      return bins.reduce(0) { $0 + abs(ShiftedBin($1, shift: shift).mean) } / people
    }
    value = error(at: 0.5)
    lower = min(value, error(at: (1 + level) / 2))
    upper = max(value, error(at: (1 - level) / 2))
  }
}

/// A bin whose stated probabilities are all off by the same, in the direction seen.
private struct ShiftedBin: Sendable {
  /// The stated probabilities, and the moved ones, of a bin small enough to draw coins.
  let coins: [(stated: Double, moved: Double)]
  /// The mean and deviation of the number found, less the number stated.
  let mean: Double
  let deviation: Double

  private static let mostCoins = 64

  init(_ bin: StatedBin, shift: Double) {
    let moved = bin.stated.map { min(max($0 + (bin.gap < 0 ? -shift : shift), 0), 1) }
    coins = bin.stated.count <= Self.mostCoins ? Array(zip(bin.stated, moved)) : []
    mean = zip(bin.stated, moved).reduce(0) { $0 + $1.1 - $1.0 }
    deviation = moved.reduce(0) { $0 + $1 * (1 - $1) }.squareRoot()
  }

  /// How far a drawn number found lies from the number stated.
  func drawnGap(using source: inout SeededGenerator) -> Double {
    guard !coins.isEmpty else { return mean + deviation * source.normal() }
    return coins.reduce(0) { $0 + (source.unit() < $1.moved ? 1 : 0) - $1.stated }
  }
}
