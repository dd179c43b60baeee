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
