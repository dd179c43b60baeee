import Numerics
public import Tables

extension EventTable {
  /// How often each data subject is in each bin, for each period.
  ///
  /// Bins that no event is in are left out, but for features whose bins are fixed.
  /// - Throws: `EngineError`.
  /// - Complexity: one pass over the events; what comes back is one entry for each subject and bin.
  public func counts(_ feature: EventFeature) throws(EngineError) -> FeatureCounts {
    let columns = try wholeNumbers(queries.counts(of: feature), count: 4)
    let (keys, codes) =
      feature.fixedBinCount.map { count in
        ((0..<count).map(Int64.init), columns[2].map { UInt32(clamping: $0) })
      } ?? Self.coded(columns[2])
    let periods = (0..<periodCount).map { period in
      matrix(of: period, columns: columns, codes: codes, binCount: keys.count)
    }
    return FeatureCounts(keys: keys, periods: periods)
  }

  /// The distinct points of each data subject, all periods together.
  ///
  /// - Parameters:
  ///   - resolution: What tells one place from another.
  ///   - slotSeconds: The length of a time slot; `nil`: time is not used.
  /// - Throws: `EngineError`; `.invalidOption` where the table spans 2^32 slots or more.
  public func visits(
    _ resolution: PlaceResolution, slotSeconds: Int?
  ) throws(EngineError) -> PlaceVisits {
    let slot = slotSeconds.map { Int64($0) * 1_000_000 }
    let columns = try wholeNumbers(queries.visits(resolution, slotMicroseconds: slot), count: 4)
    let (keys, cells) = Self.coded(columns[1])
    let firstSlot = columns[2].min() ?? 0
    let slotSpan = (columns[2].max() ?? 0) - firstSlot
    guard slotSpan < UInt32.max else { throw EngineError.invalidOption(name: "slotSeconds") }
    let slots = columns[2].map { UInt32(clamping: $0 - firstSlot) }
    return PlaceVisits(
      visits: Visits(
        offsets: offsets(of: columns[0][...]), cells: cells, slots: slots,
        counts: columns[3].map { UInt32(clamping: $0) }, cellCount: keys.count,
        slotCount: Int(slotSpan) + 1),
      cellKeys: keys)
  }

  /// The events with coordinates, or with a named place, or all of them, in order of time.
  ///
  /// - Parameter period: The period; `nil`: all.
  /// - Throws: `EngineError`.
  /// - Complexity: O(events log events) in the engine; 24 bytes an event.
  public func trace(
    of kind: TraceKind = .coordinates, period: Int? = nil
  ) throws(EngineError) -> EventTrace {
    let hasTime = timeRange != nil
    let names = (hasTime ? ["time"] : []) + kind.columns
    let running = try RunningQuery(
      queries.trace(names, period: period), on: engine, ticket: ticket, context: context)
    var reader = TraceReader(kind: kind, hasTime: hasTime)
    while let chunk = try running.next() { reader.append(chunk) }
    return EventTrace(
      offsets: offsets(of: reader.subjects[...]), times: reader.times,
      latitudes: reader.latitudes, longitudes: reader.longitudes, places: reader.places,
      contacts: reader.contacts)
  }

  /// What a trace tells of where an event was.
  public enum TraceKind: Sendable, Equatable {
    /// Latitude and longitude.
    case coordinates
    /// The named place: its number and 1, as 0 is missing.
    case namedPlaces
    /// Nothing: times only.
    case times
    /// Nothing, but with whom.
    case contacts

    var columns: [String] {
      switch self {
      case .coordinates: ["latitude", "longitude"]
      case .namedPlaces: ["place"]
      case .times: []
      case .contacts: ["contact"]
      }
    }
  }

  /// The keys of the data subjects, contacts included, in the order of their numbers.
  ///
  /// They tell who is who across tables, and belong in no report.
  /// - Throws: `EngineError`.
  /// - Complexity: O(data subjects).
  public func subjectKeys() throws(EngineError) -> [String] {
    let result = try engine.query(queries.subjectKeys(), ticket: ticket, context: context)
    return result.columns.first?.texts.compactMap(\.self) ?? []
  }

