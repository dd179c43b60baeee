import Engines
import Findings
import Tables

/// A table whose rows are something that people did: read, numbered, ready to be counted.
struct LoadedEvents {
  let declaration: TableDeclaration
  let table: EventTable
  /// The columns that were read.
  let columns: EventColumns
  private let source: DataSource
  private let engine: Engine
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
    let time = time(of: declaration)
    let place = first(.place)
    guard time != nil || place != nil || first(.latitude) != nil else { return nil }
    return EventColumns(
      subject: subject, time: time,
      latitude: first(.latitude).map { .init($0.name, isRadians: $0.unit == .radians) },
      longitude: first(.longitude).map { .init($0.name, isRadians: $0.unit == .radians) },
      place: place?.name, contact: first(.target)?.name)
  }

  /// The column that tells when; `nil` where none does.
  static func time(of declaration: TableDeclaration) -> EventColumns.Time? {
    declaration.columns(of: .time).first.map { column in
      EventColumns.Time(
        column.name, type: column.type.flatMap { ValueType(rawValue: $0.rawValue) },
        unit: column.unit.flatMap { TimeUnit(rawValue: $0.rawValue) },
        zone: column.zone == "UTC" ? nil : column.zone)
    }
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
    self.columns = columns
    self.source = source
    self.engine = engine
    if table.locatedCount > 0 {
      self.placing = .coordinates
    } else {
      self.placing = table.placedCount > 0 ? .named : nil
    }
  }

  /// The same events, each by the other of its two people, parted alike; `nil` where an
  /// event has one person only.
  ///
  /// Both tables number people alike: a person's number follows from all keys of both columns.
  func mirrored() throws -> EventTable? {
    guard let contact = columns.contact else { return nil }
    let mirrored = try engine.events(
      of: source,
      columns: EventColumns(subject: contact, time: columns.time, contact: columns.subject))
    guard mirrored.subjectCount == table.subjectCount else {
      throw PipelineError.changed(table: declaration.name)
    }
    if let boundary = table.boundary {
      try mirrored.split(.time(boundary))
    } else {
      try mirrored.split(.subjectDays)
    }
    return mirrored
  }

  /// Whether the table says when things happened.
  var hasTime: Bool { table.timeRange != nil }

  /// What a reader must know of how the table was read.
  var notes: [String] {
    let name = declaration.name
    var notes: [String] = []
    let left = table.rowCount - table.eventCount
    if left > 0 {
      notes.append(
        "\(name): \(Phrase.count(left, "row", "rows")) without a data subject or a time left out.")
    }
    if table.unreadableCount > 0 {
      let rows = Phrase.count(table.unreadableCount, "row has", "rows have")
      notes.append("\(name): \(rows) a time or place that can't be read, taken as missing.")
    }
    if placing == .coordinates, table.locatedCount < table.eventCount {
      let unplaced = Phrase.count(table.eventCount - table.locatedCount, "event", "events")
      notes.append(
        "\(name): \(unplaced) without coordinates on earth, left out by attacks on places.")
    }
    return notes
  }
}
