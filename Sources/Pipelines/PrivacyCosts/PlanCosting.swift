import DifferentialPrivacy
public import Findings
public import Tables

/// What a plan of releases costs.
///
/// **Guarantee**: every epsilon and delta of the result is an upper bound for the plan's neighbours
/// (its `epsilonAtLeast` and `left` apart, which are lower bounds); see `PlanAccountant`.
/// **Cost**: seconds for hundreds of kinds of releases; what each one saves is computed for plans
/// of at most `savingsLimit` kinds.
/// **Does not protect against**: a sensitivity that is stated too small, or noise drawn badly.
public struct PlanCosting: Sendable {
  /// The most kinds of releases for which it is computed what leaving one out saves.
  public static let savingsLimit = 32
  /// The sizes of the groups that are counted.
  static let groupSizes = [2, 5]

  /// What is asked of a plan.
  public enum Question: Sendable, Equatable {
    /// Epsilon at this delta (0: pure).
    case epsilon(delta: Double)
    /// Delta at this epsilon.
    case delta(epsilon: Double)
    /// Epsilon at the target's delta.
    case atTarget
  }

  let plan: ReleasePlan
  let analyses: [ReleaseAnalysis]
  let whole: PlanAccountant

  /// The costs of a plan.
  ///
  /// - Throws: `PlanCostError` with the place of a release that can't be counted, or where a delta
  ///   is missing.
  public static func costs(
    of plan: ReleasePlan, file: String?, question: Question, tool: String,
    calibration: PrivacyCosts.Calibration? = nil
  ) throws(PlanCostError) -> PrivacyCosts {
    let costing = try PlanCosting(plan, file: file)
    return try costing.report(try costing.settled(question), tool: tool, calibration: calibration)
  }

  init(_ plan: ReleasePlan, file: String?) throws(PlanCostError) {
    self.plan = plan
    var analyses: [ReleaseAnalysis] = []
    var whole = PlanAccountant()
    for release in plan.releases {
      do {
        let analysis = try ReleaseAnalysis(release, neighbours: plan.neighbours)
        try whole.add(analysis.cost, count: release.count)
        analyses.append(analysis)
      } catch {
        throw PlanCostError.release(
          file: file, line: release.line, column: release.column, name: release.name,
          reason: error.description)
      }
    }
    (self.analyses, self.whole) = (analyses, whole.composed())
  }

  /// The question with its number: the target's delta, or 0 where everything is pure.
  private func settled(_ question: Question) throws(PlanCostError) -> Question {
    guard question == .atTarget else { return question }
    if let target = plan.target { return .epsilon(delta: target.delta) }
    guard analyses.allSatisfy({ $0.cost.approximate?.delta == 0 }) else {
      throw .deltaWanted
    }
    return .epsilon(delta: 0)
  }

  private func report(
    _ question: Question, tool: String, calibration: PrivacyCosts.Calibration?
  ) throws(PlanCostError) -> PrivacyCosts {
    do {
      let notions = notions(question)
      let total = try total(question, notions)
      return PrivacyCosts(
        tool: tool, unit: plan.unit.rawValue, neighbours: plan.neighbours.rawValue, total: total,
        notions: notions, curve: curve(total.delta), releases: shares(total),
        target: verdict(total),
        groups: try Self.groupSizes.map { size throws(PrivacyError) in
          try group(of: size, delta: total.delta)
        }, calibration: calibration, notes: notes)
    } catch {
      throw .notCounted(reason: error.description)
    }
  }

  // MARK: Totals

  private func notions(_ question: Question) -> [PrivacyCosts.NotionCost] {
    let costs = PrivacyAccountant.Notion.allCases.map { notion -> PrivacyCosts.NotionCost in
      var (epsilon, delta, reason): (Double?, Double?, String?) = (nil, nil, nil)
      do throws(PrivacyError) {
        switch question {
        case .delta(let given): delta = try whole.deltaRoundedUp(notion, epsilon: given)
        case .epsilon(let given):
          epsilon = try whole.epsilonsRoundedUp(notion, deltas: [given])?.first
        case .atTarget: break
        }
        if epsilon == nil, delta == nil { reason = missing(notion) }
      } catch {
        reason = error.description
      }
      if let value = epsilon, !value.isFinite {
        (epsilon, reason) = (nil, "no finite epsilon at this delta")
      }
      return .init(
        notion: notion.rawValue, epsilon: epsilon, delta: delta, reason: reason,
        source: notion.source)
    }
    func rank(_ cost: PrivacyCosts.NotionCost) -> Double { cost.epsilon ?? cost.delta ?? .infinity }
    return costs.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
  }

