public import Findings
import Numerics

/// The one place where attacks are graded: rates, intervals, baselines, controls, excess risk.
///
/// An attack sees clues and answers with candidates; the truth stays here. The same grade for all
/// attacks is what makes their numbers comparable.
public struct Evaluator: Sendable {
  /// The seed of the permuted-truth control.
  public let seed: UInt64
  /// The confidence level of all intervals.
  public let level: Double
  /// The depths at which hits are counted.
  public let depths: [Int]
  /// The interval of a proportion: `wilson`, or `clopperPearson` at levels close to 1.
  public let interval: IntervalMethod

  /// An evaluator.
  ///
  /// - Precondition: `level` is in (0, 1); `interval` is one of the two for proportions.
  public init(
    seed: UInt64, level: Double = 0.95, depths: [Int] = [1, 5, 10, 100],
    interval: IntervalMethod = .wilson
  ) {
    precondition(level > 0 && level < 1, "a confidence level is between 0 and 1")
    precondition(interval == .wilson || interval == .clopperPearson, "an interval of proportions")
    self.seed = seed
    self.interval = interval
    self.level = level
    self.depths = depths
  }

  /// Puts the trials to the attack and grades its answers.
  ///
  /// - Throws: `EvaluationError` where there is no target or the attack's answers are malformed;
  ///   whatever the attack throws.
  /// - Complexity: O(targets * groups of candidates), and the attack's own.
  public func grade<A: TrialAttack>(
    _ attack: A, on trials: TrialSet<A.Clue>, baseline: Baseline
  ) throws -> TrialGrade {
    guard !trials.targets.isEmpty else {
      throw EvaluationError.noTargets(table: attack.description.id)
    }
    let targets = try marks(of: attack, on: trials.targets)
    let controls = try marks(of: attack, on: trials.controls)
    let placements = targets.map(\.placement)
    let success = rate(placements, within: 1)
    let baseline = estimate(of: baseline)
    let control = controlRate(trials.controls, controls)
    return TrialGrade(
      success: success, baseline: baseline, control: control,
      excess: ExcessRisk.estimate(success: success, over: control ?? baseline),
      topRates: depths.map { TopRate(k: $0, rate: rate(placements, within: $0)) },
      claimRate: claimRate(targets), precision: precision(targets),
      outsiderClaimRate: controls.isEmpty ? nil : claimRate(controls),
      permuted: rate(targets.map(\.permuted), within: 1), medianRank: medianRank(placements),
      targetRisks: placements.map { $0.chance(within: 1) },
      firstGroupSizes: targets.map(\.firstGroupSize))
  }

  /// The rates of an attack that needs no trial: its success is the mean risk, exactly.
  ///
  /// - Parameter baseline: the risk without the release, in [0, 1].
  /// - Throws: `EvaluationError.noTargets` where there is no data subject; whatever the attack
  ///   throws.
  public func grade(_ attack: some ExactAttack, baseline: Double) throws -> ExactGrade {
    let risks = try attack.subjectRisks()
    guard !risks.isEmpty else { throw EvaluationError.noTargets(table: attack.description.id) }
    return ExactGrade(risks: risks, baseline: baseline)
  }

  /// Puts `trials` to the attack and keeps of each answer what the grade needs.
  private func marks<A: TrialAttack>(
    of attack: A, on trials: [Trial<A.Clue>]
  ) throws -> [Mark] {
    guard !trials.isEmpty else { return [] }
    var source = SeededGenerator(seed: seed, stream: "evaluation/permuted-truth")
    var permutedTruths = trials.map(\.truth)
    source.shuffle(&permutedTruths)
    var marks = [Mark?](repeating: nil, count: trials.count)
    try attack.attack(trials.map(\.clue)) { index, answer in
      guard trials.indices.contains(index), marks[index] == nil, answer.isWellFormed else {
        throw EvaluationError.malformedRanking(attack: attack.description.id, trial: index)
      }
      marks[index] = Mark(
        placement: Placement(of: trials[index].truth, in: answer),
        permuted: Placement(of: permutedTruths[index], in: answer),
        firstGroupSize: answer.groups.first?.members.count ?? 0)
    }
    let answered = marks.compactMap(\.self)
    guard answered.count == trials.count else {
      throw EvaluationError.answerCount(
        attack: attack.description.id, asked: trials.count, answered: answered.count)
    }
    return answered
  }

  private func estimate(of baseline: Baseline) -> Estimate {
    switch baseline {
    case .chance(let candidates): .exact(1 / Double(max(candidates, 1)))
    case .known(let rate): .exact(rate)
    case .observed(let successes, let trials):
      .proportion(successes, of: trials, level: level, method: interval)
    }
  }

  private func rate(_ placements: [Placement], within k: Int) -> Estimate {
    let successes = placements.reduce(0) { $0 + $1.chance(within: k) }
    return .proportion(successes, of: placements.count, level: level, method: interval)
  }

  /// Nil where the control group has no right answers: then only its false claims say something.
  private func controlRate<C>(_ controls: [Trial<C>], _ marks: [Mark]) -> Estimate? {
    guard controls.contains(where: { $0.truth != nil }) else { return nil }
    return rate(marks.map(\.placement), within: 1)
  }

  private func claimRate(_ marks: [Mark]) -> Estimate {
    let claims = marks.count { $0.firstGroupSize == 1 }
    return .proportion(Double(claims), of: marks.count, level: level, method: interval)
  }

  private func precision(_ marks: [Mark]) -> Estimate? {
    let claimed = marks.filter { $0.firstGroupSize == 1 }
    guard !claimed.isEmpty else { return nil }
    let right = claimed.count { $0.placement.better == 0 && $0.placement.tied == 1 }
    return .proportion(Double(right), of: claimed.count, level: level, method: interval)
  }

  private func medianRank(_ placements: [Placement]) -> Double? {
    let ranks = placements.compactMap(\.meanRank).sorted()
    guard !ranks.isEmpty else { return nil }
    let middle = ranks.count / 2
    return ranks.count.isMultiple(of: 2) ? (ranks[middle - 1] + ranks[middle]) / 2 : ranks[middle]
  }
}

/// What the grade keeps of one answer.
private struct Mark {
  let placement: Placement
  let permuted: Placement
  let firstGroupSize: Int
}

extension RankedCandidates {
  /// Whether scores are numbers and fall from group to group, and no group is empty.
  fileprivate var isWellFormed: Bool {
    var last: Double?
    for group in groups {
      guard !group.members.isEmpty, !group.score.isNaN else { return false }
      if let last, group.score >= last { return false }
      last = group.score
    }
    return true
  }
}
