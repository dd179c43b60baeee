import Attacks
import Engines
import Findings
import Tables

extension TableSummary {
  /// A table of events that was attacked.
  init(events: LoadedEvents, digest: String?) {
    let declaration = events.declaration
    self.init(
      name: declaration.name, kind: declaration.kind.rawValue, rows: events.table.rowCount,
      subjects: events.table.subjectCount, digest: digest,
      columns: declaration.columns.map { ColumnSummary($0) })
  }
}

extension TableSummary {
  /// A table whose devices were attacked.
  init(devices: LoadedDevices, digest: String?) {
    let declaration = devices.declaration
    self.init(
      name: declaration.name, kind: declaration.kind.rawValue, rows: devices.table.rowCount,
      subjects: devices.records.subjects.count, digest: digest,
      columns: declaration.columns.map { column in
        guard let coded = devices.table.column(column.name) else { return ColumnSummary(column) }
        return ColumnSummary(column, coded: coded)
      })
  }
}
