public import Findings
import Numerics

/// Forecasts the rate among the declared population, once the forecast has been put to the test.
///
/// The test: a tenth of the candidates is drawn, with the targets among them; the law is fitted on
/// how the rate falls up to that tenth, and has to foretell the rate among all. Where the truth
/// stands among the tenth is drawn from where it stands among all (a hypergeometric number of the
/// better ones is kept), which is what attacking among the tenth would give: the odds between two
/// candidates do not depend on the others. Two things differ. The scales of cohort-normalised
/// scores stay those of all candidates, as do the weights learned. And each target's rivals are
/// drawn by themselves, where a real tenth has the same rivals for all: on average that is the
/// same, but where a few candidates resemble everybody the rate among a real tenth varies more than
/// the drawn one. Who has the scores should count ranks among a real tenth.
///
/// **Source** Rocher, Hendrickx, de Montjoye, *A scaling law to model the effectiveness of
/// identification techniques*, Nature Communications 16:347 (2025).
public struct RateForecasting: Sendable {
  /// The seed of all draws.
  public var seed: UInt64
  /// The confidence level, in (0, 1).
  public var level = 0.95
  /// How many times the law is fitted again.
  public var draws = 200

  /// A forecast with a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// The fewest targets in the tenth: fewer than that tell nothing.
  public static let fewestTargets = 10

  /// The rates among 2, ..., all candidates and among the declared population.
  ///
  /// Points up to all candidates carry what a tenth of them predicts, beside what was measured.
  /// Their intervals are those of a share measured on so many targets, the declared population's is
  /// that of the rate itself. Where more candidates are declared, the law is fitted again on all,
  /// and the last point and the law's parameters are of that fit; otherwise they are of the
  /// tenth's.
  ///
  /// - Parameters:
  ///   - answers: one for each target; targets that are not among the candidates are passed over.
  ///   - candidates: how many candidates there were.
  ///   - population: how many candidates there are where the data comes from.
  ///   - tenth: answers for the targets in a tenth of the candidates, with ranks counted among that
  ///     tenth only, where the caller has the scores to count them; they replace the drawn ones.
  /// - Returns: `nil` where a tenth of the candidates has fewer than `fewestTargets` targets.
  /// - Complexity: O(draws * answers).
  public func forecast(
    _ answers: [CrossFitting.Answer], candidates: Int, population: Int? = nil,
    tenth: [CrossFitting.Answer]? = nil
  ) -> RiskForecast? {
    let places = Self.places(answers, candidates: candidates)
    let fewer = candidates / 10
    let few =
      tenth.map { Self.places($0, candidates: fewer) }
      ?? drawn(places, candidates: candidates)
    guard few.count >= Self.fewestTargets, !places.isEmpty else { return nil }
    let test = RateExtrapolation(
      few, candidates: fewer, level: level, draws: draws, seed: seed)
    let points = points(test, measured: places, candidates: candidates)
    let last = points[points.count - 1]
    let holds = last.measured.map {
      last.predicted.lower <= $0.value && $0.value <= last.predicted.upper
    }
    guard let population, population > candidates else {
      return RiskForecast(
        fittedUpTo: fewer, discount: test.law.discount, strength: test.law.strength,
        holds: holds ?? false, points: points)
    }
    let whole = RateExtrapolation(
      places, candidates: candidates, level: level, draws: draws, seed: seed)
    return RiskForecast(
      fittedUpTo: candidates, discount: whole.law.discount, strength: whole.law.strength,
      holds: holds ?? false,
      points: points + [
        RiskForecast.Point(
          candidates: population, measured: nil, predicted: whole.estimate(population))
      ])
  }

  /// Where the truth stands, for the targets that are among the candidates.
  private static func places(
    _ answers: [CrossFitting.Answer], candidates: Int
  ) -> [RateCurve.Place] {
    answers.filter { $0.better + $0.tied <= candidates }
      .map { RateCurve.Place(better: $0.better, tied: $0.tied) }
  }

  /// Where the truth stands among a tenth of the candidates, for the targets in it.
  private func drawn(_ places: [RateCurve.Place], candidates: Int) -> [RateCurve.Place] {
    guard candidates >= 10 else { return [] }
    var source = SeededGenerator(seed: seed, stream: "forecast/tenth")
    return source.sample(count: places.count * (candidates / 10) / candidates, of: places.count)
      .map { places[$0].drawn(candidates / 10, of: candidates, using: &source) }
  }

  private func points(
    _ test: RateExtrapolation, measured places: [RateCurve.Place], candidates: Int
  ) -> [RiskForecast.Point] {
    let sizes = RateCurve.sizes(upTo: candidates, count: 10)
    let rates = RateCurve(places, candidates: candidates, sizes: sizes).rates
    return zip(sizes, rates).map { size, rate in
      RiskForecast.Point(
        candidates: size,
        measured: .proportion(rate * Double(places.count), of: places.count, level: level),
        predicted: test.estimate(size, measuredOn: places.count))
    }
  }
}
