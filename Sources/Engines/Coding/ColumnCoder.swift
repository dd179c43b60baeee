import CDuckDB
import Synchronization
import Tables

/// Codes one column: first cell by cell on the engine's threads, then in the order of rows.
///
/// Sendable because the dictionary is only touched under `lock`, and all else by the one thread
/// that reads the result, after the engine's threads are through with each row it sees.
final class ColumnCoder: @unchecked Sendable {
  private enum Values {
    case texts(TextDictionary)
    case integers(NumberDictionary)
    case reals(NumberDictionary)
  }

  /// What is asked for.
  let request: ColumnRequest
  /// The form in which cells come.
  let form: CodedForm
  /// The type in which the source keeps the column.
  private let kept: ValueType
  private var values: Values
  private let lock = Mutex(())
  /// The codes in the order of rows, numbered by first appearance.
  private var codes: [UInt32] = []
  /// The final code of each provisional code seen so far; 0 where it wasn't seen.
  private var finalCodes: [UInt32] = [CodedColumn.missing]
  /// The provisional codes in the order of their first appearance.
  private var firstSeen: [UInt32] = []

  /// A coder of the column that `Queries.cells` gives for `request`.
  init(request: ColumnRequest, kept: ValueType) {
    self.request = request
    self.kept = kept
    form = CodedForm(kept: kept, type: request.type)
    switch form {
    case .text: values = .texts(TextDictionary())
    case .integer: values = .integers(NumberDictionary())
    case .real: values = .reals(NumberDictionary())
    }
  }

  /// Makes room for rows.
  func reserve(_ rowCount: Int) { codes.reserveCapacity(rowCount) }

  /// Writes the provisional codes of some cells to `codes`; called by any thread.
  func encode(_ vector: ColumnVector, into codes: UnsafeMutablePointer<UInt32>) {
    lock.withLock { _ in
      switch values {
      case .texts(let dictionary): unsafe dictionary.encode(vector, into: codes)
      case .integers(let dictionary): unsafe dictionary.encodeIntegers(vector, into: codes)
      case .reals(let dictionary): unsafe dictionary.encodeReals(vector, into: codes)
      }
    }
  }

  /// The number of distinct values so far.
  var distinctCount: Int {
    lock.withLock { _ in
      switch values {
      case .texts(let dictionary): dictionary.count
      case .integers(let dictionary), .reals(let dictionary): dictionary.words.count
      }
    }
  }

  /// Appends the provisional codes of the next rows, renumbered by first appearance.
  ///
  /// - Complexity: O(rows), about 1 ns each.
  func append(_ vector: ColumnVector) {
    guard let provisional = unsafe vector.values(as: UInt32.self) else { return }
    let known = distinctCount + 1
    if finalCodes.count < known {
      finalCodes.append(contentsOf: repeatElement(0, count: known - finalCodes.count))
    }
    let start = codes.count
    codes.append(contentsOf: repeatElement(CodedColumn.missing, count: vector.rowCount))
    unsafe finalCodes.withUnsafeMutableBufferPointer { finals in
      unsafe codes.withUnsafeMutableBufferPointer { codes in
        for row in 0..<vector.rowCount {
          let code = Int(unsafe provisional[row])
          if code == 0 { continue }
          if unsafe finals[code] == 0 {
            firstSeen.append(UInt32(code))
            unsafe finals[code] = UInt32(firstSeen.count)
          }
          unsafe codes[start + row] = finals[code]
        }
      }
    }
  }

  /// The texts behind the provisional codes 1, 2..., where the cells are texts.
  var provisionalTexts: [String] {
    lock.withLock { _ in
      guard case .texts(let dictionary) = values, dictionary.count > 0 else { return [] }
      return (1...dictionary.count).map { dictionary.text(ofCode: UInt32($0)) }
    }
  }

  /// The row, from 1, of the first text that holds a NUL byte.
  var firstRowWithNUL: Int? {
    guard case .texts(let dictionary) = values else { return nil }
    let codes = dictionary.codesWithNUL.map { finalCodes[Int($0)] }.filter { $0 != 0 }
    return codes.min().flatMap(row(ofCode:))
  }

  private func row(ofCode code: UInt32) -> Int? { codes.firstIndex(of: code).map { $0 + 1 } }

  /// What came out: a column, or the row (from 1) whose value isn't of the requested type.
  enum Outcome {
    case column(CodedColumn)
    case badValue(row: Int)
  }

  /// The coded column; the coder holds nothing afterwards.
  func finish() -> Outcome {
    let converted = converted()
    finalCodes = []
    firstSeen = []
    values = .integers(NumberDictionary())
    switch converted {
    case .badCode(let code): return .badValue(row: row(ofCode: code) ?? 1)
    case .kept(let dictionary):
      return .column(CodedColumn(name: request.name, codes: takeCodes(), dictionary: dictionary))
    case .merged(let dictionary, let newCodes):
      var codes = takeCodes()
      for row in codes.indices { codes[row] = newCodes[Int(codes[row])] }
      return .column(CodedColumn(name: request.name, codes: codes, dictionary: dictionary))
    }
  }

  /// The distinct values in the type that was asked for.
  private func converted() -> DictionaryConversion.Outcome {
    if request.type == .key { return .kept(.opaque(count: firstSeen.count)) }
    switch values {
    case .texts(let dictionary):
      dictionary.freeSlots()
      let texts = firstSeen.map { dictionary.text(ofCode: $0) }
      return DictionaryConversion.convert(texts: texts, to: request.type)
    case .integers(let dictionary):
      let integers = firstSeen.map { Int64(bitPattern: dictionary.words[Int($0) - 1]) }
      return DictionaryConversion.convert(integers: integers, kept: kept, to: request.type)
    case .reals(let dictionary):
      let reals = firstSeen.map { Double(bitPattern: dictionary.words[Int($0) - 1]) }
      return DictionaryConversion.convert(reals: reals, to: request.type)
    }
  }

  private func takeCodes() -> [UInt32] {
    var taken: [UInt32] = []
    swap(&taken, &codes)
    return taken
  }
}
