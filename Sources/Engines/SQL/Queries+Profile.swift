extension Queries {
  /// For each column seven values in one row: cells not missing, about how many different values,
  /// mean length, smallest and largest number, first and last point in time (NULL where `numeric`
  /// or `temporal` say that there are none).
  func summary(
    _ relation: Relation, columns: [Int], numeric: [Bool], temporal: [Bool]
  ) -> String {
    var values: [String] = []
    for (position, index) in columns.enumerated() {
      let name = dialect.column(index)
      let text = dialect.text(name)
      let number = numeric[position] ? dialect.realOrNull(text) : dialect.real("NULL")
      let time = temporal[position] ? dialect.microsecondsOrNull(text) : dialect.integer("NULL")
      values += [
        dialect.integer("count(\(name))"), dialect.integer(dialect.approximateCountDistinct(name)),
        dialect.real("avg(\(dialect.length(text)))"),
        dialect.real("min(\(number))"), dialect.real("max(\(number))"),
        dialect.integer("min(\(time))"), dialect.integer("max(\(time))"),
      ]
    }
    return "SELECT \(values.joined(separator: ", ")) FROM \(relation.from)"
  }

  /// For each column the spread of its values: the number of its grouping set, different values,
  /// values that occur once, cells, and the sum of n log2 n over the values' counts n.
  ///
  /// Column `i` is measured on the values whose hash is 0 modulo `moduli[i]`: a sample of values,
  /// not of rows, so that sums over values are estimated without bias. One scan for all columns.
  func spread(_ relation: Relation, columns: [Int], moduli: [Int]) -> String {
    let keys = columns.indices.map { "k\($0)" }
    let values = zip(columns, moduli).enumerated().map { position, pair in
      let name = dialect.column(pair.0)
      let text = dialect.text(name)
      let bucket = dialect.hashBucket([text], modulus: pair.1)
      return pair.1 == 1
        ? "\(text) AS k\(position)" : "CASE WHEN \(bucket) = 0 THEN \(text) END AS k\(position)"
    }
    let list = keys.joined(separator: ", ")
    let sets = keys.map { "(\($0))" }.joined(separator: ", ")
    return """
      SELECT \(dialect.integer("grouping_set")) AS grouping_set, \
      \(dialect.integer("count(*)")) AS distinct_values, \
      \(dialect.integer("sum(CASE WHEN n = 1 THEN 1 ELSE 0 END)")) AS unique_values, \
      \(dialect.real("sum(n)")) AS cells, \(dialect.real("sum(n * log2(n))")) AS weighted \
      FROM (SELECT GROUPING_ID(\(list)) AS grouping_set, count(*) AS n, \
      coalesce(\(list)) AS value FROM (SELECT \(values.joined(separator: ", ")) \
      FROM \(relation.from)) AS cells GROUP BY GROUPING SETS (\(sets))) AS groups \
      WHERE value IS NOT NULL GROUP BY grouping_set
      """
  }
}
