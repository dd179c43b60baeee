import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Forecast of the rate")
struct RateForecastingTests {
  static func answers(_ places: [(better: Int, tied: Int)]) -> [CrossFitting.Answer] {
    places.enumerated().map { target, place in
      CrossFitting.Answer(
        target: target, confidence: 0.5, better: place.better, tied: place.tied,
        truthProbability: 0.5)
    }
  }

  @Test("a curve of the law gives back its parameters")
  func exactCurve() {
    for (discount, strength) in [(0.3, 40.0), (0.6, 5), (0.1, 300)] {
      let law = PitmanYorLaw(strength: strength, discount: discount)
      let sizes = RateCurve.sizes(upTo: 2_000)
      let fit = RateLawFit(sizes: sizes, rates: sizes.map { law.correctness(people: $0) })
      let found = RateLawFit.law(fit.best(from: RateLawFit.starts))
      // The pull to the middle moves them by little.
      #expect(abs(found.discount - discount) < 0.02, "\(found)")
      #expect(abs(found.strength / strength - 1) < 0.05, "\(found)")
      let far = found.correctness(people: 20_000) / law.correctness(people: 20_000)
      #expect(abs(far - 1) < 0.02)
    }
  }

  @Test("a slope in log odds is kept")
  func logLogistic() {
    let sizes = [10, 100, 1_000]
    // 1 / (1 + (n / 100)^.5).
    let rates = sizes.map { 1 / (1 + (Double($0) / 100).squareRoot()) }
    let law = RateLaw(logLogistic: sizes, rates: rates)
    #expect(abs(law.rate(10_000) - 1.0 / 11) < 1e-9)
    #expect(abs(law.rate(100) - 0.5) < 1e-9)
  }

  /// Ranks of three kinds among 1,000: normal scores, classes of look-alikes, half found always.
  static func places(_ kind: Int, seed: UInt64) -> [(better: Int, tied: Int)] {
    var source = SeededGenerator(seed: seed, stream: "kind/\(kind)")
    let people = 1_000
    switch kind {
    case 0:
      let own = (0..<people).map { _ in source.normal() + 2.5 }
      let others = (0..<people).map { _ in source.normal() }
      return own.map { score in (others.dropFirst().count { $0 > score }, 1) }
    case 1:
      var classes: [Int] = []
      var members: [Int] = []
      for person in 0..<people {
        if source.unit() < (100 + 0.3 * Double(classes.count)) / Double(100 + person) {
          members.append(classes.count)
          classes.append(1)
        } else {
          // A member chosen at random has a class chosen by its size; near enough to the urn.
          let joined = members[source.index(below: person)]
          members.append(joined)
          classes[joined] += 1
        }
      }
      return members.map { (0, classes[$0]) }
    default:
      return (0..<people).map { _ in
        (source.bernoulli(0.5) ? 0 : source.index(below: people), 1)
      }
    }
  }

  // An interval of 95 % misses in 5 % at most, the more so as it is widened by the spread of laws:
  // eight misses and more of 15 have a probability of 1.8e-7 (binomial tail).
  @Test("foretells the rate among all from a tenth", .enabled(if: Build.isOptimised))
  func holds() throws {
    var held = 0
    for kind in 0..<3 {
      for seed in 0..<UInt64(5) {
        let answers = Self.answers(Self.places(kind, seed: seed))
        let forecast = try #require(
          RateForecasting(seed: seed).forecast(answers, candidates: 1_000))
        #expect(forecast.fittedUpTo == 100)
        let last = try #require(forecast.points.last)
        #expect(last.candidates == 1_000)
        let found = answers.reduce(0) { $0 + $1.isFound } / 1_000
        #expect(abs((last.measured?.value ?? 9) - found) < 1e-9)
        #expect(last.predicted.upper - last.predicted.lower < 0.5)
        if forecast.holds { held += 1 }
      }
    }
    #expect(held >= 8, "\(held)")
  }

  @Test("rates fall with the number of candidates, to that of the declared population")
  func points() throws {
    let answers = Self.answers(Self.places(0, seed: 1))
    var forecasting = RateForecasting(seed: 1)
    forecasting.draws = 20
    let forecast = try #require(
      forecasting.forecast(answers, candidates: 1_000, population: 1_000_000))
    #expect(forecast.fittedUpTo == 1_000)
    #expect(forecast.points.last?.candidates == 1_000_000)
    #expect(forecast.points.last?.measured == nil)
    for (one, next) in zip(forecast.points, forecast.points.dropFirst()) {
      #expect(one.candidates < next.candidates)
      #expect((next.measured?.value ?? 0) <= (one.measured?.value ?? 1) + 1e-12)
    }
    let again = try #require(
      forecasting.forecast(answers, candidates: 1_000, population: 1_000_000))
    #expect(again == forecast)
  }

  @Test("ranks counted among a real tenth replace the drawn ones")
  func realTenth() throws {
    var forecasting = RateForecasting(seed: 1)
    forecasting.draws = 20
    let all = Self.answers(Self.places(2, seed: 3))
    let none = Self.answers([(Int, Int)](repeating: (50, 1), count: 100))
    let forecast = try #require(forecasting.forecast(all, candidates: 1_000, tenth: none))
    // Nobody found among a tenth, half among all: what can't be is not foretold.
    #expect(!forecast.holds)
  }

  @Test("too few people give no forecast, and who is not among the candidates no part of it")
  func few() throws {
    #expect(RateForecasting(seed: 1).forecast([], candidates: 0) == nil)
    let nearly = Self.answers([(Int, Int)](repeating: (0, 1), count: 99))
    #expect(RateForecasting(seed: 1).forecast(nearly, candidates: 99) == nil)
    var forecasting = RateForecasting(seed: 1)
    forecasting.draws = 20
    let all = Self.answers([(Int, Int)](repeating: (0, 1), count: 100))
    let absent = Self.answers([(Int, Int)](repeating: (100, 1), count: 50))
    let forecast = try #require(forecasting.forecast(all + absent, candidates: 100))
    // All of ten were found; a forecast for a hundred must leave room for one that was not.
    #expect(forecast.holds && forecast.points.last?.measured?.value == 1)
    #expect((forecast.points.last?.predicted.lower ?? 1) < 0.9)
  }
}
