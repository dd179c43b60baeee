import Evaluation
import Findings
import Foundation
import Tables

/// The strongest adversary in full: blame, calibration, other methods, forecast.
struct FusedStudy {
  let experiment: FusedExperiment
  let blame: FusionBlame
  let calibration: CalibrationSummary
  let surprisal: SurprisalSummary
  let methods: [FusionMethodSummary]
  let forecast: RiskForecast?
  /// The best channel by itself.
  let bestChannel: ChannelContribution
  /// How much more all channels find than the best one: a paired difference.
  let gain: Estimate
  /// For each target the bits by which each channel brings its right person closer.
  private let channelBits: [(channel: Channel, bits: [Double])]

  /// - Parameter populationSize: how many people the data subjects were drawn from.
  /// - Throws: what `check` throws; `BlameError` never in practice.
  init(
    _ experiment: FusedExperiment, setting: FusedSetting, populationSize: Int?,
    check: @escaping () throws -> Void
  ) throws {
    self.experiment = experiment
    let (problem, answers) = (experiment.problem, experiment.answers)
    let kept = Dictionary(
      experiment.outcome.kept.map { ($0.channel, 2 * $0.models > experiment.outcome.modelCount) },
      uniquingKeysWith: { first, _ in first })
    var coalitions: [[Int]: [CrossFitting.Answer]] = [
      Array(problem.features.indices): answers
    ]
    let refitting = experiment.refitting
    blame = try FusionBlame(
      problem: problem, options: setting.blame(problem), isKept: { kept[$0] ?? true },
      progress: { _ in try check() }
    ) { features in
      if let made = coalitions[features] { return made }
      let made = try refitting.outcome(problem.selecting(features)) { _ in try check() }.answers
      coalitions[features] = made
      return made
    }
    let best = blame.channels.max { $0.alone.value < $1.alone.value } ?? blame.channels[0]
    bestChannel = best
    gain = Self.gain(answers, over: coalitions[problem.places(of: best.channel)])
    calibration = .measured(answers, seed: setting.seed)
    surprisal = .measured(
      answers,
      prior: CandidatePrior(
        presence: experiment.profile.prior, candidates: max(problem.candidateCount, 1)))
    methods = try FusedMethods(experiment, setting: setting, check: check).summaries
    forecast = RateForecasting(seed: setting.seed).forecast(
      answers, candidates: problem.candidateCount, population: populationSize)
    channelBits = problem.channels.compactMap { channel in
      coalitions[problem.places(without: channel)].map { without in
        let bits = zip(answers, without).map { $0.surprisalBits - $1.surprisalBits }
        return (channel, bits.map { -$0 })
      }
    }
  }

  /// What would mend it, in a sentence.
  var remedy: String { blame.sentences.first ?? "" }

  /// What a reader must know of how it was measured.
  var notes: [String] { blame.omissions }

  /// The channel without which the right person of a target would be hardest to name; `nil` where
  /// none helps.
  func mostTelling(_ target: Int) -> Channel? {
    let best = channelBits.max { $0.bits[target] < $1.bits[target] }
    return best.flatMap { $0.bits[target] > 0 ? $0.channel : nil }
  }

  private static func gain(
    _ answers: [CrossFitting.Answer], over best: [CrossFitting.Answer]?
  ) -> Estimate {
    guard let best else { return .exact(0) }
    return PairedDifference.estimate(
      zip(answers, best).map { $0.isFound - $1.isFound }, level: 0.95)
  }
}

extension CrossFitting.Answer {
  /// The bits left to name the right person; an answer ruled out counts as one in 2^1,000.
  var surprisalBits: Double { min(-log2(truthProbability), 1_000) }
}

extension FusionProblem {
  /// Where the features of a channel are.
  func places(of channel: Channel) -> [Int] {
    features.indices.filter { features[$0].channel == channel }
  }

  /// Where the features of all other channels are.
  func places(without channel: Channel) -> [Int] {
    features.indices.filter { features[$0].channel != channel }
  }
}
