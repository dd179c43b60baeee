import Findings

/// Turns attack results into findings: what matters, how much, and what would mend it.
///
/// A rule sees results and column roles, never data.
struct FindingRules {
  /// The results of all tables.
  let results: [AttackResult]
  /// The tables with their columns' roles.
  let tables: [TableSummary]
  /// Which columns are to blame.
  let blame: [ColumnBlame]

  /// All findings, the worst first; ties in the order of their ids.
  func findings() -> [Finding] {
    let found =
      directIdentifiers() + identification() + tellingColumns() + linkage() + inference()
      + sharedPseudonyms()
    return found.sorted { ($1.severity, $0.id) < ($0.severity, $1.id) }
  }

  /// A column that says who a person is needs no attack.
  private func directIdentifiers() -> [Finding] {
    tables.compactMap { table in
      let names = table.columns.filter { $0.role == "direct-identifier" }.map(\.name)
      guard !names.isEmpty else { return nil }
      return Finding(
        id: "direct-identifiers/\(table.name)", title: "Direct identifiers are in the release",
        severity: .critical, risk: .singlingOut, failureMode: .contextualAggregation,
        sentence: "Table \(table.name) carries \(Phrase.list(names)): no attack is needed.",
        remedy: "Remove \(names.count == 1 ? "the column" : "the columns") before anything else.",
        evidence: [], columns: names.map { "\(table.name).\($0)" })
    }
  }

  /// People who are found by what the adversary is assumed to know.
  private func identification() -> [Finding] {
    results.filter { $0.attack.risk == .singlingOut }.map { result in
      Finding(
        id: "found/\(result.id)", title: result.attack.title,
        severity: Severity(risk: result.success.value), risk: result.attack.risk,
        failureMode: result.attack.failureMode, sentence: result.sentence, remedy: result.remedy,
        evidence: [result.id], columns: columns(of: result))
    }
  }

  /// Columns that alone find every fifth person or more.
  private func tellingColumns() -> [Finding] {
    blame.filter { $0.riskAlone >= 0.2 }.map { column in
      Finding(
        id: "telling-column/\(column.table)/\(column.column)",
        title: "\(column.column) alone gives people away",
        severity: Severity(risk: column.riskAlone), risk: .singlingOut,
        failureMode: .contextualAggregation,
        sentence:
          "Who knows nothing but \(column.column) finds \(Phrase.ofHundred(column.riskAlone))"
          + " of 100 people.",
        remedy: "Coarsen \(column.column) or leave it out.", evidence: [],
        columns: ["\(column.table).\(column.column)"])
    }
  }

  /// People whom another party recognises.
  private func linkage() -> [Finding] {
    results.filter { $0.attack.risk == .linkability }.map { result in
      Finding(
        id: "linked/\(result.id)", title: result.attack.title,
        severity: Severity(risk: result.excess.value), risk: .linkability,
        failureMode: result.attack.failureMode, sentence: result.sentence,
        remedy: result.remedy.isEmpty ? Self.remedy(of: result) : result.remedy,
        evidence: [result.id], columns: columns(of: result))
    }
  }

  /// What helps where the attack itself names nothing.
  private static func remedy(of result: AttackResult) -> String {
    guard result.excess.value > 0 else { return "Nothing need be done about this." }
    return result.attack.channel == .fileMetadata
      ? "Scrub the files before release (`palimpsest scrub`)."
      : "Coarsen the shared columns that the two sources hold most alike."
  }

  /// Values that the release gives away about its own people, beyond what it teaches about anyone.
  private func inference() -> [Finding] {
    results.filter { $0.attack.risk == .inference }.map { result in
      let leaks = result.excess.lower > 0
      let certain = result.measures.first { $0.id == "disclosure/certain-share" }?.estimate?.value
      let severity = max(
        leaks ? Severity(risk: result.excess.value) : .information,
        Severity(risk: certain ?? 0))
      let certainty = certain.map {
        $0 > 0 ? " For \(Phrase.perCent($0)) of the people everyone who looks alike has it." : ""
      }
      return Finding(
        id: "inferred/\(result.id)", title: result.attack.title, severity: severity,
        risk: .inference, failureMode: result.attack.failureMode,
        sentence: result.sentence + (certainty ?? ""),
        remedy: leaks
          ? "Coarsen the known columns until look-alikes differ in it (l-diversity, t-closeness)."
          : "",
        evidence: [result.id], columns: columns(of: result))
    }
  }

  /// One pseudonym in several tables lets a receiver join them at will.
  private func sharedPseudonyms() -> [Finding] {
    let keyed = tables.filter { $0.columns.contains { $0.role == "subject" } }
    guard keyed.count > 1 else { return [] }
    return [
      Finding(
        id: "shared-pseudonym", title: "One pseudonym ties several tables", severity: .medium,
        risk: .linkability, failureMode: .contextualAggregation,
        sentence:
          "\(Phrase.list(keyed.map(\.name))) carry the same key of the data subject: whoever "
          + "recognises a person in one of them has that person's rows in all.",
        remedy: "Give each table that is released on its own its own pseudonyms.",
        evidence: [],
        columns: keyed.flatMap { table in
          table.columns.filter { $0.role == "subject" }.map { "\(table.name).\($0.name)" }
        })
    ]
  }

  private func columns(of result: AttackResult) -> [String] {
    // All channels together name their columns with the tables they are of.
    guard result.attack.channel != .fused else { return result.setting.knownColumns }
    return result.setting.knownColumns.map { "\(result.setting.table).\($0)" }
  }
}
