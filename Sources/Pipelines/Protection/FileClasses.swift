import Deidentification
import Engines
import Tables

/// The classes of a recoded release as they stand in its file.
struct FileClasses {
  let recoded: RecodeStep.Outcome
  let cache: TupleCache
  let release: DataSource

  /// The classes, in the codes of the search; `nil` where a cell holds what no recoding makes.
  func table() throws -> ClassTable? {
    let hierarchies = recoded.table.quasiIdentifiers
    let sensitive = recoded.table.sensitive
    let names = hierarchies.map(\.column) + sensitive.map(\.name)
    let tuples = try cache.tuples(release, names)
    let levels = recoded.evaluation.node.levels
    let maps = tuples.labels.enumerated().map { index, texts in
      let labels =
        index < hierarchies.count
        ? hierarchies[index].levels[levels[index]].labels
        : sensitive[index - hierarchies.count].labels
      return Self.codes(of: texts, in: labels)
    }
    var builder = ClassTableBuilder(recoded: recoded)
    for row in 0..<tuples.count {
      if hierarchies.indices.allSatisfy({ tuples.text(tuples.codes[$0][row], column: $0) == "*" }),
        builder.isMaskedRow(hierarchies.indices.map { tuples.codes[$0][row] }, maps)
      {
        continue
      }
      var codes: [UInt32] = []
      for (index, column) in tuples.codes.enumerated() {
        guard let code = maps[index][Int(column[row])] else { return nil }
        codes.append(code)
      }
      builder.add(codes, rows: tuples.counts[row])
    }
    return builder.table()
  }

  /// For each code of a column, the position of its text among `labels`, from 1; missing is 0.
  private static func codes(of texts: [String], in labels: [String]) -> [UInt32?] {
    var codeOfLabel: [String: UInt32] = [:]
    for (index, label) in labels.enumerated() { codeOfLabel[label] = UInt32(index + 1) }
    return [0] + texts.map { codeOfLabel[$0] }
  }
}

/// Gathers the rows of a file into classes.
struct ClassTableBuilder {
  private let recoded: RecodeStep.Outcome
  private var numberOfKey: [[UInt32]: Int] = [:]
  private var keys: [[UInt32]] = []
  private var rows: [Int] = []
  private var values: [[[UInt32: Int]]] = []

  init(recoded: RecodeStep.Outcome) { self.recoded = recoded }

  private var keyCount: Int { recoded.table.quasiIdentifiers.count }

  /// Whether a row of stars is a suppressed one: a star is no label of some column's level.
  func isMaskedRow(_ codes: [UInt32], _ maps: [[UInt32?]]) -> Bool {
    codes.enumerated().contains { index, code in maps[index][Int(code)] == nil }
  }

  mutating func add(_ codes: [UInt32], rows count: Int) {
    let key = Array(codes.prefix(keyCount))
    let number: Int
    if let known = numberOfKey[key] {
      number = known
    } else {
      number = keys.count
      numberOfKey[key] = number
      keys.append(key)
      rows.append(0)
      values.append(recoded.table.sensitive.map { _ in [:] })
    }
    rows[number] += count
    for (attribute, code) in codes.dropFirst(keyCount).enumerated() {
      values[number][attribute][code, default: 0] += count
    }
  }

  /// The classes; people and population of each are taken from the search, by its codes.
  func table() -> ClassTable {
    let found = recoded.evaluation.classes
    var numberOfFound: [[UInt32]: Int] = [:]
    for number in found.sizes.indices { numberOfFound[found.codes.map { $0[number] }] = number }
    let own = keys.map { numberOfFound[$0] }
    let sizes = zip(rows, own).map { rows, number in
      // A person with several rows is one; the file can't have more people than rows.
      recoded.table.subjectOfTuple == nil
        ? UInt32(clamping: rows)
        : min(UInt32(clamping: rows), number.map { found.sizes[$0] } ?? 0)
    }
    return ClassTable(
      sizes: sizes, rows: rows.map { UInt32(clamping: $0) },
      populationSizes: found.populationSizes.isEmpty
        ? [] : own.map { $0.map { found.populationSizes[$0] } ?? 0 },
      weights: found.weights.isEmpty ? [] : own.map { $0.map { found.weights[$0] } ?? 0 },
      sensitive: recoded.table.sensitive.indices.map { valueCounts($0) },
      codes: (0..<keyCount).map { column in keys.map { $0[column] } },
      levels: recoded.evaluation.node.levels)
  }

  private func valueCounts(_ attribute: Int) -> ClassTable.ValueCounts {
    var (starts, codes, counts) = ([0], [UInt32](), [UInt32]())
    for number in keys.indices {
      for (code, count) in values[number][attribute].sorted(by: { $0.key < $1.key }) {
        codes.append(code)
        counts.append(UInt32(clamping: count))
      }
      starts.append(codes.count)
    }
    return ClassTable.ValueCounts(starts: starts, values: codes, counts: counts)
  }
}

extension PreparedModel {
  /// Whether the model holds for all classes, nothing left to suppress.
  func holds(for classes: ClassTable) -> Bool {
    switch self {
    case .classes(let criterion):
      return (0..<classes.count).allSatisfy { criterion.holds(for: $0, in: classes) }
    case .table(let criterion):
      var isSuppressed = [Bool](repeating: false, count: classes.count)
      return criterion.enforce(on: classes, isSuppressed: &isSuppressed, limit: 0)
    }
  }
}

extension CodedColumn {
  /// The values as texts, in code order from code 1.
  var texts: [String] {
    if case .texts(let values) = dictionary { values } else { [] }
  }

  /// The text of a code; `nil` for a missing cell.
  func text(of code: UInt32) -> String? {
    guard code > 0, case .texts(let values) = dictionary else { return nil }
    return values[Int(code) - 1]
  }
}
