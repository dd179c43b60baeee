import Tables

/// How the columns of a table become events: expressions over its columns.
struct EventReading: Sendable {
  /// The data subject's key.
  let subject: String
  /// Microseconds since 1970-01-01T00:00:00Z.
  var time: String?
  /// Microseconds since 1970-01-01T00:00:00 by the clock as written.
  var clock: String?
  /// Whether a time is there that can't be read.
  var badTime: String?
  /// Degrees north, and whether a number is there that can't be read.
  var latitude: (value: String, isBad: String)?
  /// Degrees east, and whether a number is there that can't be read.
  var longitude: (value: String, isBad: String)?
  /// The place's key.
  var place: String?
  /// The contact's key.
  var contact: String?
}

extension Queries {
  /// The names of the temporary tables that events are kept in.
  enum EventTables {
    static let subjects = "palimpsest_subjects"
    static let places = "palimpsest_places"
    static let events = "palimpsest_events"
    static let split = "palimpsest_split"
  }

  /// Numbers the distinct texts of some expressions, in the order of the texts.
  func numbering(_ table: String, of expressions: [String], in from: String) -> String {
    let parts = expressions.map {
      "SELECT \($0) AS key FROM \(from) WHERE \($0) IS NOT NULL"
    }
    return """
      CREATE TEMPORARY TABLE \(table) AS SELECT key, \
      \(dialect.integer("row_number() OVER (ORDER BY key)")) - 1 AS number \
      FROM (SELECT DISTINCT key FROM (\(parts.joined(separator: " UNION ALL "))) AS keys) AS texts
      """
  }

  /// The keys of the data subjects in the order of their numbers.
  func subjectKeys() -> String {
    "SELECT \(dialect.text("key")) AS key FROM \(EventTables.subjects) ORDER BY number"
  }

  /// All rows as events; a row that can't be used has no subject.
  func events(_ reading: EventReading, from: String) -> String {
    let null = dialect.integer("NULL")
    let noReal = dialect.real("NULL")
    let latitude = reading.latitude?.value ?? noReal
    let longitude = reading.longitude?.value ?? noReal
    let cells = """
      SELECT \(reading.subject) AS subject_key, \(reading.time ?? null) AS time, \
      \(reading.clock ?? null) AS clock, \(latitude) AS latitude, \(longitude) AS longitude, \
      \(reading.place ?? "NULL") AS place_key, \(reading.contact ?? "NULL") AS contact_key, \
      \(badness(reading)) AS badness FROM \(from)
      """
    let usable = reading.time == nil ? "TRUE" : "time IS NOT NULL"
    let inside = "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -360 AND 360"
    let turned = "longitude - 360 * floor((longitude + 180) / 360)"
    let place = reading.place == nil ? null : "places.number"
    let contact = reading.contact == nil ? null : "contacts.number"
    let joins = [
      " LEFT JOIN \(EventTables.subjects) AS subjects ON cells.subject_key = subjects.key",
      reading.place == nil
        ? "" : " LEFT JOIN \(EventTables.places) AS places ON cells.place_key = places.key",
      reading.contact == nil
        ? "" : " LEFT JOIN \(EventTables.subjects) AS contacts ON cells.contact_key = contacts.key",
    ]
    return """
      CREATE TEMPORARY TABLE \(EventTables.events) AS SELECT \
      CASE WHEN \(usable) THEN subjects.number END AS subject, 0 AS period, time, clock, \
      CASE WHEN \(inside) THEN latitude END AS latitude, \
      CASE WHEN \(inside) THEN \(turned) END AS longitude, \
      \(place) AS place, \(contact) AS contact, badness FROM (\(cells)) AS cells\(joins.joined())
      """
  }

  /// 1 for a bad time, 2 for a bad latitude, 4 for a bad longitude, summed.
  func badness(_ reading: EventReading) -> String {
    let conditions = [
      (reading.badTime, 1), (reading.latitude?.isBad, 2), (reading.longitude?.isBad, 4),
    ]
    let terms = conditions.compactMap { condition, bit in
      condition.map { "CASE WHEN \($0) THEN \(bit) ELSE 0 END" }
    }
    return terms.isEmpty ? "0" : terms.joined(separator: " + ")
  }

  /// The first row, from 1, whose badness is not 0, and its badness.
  func firstBadRow(_ reading: EventReading, from: String) -> String {
    """
    SELECT \(dialect.integer("row")) AS row, \(dialect.integer("badness")) AS badness FROM \
    (SELECT row_number() OVER () AS row, \(badness(reading)) AS badness FROM \(from)) AS cells \
    WHERE badness > 0 ORDER BY row LIMIT 1
    """
  }

