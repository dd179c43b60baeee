import Engines
import Findings
import Tables

/// A table whose rows are something that people did: read, numbered, ready to be counted.
struct LoadedEvents {
  let declaration: TableDeclaration
  let table: EventTable
  /// Whether places are coordinates, or have names; `nil` where no event has a place.
  let placing: Placing?

  /// How a table says where something happened.
  enum Placing: Equatable {
    case coordinates
    case named
  }

  /// The columns of `declaration` that tell who did something when, where and with whom; `nil`
  /// where they say nothing that an attack on events reads.
  static func columns(of declaration: TableDeclaration) -> EventColumns? {
    guard declaration.kind != .users, let subject = subject(of: declaration) else { return nil }
    func first(_ role: ColumnRole) -> ColumnDeclaration? { declaration.columns(of: role).first }
    let time = first(.time)
    let place = first(.place)
    guard time != nil || place != nil || first(.latitude) != nil else { return nil }
    return EventColumns(
      subject: subject,
      time: time.map { column in
        EventColumns.Time(
          column.name, type: column.type.flatMap { ValueType(rawValue: $0.rawValue) },
          unit: column.unit.flatMap { TimeUnit(rawValue: $0.rawValue) },
          zone: column.zone == "UTC" ? nil : column.zone)
      },
      latitude: first(.latitude).map { .init($0.name, isRadians: $0.unit == .radians) },
      longitude: first(.longitude).map { .init($0.name, isRadians: $0.unit == .radians) },
      place: place?.name, contact: first(.target)?.name)
  }

  /// Who did it: the data subject, or the person at an edge's source.
  static func subject(of declaration: TableDeclaration) -> String? {
    declaration.subject?.name ?? declaration.columns(of: .source).first?.name
  }

  /// Reads the events of a table.
  ///
  /// - Throws: `EngineError`; `PipelineError.contradiction` where no row is an event.
  init(
    _ declaration: TableDeclaration, columns: EventColumns, folder: String, engine: Engine
  ) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    let table = try engine.events(of: source, columns: columns)
    guard table.eventCount > 0 else {
      throw PipelineError.contradiction(
        table: declaration.name, column: columns.time?.name ?? columns.subject,
        what: "no row has both a data subject and a time",
        remedy: "check the columns' roles, or leave the table out of the manifest")
    }
    self.declaration = declaration
    self.table = table
    if table.locatedCount > 0 {
      self.placing = .coordinates
    } else {
      self.placing = table.placedCount > 0 ? .named : nil
    }
  }

  /// Whether the table says when things happened.
  var hasTime: Bool { table.timeRange != nil }

  /// What a reader must know of how the table was read.
  var notes: [String] {
    let name = declaration.name
    var notes: [String] = []
    let left = table.rowCount - table.eventCount
    if left > 0 {
      notes.append("\(name): \(Phrase.count(left, "row", "rows")) without a data subject or a time left out.")
    }
    if placing == .coordinates, table.locatedCount < table.eventCount {
      notes.append(
        "\(name): \(Phrase.count(table.eventCount - table.locatedCount)) events have no coordinates on earth; "
          + "attacks on places leave them out.")
    }
    return notes
  }
}
