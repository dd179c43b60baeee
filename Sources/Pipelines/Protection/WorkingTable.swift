import Engines
import Numerics
import Tables

/// A table on its way through a protection plan: columns of texts as codes.
///
/// Its rows are the source's, or the source's distinct tuples with the number of rows each stands
/// for: where every step maps values to values, the tuples suffice, whatever the table's length.
struct WorkingTable {
  /// One column.
  struct Column {
    let name: String
    /// The code of each row; 0 is a missing cell.
    var codes: [UInt32]
    /// Code `c` is `labels[c - 1]`.
    var labels: [String]
    /// The type in which the source keeps it; text once a step changed it.
    var type: ValueType
    /// Whether a step has touched it.
    var isTouched = false
    /// Whether its values were exchanged between people, or made up: nothing follows for a row.
    var isPerturbed = false
    /// The code of each row in the source.
    fileprivate(set) var sourceCodes: [UInt32]
    /// The values of the source.
    let sourceLabels: [String]

    /// The number of codes that can occur.
    var cardinality: Int { labels.count + 1 }
  }

  /// The columns that are loaded.
  var columns: [Column]
  /// The columns of the release in their order, whether loaded or left to the engine.
  var names: [String]
  private(set) var rowCount: Int
  /// The rows that each row stands for; `nil`: one.
  private(set) var weights: [UInt32]?
  /// Rows in no class that holds.
  var isSuppressed: [Bool]
  /// The columns that suppressed rows lose; `nil`: suppressed rows are removed.
  var maskedColumns: Set<String>?

  /// The rows of the source that are there, suppressed ones left aside.
  var peopleRows: Int {
    var count = 0
    for row in 0..<rowCount where !isSuppressed[row] { count += Int(weights?[row] ?? 1) }
    return count
  }

  /// A table of a source's rows, or of its distinct tuples.
  ///
  /// - Parameters:
  ///   - types: in which the source keeps its columns.
  ///   - names: all columns of the source.
  ///   - weights: the rows that each tuple stands for.
  init(
    _ table: CodedTable<Raw>, types: [String: ValueType], names: [String],
    weights: [UInt32]? = nil
  ) {
    self.names = names
    rowCount = table.rowCount
    self.weights = weights
    isSuppressed = [Bool](repeating: false, count: table.rowCount)
    columns = table.columns.map { column in
      let labels = column.dictionary.labels
      return Column(
        name: column.name, codes: column.codes, labels: labels, type: types[column.name] ?? .text,
        sourceCodes: column.codes, sourceLabels: labels)
    }
  }

  /// The number of rows that row `row` stands for.
  func weight(_ row: Int) -> Int { Int(weights?[row] ?? 1) }

  /// The position of a column.
  ///
  /// - Throws: `ProtectionError.noColumn` with the plan's line.
  func index(of name: String, line: Int) throws(ProtectionError) -> Int {
    guard let index = columns.firstIndex(where: { $0.name == name }) else {
      throw .noColumn(name, line: line)
    }
    return index
  }

