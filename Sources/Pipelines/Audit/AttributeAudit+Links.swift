import Attacks
import Engines
import Evaluation
import Findings
import Tables

extension AttributeAudit {
  /// Links what other parties hold, the original, and the population table.
  func links(into outcome: inout Outcome) throws {
    let declaration = loaded.declaration
    if let auxiliary = declaration.auxiliary {
      try link(
        auxiliary, name: "another party's records", scenario: .auxiliaryTable, into: &outcome)
    }
    if let original = declaration.original {
      try link(
        MatchedSource(source: original), name: "the original", scenario: .originalBesideRelease,
        into: &outcome)
    }
    if let population = declaration.population {
      let linked = try LinkedTable(
        population, of: loaded, wantsKey: false, folder: request.folder, engine: engine)
      outcome.results.append(
        try PopulationTable.result(
          for: setting.selecting(columns: linked.positions), population: linked.columns,
          populationRows: linked.rowCount))
    }
  }

  private func link(
    _ matched: MatchedSource, name: String, scenario: Scenario, into outcome: inout Outcome
  ) throws {
    let declaration = loaded.declaration
    let linked = try LinkedTable(
      matched, of: loaded, wantsKey: true, folder: request.folder, engine: engine)
    let pairing = Pairing(
      auxiliaryKeys: linked.keys ?? [],
      releaseKeys: try loaded.subjectKeys(folder: request.folder, engine: engine))
    let setting = setting.selecting(columns: linked.positions)
    let auxiliary = AuxiliaryRecords(name: name, columns: linked.columns, pairing: pairing)
    guard !pairing.pairs.isEmpty else {
      outcome.gaps.append(
        Gap(
          what: "links of \(declaration.name) with \(name)",
          why: "nobody is in both tables, so no link can be told right or wrong; check that both "
            + "keys are written alike",
          channel: .attributes, risk: .linkability, failureMode: .contextualAggregation))
      return
    }
    outcome.results += [
      try LinkRecords.result(for: setting, auxiliary: auxiliary, scenario: scenario),
      try linkDirtyRecords(auxiliary, at: linked.positions, scenario),
    ]
    // What a receiver could add are columns of another party, not the original itself.
    if scenario == .auxiliaryTable, linked.columns.count > 1 {
      outcome.results.append(
        try ContextualAggregation.result(for: setting, auxiliary: auxiliary, scenario: scenario))
    }
  }

  /// Links records by how alike their values are, typing errors and all.
  private func linkDirtyRecords(
    _ auxiliary: AuxiliaryRecords, at positions: [Int], _ scenario: Scenario
  ) throws -> AttackResult {
    return try RecordLinkage.result(
      for: LinkageExperiment(
        setting: setting.selecting(columns: positions), auxiliary: auxiliary,
        kinds: positions.map { loaded.kind(ofKnown: $0) }),
      scenario: scenario)
  }
}
