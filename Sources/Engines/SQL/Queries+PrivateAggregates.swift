/// Exact aggregates for private mechanisms.
///
/// **Guarantee**: no cell can make a query fail: casts give NULL where they can't be made, sums are
/// exact and wider than any number of rows.
extension Queries {
  /// A column's cells as integers of a grid; NULL where missing.
  func gridStep(_ column: GridColumn, at index: Int, of relation: Relation) -> String {
    let cell = dialect.column(index)
    let value =
      relation.columns[index].type == .text
      ? dialect.realOrNull(dialect.text(cell)) : dialect.real(cell)
    let (least, most) = (column.bounds.lowerBound, column.bounds.upperBound)
    let clamped = """
      CASE WHEN \(dialect.isNotANumber(value)) THEN NULL \
      WHEN \(value) <= \(dialect.number(least)) THEN \(dialect.number(least)) \
      WHEN \(value) >= \(dialect.number(most)) THEN \(dialect.number(most)) ELSE \(value) END
      """
    let factor = dialect.number(Double(sign: .plus, exponent: -column.exponent, significand: 1))
    let origin = dialect.number(column.origin)
    let integer = dialect.nearestInteger("(\(clamped) - \(origin)) * \(factor)")
    let (first, last) = (column.steps.lowerBound, column.steps.upperBound)
    // LEAST and GREATEST leave NULL out: the check for NULL stands outside.
    return """
      CASE WHEN \(integer) IS NULL THEN NULL \
      ELSE least(greatest(\(integer), \(first)), \(last)) END
      """
  }

  /// The number of rows, or of those with a value in a column.
  func presentRows(_ relation: Relation, column: Int?) -> String {
    let counted = column.map(dialect.column) ?? "*"
    return "SELECT \(dialect.integer("count(\(counted))")) AS present FROM \(relation.from)"
  }

  /// Rows of each subject up to a limit, added up; rows without a subject are left out.
  func boundedRows(_ relation: Relation, subject: Int, column: Int?, limit: Int) -> String {
    let counted = column.map(dialect.column) ?? "*"
    let key = dialect.column(subject)
    return """
      SELECT \(dialect.integer("coalesce(sum(least(n, \(limit))), 0)")) AS bounded FROM \
      (SELECT count(\(counted)) AS n FROM \(relation.from) WHERE \(key) IS NOT NULL \
      GROUP BY \(key)) AS subjects
      """
  }

  /// Each value of a column and the number of its rows; missing values are left out.
  func groupCounts(_ relation: Relation, column: Int) -> String {
    let key = dialect.column(column)
    // The filter stands behind the grouping: before it, it would cost a look at each row.
    return """
      SELECT \(dialect.text("k")) AS k, \(dialect.integer("n")) AS n FROM \
      (SELECT \(key) AS k, count(*) AS n FROM \(relation.from) GROUP BY \(key)) AS groups
      """
  }

  /// The number of values of a grid column and their sum, as text.
  func gridTotal(_ relation: Relation, column: GridColumn, at index: Int) -> String {
    """
    SELECT \(dialect.integer("count(v)")) AS present, \(dialect.exactSum("v")) AS total FROM \
    (SELECT \(gridStep(column, at: index, of: relation)) AS v FROM \(relation.from)) AS steps
    """
  }

  /// Each integer of a grid column and the number of its rows, in increasing order.
  func gridCounts(_ relation: Relation, column: GridColumn, at index: Int) -> String {
    """
    SELECT v, \(dialect.integer("count(*)")) AS n FROM \
    (SELECT \(gridStep(column, at: index, of: relation)) AS v FROM \(relation.from)) AS steps \
    WHERE v IS NOT NULL GROUP BY v ORDER BY v
    """
  }

  /// The sum of subjects' totals, each clamped; those of subjects without a value are left out.
  func subjectTotal(
    _ relation: Relation, column: GridColumn, at index: Int, subject: Int,
    clampedTo range: ClosedRange<Int64>
  ) -> String {
    let total = "least(greatest(total, \(range.lowerBound)), \(range.upperBound))"
    return """
      SELECT \(dialect.exactSum(dialect.integer(total))) AS total FROM \
      (SELECT sum(v) AS total FROM \
      (SELECT \(dialect.column(subject)) AS s, \
      \(gridStep(column, at: index, of: relation)) AS v FROM \(relation.from)) AS steps \
      WHERE s IS NOT NULL AND v IS NOT NULL GROUP BY s) AS subjects
      """
  }

  /// Codes of listed texts, in the order of the list.
  func codes(ofListed texts: [String], function: String) -> String {
    let rows = texts.enumerated().map { "(\($0), \(dialect.literal($1)))" }
    return """
      SELECT \(dialect.integer("code")) AS code FROM (SELECT place, \(function) AS code FROM \
      (VALUES \(rows.joined(separator: ", "))) AS listed (place, k)) AS codes ORDER BY place
      """
  }

  /// Hands each row's subject, group and value to `function`, whose argument is written with the
  /// names `s`, `g`, `v`; rows with a missing value, where there are values, are left out.
  func contributions(
    _ relation: Relation, subject: String, group: String, value: String?, function: String
  ) -> String {
    """
    SELECT \(dialect.integer("count(\(function))")) AS handed FROM \
    (SELECT \(subject) AS s, \(group) AS g, \(value ?? dialect.integer("0")) AS v \
    FROM \(relation.from)) AS cells\(value == nil ? "" : " WHERE v IS NOT NULL")
    """
  }
}
