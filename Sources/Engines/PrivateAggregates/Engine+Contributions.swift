import Tables

/// Which rows are read for bounding what each data subject contributes.
public struct ContributionColumns: Sendable {
  /// The column of data subjects.
  public var subject: String
  /// The column of groups; all rows are in one group without.
  public var group: String?
  /// The only groups that count, where they are declared, coded from 1 on in this order.
  public var listedGroups: [String]?
  /// The column of numbers; 0 without.
  public var value: GridColumn?

  /// Columns for bounding.
  public init(
    subject: String, group: String? = nil, listedGroups: [String]? = nil, value: GridColumn? = nil
  ) {
    (self.subject, self.group) = (subject, group)
    (self.listedGroups, self.value) = (listedGroups, value)
  }
}

extension Engine {
  /// Hands every row to `reader` once, in one pass, on the engine's threads.
  ///
  /// Rows without a number, where numbers are wanted, are left out; missing subjects and groups
  /// have code 0, groups that are not listed codes above the listed ones.
  /// - Returns: the groups' texts; code `c` is element `c - 1`.
  /// - Throws: `EngineError` for what is wrong with the file, never for a value.
  /// - Complexity: O(rows); 16 to 32 bytes for each distinct subject and group.
  package func readContributions(
    of source: DataSource, columns: ContributionColumns,
    reader: @escaping ContributionReader
  ) throws(EngineError) -> [String] {
    let relation = try relation(for: source)
    let queries = Queries(dialect: dialect)
    let subject = try coder(of: columns.subject, in: relation, asText: false)
    let group = try columns.group.map { name throws(EngineError) in
      try coder(of: name, in: relation, asText: true)
    }
    let coders = [subject.coder] + (group.map { [$0.coder] } ?? [])
    let registration = CoderRegistry.Registration(coders)
    if let group, let texts = columns.listedGroups, !texts.isEmpty {
      let function = call(group.coder, registration.numbers[1], "k")
      let codes = try query(queries.codes(ofListed: texts, function: function)).columns[0].integers
      // Would only differ where a text is listed twice.
      guard codes == (1...Int64(texts.count)).map({ $0 }) else {
        throw EngineError.engineFailure(kind: "codes of listed groups", file: nil)
      }
    }
    let handed = ContributionRegistry.Registration(reader)
    let groupCode = group.map { call($0.coder, registration.numbers[1], "g") } ?? "1"
    let value = try columns.value.map { column throws(EngineError) in
      try queries.gridStep(column, at: relation.index(of: column.name), of: relation)
    }
    let function = """
      \(ContributionRegistry.function)(\(handed.number), \
      \(call(subject.coder, registration.numbers[0], "s")), \(groupCode), v)
      """
    let sql = queries.contributions(
      relation, subject: subject.cell, group: group?.cell ?? "0",
      value: value ?? dialect.integer("0"), function: function)
    _ = try query(sql, context: relation.failureContext)
    withExtendedLifetime((registration, handed)) {}
    return group?.coder.provisionalTexts ?? [""]
  }

  private func coder(
    of name: String, in relation: Relation, asText: Bool
  ) throws(EngineError) -> (coder: ColumnCoder, cell: String) {
    let index = try relation.index(of: name)
    let kept = relation.columns[index].type
    // Dates have infinities that are no number of days: as text they can't fail.
    let type: ValueType = asText || kept == .date || kept == .timestamp ? .text : .key
    let coder = ColumnCoder(request: ColumnRequest(name, type), kept: kept)
    return (coder, Queries(dialect: dialect).reading(relation, column: index, as: type))
  }

  private func call(_ coder: ColumnCoder, _ number: Int64, _ cell: String) -> String {
    "\(coder.form.function)(\(number), \(cell))"
  }
}