  /// What the table of events holds, in one row: rows, usable ones, usable ones with coordinates,
  /// with a place, with a contact, the first and the last time, rows with a bad value.
  func eventSummary() -> String {
    let usable = "FILTER (WHERE subject IS NOT NULL)"
    let values = [
      "count(*)", "count(subject)", "count(latitude) \(usable)", "count(place) \(usable)",
      "count(contact) \(usable)", "min(time) \(usable)", "max(time) \(usable)",
      "count(*) FILTER (WHERE badness > 0)",
    ]
    return """
      SELECT \(values.map(dialect.integer).joined(separator: ", ")) FROM \(EventTables.events)
      """
  }

  /// The time of the median event.
  func medianTime(eventCount: Int) -> String {
    """
    SELECT \(dialect.integer("time")) AS time FROM \(EventTables.events) \
    WHERE subject IS NOT NULL AND time IS NOT NULL ORDER BY time LIMIT 1 OFFSET \(eventCount / 2)
    """
  }

  /// The events with their period, after `split`.
  func splitEvents(at microseconds: Int64?) -> String {
    let kept = "subject, time, clock, latitude, longitude, place, contact, badness"
    if let microseconds {
      return """
        CREATE TEMPORARY TABLE \(EventTables.split) AS SELECT \(kept), \
        CASE WHEN time >= \(microseconds) THEN 1 ELSE 0 END AS period FROM \(EventTables.events)
        """
    }
    let day = dialect.floorDivide("clock", by: 86_400_000_000)
    let list = kept.split(separator: ", ").map { "e.\($0)" }.joined(separator: ", ")
    return """
      CREATE TEMPORARY TABLE \(EventTables.split) AS SELECT \(list), \
      CASE WHEN 2 * days.number > days.days THEN 1 ELSE 0 END AS period \
      FROM (SELECT *, \(day) AS day FROM \(EventTables.events)) AS e JOIN \
      (SELECT subject, day, row_number() OVER (PARTITION BY subject ORDER BY day) AS number, \
      count(*) OVER (PARTITION BY subject) AS days FROM \
      (SELECT DISTINCT subject, \(day) AS day FROM \(EventTables.events)) AS active) AS days \
      ON e.subject = days.subject AND e.day = days.day
      """
  }

  /// How often each data subject is in each bin of each period: `period`, `subject`, `bin`,
  /// `occurrences`, sorted.
  func counts(of feature: EventFeature) -> String {
    """
    SELECT \(dialect.integer("period")) AS period, \(dialect.integer("subject")) AS subject, \
    \(dialect.integer("bin")) AS bin, \(dialect.integer("count(*)")) AS occurrences FROM \
    (\(bins(of: feature))) AS bins WHERE bin IS NOT NULL \
    GROUP BY period, subject, bin ORDER BY period, subject, bin
    """
  }

  /// The distinct points of each data subject: `subject`, `cell`, `slot`, `occurrences`, sorted.
  func visits(_ resolution: PlaceResolution, slotMicroseconds: Int64?) -> String {
    let slot = slotMicroseconds.map { dialect.floorDivide("time", by: $0) } ?? "0"
    return """
      SELECT \(dialect.integer("subject")) AS subject, \(dialect.integer("cell")) AS cell, \
      \(dialect.integer("slot")) AS slot, \(dialect.integer("count(*)")) AS occurrences FROM \
      (SELECT subject, \(place(resolution)) AS cell, \(slot) AS slot FROM \(EventTables.events) \
      WHERE subject IS NOT NULL) AS points WHERE cell IS NOT NULL AND slot IS NOT NULL \
      GROUP BY subject, cell, slot ORDER BY subject, cell, slot
      """
  }

  /// Events in order: `subject`, then the columns of `kinds`.
  func trace(_ columns: [String], period: Int?) -> String {
    let present = columns.map { "\($0) IS NOT NULL" }
    let conditions = ["subject IS NOT NULL"] + present + (period.map { ["period = \($0)"] } ?? [])
    let values = columns.map { name in
      name == "latitude" || name == "longitude"
        ? "\(dialect.real(name)) AS \(name)" : "\(dialect.integer(name)) AS \(name)"
    }
    return """
      SELECT \(([dialect.integer("subject") + " AS subject"] + values).joined(separator: ", ")) \
      FROM \(EventTables.events) WHERE \(conditions.joined(separator: " AND ")) \
      ORDER BY \((["subject"] + columns).joined(separator: ", "))
      """
  }

