import Attacks
import Engines
import Findings
import Numerics
import Tables

/// The traits of devices in a table, one row each, with the time of the row where all have one.
struct LoadedDevices {
  let declaration: TableDeclaration
  let table: CodedTable<Raw>
  let records: DeviceRecords

  /// Reads the traits of a table.
  ///
  /// - Throws: `EngineError`, `DeviceError`.
  init(_ declaration: TableDeclaration, folder: String, engine: Engine) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    let subject = declaration.subject?.name
    let traits = declaration.columns(of: .device).map { ColumnRequest($0.name) }
    let requests = (subject.map { [ColumnRequest($0, .key)] } ?? []) + traits
    let table = try engine.readCoded(source: source, columns: requests, name: declaration.name)
    let subjects =
      subject.flatMap { table.column($0) }.map { SubjectIndex(key: $0) }
      ?? SubjectIndex(rowCount: table.rowCount)
    self.declaration = declaration
    self.table = table
    self.records = try DeviceRecords(
      traits: traits.compactMap { table.column($0.name) }, subjects: subjects,
      times: try Self.times(of: declaration, source: source, engine: engine, rows: table.rowCount))
  }

  /// Whether the rows are events with a time, read or not.
  var hasTimeColumn: Bool { LoadedEvents.columns(of: declaration)?.time != nil }

  /// The time of each row in microseconds; empty where a row has none, or the table is of people.
  private static func times(
    of declaration: TableDeclaration, source: DataSource, engine: Engine, rows: Int
  ) throws -> [Int64] {
    guard let columns = LoadedEvents.columns(of: declaration), let time = columns.time else {
      return []
    }
    let times = try engine.times(of: source, subject: columns.subject, time: time)
    let known = times.compactMap(\.self)
    return known.count == rows && times.count == rows ? known : []
  }
}
