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
          for: setting(at: linked.positions), population: linked.columns,
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
      auxiliaryKeys: linked.keys ?? [], releaseKeys: try subjectKeys())
    let setting = setting(at: linked.positions)
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
    let kinds = positions.map { position -> FieldKind? in
      // Days are read as numbers, which no statistics tells from other numbers.
      loaded.types[loaded.known[position].name] == .date ? .date : nil
    }
    return try RecordLinkage.result(
      for: LinkageExperiment(setting: setting(at: positions), auxiliary: auxiliary, kinds: kinds),
      scenario: scenario)
  }

  /// The key of each data subject of the release; it stays in memory and in no report.
  private func subjectKeys() throws -> [String?] {
    guard let subject = loaded.declaration.subject else { return [] }
    let source = loaded.declaration.source.engineSource(relativeTo: request.folder)
    let keys = try LinkedTable.texts(subject.name, of: source, engine: engine)
    guard keys.count == loaded.table.rowCount else {
      throw PipelineError.changed(table: loaded.declaration.name)
    }
    var keyOfSubject = [String?](repeating: nil, count: loaded.subjects.count)
    for (row, key) in keys.enumerated() {
      keyOfSubject[Int(loaded.subjects.subject(ofRow: row))] = key
    }
    return keyOfSubject
  }

  /// The setting with the known columns at `positions` only.
  private func setting(at positions: [Int]) -> AttributeSetting {
    AttributeSetting(
      records: setting.records.selecting(columns: positions), sensitive: setting.sensitive,
      evaluator: setting.evaluator, seed: setting.seed, targetCount: setting.targetCount,
      controlShare: setting.controlShare, reproduce: setting.reproduce)
  }
}
