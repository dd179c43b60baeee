import Foundation

/// The risk that each row of a weighted sample is matched to its person.
///
/// Given f sample rows with a key and an estimated F people, p = f / F, the number of people
/// follows f plus a negative binomial with parameters f and p, and the risk is the mean of one over
/// it: r = p integral_0^1 s^(f-1) / (p + (1 - p) s) ds.
///
/// - exact: that integral. approximate: p / (f - (1 - p)) for f above 2 (Franconi and Polettini's
///   lower order series), the closed forms for f = 1 and 2; sdcMicro's default.
///
/// **Guarantee**: under the model, the expected number of correct matches when each row is linked
/// to a person of its key at random.
/// **Source**: Benedetti and Franconi 1998; Franconi and Polettini 2004, "Individual risk
/// estimation in mu-Argus: a review", PSD, LNCS 3050. **Cost**: O(rows).
/// **Does not protect against**: keys that the adversary knows and the steward left out; weights
/// that are calibrated to other margins than the keys'.
public struct IndividualRisk: Sendable, Equatable {
  /// How the mean of one over the population frequency is computed.
  public enum Method: String, Sendable, Equatable, Codable, CaseIterable {
    /// sdcMicro's approximation.
    case approximate
    /// The integral itself.
    case exact
  }

  /// The risk of each row, in (0, 1].
  public let risks: [Double]

  /// Risks from frequencies.
  ///
  /// Where the weights say that the sample holds everybody with the key (F at most f), the risk is
  /// 1 / f.
  public init(_ frequencies: KeyFrequencies, method: Method = .approximate) {
    risks = zip(frequencies.sample, frequencies.population).map {
      Self.risk(sample: $0, population: $1, method: method)
    }
  }

  /// The risk of a row with `sample` matching rows (f) that stand for `population` people (F).
  ///
  /// - Complexity: O(1); at most some hundred terms.
  public static func risk(sample: Double, population: Double, method: Method) -> Double {
    let share = sample / population
    let rest = (population - sample) / population
    guard rest > 0 else { return 1 / sample }
    if sample > 2 && method == .approximate { return share / (sample - rest) }
    if share >= 0.5 || sample >= 64 || sample != sample.rounded() {
      return seriesRisk(sample: sample, rest: rest, share: share)
    }
    return recursiveRisk(sample: Int(sample), rest: rest, share: share)
  }

  /// The risk as a series of positive terms, p times the sum of q^k k! / (f (f+1) to (f+k)), which
  /// is the integral with 1 / (1 - q (1 - s)) expanded.
  private static func seriesRisk(sample: Double, rest: Double, share: Double) -> Double {
    var term = 1 / sample
    var sum = 0.0
    var index = 0.0
    while term > sum * 1e-17 && index < 1e6 {
      sum += term
      index += 1
      term *= rest * index / (sample + index)
    }
    return share * sum
  }

  /// J_1 = -ln(p) / q and p J_f + q J_(f+1) = 1 / f; errors shrink by p / q each step for p < 1/2.
  private static func recursiveRisk(sample: Int, rest: Double, share: Double) -> Double {
    var integral = -log(share) / rest
    var frequency = 1
    while frequency < sample {
      integral = (1 / Double(frequency) - share * integral) / rest
      frequency += 1
    }
    return share * integral
  }

  /// The expected number of correct re-identifications: the sum of the risks.
  public var expectedReidentifications: Double { risks.reduce(0, +) }

  /// The expected share of rows re-identified.
  public var globalRisk: Double {
    risks.isEmpty ? 0 : expectedReidentifications / Double(risks.count)
  }

  /// The largest risk, 0 for no rows.
  public var maximum: Double { risks.max() ?? 0 }

  /// The share of rows whose risk is above `threshold` (strictly), 0 for no rows.
  ///
  /// - Complexity: O(rows).
  public func shareOfRows(aboveRisk threshold: Double) -> Double {
    guard !risks.isEmpty else { return 0 }
    return Double(risks.reduce(0) { $0 + ($1 > threshold ? 1 : 0) }) / Double(risks.count)
  }
}
