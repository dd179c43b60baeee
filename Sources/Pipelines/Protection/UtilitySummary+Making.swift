import Deidentification
import Findings
import Tables

extension UtilitySummary {
  /// Rows beyond which utility is measured on every n-th row.
  private static let rowLimit = 200_000

  /// Compares a table after its plan with what it was; `nil` where no column is loaded.
  ///
  /// - Throws: `ProtectionError.refused` for a column to predict that is not there.
  init?(_ table: WorkingTable, predict: [String]) throws {
    let rows = table.expandedRows(limit: Self.rowLimit)
    let columns = table.columns.filter {
      $0.sourceLabels.count > 1 && $0.sourceLabels.count <= 4_096
    }
    guard !rows.isEmpty, columns.count > 1 else { return nil }
    let original = columns.map { column in
      CodedColumn(
        name: column.name, codes: rows.map { column.sourceCodes[$0] },
        dictionary: .texts(column.sourceLabels))
    }
    let release = columns.map { column in
      CodedColumn(
        name: column.name,
        codes: rows.map { table.isSuppressed[$0] && column.isTouched ? 0 : column.codes[$0] },
        dictionary: .texts(column.labels))
    }
    // What was generalised can't be told right or wrong any more.
    let targets = predict.filter { name in
      columns.contains { $0.name == name && Set($0.labels).isSubset(of: $0.sourceLabels) }
    }
    let report = try refusing(1) { () throws(DeidentificationError) in
      try UtilityReport(
        UtilityColumns(original: original, release: release),
        request: UtilityRequest(targets: targets))
    }
    self.init(
      rowCount: report.rowCount,
      columns: report.columns.map {
        Column(
          name: $0.name, changed: $0.changed, suppressed: $0.suppressed,
          distinctBefore: $0.distinctBefore, distinctAfter: $0.distinctAfter)
      },
      oneWayDistance: report.oneWay.mean, twoWayDistance: report.twoWay.mean,
      associationChange: report.associations.meanChange,
      squaredErrorPercent: report.squaredErrorPercent,
      tasks: report.tasks.map {
        Task(
          target: $0.target, learner: $0.learner.rawValue, baseline: $0.baseline,
          original: $0.original.value, release: $0.release.value,
          releaseLower: $0.release.lower, releaseUpper: $0.release.upper)
      })
  }
}

extension WorkingTable {
  /// Row numbers, each as often as it stands for rows; every n-th where they are too many.
  fileprivate func expandedRows(limit: Int) -> [Int] {
    var total = 0
    for row in 0..<rowCount { total += weight(row) }
    let step = max(1, (total + limit - 1) / limit)
    var rows: [Int] = []
    var next = 0
    var position = 0
    for row in 0..<rowCount {
      position += weight(row)
      while next < position {
        rows.append(row)
        next += step
      }
    }
    return rows
  }
}
