import Findings
import Tables

/// Finds columns and features that no declared purpose needs.
struct MinimisationCheck {
  let terms: MinimisationTerms
  let evidence: ReleaseEvidence
  let manifest: Manifest?
  let places: ManifestPlaces?

  func decisions() -> [GateDecision] {
    let title = "Each column is needed for a declared purpose"
    let severity = GateDecision.Severity(terms.severity)
    let columns = released()
    guard let columns else {
      return [
        GateDecision(
          rule: "minimisation", title: title, severity: severity, result: failed,
          reason: .evidenceMissing, sentence: "it is not known which columns are released",
          remedy: "give the manifest and the report",
          place: GateDecision.Place(file: evidence.policy.path))
      ]
    }
    let needed = Set(terms.purposes.flatMap(\.needs))
    let idle = columns.filter { !needed.contains($0.full) && !needed.contains($0.name) }
    if idle.isEmpty {
      return [
        GateDecision(
          rule: "minimisation", title: title, severity: severity, result: .met,
          reason: .thresholdMet,
          sentence: "all \(Phrase.count(columns.count)) columns are needed")
      ]
    }
    return idle.map { column in
      GateDecision(
        rule: "minimisation", title: title, source: "GDPR, article 5(1)(c)", severity: severity,
        result: failed, reason: .columnWithoutPurpose,
        sentence: "no declared purpose needs \(column.full)",
        remedy: "leave it out of the release, or list it under the purpose that needs it",
        columns: [column.full], place: place(of: column.full))
    }
  }

  private var failed: GateDecision.Result { terms.severity == .deny ? .denied : .warned }

  /// The columns of manifest and report, each once; nil where one of the two is missing.
  private func released() -> [(full: String, name: String)]? {
    guard let manifest, let content = evidence.riskReport?.content,
      let list = content.member(["dataset", "tables"], of: content.root)
    else { return nil }
    var columns = manifest.tables.flatMap { table in
      table.columns.map { (full: "\(table.name).\($0.name)", name: $0.name) }
    }
    for table in content.elements(of: list) {
      guard let name = content.member("name", of: table).flatMap({ content.text(of: $0) }),
        let inner = content.member("columns", of: table)
      else { return nil }
      for column in content.elements(of: inner) {
        guard let own = content.member("name", of: column).flatMap({ content.text(of: $0) })
        else { return nil }
        columns.append((full: "\(name).\(own)", name: own))
      }
    }
    var seen: Set<String> = []
    return columns.filter { seen.insert($0.full).inserted }
  }

  private func place(of column: String) -> GateDecision.Place {
    guard let manifest = evidence.manifest, let found = places?.column(column) else {
      return GateDecision.Place(file: evidence.candidates.first?.path ?? evidence.policy.path)
    }
    return GateDecision.Place(file: manifest.path, line: found.line, column: found.column)
  }
}
