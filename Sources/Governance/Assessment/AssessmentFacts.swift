import Findings

/// What a report says that has to do with a question that people answer.
///
/// Facts are coarse on purpose: an answer becomes stale when what matters changed, not when a
/// rate moved in its third digit.
struct AssessmentFacts {
  let report: RiskReport
  let likelihood: AssessedLikelihood

  /// What the facts beside a question are about.
  enum Kind {
    case none, data, columns, blame, adversary, likelihood, threats
  }

  func of(_ kind: Kind) -> [String] {
    switch kind {
    case .none: []
    case .data: tables
    case .columns: columns
    case .blame: blame
    case .adversary: [report.adversary.sentence]
    case .likelihood: [level]
    case .threats: threats
    }
  }

  /// Tables with their rows and people.
  var tables: [String] {
    report.dataset.tables.map { table in
      let people = table.subjects.map { ", \(Phrase.count($0, "person", "people"))" } ?? ""
      return "Table \(table.name) (\(table.kind)): \(Phrase.count(table.rows, "row", "rows"))"
        + "\(people)."
    }
  }

  /// Columns by role, one sentence for each role that occurs.
  var columns: [String] {
    var names: [String: [String]] = [:]
    for table in report.dataset.tables {
      for column in table.columns {
        names[column.role, default: []].append("\(table.name).\(column.name)")
      }
    }
    return names.keys.sorted().map { role in
      "Role \(role): \(Phrase.list(names[role] ?? [], limit: 24))."
    }
  }

  private var blame: [String] {
    let worst = report.blame.prefix(5).map { "\($0.table).\($0.column)" }
    return worst.isEmpty ? [] : ["Columns that people are found by most: \(Phrase.list(worst))."]
  }

  private var level: String {
    guard let level = likelihood.level else { return "Likelihood of access: not measured." }
    return "Likelihood of access: \(level.name)."
  }

  private var threats: [String] {
    report.attacks
      .filter { LikelihoodScale.level(of: LikelihoodScale.bound(of: $0)) > .negligible }
      .map { "\($0.attack.title): above 5 of 100." }
  }
}