  /// The rows of each value of a column, in code order from code 1.
  func counts(of index: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: columns[index].labels.count + 1)
    for (row, code) in columns[index].codes.enumerated() where !isSuppressed[row] {
      counts[Int(code)] += weight(row)
    }
    return Array(counts.dropFirst())
  }

  /// Replaces a column's values; equal new values become one, `nil` a missing cell.
  ///
  /// - Returns: the number of cells that changed.
  @discardableResult
  mutating func replaceLabels(of index: Int, with labels: [String?]) -> Int {
    var codeOfLabel: [String: UInt32] = [:]
    var unique: [String] = []
    var newCodes: [UInt32] = [0]
    for label in labels {
      guard let label else {
        newCodes.append(0)
        continue
      }
      if let code = codeOfLabel[label] {
        newCodes.append(code)
      } else {
        unique.append(label)
        codeOfLabel[label] = UInt32(unique.count)
        newCodes.append(UInt32(unique.count))
      }
    }
    let before = columns[index].labels
    let isChanged = [false] + zip(before, labels).map { $0 != $1 }
    var changed = 0
    for row in 0..<rowCount {
      let code = Int(columns[index].codes[row])
      if isChanged[code] { changed += weight(row) }
      columns[index].codes[row] = newCodes[code]
    }
    columns[index].labels = unique
    touch(index)
    return changed
  }

  /// Replaces a column's cells.
  ///
  /// - Returns: the number of cells that changed.
  @discardableResult
  mutating func replaceCells(of index: Int, codes: [UInt32], labels: [String]) -> Int {
    let before = columns[index]
    var changed = 0
    for row in 0..<rowCount where text(before.codes[row], before.labels) != text(codes[row], labels)
    {
      changed += weight(row)
    }
    columns[index].codes = codes
    columns[index].labels = labels
    touch(index)
    return changed
  }

  /// Replaces a column's cells by numbers; NaN is a missing cell.
  @discardableResult
  mutating func replaceNumbers(of index: Int, with numbers: [Double]) -> Int {
    var codeOfNumber: [UInt64: UInt32] = [:]
    var labels: [String] = []
    var codes: [UInt32] = []
    codes.reserveCapacity(numbers.count)
    for number in numbers {
      if number.isNaN {
        codes.append(0)
      } else if let code = codeOfNumber[number.bitPattern] {
        codes.append(code)
      } else {
        labels.append(Self.text(of: number))
        codeOfNumber[number.bitPattern] = UInt32(labels.count)
        codes.append(UInt32(labels.count))
      }
    }
    let type = columns[index].type
    let changed = replaceCells(of: index, codes: codes, labels: labels)
    if type == .integer || type == .real { columns[index].type = .real }
    return changed
  }

  /// Takes columns out.
  mutating func drop(_ dropped: [String]) {
    columns.removeAll { dropped.contains($0.name) }
    names.removeAll { dropped.contains($0) }
  }

  /// Keeps some rows, ascending.
  mutating func keep(_ rows: [Int]) {
    for index in columns.indices {
      let codes = columns[index].codes
      columns[index].codes = rows.map { codes[$0] }
      let sourceCodes = columns[index].sourceCodes
      columns[index].sourceCodes = rows.map { sourceCodes[$0] }
    }
    let suppressed = isSuppressed
    isSuppressed = rows.map { suppressed[$0] }
    if let weights { self.weights = rows.map { weights[$0] } }
    rowCount = rows.count
  }

  /// Makes values known that no row has.
  mutating func learn(_ labels: [String], in index: Int) {
    var known = Set(columns[index].labels)
    for label in labels where known.insert(label).inserted { columns[index].labels.append(label) }
  }

  /// A population in the codes of this table's columns, which learn the values that only it has.
  ///
  /// - Parameter keys: this table's columns, one for each of the population's.
  mutating func aligned(_ population: WorkingTable, keys: [Int]) -> WorkingTable {
    var population = population
    for (position, index) in keys.enumerated() {
      var codeOfLabel: [String: UInt32] = [:]
      for (code, label) in columns[index].labels.enumerated() {
        codeOfLabel[label] = UInt32(code + 1)
      }
      let newCodes = population.columns[position].labels.map { label -> UInt32 in
        if let code = codeOfLabel[label] { return code }
        columns[index].labels.append(label)
        return UInt32(columns[index].labels.count)
      }
      population.columns[position].codes = population.columns[position].codes.map {
        $0 == 0 ? 0 : newCodes[Int($0) - 1]
      }
    }
    return population
  }

  /// The numbers of a column, NaN where a cell is missing.
  ///
  /// - Throws: `ProtectionError.notNumeric` that counts what is none.
  func numbers(of index: Int, line: Int) throws(ProtectionError) -> [Double] {
    let column = columns[index]
    let numbers = column.labels.map { Double($0) ?? .nan }
    let bad = numbers.count { !$0.isFinite }
    guard bad == 0 else {
      throw .notNumeric(column.name, bad: bad, of: numbers.count, line: line)
    }
    return column.codes.map { $0 == 0 ? .nan : numbers[Int($0) - 1] }
  }

  /// Some columns as codes for the kernels.
  func codeColumns(_ indices: [Int]) throws -> CodeColumns {
    try CodeColumns(
      columns: indices.map { columns[$0].codes },
      cardinalities: indices.map { columns[$0].cardinality }, rowCount: rowCount)
  }

  private mutating func touch(_ index: Int) {
    columns[index].isTouched = true
    if columns[index].type != .integer, columns[index].type != .real { columns[index].type = .text }
    let labels = columns[index].labels
    if columns[index].type != .text, !labels.allSatisfy({ Double($0)?.isFinite ?? false }) {
      columns[index].type = .text
    }
  }

  private func text(_ code: UInt32, _ labels: [String]) -> String? {
    code == 0 ? nil : labels[Int(code) - 1]
  }

  /// A number as people write it.
  static func text(of number: Double) -> String {
    number.rounded() == number && abs(number) < 9e15 ? "\(Int64(number))" : "\(number)"
  }
}

extension ValueDictionary {
  /// The values as texts.
  fileprivate var labels: [String] {
    switch self {
    case .texts(let values): values
    case .integers(let values): values.map { "\($0)" }
    case .reals(let values): values.map { "\($0)" }
    case .opaque(let count): (0..<count).map { "\($0)" }
    }
  }
}
