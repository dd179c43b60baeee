/// The events of a table, kept by the engine: subjects, places and contacts numbered, times in
/// UTC, angles in degrees.
///
/// Data subjects, contacts (as one) and places are numbered from 0 in the order of their keys, so
/// that the order of the rows changes nothing. The keys stay in the engine. A row without a data
/// subject or, where a time is declared, without a time is left out and counted; an event whose
/// place can't be on earth has no place. A time or angle that can't be read counts as missing, as
/// long as at most one row in twenty has such. The table lies in the engine's memory, spills like
/// all else, and is dropped with this object. To be used by one thread at a time.
///
/// **Cost** one pass over the file for each numbering (subjects, places) and one for the events;
/// each feature is one pass over the events kept.
public final class EventTable {
  /// The number of data subjects, contacts included.
  public let subjectCount: Int
  /// The number of named places.
  public let placeCount: Int
  /// The number of rows of the table.
  public let rowCount: Int
  /// How many of them are events of a data subject, with a time where one is declared.
  public let eventCount: Int
  /// How many events have coordinates.
  public let locatedCount: Int
  /// How many events have a named place.
  public let placedCount: Int
  /// How many events have a contact.
  public let contactCount: Int
  /// How many rows have a time or an angle that can't be read, and do without it.
  public let unreadableCount: Int
  /// The first and the last time, in microseconds since 1970-01-01T00:00:00Z.
  public let timeRange: ClosedRange<Int64>?
  /// The first time of the later period, where it is the same for all data subjects.
  public private(set) var boundary: Int64?
  /// The number of periods: 1, or 2 where the events are split.
  public private(set) var periodCount = 1

  let engine: Engine
  let queries: Queries
  private let columns: EventColumns
  private let relation: Relation
  private let connection: EventConnection
  let context: FailureContext

  init(
    _ relation: Relation, columns: EventColumns, split: EventSplit, engine: Engine
  ) throws(EngineError) {
    self.engine = engine
    self.context = relation.failureContext
    self.queries = Queries(dialect: engine.dialect)
    self.connection = try EventConnection(engine)
    let maker = EventTableMaker(
      relation: relation, columns: columns, engine: engine, ticket: connection.ticket)
    let summary = try maker.make()
    self.subjectCount = summary.subjects
    self.placeCount = summary.places
    self.rowCount = summary.rows
    self.eventCount = summary.events
    self.locatedCount = summary.located
    self.placedCount = summary.placed
    self.contactCount = summary.contacts
    self.unreadableCount = summary.unreadable
    self.timeRange = summary.timeRange
    self.columns = columns
    self.relation = relation
    if split != .none { try self.split(split) }
  }

  /// Parts the events into periods, anew where they are parted already; needs a time.
  ///
  /// - Throws: `EngineError`.
  /// - Complexity: a copy of the events.
  public func split(_ split: EventSplit) throws(EngineError) {
    let maker = EventTableMaker(
      relation: relation, columns: columns, engine: engine, ticket: ticket)
    boundary = try maker.split(split, eventCount: eventCount)
    periodCount = split.periodCount
  }

  var ticket: ConnectionRegistry.Ticket { connection.ticket }
}

/// The connection that keeps the temporary tables of events; they are dropped with this object,
/// also where making them failed half-way.
final class EventConnection {
  let ticket: ConnectionRegistry.Ticket
  private let engine: Engine

  init(_ engine: Engine) throws(EngineError) {
    self.engine = engine
    ticket = try engine.connections.open()
  }

  deinit {
    typealias Names = Queries.EventTables
    for name in [Names.events, Names.split, Names.subjects, Names.places] {
      try? engine.connections.execute("DROP TABLE IF EXISTS \(name)", with: ticket)
    }
  }
}

extension Engine {
  /// Reads the events of a table.
  ///
  /// - Parameters:
  ///   - source: Where the table stands.
  ///   - columns: Who, when, where, with whom.
  ///   - split: How to part the events into two periods; needs a time.
  /// - Throws: `EngineError`: about the files, `.noSuchColumn`, `.noRows`, `.unknownZone`;
  ///   `.conversion` with the place of the first time or angle that can't be read, where more than
  ///   one row in twenty has such.
  public func events(
    of source: DataSource, columns: EventColumns, split: EventSplit = .none
  ) throws(EngineError) -> EventTable {
    try EventTable(relation(for: source), columns: columns, split: split, engine: self)
  }

  /// The time of each row of a table, in the file's order, read as `events(of:columns:)` reads it.
  ///
  /// - Returns: microseconds since 1970-01-01T00:00:00Z; `nil` where a row has no time.
  /// - Throws: `EngineError`, as `events(of:columns:)`.
  /// - Complexity: O(rows); 9 bytes a row and the copy it is gathered from.
  public func times(
    of source: DataSource, subject: String, time: EventColumns.Time
  ) throws(EngineError) -> [Int64?] {
    let connection = try EventConnection(self)
    return try EventTableMaker(
      relation: relation(for: source), columns: EventColumns(subject: subject, time: time),
      engine: self, ticket: connection.ticket
    ).times()
  }
}
