import Findings

/// The strongest attack of one kind, or why there is none.
enum Strongest: Equatable {
  /// The strongest of `count` attacks, at `index` in the report.
  case measured(index: Int, count: Int)
  /// No attack of this kind was made, and why.
  case notMeasured(why: String)
}

/// Choices that every output makes the same way.
extension RiskReport {
  /// The strongest attack that exposes a failure mode: the largest excess over control or baseline.
  func strongest(exposing mode: FailureMode) -> Strongest {
    strongest(
      where: { $0.attack.failureMode == mode }, gaps: notMeasured.filter { $0.failureMode == mode })
  }

  /// The strongest attack that measures one of WP216's risks.
  func strongest(measuring risk: IdentificationRisk) -> Strongest {
    strongest(where: { $0.attack.risk == risk }, gaps: notMeasured.filter { $0.risk == risk })
  }

  private func strongest(
    where belongs: (AttackResult) -> Bool, gaps: [Gap]
  ) -> Strongest {
    let own = attacks.indices.filter { belongs(attacks[$0]) }
    guard
      let index = own.max(by: {
        (attacks[$0].excess.value, attacks[$0].success.value, $1)
          < (attacks[$1].excess.value, attacks[$1].success.value, $0)
      })
    else {
      let why = gaps.map(\.why).filter { !$0.isEmpty }.joined(separator: " ")
      return .notMeasured(why: why.isEmpty ? "No attack of this kind was run." : why)
    }
    return .measured(index: index, count: own.count)
  }

  /// The findings, the most severe first; the report's order among equals.
  var orderedFindings: [Finding] {
    findings.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .map(\.element)
  }

  /// Whether the verdict's numbers were measured: without an attack there is nothing to show.
  var wasMeasured: Bool { !attacks.isEmpty }

  /// The rows of all tables; the largest `Int` where the sum is larger.
  var totalRows: Int {
    dataset.tables.reduce(0) { sum, table in
      let (total, overflow) = sum.addingReportingOverflow(table.rows)
      return overflow ? Int.max : total
    }
  }

  /// The drawings of small networks of all attacks: texts say in words what they show.
  var networks: [Chart] { attacks.flatMap(\.charts).filter { $0.kind == .network } }

  /// The number of data subjects: the most that any table holds, or `nil` where none is known.
  var subjects: Int? { dataset.tables.compactMap(\.subjects).max() }

  /// The moment of writing without its time of day, for a heading.
  var day: String { String(createdAt.prefix { $0 != "T" }) }
}

/// How much of each list an output shows; the JSON holds all of it.
struct ListLimits: Sendable {
  var columnsBlamed = 24
  var findings = 40
  var attacks = 30
  var tables = 12
  var columns = 60
  var knownColumns = 24
  var measures = 60
  var charts = 12
  var grids = 8
  var gridRows = 40
  var gridColumns = 16
  var points = 64
  var notes = 60
  var channels = 12
  var features = 12
  var bins = 20
  var profiles = 16
}
