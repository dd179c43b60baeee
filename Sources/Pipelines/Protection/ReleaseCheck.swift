import Attacks
import Deidentification
import Engines
import Findings
import Numerics
import Tables

/// Reads the written release again, measures the models on it, and attacks it.
struct ReleaseCheck {
  let run: ProtectionRun
  let table: WorkingTable
  let recoded: RecodeStep.Outcome?
  /// Where the release lies now.
  let path: String
  private let cache: TupleCache

  init(run: ProtectionRun, table: WorkingTable, recoded: RecodeStep.Outcome?, path: String) {
    self.run = run
    self.table = table
    self.recoded = recoded
    self.path = path
    cache = TupleCache(run.engine)
  }

  /// People of whom one is tried for each combination; more are tried evenly spread.
  private static let targetLimit = 20_000

  private var plan: ProtectionPlan { run.plan }
  private var release: DataSource { DataSource(path) }

  /// The last step that groups people, by its position.
  private var groupStep: (position: Int, step: ProtectionPlan.Step)? {
    plan.steps.enumerated().last { $0.element.kind.groupsPeople }.map { ($0.offset, $0.element) }
  }

  /// Whether a step after the last recoding changed its columns or took rows out, so that the
  /// models need no longer hold: the report says then whether they do.
  var isDisturbed: Bool {
    let recoding = plan.steps.lastIndex { $0.kind == .recode }
    guard let position = recoding ?? groupStep?.position else { return false }
    let names = Set(plan.steps[position].knownColumns)
    return plan.steps[(position + 1)...].contains { step in
      step.kind == .sample || !names.isDisjoint(with: step.changedColumns)
    }
  }

  /// The columns that the linking adversary knows: those of the audit, or of the last step that
  /// groups people; without those that were dropped, or whose values say nothing of a row.
  private var linkingColumns: [String] {
    let named = plan.audit?.quasiIdentifiers ?? groupStep?.step.knownColumns ?? []
    return named.filter { name in
      table.names.contains(name)
        && !table.columns.contains { $0.name == name && $0.isPerturbed }
    }
  }

  /// Everything that is measured on the file.
  func verification() throws -> ReleaseVerification {
    let linkage = try linkage()
    let risks = try audits()
    let minimality = try MinimalityCheck(recoded: isDisturbed ? nil : recoded).outcomes()
    return ReleaseVerification(
      models: try models(), linkage: linkage, minimality: minimality,
      composition: try compositions(), riskBefore: risks?.before, riskAfter: risks?.after)
  }

  // MARK: Models

  private func models() throws -> [ReleaseVerification.Model] {
    guard let recoded else { return try suppressionModels() }
    let classes = FileClasses(recoded: recoded, cache: cache, release: release)
    guard let classTable = try classes.table() else {
      return recoded.models.map { .init(name: $0.name, holds: false) }
    }
    var models: [ReleaseVerification.Model] = []
    for model in recoded.models {
      let prepared = try refusing(groupStep?.step.line ?? 1) { () throws(DeidentificationError) in
        try model.prepared(for: recoded.table)
      }
      models.append(.init(name: model.name, holds: prepared.holds(for: classTable)))
    }
    return models
  }

  /// Local suppression is held against the file by running it again: nothing may be left to do.
  private func suppressionModels() throws -> [ReleaseVerification.Model] {
    guard let (_, step) = groupStep else { return [] }
    guard step.kind == .suppressCells else { return try groupModels(step) }
    let names = try run.engine.columns(of: release)
    let coded = try run.engine.readCoded(
      source: release, columns: names.map { ColumnRequest($0.name) }, name: "release")
    var again = WorkingTable(coded, types: [:], names: names.map(\.name))
    let context = StepContext(
      plan: plan, folder: run.folder, key: nil, population: { _ in nil })
    let record = try GroupSteps(step: step, context: context, workers: run.workers)
      .apply(to: &again)
    let k = step.values.integer("k") ?? 2
    return [.init(name: "\(k)-anonymity by local suppression", holds: record.changedCells == 0)]
  }

  /// The people that look alike in the file, where cells were recoded one by one.
  private func groupModels(
    _ step: ProtectionPlan.Step
  ) throws -> [ReleaseVerification.Model] {
    let k = step.models.compactMap { $0.kind == .kAnonymity ? $0.values.integer("k") : nil }.max()
    let names = step.knownColumns
    guard let k, step.values.text("subject") == nil, names.allSatisfy(table.names.contains) else {
      return []
    }
    let tuples = try cache.tuples(release, names)
    let sizes = (0..<tuples.count).filter { row in
      !names.indices.allSatisfy { tuples.text(tuples.codes[$0][row], column: $0) == "*" }
    }.map { tuples.counts[$0] }
    return [.init(name: "\(k)-anonymity", holds: (sizes.min() ?? k) >= k)]
  }

  // MARK: Linkage

  private func linkage() throws -> ReleaseVerification.Linkage? {
    let names = linkingColumns
    guard !names.isEmpty else { return nil }
    let people = try people(names)
    let targets = try TargetSample(people, limit: Self.targetLimit)
    let records = try records(of: release, names, targets: targets, relation: observedRelation)
    let outcome = ReleaseLinkage.run(
      targets: targets.columns, counts: targets.counts, against: records, workers: run.workers)
    let rows = people.counts.reduce(0, +)
    return ReleaseVerification.Linkage(
      targetCount: outcome.targetCount, unmatched: outcome.unmatched,
      fewestCandidates: outcome.fewestCandidates, expectedShare: outcome.expectedShare,
      expectedShareBefore: rows > 0 ? Double(people.count) / Double(rows) : 0)
  }

