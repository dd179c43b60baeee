/// Why two reports may not be comparable: each makes a difference that is not the data's.
public enum ComparisonWarning: String, Sendable, Equatable, CaseIterable {
  case otherDataset
  case laterIsOlder
  case otherSchema
  case otherTool
  case otherAdversary
  case otherPopulation
  case otherMissing
  case otherProfile
  case otherPrior
  case fusedInOne
  case otherTargets
  case otherSeed

  /// What it means for a reader.
  public var sentence: String {
    switch self {
    case .otherDataset: "The reports name different datasets."
    case .laterIsOlder: "The report taken as the later one was written before the other."
    case .otherSchema:
      "The reports follow different schemas: what only the newer one can hold seems to appear."
    case .otherTool:
      "Another version of the tool or its engine: a change may be the tool's, not the data's."
    case .otherAdversary: "The adversaries assumed know different things."
    case .otherPopulation: "The people were drawn from populations of different size."
    case .otherMissing: "Missing cells were read differently."
    case .otherProfile:
      "The fused risks are those of different adversary profiles; compare profile by profile."
    case .otherPrior:
      "The priors that a person sought is in the release differ, and with them the probabilities."
    case .fusedInOne: "Only one report puts channels together; the verdicts are compared instead."
    case .otherTargets:
      "The attacks behind the answer sought different numbers of people or among different numbers."
    case .otherSeed: "The seeds differ: other people were drawn and dealt to folds."
    }
  }

  /// What applies to a pair of reports, the gravest first.
  static func of(_ before: RiskReport, _ after: RiskReport) -> [ComparisonWarning] {
    allCases.filter { $0.applies(before, after) }
  }

  private func applies(_ before: RiskReport, _ after: RiskReport) -> Bool {
    let both = before.fused.flatMap { one in after.fused.map { (one, $0) } }
    switch self {
    case .otherDataset: return before.dataset.name != after.dataset.name
    case .laterIsOlder: return after.createdAt < before.createdAt
    case .otherSchema: return before.schemaVersion != after.schemaVersion
    case .otherTool: return before.tool != after.tool
    case .otherAdversary:
      return before.adversary.knownColumns != after.adversary.knownColumns
        || before.adversary.sentence != after.adversary.sentence
    case .otherPopulation: return before.adversary.populationSize != after.adversary.populationSize
    case .otherMissing: return before.dataset.missing != after.dataset.missing
    case .otherProfile: return both.map { $0.profile != $1.profile } ?? false
    case .otherPrior: return both.map { $0.prior != $1.prior } ?? false
    case .fusedInOne: return (before.fused == nil) != (after.fused == nil)
    case .otherTargets: return before.experiment(beside: after) != after.experiment(beside: before)
    case .otherSeed:
      return before.seed != after.seed || (both.map { $0.seeds != $1.seeds } ?? false)
    }
  }
}

extension RiskReport {
  /// The targets and candidates of the attack that two reports are compared by.
  fileprivate func experiment(beside other: RiskReport) -> [Int] {
    let id = fused != nil && other.fused != nil ? fused?.attack : verdict.attack
    guard let setting = attacks.first(where: { $0.id == id })?.setting else { return [] }
    return [setting.targets, setting.candidates, setting.controls]
  }
}
