extension Engine {
  /// A digest of each column: its type, the number of rows, and every cell with its row's number.
  ///
  /// A column that was added or changed elsewhere leaves the others' digests as they are; a cell
  /// that was changed, moved, added, left out or made missing changes its column's.
  ///
  /// **Guarantee**: two different columns share a digest by accident with a probability of about
  /// 2^-64 (the hash of a cell has 64 bits; their exclusive or and their sum are kept). The hash is
  /// the engine's own and no cryptographic one: whoever writes the data can make two columns
  /// collide on purpose, so this tells what must be computed again and proves nothing; that is what
  /// `digest(of:)` is for. The engine's version is part of the digest, for another one may hash
  /// otherwise.
  /// **Cost**: one pass over the columns; nothing is kept.
  ///
  /// - Parameter columns: their names; `nil` for all columns.
  /// - Returns: 64 hexadecimal digits for each column, by name.
  /// - Throws: `EngineError`; `.noSuchColumn`.
  public func columnDigests(
    of source: DataSource, columns: [String]? = nil
  ) throws(EngineError) -> [String: String] {
    let relation = try relation(for: source)
    let indices =
      try columns.map { names throws(EngineError) in
        try relation.indices(of: names)
      } ?? Array(relation.columns.indices)
    let unique = Array(Set(indices)).sorted()
    var digests: [String: String] = [:]
    // Wide tables in parts: an engine's plan has no room for ten thousand sums.
    for start in stride(from: 0, to: unique.count, by: Self.columnsAtOnce) {
      let part = Array(unique[start..<min(start + Self.columnsAtOnce, unique.count)])
      let sql = Queries(dialect: dialect).columnDigests(relation, columns: part)
      let result = try query(sql, context: relation.failureContext)
      let rows = result.columns[0].integers.first.flatMap(\.self) ?? 0
      for (position, index) in part.enumerated() {
        let parts = [1, 2].map { result.columns[2 * position + $0].texts.first.flatMap(\.self) }
        let column = relation.columns[index]
        let text = """
          \(version)|\(column.type.rawValue)|\(rows)|\(parts[0] ?? "")|\(parts[1] ?? "")
          """
        digests[column.name] = try sha256(Array(text.utf8))
      }
    }
    return digests
  }

  private static var columnsAtOnce: Int { 256 }
}