  // MARK: Pieces

  /// A query's columns of whole numbers without NULL.
  private func wholeNumbers(_ sql: String, count: Int) throws(EngineError) -> [[Int64]] {
    let running = try RunningQuery(sql, on: engine, ticket: ticket, context: context)
    var columns = [[Int64]](repeating: [], count: count)
    while let chunk = try running.next() {
      for index in 0..<count { columns[index].append(wholeNumbersOf: chunk.vectors[index]) }
    }
    return columns
  }

  /// The distinct values, rising, and for each value its index among them.
  private static func coded(_ values: [Int64]) -> (keys: [Int64], codes: [UInt32]) {
    var codeOfKey: [Int64: UInt32] = [:]
    for value in values where codeOfKey[value] == nil { codeOfKey[value] = 0 }
    let keys = codeOfKey.keys.sorted()
    for (code, key) in keys.enumerated() { codeOfKey[key] = UInt32(code) }
    return (keys, values.map { codeOfKey[$0] ?? 0 })
  }

  /// The rows of one period of a sorted result as a matrix.
  private func matrix(
    of period: Int, columns: [[Int64]], codes: [UInt32], binCount: Int
  ) -> SparseCounts {
    let start = columns[0].firstIndex(of: Int64(period)) ?? columns[0].count
    let end = columns[0][start...].firstIndex { $0 != Int64(period) } ?? columns[0].count
    return SparseCounts(
      columnCount: binCount, offsets: offsets(of: columns[1][start..<end]),
      columns: Array(codes[start..<end]),
      counts: columns[3][start..<end].map { UInt32(clamping: $0) })
  }

  /// Where each subject's rows begin among rows sorted by subject.
  private func offsets(of subjects: ArraySlice<Int64>) -> [Int] {
    var offsets = [Int](repeating: 0, count: subjectCount + 1)
    for subject in subjects { offsets[Int(subject) + 1] += 1 }
    for subject in 0..<subjectCount { offsets[subject + 1] += offsets[subject] }
    return offsets
  }
}

/// The columns of a trace as they are read.
private struct TraceReader {
  let kind: EventTable.TraceKind
  let hasTime: Bool
  var subjects: [Int64] = []
  var times: [Int64] = []
  var latitudes: [Double] = []
  var longitudes: [Double] = []
  var places: [UInt32] = []
  var contacts: [UInt32] = []

  init(kind: EventTable.TraceKind, hasTime: Bool) {
    self.kind = kind
    self.hasTime = hasTime
  }

  mutating func append(_ chunk: DataChunk) {
    subjects.append(wholeNumbersOf: chunk.vectors[0])
    if hasTime { times.append(wholeNumbersOf: chunk.vectors[1]) }
    let next = hasTime ? 2 : 1
    switch kind {
    case .coordinates:
      latitudes.append(realsOf: chunk.vectors[next])
      longitudes.append(realsOf: chunk.vectors[next + 1])
    case .namedPlaces: places += numbers(chunk.vectors[next]).map { $0 + 1 }
    case .contacts: contacts += numbers(chunk.vectors[next])
    case .times: break
    }
  }

  private func numbers(_ vector: ColumnVector) -> [UInt32] {
    var numbers: [Int64] = []
    numbers.append(wholeNumbersOf: vector)
    return numbers.map { UInt32(clamping: $0) }
  }
}

extension [Int64] {
  /// Appends a column that the query cast to BIGINT and that has no NULL.
  fileprivate mutating func append(wholeNumbersOf vector: ColumnVector) {
    guard let stored = unsafe vector.values(as: Int64.self) else { return }
    unsafe append(contentsOf: UnsafeBufferPointer(start: stored, count: vector.rowCount))
  }
}

extension [Double] {
  /// Appends a column that the query cast to DOUBLE and that has no NULL.
  fileprivate mutating func append(realsOf vector: ColumnVector) {
    guard let stored = unsafe vector.values(as: Double.self) else { return }
    unsafe append(contentsOf: UnsafeBufferPointer(start: stored, count: vector.rowCount))
  }
}
