extension Queries {
  /// For each column the exclusive or and the sum of its cells' hashes, as texts; the number of
  /// rows first.
  func columnDigests(_ relation: Relation, columns: [Int]) -> String {
    let values = columns.map { index in
      "\(dialect.cellHash(row: "n", dialect.column(index))) AS h\(index)"
    }
    let sums = columns.flatMap { index in
      [dialect.exclusiveOr("h\(index)"), dialect.exactSum("h\(index)")]
    }
    let all = ([dialect.integer("count(*)")] + sums).joined(separator: ", ")
    let names = columns.map(dialect.column)
    let cells = ([dialect.rowNumber() + " AS n"] + names).joined(separator: ", ")
    let hashes = (["n"] + values).joined(separator: ", ")
    return """
      SELECT \(all) FROM (SELECT \(hashes) FROM \
      (SELECT \(cells) FROM \(relation.from)) AS numbered) AS hashed
      """
  }
}
