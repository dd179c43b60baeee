import Attacks
import Engines
import Evaluation
import Findings
import Tables

/// A table of what people chose: rated, liked, visited, bought; one row a choice.
struct LoadedHistories {
  let declaration: TableDeclaration
  let histories: SparseHistories
  /// What another party holds, where that is declared.
  let auxiliary: AuxiliaryHistories?
  /// The key of each data subject, where they were asked for or another party's are there.
  let keys: [String?]
  /// How many rows the table has.
  let rowCount: Int
  /// The columns that were read beside the data subject's key.
  let columns: [String]
  private let incompleteCount: Int

  /// Whether a table says who chose what.
  static func isThere(in declaration: TableDeclaration) -> Bool {
    declaration.kind == .events && declaration.subject != nil
      && !declaration.columns(of: .item).isEmpty
  }

  /// Reads the choices of a table.
  ///
  /// - Parameter keepsKeys: whether the data subjects' keys are wanted in any case.
  /// - Throws: `EngineError`; `PipelineError.contradiction` where no row says who chose what.
  init(
    _ declaration: TableDeclaration, folder: String, engine: Engine, keepsKeys: Bool = false
  ) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    var columns = ChoiceColumns(declaration)
    let hasOther = declaration.auxiliary != nil
    let release = try ChoiceRows(
      columns, of: source, keepsKeys: keepsKeys || hasOther, engine: engine)
    keys = release.subjectKeys
    var items = ItemNumbers()
    let numbers = items.numbers(of: release)
    let other = try declaration.auxiliary.map { matched in
      columns.rename { matched.counterpart(of: $0) }
      let rows = try ChoiceRows(
        columns,
        of: matched.source.completed(by: declaration.source).engineSource(relativeTo: folder),
        keepsKeys: true, engine: engine)
      return (rows: rows, items: items.numbers(of: rows))
    }
    let firstDay = release.firstDay
    self.histories = try release.histories(items: numbers, count: items.count, from: firstDay)
    self.auxiliary = try other.map { other in
      AuxiliaryHistories(
        name: "another party's records",
        histories: try other.rows.histories(
          items: other.items, count: items.count, from: firstDay),
        pairing: Pairing(
          auxiliaryKeys: other.rows.subjectKeys, releaseKeys: release.subjectKeys))
    }
    guard histories.entryCount > 0 else {
      throw PipelineError.contradiction(
        table: declaration.name, column: declaration.columns(of: .item)[0].name,
        what: "no row has both a data subject and an item",
        remedy: "check the columns' roles, or leave the table out of the manifest")
    }
    self.declaration = declaration
    self.rowCount = release.rowCount
    self.incompleteCount = release.rowCount - histories.entryCount
    self.columns = ChoiceColumns(declaration).known
  }

  /// What a reader must know of how the table was read.
  var notes: [String] {
    guard incompleteCount > 0 else { return [] }
    return [
      "\(declaration.name): \(Phrase.count(incompleteCount, "row", "rows")) without a data subject "
        + "or an item left out."
    ]
  }
}

/// Which columns say who chose what, how much, and when.
private struct ChoiceColumns {
  var subject: String
  var item: String
  var rating: String?
  var time: EventColumns.Time?

  init(_ declaration: TableDeclaration) {
    subject = declaration.subject?.name ?? ""
    item = declaration.columns(of: .item).first?.name ?? ""
    rating = declaration.columns(of: .rating).first?.name
    time = LoadedEvents.time(of: declaration)
  }

  /// What an adversary may know of a choice.
  var known: [String] { [item] + [rating, time?.name].compactMap(\.self) }

  mutating func rename(_ change: (String) -> String) {
    subject = change(subject)
    item = change(item)
    rating = rating.map(change)
    time = time.map {
      EventColumns.Time(change($0.name), type: $0.type, unit: $0.unit, zone: $0.zone)
    }
  }
}

/// Choices as they stand in a table.
private struct ChoiceRows {
  let subjects: CodedColumn
  let items: CodedColumn
  let ratings: [Double]
  let times: [Int64?]

  init(
    _ columns: ChoiceColumns, of source: DataSource, keepsKeys: Bool, engine: Engine
  ) throws {
    let there = Set(try engine.columns(of: source).map(\.name))
    let table = try engine.readCoded(
      source: source,
      columns: [
        ColumnRequest(columns.subject, keepsKeys ? .text : .key),
        ColumnRequest(columns.item, keepsKeys ? .text : .key),
      ], name: "")
    subjects = table.columns[0]
    items = table.columns[1]
    // Another party may know neither how much nor when.
    ratings =
      try columns.rating.flatMap { rating in
        there.contains(rating) ? try engine.readNumbers(source: source, column: rating) : nil
      } ?? []
    times =
      try columns.time.flatMap { time in
        there.contains(time.name)
          ? try engine.times(of: source, subject: columns.subject, time: time) : nil
      } ?? []
  }

  var rowCount: Int { subjects.codes.count }

  /// The day of the first choice.
  var firstDay: Int64 { (times.compactMap(\.self).min() ?? 0) / Self.microsecondsOfDay }

  private static let microsecondsOfDay: Int64 = 86_400_000_000

  /// The key of each data subject, in the order of their numbers.
  var subjectKeys: [String?] {
    guard case .texts(let keys) = subjects.dictionary else { return [] }
    return keys
  }

  /// The rows with a data subject and an item as histories.
  func histories(items numbers: [UInt32], count: Int, from firstDay: Int64) throws
    -> SparseHistories
  {
    let rows = (0..<rowCount).filter {
      subjects.codes[$0] != CodedColumn.missing && items.codes[$0] != CodedColumn.missing
    }
    let start = firstDay * Self.microsecondsOfDay
    return try SparseHistories(
      subjectCount: subjects.dictionary.count, itemCount: count,
      subjects: rows.map { subjects.codes[$0] - 1 },
      items: rows.map { numbers[Int(items.codes[$0]) - 1] },
      values: ratings.isEmpty ? [] : rows.map { Float(ratings[$0]) },
      days: times.isEmpty
        ? []
        : rows.map { row in
          times[row].map { Float(Double($0 - start) / Double(Self.microsecondsOfDay)) } ?? .nan
        })
  }
}

/// The numbers of items, the same in all tables.
private struct ItemNumbers {
  private var numberOfItem: [String: UInt32] = [:]
  private(set) var count = 0

  /// The number of each item of a table, by code less one.
  mutating func numbers(of rows: ChoiceRows) -> [UInt32] {
    guard case .texts(let names) = rows.items.dictionary else {
      // One table alone: its own codes are the numbers.
      count = rows.items.dictionary.count
      return (0..<UInt32(count)).map { $0 }
    }
    return names.map { name in
      if let number = numberOfItem[name] { return number }
      numberOfItem[name] = UInt32(count)
      count += 1
      return UInt32(count - 1)
    }
  }
}