  // MARK: Bins

  /// One row an event (or a session): `period`, `subject`, `bin`.
  private func bins(of feature: EventFeature) -> String {
    switch feature {
    case .places(let resolution): return bin(place(resolution))
    case .placeHours(let resolution):
      return bin("24 * (\(place(resolution))) + \(hourOfDay("clock"))")
    case .hoursOfWeek:
      // The first of January 1970 was a Thursday: three days after a Monday.
      return bin(dialect.floorModulo("\(hours("clock")) + 72", by: 168))
    case .hoursOfDay: return bin(hourOfDay("time"))
    case .hoursOfDays: return bin(hours("time"))
    case .days: return bin(dialect.floorDivide("clock", by: 86_400_000_000))
    case .clockOffsets: return bin(dialect.floorDivide("clock - time", by: 900_000_000))
    case .contacts: return bin("contact")
    case .gaps: return gaps()
    case .sessionDurations(let gap):
      return sessions(gapSeconds: gap, bin: logarithmicBin("seconds + 1"))
    case .sessionSizes(let gap): return sessions(gapSeconds: gap, bin: logarithmicBin("events"))
    }
  }

  private func bin(_ expression: String) -> String {
    """
    SELECT period, subject, \(expression) AS bin FROM \(EventTables.events) \
    WHERE subject IS NOT NULL
    """
  }

  private func hours(_ time: String) -> String { dialect.floorDivide(time, by: 3_600_000_000) }

  private func hourOfDay(_ time: String) -> String { dialect.floorModulo(hours(time), by: 24) }

  /// floor(log2(value)) of a positive whole number, at most the last bin.
  ///
  /// The logarithm of a whole number below 2^50 is far enough from the next whole number to be
  /// rounded to the right side.
  private func logarithmicBin(_ value: String) -> String {
    let last = EventFeature.logarithmicBins - 1
    return "least(\(last), \(dialect.integer("floor(log2(\(dialect.real(value))))")))"
  }

  /// Whole seconds since the event before, within a period; NULL at the first.
  private var secondsBefore: String {
    """
    SELECT period, subject, time, \
    \(dialect.floorDivide("time - lag(time) OVER (PARTITION BY period, subject ORDER BY time)",
      by: 1_000_000)) AS seconds FROM \(EventTables.events) \
    WHERE subject IS NOT NULL AND time IS NOT NULL
    """
  }

  private func gaps() -> String {
    """
    SELECT period, subject, \(logarithmicBin("seconds + 1")) AS bin FROM \
    (\(secondsBefore)) AS gaps WHERE seconds IS NOT NULL
    """
  }

  /// Events of one instant are in one session: the sum's frame ends with the last of them.
  private func sessions(gapSeconds: Int, bin: String) -> String {
    """
    SELECT period, subject, \(bin) AS bin FROM (SELECT period, subject, count(*) AS events, \
    \(dialect.floorDivide("max(time) - min(time)", by: 1_000_000)) AS seconds FROM \
    (SELECT period, subject, time, \
    sum(CASE WHEN seconds IS NULL OR seconds > \(gapSeconds) THEN 1 ELSE 0 END) \
    OVER (PARTITION BY period, subject ORDER BY time) AS session \
    FROM (\(secondsBefore)) AS gaps) AS runs GROUP BY period, subject, session) AS sessions
    """
  }

  // MARK: Places

  /// The number of the place where an event is, NULL where it has none.
  private func place(_ resolution: PlaceResolution) -> String {
    switch resolution {
    case .named: "place"
    case .grid(let meters): cell(CellGrid(sizeMeters: meters))
    }
  }

  /// The cell of `grid` at (`latitude`, `longitude`): the arithmetic of `CellGrid`.
  func cell(_ grid: CellGrid) -> String {
    let degrees = dialect.number(grid.rowDegrees)
    let radian = dialect.number(Double.pi / 180)
    let ninety = dialect.number(90)
    let half = dialect.number(0.5)
    let row = "floor((latitude + \(ninety)) / \(degrees))"
    let middle = "least(\(ninety), (\(row) + \(half)) * \(degrees) - \(ninety))"
    let least = dialect.number(1.0 / 360)
    let perDegree = "greatest(cos(\(middle) * \(radian)) / \(degrees), \(least))"
    let column = "floor((longitude + \(dialect.number(180))) * \(perDegree))"
    return "\(dialect.integer(row)) * 4294967296 + \(dialect.integer(column))"
  }
}
