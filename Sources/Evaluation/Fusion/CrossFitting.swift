import Foundation
import Numerics

/// Posteriors of targets from models that were fitted on other people only.
///
/// People are dealt to folds. For each fold, weights, the strength of the penalty and the
/// temperature come from the people of the other folds: penalty and temperature from an inner
/// cross-fitting among them, so that neither is judged on people it was fitted on.
public struct CrossFitting: Sendable {
  /// How many folds people are dealt to.
  public var foldCount = 5
  /// The penalties tried.
  public var ridges: [Double] = [1, 4, 16, 64]
  /// The probability that a target is among the candidates.
  public var prior = 1.0
  /// The seed by which people are dealt.
  public var seed: UInt64

  /// Cross-fitting with a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// What is said of one target by a model that never saw this person.
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

    /// The chance that the first candidate is right, ties broken at random.
    public var isFound: Double { better == 0 ? 1 / Double(tied) : 0 }
  }

  /// The answers for all targets, in order.
  public func answers(_ problem: FusionProblem) -> [Answer] {
    let folds = folds(problem)
    var answers: [Answer?] = Array(repeating: nil, count: problem.targetCount)
    for fold in 0..<foldCount {
      let training = (0..<problem.targetCount).filter { folds[$0] != fold }
      let model = tuned(problem, training: training, folds: folds, held: fold)
      let tested = (0..<problem.targetCount).filter { folds[$0] == fold }
      let found = concurrentChunks(count: tested.count, minimumChunk: 4) { range in
        range.map { Self.answer(tested[$0], model, problem) }
      }
      for answer in found.flatMap(\.self) { answers[answer.target] = answer }
    }
    return answers.compactMap(\.self)
  }

  /// Which fold each target is in.
  public func folds(_ problem: FusionProblem) -> [Int] {
    var generator = SeededGenerator(seed: seed, stream: "fusion/folds")
    let order = generator.permutation(count: problem.targetCount)
    var folds = [Int](repeating: 0, count: problem.targetCount)
    for (position, target) in order.enumerated() { folds[target] = position % foldCount }
    return folds
  }

  private func tuned(_ problem: FusionProblem, training: [Int], folds: [Int], held: Int)
    -> ConditionalLogit
  {
    let inner = (0..<foldCount).filter { $0 != held }
    let known = people(training, problem)
    var best: (ridge: Double, sharpness: Sharpness)?
    var models = [ConditionalLogit?](repeating: nil, count: foldCount)
    for ridge in ridges.sorted(by: >) {
      var answers: [HeldOut] = []
      for fold in inner {
        let fitted = training.filter { folds[$0] != fold }
        let model = ConditionalLogit.fit(
          problem, targets: fitted, isCandidate: people(fitted, problem), prior: prior,
          ridge: ridge, start: models[fold])
        models[fold] = model
        let tested = training.filter { folds[$0] == fold }
        answers += concurrentChunks(count: tested.count, minimumChunk: 4) { range in
          range.map { index in
            HeldOut(
              model: model, truth: problem.truth[tested[index]],
              utilities: model.utilities(of: tested[index], in: problem, among: known))
          }
        }.flatMap(\.self)
      }
      let sharpness = Self.sharpness(answers)
      if sharpness.surprisal < best?.sharpness.surprisal ?? .infinity { best = (ridge, sharpness) }
    }
    var model = ConditionalLogit.fit(
      problem, targets: training, isCandidate: known, prior: prior, ridge: best?.ridge ?? 1,
      start: models[inner[0]])
    model.temperature = best?.sharpness.temperature ?? 1
    model.stray = best?.sharpness.stray ?? 0
    return model
  }

  /// A target that a model was not fitted on.
  private struct HeldOut: Sendable {
    let model: ConditionalLogit
    let truth: Int?
    let utilities: [Float]
  }

  /// How far a model is to be believed.
  private struct Sharpness {
    var temperature = 1.0
    var stray = 0.0
    var surprisal = Double.infinity
  }

  /// The shares of stray people that are tried.
  private static let strays = [0, 0.003, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32]

  /// The temperature and the share of stray people at which models are least surprised by people
  /// they were not fitted on.
  private static func sharpness(_ answers: [HeldOut]) -> Sharpness {
    var best = Sharpness()
    for stray in strays {
      let found = temperature(answers, stray: stray)
      // In the stray share the surprisal has one minimum: past it nothing better comes.
      guard found.surprisal < best.surprisal else { break }
      best = found
    }
    return best
  }

  private static func temperature(_ answers: [HeldOut], stray: Double) -> Sharpness {
    func surprisal(_ logTemperature: Double) -> Double {
      concurrentChunks(count: answers.count, minimumChunk: 16) { range in
        range.reduce(0.0) { sum, index in
          var model = answers[index].model
          model.temperature = exp(logTemperature)
          model.stray = stray
          return sum + model.surprisal(answers[index].utilities, truth: answers[index].truth)
        }
      }.reduce(0, +)
    }
    let (logTemperature, least) = GoldenSection.minimum(
      of: surprisal, from: -1, to: 2, within: 0.02)
    return Sharpness(temperature: exp(logTemperature), stray: stray, surprisal: least)
  }

  /// The candidates that are the right answer of one of `targets`, or of nobody.
  private func people(_ targets: [Int], _ problem: FusionProblem) -> [Bool] {
    var isKnown = [Bool](repeating: true, count: problem.candidateCount)
    for truth in problem.truth.compactMap(\.self) { isKnown[truth] = false }
    for target in targets { if let truth = problem.truth[target] { isKnown[truth] = true } }
    return isKnown
  }

  static func answer(
    _ target: Int, _ model: ConditionalLogit, _ problem: FusionProblem
  ) -> Answer {
    let posterior = model.posterior(of: target, in: problem)
    let none = max(1 - posterior.reduce(0, +), 0)
    guard let truth = problem.truth[target] else {
      return Answer(
        target: target, confidence: posterior.max() ?? 0, better: posterior.count, tied: 1,
        truthProbability: none)
    }
    let own = posterior[truth]
    return Answer(
      target: target, confidence: posterior.max() ?? 0, better: posterior.count { $0 > own },
      tied: max(posterior.count { $0 == own }, 1), truthProbability: own)
  }
}
