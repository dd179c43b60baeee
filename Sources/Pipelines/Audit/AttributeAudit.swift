import Attacks
import Engines
import Evaluation
import Findings
import Tables

/// The order of the attacks on one attribute table.
struct AttributeAudit {
  /// How many steps `run` tells of.
  static let stepCount = 7

  let loaded: LoadedTable
  let request: AuditRequest
  let engine: Engine
  let steps: Steps
  let setting: AttributeSetting
  private let digest: String?

  /// Reads the table.
  init(
    _ declaration: TableDeclaration, request: AuditRequest, engine: Engine, steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading")
    let loaded = try LoadedTable(
      declaration, manifest: request.manifest, folder: request.folder, engine: engine)
    guard !loaded.known.isEmpty else {
      throw PipelineError.contradiction(
        table: declaration.name, column: loaded.constant.joined(separator: ", "),
        what: "each known column holds one single value, so nobody can be told apart",
        remedy: "give the role quasi-identifier to a column that varies")
    }
    self.loaded = loaded
    self.request = request
    self.engine = engine
    self.steps = steps
    self.setting = AttributeSetting(loaded, request: request)
    self.digest = try DatasetDigest.of(
      declaration.source.engineSource(relativeTo: request.folder), engine: engine)
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {
    let name = loaded.declaration.name
    outcome.summaries[name] = TableSummary(loaded: loaded, digest: digest)
    outcome.knownColumns[name] = loaded.known.map(\.name)
    try steps.next("\(name): group sizes")
    let groups = try GroupSizes(setting.records)
    let subsets = try ColumnSubsets.result(for: setting)
    outcome.results.append(try groupSizes(groups, remedy: subsets.result.remedy))
    outcome.results.append(subsets.result)
    outcome.blame += subsets.blame
    try steps.next("\(name): a few facts")
    outcome.results.append(try KnownCells.result(for: setting))
    try steps.next("\(name): the right facts")
    if setting.records.columns.count <= ColumnSet.maximalColumnCount {
      outcome.results.append(try SpecialUniques.result(for: setting))
    } else {
      outcome.gaps.append(
        Gap(
          what: "special uniques of \(name)",
          why: "the search takes at most \(ColumnSet.maximalColumnCount) columns; give fewer the "
            + "role quasi-identifier"))
    }
    try steps.next("\(name): sensitive values")
    outcome.results += try guesses(groups)
    try steps.next("\(name): the population")
    try population(groups, into: &outcome)
    try steps.next("\(name): other sources")
    try links(into: &outcome)
    outcome.notes += notes
  }

  private func groupSizes(_ groups: GroupSizes, remedy: String) throws -> AttackResult {
    // Where the population is declared, the estimates stand with the attack that uses it.
    let estimates =
      populationSize == nil ? try PopulationLinkage.estimates(for: setting, groups: groups) : nil
    return try GroupSizes.result(
      for: setting, attack: groups, grids: estimates.map { [$0] } ?? [], remedy: remedy)
  }

  /// How many people the data subjects were drawn from, where that is declared.
  private var populationSize: Int? {
    let adversary = request.manifest.adversary
    return adversary.populationSize
      ?? adversary.samplingFraction.map { Int(min(Double(setting.subjectCount) / $0, 1e15)) }
  }

  private func guesses(_ groups: GroupSizes) throws -> [AttackResult] {
    try GuessValue.results(
      for: setting,
      attributes: loaded.sensitive.map { column in
        let profile = try DisclosureProfile.of(column, groups: groups)
        return (column, profile?.reportMeasures() ?? [])
      })
  }

  private func population(_ groups: GroupSizes, into outcome: inout Outcome) throws {
    if let size = populationSize {
      guard
        let result = try PopulationLinkage.result(
          for: setting, groups: groups, populationSize: size)
      else {
        outcome.gaps.append(
          Gap(
            what: "uniqueness of \(loaded.declaration.name) in the population",
            why: "the declared population is no larger than the table, or no estimator converged"))
        return
      }
      outcome.results.append(result)
    } else {
      outcome.gaps.append(
        Gap(
          what: "uniqueness of \(loaded.declaration.name) in the population",
          why: "how many people they were drawn from is not declared "
            + "(adversary.population-size); the table of estimates shows several cases"))
    }
    if let weights = loaded.weights {
      outcome.results.append(
        try WeightedRisk.result(for: setting, weights: weights, households: loaded.household))
    }
  }

  /// What a reader must know of how this table was read.
  private var notes: [String] {
    let name = loaded.declaration.name
    var notes: [String] = []
    if !loaded.constant.isEmpty {
      notes.append(
        "\(name): \(Phrase.list(loaded.constant)) hold one single value and were left out.")
    }
    if loaded.known.contains(where: { $0.missingCount > 0 }), request.manifest.missing == .wildcard
    {
      notes.append(
        "\(name): a missing cell matches every value in group sizes, in trials and under weights; "
          + "column subsets and estimators read it as a value of its own.")
    }
    if loaded.subjects.hasSeveralRowsPerSubject {
      notes.append(
        "\(name): \(Phrase.count(loaded.table.rowCount)) rows are about "
          + "\(Phrase.count(loaded.subjects.count, "person", "people")); groups count people, and "
          + "column subsets look at each person's first row.")
    }
    return notes
  }
}