  private func missing(_ notion: PrivacyAccountant.Notion) -> String {
    let names = zip(plan.releases, analyses).filter { !$1.cost.isKnown(in: notion) }.map(\.0.name)
    let shown = names.prefix(3).joined(separator: ", ")
    return "not known for \(shown)" + (names.count > 3 ? " and \(names.count - 3) more" : "")
  }

  private func total(
    _ question: Question, _ notions: [PrivacyCosts.NotionCost]
  ) throws(PrivacyError) -> PrivacyCosts.Total {
    let best = notions.first { $0.reason == nil }
    if case .delta(let epsilon) = question {
      return .init(
        asked: .delta, epsilon: epsilon, delta: best?.delta ?? 1, notion: best?.notion,
        epsilonAtLeast: nil)
    }
    guard case .epsilon(let delta) = question else { throw .parameter(name: "delta", rule: "") }
    // The least loss that the pairs themselves have; above the bound only by the bound's rounding.
    let least = try? whole.epsilonRoundedDown(delta: delta)
    return .init(
      asked: .epsilon, epsilon: best?.epsilon, delta: delta, notion: best?.notion,
      epsilonAtLeast: (least ?? nil).map { min($0, best?.epsilon ?? $0) })
  }

  /// The least epsilon of any notion at each delta.
  static func best(
    _ accountant: PlanAccountant, deltas: [Double],
    among notions: [PrivacyAccountant.Notion]? = nil
  ) -> [(epsilon: Double?, notion: PrivacyAccountant.Notion?)] {
    var best = deltas.map { _ in
      (epsilon: Double?.none, notion: PrivacyAccountant.Notion?.none)
    }
    for notion in notions ?? useful(accountant) {
      guard let found = try? accountant.epsilonsRoundedUp(notion, deltas: deltas) else { continue }
      for (index, epsilon) in found.enumerated()
      where epsilon.isFinite && epsilon < best[index].epsilon ?? .infinity {
        best[index] = (epsilon, notion)
      }
    }
    return best
  }

  /// All notions, but for sums by parts where the losses of all releases can be composed: a sum
  /// is never less, but for the grid's rounding.
  private static func useful(_ accountant: PlanAccountant) -> [PrivacyAccountant.Notion] {
    let costs = accountant.releases.map(\.cost)
    let isPartial = costs.contains { $0.approximate == nil }
    let isComposed = costs.allSatisfy { $0.isKnown(in: .privacyLoss) }
    return PrivacyAccountant.Notion.allCases.filter {
      $0 != .basic || !(isPartial && isComposed)
    }
  }

  private func curve(_ delta: Double) -> [PrivacyCosts.CurvePoint] {
    let own = delta > 1e-300 && delta < 1 ? [delta] : []
    let deltas = Set([1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12] + own)
    let sorted = deltas.sorted(by: >)
    return zip(sorted, Self.best(whole, deltas: sorted)).map {
      .init(delta: $0, epsilon: $1.epsilon, notion: $1.notion?.rawValue)
    }
  }

  private func verdict(_ total: PrivacyCosts.Total) -> PrivacyCosts.TargetVerdict? {
    guard let target = plan.target else { return nil }
    let spent =
      total.asked == .epsilon && total.delta == target.delta
      ? total.epsilon : Self.best(whole, deltas: [target.delta])[0].epsilon
    // Decimals like 0.1 are not doubles: ten times 0.1 may come out one place above 1.
    let isMet = spent.map { $0 <= target.epsilon * (1 + 1e-12) } ?? false
    let left = spent.map { spent -> Double in
      isMet ? max(0, (target.epsilon - spent).nextDown) : (target.epsilon - spent).nextDown
    }
    return .init(
      epsilon: target.epsilon, delta: target.delta, spent: spent,
      isMet: isMet, left: left)
  }

  private var notes: [String] {
    var notes: [String] = []
    if plan.releases.count > Self.savingsLimit {
      notes.append(
        "what leaving a release out saves is computed for at most \(Self.savingsLimit) releases")
    }
    if plan.releases.contains(where: { $0.mechanism.word == .discreteGaussian }) {
      notes.append(
        "discrete_gaussian counts one number; for a vector state its rho as zcdp")
    }
    return notes
  }
}
