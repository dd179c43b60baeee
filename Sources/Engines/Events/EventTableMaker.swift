/// Makes the temporary tables of an `EventTable` on its connection.
struct EventTableMaker {
  let relation: Relation
  let columns: EventColumns
  let engine: Engine
  let ticket: ConnectionRegistry.Ticket

  /// What the table of events holds.
  struct Summary {
    let subjects: Int
    let places: Int
    let rows: Int
    let events: Int
    let located: Int
    let placed: Int
    let contacts: Int
    let unreadable: Int
    let timeRange: ClosedRange<Int64>?
  }

  private var dialect: any Dialect { engine.dialect }
  private var queries: Queries { Queries(dialect: dialect) }
  private typealias Names = Queries.EventTables

  /// Numbers subjects and places, then keeps the events.
  func make() throws(EngineError) -> Summary {
    let reading = try reading()
    let keys = [reading.subject] + [reading.contact].compactMap(\.self)
    try run(queries.numbering(Names.subjects, of: keys, in: relation.from))
    if let place = reading.place {
      try run(queries.numbering(Names.places, of: [place], in: relation.from))
    }
    try run(queries.events(reading, from: relation.from))
    let summary = try integers(queries.eventSummary())
    let unreadable = Int(summary[7] ?? 0)
    if Self.isTooMany(unreadable, of: Int(summary[0] ?? 0)) { throw try badValue(reading) }
    guard summary[0] ?? 0 > 0 else { throw EngineError.noRows(file: relation.file) }
    return Summary(
      subjects: try count(of: Names.subjects),
      places: reading.place == nil ? 0 : try count(of: Names.places), rows: Int(summary[0] ?? 0),
      events: Int(summary[1] ?? 0), located: Int(summary[2] ?? 0), placed: Int(summary[3] ?? 0),
      contacts: Int(summary[4] ?? 0), unreadable: unreadable,
      timeRange: columns.time == nil ? nil : range(summary[5], summary[6]))
  }

  /// The time of each row in the file's order, in microseconds since 1970; `nil` where it has none.
  ///
  /// - Throws: `EngineError.conversion` with the place of the first time that can't be read.
  func times() throws(EngineError) -> [Int64?] {
    let reading = try reading()
    guard let time = reading.time else { return [] }
    let bad = dialect.integer(queries.badness(reading))
    let running = try RunningQuery(
      "SELECT \(dialect.integer(time)) AS time, \(bad) AS bad FROM \(relation.from)", on: engine,
      ticket: ticket, context: relation.failureContext)
    var times: [Int64?] = []
    var unreadable = 0
    while let chunk = try running.next() {
      let (values, marks) = (chunk.vectors[0], chunk.vectors[1])
      guard let stored = unsafe values.values(as: Int64.self),
        let isBad = unsafe marks.values(as: Int64.self)
      else { continue }
      for row in 0..<chunk.rowCount {
        if unsafe isBad[row] != 0 { unreadable += 1 }
        times.append(values.isValid(row) ? unsafe stored[row] : nil)
      }
    }
    if Self.isTooMany(unreadable, of: times.count) { throw try badValue(reading) }
    return times
  }

  /// Whether more than one row in twenty has a value that can't be read.
  ///
  /// Then the columns must be misunderstood; a few odd days such as 2004-00-15 are in many logs.
  private static func isTooMany(_ unreadable: Int, of rows: Int) -> Bool { 20 * unreadable > rows }

  /// Parts the events into periods; the common boundary, where there is one.
  func split(_ split: EventSplit, eventCount: Int) throws(EngineError) -> Int64? {
    let boundary: Int64?
    switch split {
    case .none: boundary = .max
    case .time(let time): boundary = time
    case .medianTime:
      boundary = try integers(queries.medianTime(eventCount: eventCount)).first ?? nil
      guard boundary != nil else { return nil }
    case .subjectDays: boundary = nil
    }
    // The engine keeps both tables for a moment: a table can't be rewritten in place.
    try run(queries.splitEvents(at: boundary))
    try run("DROP TABLE \(Names.events)")
    try run("ALTER TABLE \(Names.split) RENAME TO \(Names.events)")
    return split == .none ? nil : boundary
  }

  // MARK: Reading

  private func reading() throws(EngineError) -> EventReading {
    var reading = EventReading(subject: try text(columns.subject))
    if let column = columns.time { try readTime(column, into: &reading) }
    if let latitude = columns.latitude { reading.latitude = try angle(latitude) }
    if let longitude = columns.longitude { reading.longitude = try angle(longitude) }
    if let place = columns.place { reading.place = try text(place) }
    if let contact = columns.contact { reading.contact = try text(contact) }
    return reading
  }

  private func text(_ name: String) throws(EngineError) -> String {
    dialect.text(dialect.column(try relation.index(of: name)))
  }

  private func angle(
    _ column: EventColumns.Angle
  ) throws(EngineError) -> (value: String, isBad: String) {
    let index = try relation.index(of: column.name)
    let number = number(column: index)
    let degrees = column.isRadians ? "\(number) * \(dialect.number(180 / Double.pi))" : number
    return (degrees, "\(dialect.column(index)) IS NOT NULL AND \(number) IS NULL")
  }

  /// The number in a column; NULL where a text is none.
  private func number(column index: Int) -> String {
    let cell = dialect.column(index)
    switch relation.columns[index].type {
    case .integer, .real: return dialect.real(cell)
    default: return dialect.realOrNull(dialect.text(cell))
    }
  }

  /// Years 1 to 9999, in microseconds.
  private static let times: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

