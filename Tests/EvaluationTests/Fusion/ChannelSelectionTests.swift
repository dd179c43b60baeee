import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Channels that are of use")
struct ChannelSelectionTests {
  static let channels: [Channel] = [.cadence, .places, .graph, .attributes]

  /// One channel of several features for each list of strengths.
  static func problem(people: Int, strengths: [[Double]], seed: UInt64) -> FusionProblem {
    var features: [EvidenceFeature] = []
    var costs: [PairCosts] = []
    for (place, own) in strengths.enumerated() {
      for (number, strength) in own.enumerated() {
        let id = "\(place)-\(number)"
        features.append(PlantedEvidence.feature(id, channel: channels[place]))
        costs.append(
          PlantedEvidence.costs(id, people: people, strength: strength, seed: seed))
      }
    }
    return FusionProblem(features: features, costs: costs, truth: Array(0..<people))
  }

  // A channel of noise is of use in a fold by chance alone, in less than half of them.
  @Test("a channel of noise is left out, one that says something stays")
  func noise() {
    var (noise, signal, models) = (0, 0, 0)
    for seed in UInt64(0)..<4 {
      let problem = Self.problem(people: 80, strengths: [[2.5], [0, 0]], seed: seed)
      var fitting = CrossFitting(seed: seed)
      fitting.repeats = 1
      let outcome = fitting.outcome(problem) { _ in }
      models += outcome.modelCount
      signal += outcome.kept[0].models
      noise += outcome.kept[1].models
      #expect(outcome.kept.map(\.channel) == [.cadence, .places])
    }
    #expect(signal == models)
    #expect(noise < models / 2, "\(noise) of \(models)")
  }

  // 120 people; the difference of two shares on the same people has a deviation of at most .065
  // (were they independent), so .2 is three such; both fits see the same strong channel, so true
  // differences are far smaller.
  @Test(
    "all channels together find no fewer than the best alone beyond its interval",
    .enabled(if: Build.isOptimised))
  func best() {
    for seed in UInt64(0)..<5 {
      let problem = Self.problem(
        people: 120, strengths: [[3], [0, 0, 0], [0, 0.2], [0]], seed: seed)
      let fitting = CrossFitting(seed: seed)
      let all = CrossFittingTests.share(fitting.answers(problem))
      let alone = CrossFittingTests.share(fitting.answers(problem.selecting([0])))
      #expect(all > alone - 0.1, "\(all) against \(alone)")
    }
  }

  // The loss without a feature, fitted again, is the oracle; to second order near enough to tell
  // channels in doubt from those that are not.
  @Test("what the loss rises without a feature is foreseen")
  func rise() throws {
    let problem = Self.problem(people: 80, strengths: [[1.5], [0.4]], seed: 2)
    let targets = Array(0..<80)
    func loss(_ fit: LogitFit) -> Double {
      fit.sums.total(at: fit.weights).loss
        + fit.weights.dropLast().reduce(0) { $0 + fit.ridge / 2 * $1 * $1 }
    }
    let whole = LogitFit(
      LogitSums(problem: problem, targets: targets, isCandidate: nil, prior: 1), ridge: 4)
    let without = LogitFit(
      LogitSums(problem: problem.selecting([0]), targets: targets, isCandidate: nil, prior: 1),
      ridge: 4)
    let risen = loss(without) - loss(whole)
    let foreseen = try #require(whole.rise(without: [4, 5, 6, 7]))
    #expect(abs(foreseen - risen) < 0.5 + 0.3 * risen)
  }
}
