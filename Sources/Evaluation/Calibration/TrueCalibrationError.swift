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

  private static let draws = 2_000

  init(_ bins: [StatedBin], level: Double, seed: UInt64) {
    let measured = bins.reduce(0) { $0 + $1.count * abs($1.gap) }
    let people = bins.reduce(0) { $0 + $1.count }
    /// The quantile of the error, times the people, where all are off by `shift`.
    func errors(_ shift: Double) -> [Double] {
      concurrentChunks(count: Self.draws, minimumChunk: 100) { draws in
        draws.map { draw in
          var source = SeededGenerator(seed: seed, stream: "calibration/draw/\(draw)")
          return bins.reduce(0) { $0 + abs($1.drawnGap(shift, using: &source)) }
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
      return bins.reduce(0) { $0 + $1.count * abs($1.meanShifted(shift) - $1.meanStated) } / people
    }
    value = error(at: 0.5)
    lower = min(value, error(at: (1 + level) / 2))
    upper = max(value, error(at: (1 - level) / 2))
  }
}

extension StatedBin {
  /// The stated probabilities, all moved in the direction seen.
  private func shifted(_ probability: Double, _ shift: Double) -> Double {
    min(max(probability + (gap < 0 ? -shift : shift), 0), 1)
  }

  /// The mean of the moved probabilities.
  func meanShifted(_ shift: Double) -> Double {
    stated.reduce(0) { $0 + shifted($1, shift) } / count
  }

  /// How far a drawn number found lies from the number stated, when all are off by `shift`.
  func drawnGap(_ shift: Double, using source: inout SeededGenerator) -> Double {
    if stated.count <= 64 {
      return stated.reduce(0) { sum, probability in
        sum + (source.unit() < shifted(probability, shift) ? 1 : 0) - probability
      }
    }
    let mean = meanShifted(shift)
    return count * (mean - meanStated) + (count * mean * (1 - mean)).squareRoot() * source.normal()
  }
}
