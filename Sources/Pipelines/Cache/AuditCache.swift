import Engines
import Findings
import Tables

/// The cache of one audit: what its steps depend on, and what they found.
///
/// Without a folder every step is made.
final class AuditCache {
  private let request: AuditRequest
  private let engine: Engine
  private var cache: StepCache?
  /// Digests that were made already, by table and source.
  private var digests: [String: [String: String]] = [:]
  /// Files that were read already, by table: taking them apart is most of the work on them.
  private var files: [String: LoadedFiles] = [:]

  init(_ request: AuditRequest, engine: Engine) {
    self.request = request
    self.engine = engine
    // Where there is no folder yet, one is made once there is something to keep.
    if let folder = request.cacheFolder, AtomicFile.exists(folder) { open(folder) }
  }

  /// A cache that can't be had makes an audit slower, never wrong.
  private func open(_ folder: String) { cache = try? StepCache(folder: folder) }

  /// The files that a table names, read once in an audit.
  ///
  /// - Throws: `EngineError`, what `check` throws.
  func files(
    of declaration: TableDeclaration, check: () throws -> Void
  ) throws -> LoadedFiles {
    if let read = files[declaration.name] { return read }
    let read = try LoadedFiles(
      declaration, folder: request.folder, seed: request.seed, engine: engine, check: check)
    files[declaration.name] = read
    return read
  }

  /// What is kept for a key, or what is computed now.
  private func value<Value: Codable>(for key: StepKey?, compute: () throws -> Value) throws -> Value
  {
    guard let key, let folder = request.cacheFolder else { return try compute() }
    if let cache { return try cache.value(for: key, compute: compute) }
    let made = try compute()
    open(folder)
    return try cache?.value(for: key) { made } ?? made
  }

  /// Runs an attack on one reading of a table, or takes what it found before.
  ///
  /// - Parameters:
  ///   - roles: the roles of the columns that it reads, beside those that are known.
  ///   - settings: what else its outcome depends on.
  func run(
    _ step: String, on declaration: TableDeclaration, roles: Set<ColumnRole>,
    settings: [String: String] = [:], steps: Steps, stepCount: Int, into outcome: inout Outcome,
    _ attack: (inout Outcome) throws -> Void
  ) throws {
    guard request.cacheFolder != nil else { return try attack(&outcome) }
    let known = request.manifest.knownColumns(of: declaration)
    let columns = declaration.columns.filter {
      roles.contains($0.role) || (step == "attributes" && known.contains($0.name))
    }.map(\.name)
    // What can't be read is for the attack to say.
    let key = try? self.key(step, columns: [declaration.name: columns], settings: settings)
    var isMade = false
    let found = try value(for: key) {
      isMade = true
      var own = Outcome()
      try attack(&own)
      return CachedOutcome(own)
    }.outcome
    if !isMade { try steps.pass(stepCount, "\(declaration.name): nothing changed") }
    outcome.join(try refreshed(found, declaration))
  }

  /// What all channels together found, or found before.
  func fused(
    _ profiles: [AdversaryProfile], compute: () throws -> FusedOutcome?
  ) throws -> FusedOutcome? {
    guard request.cacheFolder != nil else { return try compute() }
    let uses = profiles.flatMap { $0.fits(request.manifest).uses }
    var columns: [String: [String]] = [:]
    for table in request.manifest.tables {
      let used = Set(uses.filter { $0.table == table.name }.flatMap(\.columns))
      // Of a table in use all keys and times part people and periods.
      guard !used.isEmpty else { continue }
      columns[table.name] = table.columns.filter {
        used.contains($0.name) || [.subject, .time, .source, .target].contains($0.role)
      }.map(\.name)
    }
    let key = try? key(
      "fused", columns: columns,
      settings: ["profiles": profiles.map { $0.render() }.joined(separator: "---\n")])
    return try value(for: key) { FusedStep(found: try compute()) }.found
  }

  /// Nothing found is an answer too.
  private struct FusedStep: Codable {
    let found: FusedOutcome?
  }

  private func key(
    _ step: String, columns: [String: [String]], settings: [String: String] = [:]
  ) throws -> StepKey {
    var digests: [String: String] = [:]
    for (table, names) in columns {
      guard let declaration = request.manifest.tables.first(where: { $0.name == table }) else {
        continue
      }
      for (name, digest) in try self.digests(of: declaration) where names.contains(name) {
        digests["\(table).\(name)"] = digest
      }
      // A file may change where the table that names it stays as it is.
      if declaration.columns(of: .file).contains(where: { names.contains($0.name) }) {
        digests["\(table)/files"] = try FileStamps.digest(
          of: declaration, folder: request.folder, engine: engine)
      }
      for (what, source) in declaration.otherSources {
        digests["\(table)/\(what)"] = try DatasetDigest.of(
          source.completed(by: declaration.source).engineSource(relativeTo: request.folder),
          engine: engine)
      }
    }
    return try StepKey(
      step: step, tool: "palimpsest \(request.toolVersion) \(engine.version)",
      inputs: StepInputs(
        manifest: request.manifest, columns: columns, digests: digests, seed: request.seed,
        settings: settings.merging(["reproduce": request.reproduce]) { own, _ in own }))
  }

  private func digests(of declaration: TableDeclaration) throws -> [String: String] {
    if let made = digests[declaration.name] { return made }
    let source = declaration.source.engineSource(relativeTo: request.folder)
    let there = Set(try engine.columns(of: source).map(\.name))
    let made = try engine.columnDigests(
      of: source, columns: declaration.columns.map(\.name).filter(there.contains))
    digests[declaration.name] = made
    return made
  }

  /// What was found before, with the table as it is described now.
  private func refreshed(_ found: Outcome, _ declaration: TableDeclaration) throws -> Outcome {
    guard let summary = found.summaries[declaration.name] else { return found }
    var found = found
    let digest = try DatasetDigest.of(
      declaration.source.engineSource(relativeTo: request.folder), engine: engine)
    found.summaries[declaration.name] = TableSummary(
      name: summary.name, kind: summary.kind, rows: summary.rows, subjects: summary.subjects,
      digest: digest,
      columns: declaration.columns.map { column in
        summary.columns.first { $0.name == column.name && $0.role == column.role.rawValue }
          ?? ColumnSummary(column)
      })
    return found
  }
}

extension TableDeclaration {
  /// The second tables beside this one, by what they are.
  fileprivate var otherSources: [(what: String, source: TableSource)] {
    [
      auxiliary.map { ("auxiliary", $0.source) }, original.map { ("original", $0) },
      population.map { ("population", $0.source) },
    ].compactMap(\.self)
  }
}

extension Outcome {
  /// Adds what a step found; a table that an earlier step described stays as that one saw it.
  mutating func join(_ other: Outcome) {
    results += other.results
    blame += other.blame
    summaries.merge(other.summaries) { earlier, _ in earlier }
    for (table, columns) in other.knownColumns {
      let before = knownColumns[table] ?? []
      knownColumns[table] = before + columns.filter { !before.contains($0) }
    }
    gaps += other.gaps
    notes += other.notes
  }
}