  private func readTime(
    _ column: EventColumns.Time, into reading: inout EventReading
  ) throws(EngineError) {
    let index = try relation.index(of: column.name)
    let cell = dialect.column(index)
    let text = dialect.text(cell)
    let kept = relation.columns[index].type
    if let zone = column.zone { try checkZone(zone) }
    switch try form(of: column, at: index) {
    case .number(let unit):
      let micros = "round(\(number(column: index)) * \(dialect.number(unit.microseconds)))"
      let range =
        "\(micros) BETWEEN \(Self.times.lowerBound) AND \(Self.times.upperBound)"
      reading.time = "CASE WHEN \(range) THEN \(dialect.integer(micros)) END"
      setClock(of: &reading, zone: column.zone)
    case .instant:
      reading.time = dialect.microseconds(cell)
      setClock(of: &reading, zone: column.zone)
    case .writtenClock:
      let clock =
        kept == .date
        ? "\(dialect.days(cell)) * 86400000000" : dialect.clockOrNull(text)
      let local = column.zone.map { dialect.time(ofClock: clock, zone: $0) } ?? clock
      reading.clock = clock
      reading.time =
        kept == .date
        ? local
        : "CASE WHEN \(dialect.hasOffset(text)) THEN \(dialect.microsecondsOrNull(text)) "
          + "ELSE \(local) END"
    }
    reading.badTime = "\(cell) IS NOT NULL AND \(reading.time ?? cell) IS NULL"
  }

  private func setClock(of reading: inout EventReading, zone: String?) {
    guard let time = reading.time else { return }
    reading.clock = zone.map { dialect.clock(ofTime: time, zone: $0) } ?? time
  }

  /// How the cells of a time column tell the time.
  private enum TimeForm {
    /// A number of units since 1970, or since whatever the table counts from.
    case number(TimeUnit)
    /// A time in UTC that the file itself keeps as one.
    case instant
    /// What a clock showed, in text or as a date, perhaps with an offset behind it.
    case writtenClock
  }

  private func form(
    of column: EventColumns.Time, at index: Int
  ) throws(EngineError) -> TimeForm {
    let text = dialect.text(dialect.column(index))
    switch relation.columns[index].type {
    case .timestamp: return .instant
    case .date: return .writtenClock
    case .integer, .real, .boolean: return .number(try unit(of: column, index))
    case .text, .key: break
    }
    switch column.type {
    case .integer, .real: return .number(try unit(of: column, index))
    case .date, .timestamp: return .writtenClock
    default: break
    }
    if column.unit != nil { return .number(try unit(of: column, index)) }
    let first = """
      SELECT \(dialect.integer("count(\(dialect.clockOrNull("cell")))")) AS clocks FROM \
      (SELECT \(text) AS cell FROM \(relation.from) WHERE \(text) IS NOT NULL LIMIT 1000) AS cells
      """
    let clocks = try integers(first).first ?? nil
    return clocks ?? 0 > 0 ? .writtenClock : .number(try unit(of: column, index))
  }

  private func unit(
    of column: EventColumns.Time, _ index: Int
  ) throws(EngineError) -> TimeUnit {
    if let unit = column.unit { return unit }
    let largest = dialect.real("max(abs(\(number(column: index))))")
    let result = try rows("SELECT \(largest) AS largest FROM \(relation.from)")
    return TimeUnit(largest: result.columns.first?.reals.first.flatMap { $0 } ?? 0)
  }

  // MARK: Failure

  /// - Throws: `EngineError.unknownZone` where the engine knows no zone of that name.
  private func checkZone(_ zone: String) throws(EngineError) {
    do {
      _ = try rows("SELECT \(dialect.integer(dialect.clock(ofTime: "0", zone: zone))) AS clock")
    } catch EngineError.interrupted {
      throw EngineError.interrupted
    } catch {
      throw EngineError.unknownZone(column: columns.time?.name ?? "")
    }
  }

  /// The error about the first value that can't be read.
  private func badValue(_ reading: EventReading) throws(EngineError) -> EngineError {
    let found = try rows(queries.firstBadRow(reading, from: relation.from))
    let row = Int(found.columns.first?.integers.first.flatMap { $0 } ?? 1)
    let badness = found.columns.last?.integers.first.flatMap { $0 } ?? 1
    let bad: (name: String?, type: ValueType) =
      badness & 1 != 0
      ? (columns.time?.name, columns.time?.unit == nil ? .timestamp : .real)
      : (badness & 2 != 0 ? columns.latitude?.name : columns.longitude?.name, .real)
    return .conversion(
      engine.place(ofRow: row, column: bad.name ?? "", in: relation), type: bad.type)
  }

  // MARK: Statements

  private func run(_ sql: String) throws(EngineError) {
    let running = try RunningQuery(
      sql, on: engine, ticket: ticket, streaming: false, context: relation.failureContext)
    while try running.next() != nil {}
  }

  private func rows(_ sql: String) throws(EngineError) -> QueryResult {
    try engine.query(sql, ticket: ticket, context: relation.failureContext)
  }

  /// The first row of a query of whole numbers.
  private func integers(_ sql: String) throws(EngineError) -> [Int64?] {
    try rows(sql).columns.map { $0.integers.first.flatMap { $0 } }
  }

  private func count(of table: String) throws(EngineError) -> Int {
    let sql = "SELECT \(dialect.integer("count(*)")) AS entries FROM \(table)"
    return Int(try integers(sql).first.flatMap { $0 } ?? 0)
  }

  private func range(_ first: Int64?, _ last: Int64?) -> ClosedRange<Int64>? {
    guard let first, let last else { return nil }
    return first...last
  }
}