  /// The source's people: from the table where it holds them, else from the engine.
  private func people(_ names: [String]) throws -> AttackTuples {
    try AttackTuples(sourceOf: table, names, workers: run.workers)
      ?? cache.tuples(run.source, names)
  }

  /// The release's combinations, and which of them each of the targets' values may have become.
  private func records(
    of source: DataSource, _ names: [String], sensitive: String? = nil, values: [String] = [],
    targets: TargetSample, relation: (Int, String) -> (String, String) -> Bool
  ) throws -> ReleaseRecords {
    let tuples = try cache.tuples(source, names + (sensitive.map { [$0] } ?? []))
    let columns = try CodeColumns(
      columns: Array(tuples.codes.prefix(names.count)),
      cardinalities: names.indices.map { tuples.cardinality($0) }, rowCount: tuples.count)
    var codeOfValue: [String: UInt32] = [:]
    for (index, value) in values.enumerated() { codeOfValue[value] = UInt32(index + 1) }
    let sensitiveCodes = sensitive.map { _ in
      tuples.codes[names.count].map { code in
        [codeOfValue[tuples.text(code, column: names.count) ?? ""] ?? 0]
      }
    }
    return ReleaseRecords(
      release: columns, counts: tuples.counts.map { UInt32(clamping: $0) },
      sensitive: sensitiveCodes ?? [],
      columns: names.indices.map { index in
        let isConsistent = relation(index, names[index])
        return ReleaseRecords.Column(
          consistentCodes: targets.labels[index].map { label in
            (0..<UInt32(tuples.cardinality(index))).filter { code in
              guard let text = tuples.text(code, column: index), text != "*" else { return true }
              return isConsistent(label ?? "", text)
            }
          })
      })
  }

  /// What the plan's own steps made of each value, as they made it.
  private func observedRelation(_ index: Int, _ name: String) -> (String, String) -> Bool {
    guard let column = table.columns.first(where: { $0.name == name }), column.isTouched else {
      return { $0 == $1 }
    }
    var seen: [String: Set<String>] = [:]
    for row in 0..<table.rowCount where !table.isSuppressed[row] && column.codes[row] > 0 {
      let code = Int(column.sourceCodes[row])
      let value = code == 0 ? "" : column.sourceLabels[code - 1]
      seen[value, default: []].insert(column.labels[Int(column.codes[row]) - 1])
    }
    return { seen[$0]?.contains($1) ?? false }
  }

  // MARK: Composition

  private func compositions() throws -> [ReleaseVerification.Composition] {
    guard let recoded, let audit = plan.audit, let sensitive = audit.sensitive.first,
      !audit.earlier.isEmpty, table.names.contains(sensitive)
    else { return [] }
    let names = recoded.table.quasiIdentifiers.map(\.column).filter(table.names.contains)
    let hierarchies = recoded.table.quasiIdentifiers
    let values = try people([sensitive]).labels[0]
    let targets = try TargetSample(people(names), limit: Self.targetLimit)
    let relation = { (index: Int, name: String) in
      HierarchyRelation(hierarchies.first { $0.column == name }).isConsistent
    }
    let own = try records(
      of: release, names, sensitive: sensitive, values: values, targets: targets,
      relation: relation)
    return try audit.earlier.map { path in
      let full = path.hasPrefix("/") || run.folder.isEmpty ? path : run.folder + "/" + path
      let before = try records(
        of: DataSource(full), names, sensitive: sensitive, values: values, targets: targets,
        relation: relation)
      let outcome = ReleaseComposition.run(
        targets: targets.columns, counts: targets.counts, releases: [before, own],
        workers: run.workers)
      return ReleaseVerification.Composition(
        targetCount: outcome.targetCount, earlierShare: outcome.aloneShares[0],
        ownShare: outcome.aloneShares[1], togetherShare: outcome.togetherShare)
    }
  }

  // MARK: Audits

  /// The audit's risk before and after, where the plan says who knows what.
  private func audits() throws -> (before: Estimate, after: Estimate)? {
    let known = linkingColumns
    guard !run.request.skipsAudit, !known.isEmpty, run.source.paths.count == 1 else { return nil }
    let sensitive = (plan.audit?.sensitive ?? []).filter(table.names.contains)
    let sources = plan.source.resolvedPaths(relativeTo: run.folder)
    guard let before = try risk(sources[0], known, sensitive, format: plan.source.format?.rawValue),
      let after = try risk(path, known, sensitive, format: nil)
    else { return nil }
    return (before, after)
  }

  private func risk(
    _ path: String, _ known: [String], _ sensitive: [String], format: String?
  ) throws -> Estimate? {
    let roles =
      known.map { FileDescription.Role($0, .quasiIdentifier) }
      + sensitive.filter { !known.contains($0) }.map { FileDescription.Role($0, .sensitive) }
    let request = try AuditRequest(
      target: .file(
        FileDescription(
          path: path, roles: roles, missing: plan.missing.rawValue, format: format)),
      seed: 1, engine: run.request.engine, reproduce: "palimpsest protect",
      toolVersion: run.request.toolVersion)
    return try RiskAudit.run(request).verdict.risk
  }
}

extension StepKind {
  /// Whether the step makes people look alike.
  var groupsPeople: Bool {
    switch self {
    case .recode, .recodeLocally, .mondrian, .suppressCells: true
    default: false
    }
  }
}

extension ProtectionPlan.Step {
  /// The quasi-identifiers of a step that groups people.
  var knownColumns: [String] {
    recoded.isEmpty ? values.texts("quasi-identifiers") ?? [] : recoded.map(\.name)
  }

  /// The columns that the step changes.
  var changedColumns: [String] {
    knownColumns + (values.texts("columns") ?? []) + [values.text("column")].compactMap(\.self)
  }
}
