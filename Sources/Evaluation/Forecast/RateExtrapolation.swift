import Foundation
import Findings
import Numerics

/// The rate among more candidates than were tried, with an interval as wide as that is uncertain.
///
/// Three fits of the measured curve: the Pitman-Yor law over all sizes (the value), the same over
/// the last tenfold of sizes, and the log-logistic law over the last tenfold. Each is fitted again
/// to targets that count by random weights (the Bayesian bootstrap); two more targets of random
/// weight and half a person's mean, one always found and one missed among a random number of
/// candidates, stand for what so few targets can't have shown. The interval reaches from the lowest
/// to the highest end of the three.
///
/// **Source** Rubin, *The Bayesian Bootstrap*, Annals of Statistics 9 (1981); Rocher, Hendrickx, de
/// Montjoye 2025 (the law).
/// **Does not protect against** candidates who are unlike those tried (another town, another
/// language), and laws of which nothing is to be seen yet: a group of look-alikes that is rarer
/// than one in the number of candidates.
/// **Cost** O(draws * sizes * targets).
struct RateExtrapolation: Sendable {
  /// The Pitman-Yor law over all sizes.
  let law: PitmanYorLaw
  /// For each of the three fits the laws of all draws.
  private let drawn: [[RateLaw]]
  private let level: Double
  private let seed: UInt64

  init(
    _ places: [RateCurve.Place], candidates: Int, level: Double, draws: Int, seed: UInt64
  ) {
    self.level = level
    self.seed = seed
    let sizes = RateCurve.sizes(upTo: candidates)
    let curve = RateCurve(places, candidates: candidates, sizes: sizes)
    let late = sizes.firstIndex { $0 * 10 >= candidates } ?? 0
    let missed = max(1, Int(Double(candidates).squareRoot()))
    let plain = Self.mixed(
      curve, weights: [Double](repeating: 1, count: places.count), extra: [0.5, 0.5],
      missed: missed, candidates: candidates)
    let whole = RateLawFit(sizes: sizes, rates: plain).best(from: RateLawFit.starts)
    let top = RateLawFit(sizes: Array(sizes[late...]), rates: Array(plain[late...]))
      .best(from: RateLawFit.starts)
    law = RateLawFit.law(whole)
    let all = concurrentChunks(count: draws, minimumChunk: 4) { range in
      range.map { draw -> [RateLaw] in
        var source = SeededGenerator(seed: seed, stream: "forecast/draw/\(draw)")
        let weights = places.map { _ in source.exponential() }
        let extra = (0..<2).map { _ in pow(source.normal(), 2) / 2 }
        let missed = Int(pow(Double(candidates), source.unit()))
        let rates = Self.mixed(
          curve, weights: weights, extra: extra, missed: missed, candidates: candidates)
        let (lateSizes, lateRates) = (Array(sizes[late...]), Array(rates[late...]))
        return [
          .pitmanYor(
            RateLawFit.law(RateLawFit(sizes: sizes, rates: rates).best(from: [whole]))),
          .pitmanYor(
            RateLawFit.law(RateLawFit(sizes: lateSizes, rates: lateRates).best(from: [top]))),
          RateLaw(logLogistic: lateSizes, rates: lateRates),
        ]
      }
    }.flatMap(\.self)
    drawn = (0..<3).map { fit in all.map { $0[fit] } }
  }

  /// The rate among `candidates`.
  ///
  /// - Parameter targets: how many targets the rate will be measured on: the interval is then one
  ///   for the measured share, which falls about the rate by chance; `nil` for the rate itself.
  func estimate(_ candidates: Int, measuredOn targets: Int? = nil) -> Estimate {
    let value = law.correctness(people: candidates)
    var (lower, upper) = (value, value)
    for (fit, laws) in drawn.enumerated() {
      var source = SeededGenerator(seed: seed, stream: "forecast/measured/\(fit)/\(candidates)")
      let rates = laws.map { law in
        let rate = law.rate(candidates)
        return targets.map { source.share(rate, of: $0) } ?? rate
      }.sorted()
      lower = min(lower, Quantiles.quantile((1 - level) / 2, ofSorted: rates) ?? value)
      upper = max(upper, Quantiles.quantile((1 + level) / 2, ofSorted: rates) ?? value)
    }
    return Estimate(value: value, lower: lower, upper: upper, level: level, method: .bootstrap)
  }

  /// The weighted curve with two more targets: one always found, one with `missed` better ones.
  private static func mixed(
    _ curve: RateCurve, weights: [Double], extra: [Double], missed: Int, candidates: Int
  ) -> [Double] {
    let pair = RateCurve(
      [
        RateCurve.Place(better: 0, tied: 1),
        RateCurve.Place(better: min(max(missed, 1), candidates - 1), tied: 1),
      ], candidates: candidates, sizes: curve.sizes
    ).rates(weights: extra)
    let (own, others) = (weights.reduce(0, +), extra.reduce(0, +))
    return zip(curve.rates(weights: weights), pair).map {
      (own * $0 + others * $1) / (own + others)
    }
  }
}

extension SeededGenerator {
  /// A draw from the exponential distribution of mean 1.
  fileprivate mutating func exponential() -> Double { -log1p(-unit()) }

  /// The share of `count` coins that fall on the side of probability `rate`.
  ///
  /// The rarer side by inversion while few are expected, else by the normal law.
  fileprivate mutating func share(_ rate: Double, of count: Int) -> Double {
    let rare = min(rate, 1 - rate)
    let (mean, total) = (rare * Double(count), Double(count))
    guard mean < 50 else {
      let drawn = rate + (rate * (1 - rate) / total).squareRoot() * normal()
      return min(max(drawn, 0), 1)
    }
    var left = unit()
    var chance = exp(total * log1p(-rare))
    var number = 0.0
    while left >= chance, number < total {
      left -= chance
      chance *= (total - number) / (number + 1) * rare / (1 - rare)
      number += 1
      if number > mean + 200 { break }
    }
    return rate <= 0.5 ? number / total : 1 - number / total
  }
}
