/// A source as the engine sees it: what stands behind FROM, and the columns it has there.
package struct Relation: Sendable {
  /// The SQL text behind FROM; its columns are called `c0`, `c1`..., whatever they are in the
  /// file: no name of a user is ever part of an expression.
  package let from: String
  /// The columns in the file's order; column `i` is `c<i>` in SQL.
  package let columns: [SourceColumn]
  /// The files behind it.
  package let files: [String]
  /// The table read from SQLite files.
  var sqliteTable: String?
  /// How to read the engine's complaints.
  let failureContext: FailureContext

  /// The name for messages: the first file.
  var file: String { files.first ?? "" }

  /// Whether what should be the columns' names looks like a person's data.
  var headerIsDoubtful: Bool {
    switch failureContext.format {
    case .csv, .tsv: failureContext.csv.hasHeader && HeaderCheck(columns.map(\.name)).looksLikeData
    default: false
    }
  }

  /// The position of the column called `name`.
  ///
  /// - Throws: `EngineError.noSuchColumn` with the nearest name; `EngineError.headerIsData` where
  ///   names must not be shown.
  func index(of name: String) throws(EngineError) -> Int {
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    let names = columns.map(\.name)
    if headerIsDoubtful { throw EngineError.headerIsData(file: file) }
    throw EngineError.noSuchColumn(
      file: file, column: name, available: names, nearest: NearestName(to: name, in: names).name)
  }

  /// The positions of several columns.
  ///
  /// - Throws: `EngineError.noSuchColumn`.
  func indices(of names: [String]) throws(EngineError) -> [Int] {
    guard names.count > 8 else {
      var indices: [Int] = []
      for name in names { indices.append(try index(of: name)) }
      return indices
    }
    var indexOfName: [String: Int] = [:]
    for (index, column) in columns.enumerated() { indexOfName[column.name] = index }
    var indices: [Int] = []
    for name in names {
      if let index = indexOfName[name] {
        indices.append(index)
      } else {
        indices.append(try index(of: name))
      }
    }
    return indices
  }
}

/// The name that was meant, perhaps.
struct NearestName {
  /// The nearest name, or `nil` where none is near.
  let name: String?

  /// Looks for the name with the least edit distance, letter case left aside; at most a third of
  /// the letters may differ.
  init(to wanted: String, in names: [String]) {
    let target = Array(wanted.lowercased().utf8.prefix(64))
    let limit = max(1, target.count / 3)
    var best: (name: String, distance: Int)?
    for name in names.prefix(2_000) {
      let distance = Self.distance(target, Array(name.lowercased().utf8.prefix(64)))
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    name = best?.name
  }

  /// The Levenshtein distance, one row of the table at a time.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let substituted = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
