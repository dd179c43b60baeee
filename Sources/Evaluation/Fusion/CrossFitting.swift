public import Findings
import Foundation
import Numerics

/// Posteriors of targets from models that were fitted on other people only.
///
/// People are dealt to folds. For each fold weights, the strength of the penalty, the channels that
/// are of use and how far to believe the model come from the people of the other folds, by what it
/// would say of each of them if that person were left out (`LogitFit.weights(without:)`). People
/// are dealt several times; what is said of a person is the mean over models that never saw that
/// person.
public struct CrossFitting: Sendable {
  /// How many folds people are dealt to.
  public var foldCount = 5
  /// How often people are dealt to folds.
  public var repeats = 5
  /// The penalties tried, from the middle one on to where they get no better; one is not searched
  /// for.
  public var ridges: [Double] = [1, 4, 16, 64]
  /// The probability that a target is among the candidates.
  public var prior = 1.0
  /// Whether channels that do not lower the surprisal are left out.
  public var selectsChannels = true
  /// Weights that fits begin with; they end at the same ones, sooner.
  public var start: StartWeights?
  /// The seed by which people are dealt.
  public var seed: UInt64

  /// Cross-fitting with a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// What is said of one target by models that never saw this person.
  public struct Answer: Sendable, Equatable {
    /// The target.
    public let target: Int
    /// The probability of the first candidate.
    public let confidence: Double
    /// How many candidates are likelier than the right one.
    public let better: Int
    /// How many are as likely, the right one among them.
    public let tied: Int
    /// The probability given to the right answer.
    public let truthProbability: Double
    /// The standard deviation of the first candidate's probability over the times that people were
    /// dealt.
    public let spread: Double

    /// An answer.
    public init(
      target: Int, confidence: Double, better: Int, tied: Int, truthProbability: Double,
      spread: Double = 0
    ) {
      self.target = target
      self.confidence = confidence
      self.better = better
      self.tied = tied
      self.truthProbability = truthProbability
      self.spread = spread
    }

    /// The chance that the first candidate is right, ties broken at random.
    public var isFound: Double { better == 0 ? 1 / Double(tied) : 0 }
  }

  /// What the models of all folds were like.
  public struct Outcome: Sendable {
    /// What is said of each target, in order.
    public let answers: [Answer]
    /// For each channel in how many models it was of use, in order of the features.
    public let kept: [KeptChannel]
    /// How many models were fitted.
    public let modelCount: Int
    /// The penalty of each model.
    public let ridges: [Double]
    /// What utilities were divided by in each model.
    public let temperatures: [Double]
    /// The share of people about whom each model takes the scores to say nothing.
    public let strays: [Double]
    /// What further fits on the same people may begin with.
    public let start: StartWeights
    /// The posteriors, each the mean over models that never saw the person.
    let posteriors: MeanPosteriors
  }

  /// In how many models a channel was of use.
  public struct KeptChannel: Sendable, Equatable {
    /// The channel.
    public let channel: Channel
    /// The number of models.
    public let models: Int
  }

  /// The answers for all targets, in order.
  public func answers(_ problem: FusionProblem) -> [Answer] {
    outcome(problem) { _ in }.answers
  }

  /// The answers for all targets, and what the models were like.
  ///
  /// - Parameter progress: told from time to time which share of the work is done; what it throws
  ///   ends it.
  /// - Complexity: `repeats` * `foldCount` fits, some more where a channel's use is in doubt.
  public func outcome(
    _ problem: FusionProblem, progress: (Double) throws -> Void
  ) rethrows -> Outcome {
    var posteriors = MeanPosteriors(problem)
    var models: [FoldModel] = []
    for deal in 0..<max(repeats, 1) {
      let folds = folds(problem, deal: deal)
      let fitted = concurrentChunks(count: foldCount, maximumChunks: foldCount) { range in
        range.map { FoldModel(self, problem, folds: folds, held: $0) }
      }.flatMap(\.self)
      let parts = concurrentChunks(count: problem.targetCount, minimumChunk: 4) { range in
        range.map { fitted[folds[$0]].posterior(of: $0, in: problem) }
      }
      posteriors.add(parts.flatMap(\.self), problem)
      models += fitted
      try progress(Double(deal + 1) / Double(max(repeats, 1)))
    }
    let means = posteriors
    let answers = concurrentChunks(count: problem.targetCount, minimumChunk: 16) { range in
      range.map { means.answer($0, problem) }
    }
    return Outcome(
      answers: answers.flatMap(\.self),
      kept: problem.channels.map { channel in
        KeptChannel(
          channel: channel,
          models: models.count { model in
            model.places.contains { problem.features[$0].channel == channel }
          })
      }, modelCount: models.count, ridges: models.map(\.ridge),
      temperatures: models.map(\.model.temperature), strays: models.map(\.model.stray),
      start: StartWeights(models.map { ($0.places, $0.weights) }, problem: problem),
      posteriors: posteriors)
  }

  /// Which fold each target is in, the first time that people are dealt or another.
  public func folds(_ problem: FusionProblem, deal: Int = 0) -> [Int] {
    var generator = SeededGenerator(
      seed: seed, stream: deal == 0 ? "fusion/folds" : "fusion/folds/\(deal)")
    let order = generator.permutation(count: problem.targetCount)
    var folds = [Int](repeating: 0, count: problem.targetCount)
    for (position, target) in order.enumerated() { folds[target] = position % foldCount }
    return folds
  }
}
