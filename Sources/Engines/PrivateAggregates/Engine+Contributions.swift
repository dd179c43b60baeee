import Tables

/// Which rows are read for bounding what each data subject contributes.
public struct ContributionColumns: Sendable {
  /// What stands for a data subject.
  public enum SubjectKeys: Sendable {
    /// Any word that no other subject has: whole numbers as they are, codes of all else.
    case words
    /// Codes from 1 on, without gaps.
    case codes
  }

  /// The column of data subjects.
  public var subject: String
  /// What stands for a data subject; words are cheaper.
  public var subjectKeys: SubjectKeys
  /// The column of groups; all rows are in one group without.
  public var group: String?
  /// The only groups that count, where they are declared, coded from 1 on in this order.
  public var listedGroups: [String]?
  /// The column of numbers; 0 without.
  public var value: GridColumn?

  /// Columns for bounding.
  public init(
    subject: String, subjectKeys: SubjectKeys = .words, group: String? = nil,
    listedGroups: [String]? = nil, value: GridColumn? = nil
  ) {
    (self.subject, self.subjectKeys, self.group) = (subject, subjectKeys, group)
    (self.listedGroups, self.value) = (listedGroups, value)
  }
}

extension Engine {
  /// Hands every row to `reader` once, in one pass, on the engine's threads.
  ///
  /// Rows without a subject are left out, and those without a number, where numbers are wanted;
  /// missing groups have code 0, groups that are not listed codes above the listed ones.
  /// - Returns: the groups' texts; code `c` is element `c - 1`.
  /// - Throws: `EngineError` for what is wrong with the file, never for a value.
  /// - Complexity: O(rows); 16 to 32 bytes for each distinct group, and subject that is coded.
  package func readContributions(
    of source: DataSource, columns: ContributionColumns,
    reader: @escaping ContributionReader
  ) throws(EngineError) -> [String] {
    let relation = try relation(for: source)
    let queries = Queries(dialect: dialect)
    let subject = try subject(of: columns, in: relation)
    let group = try columns.group.map { name throws(EngineError) in
      try coder(of: name, in: relation, asText: true)
    }
    // The subject's coder stands last.
    let coders = [group?.coder, subject.coder].compactMap(\.self)
    let registration = CoderRegistry.Registration(coders)
    if let group, let texts = columns.listedGroups, !texts.isEmpty {
      let function = call(group.coder, registration.numbers[0], "k")
      let codes = try query(queries.codes(ofListed: texts, function: function)).columns[0].integers
      // Would only differ where a text is listed twice.
      guard codes == (1...Int64(texts.count)).map({ $0 }) else {
        throw EngineError.engineFailure(kind: "codes of listed groups", file: nil)
      }
    }
    let handed = ContributionRegistry.Registration(reader, zeroIsMissing: subject.coder != nil)
    let groupCode = group.map { call($0.coder, registration.numbers[0], "g") } ?? "1"
    let subjectKey = subject.coder.map { coder in
      dialect.integer(call(coder, registration.numbers[coders.count - 1], "s"))
    }
    let value = try columns.value.map { column throws(EngineError) in
      try queries.gridStep(column, at: relation.index(of: column.name), of: relation)
    }
    let function = """
      \(ContributionRegistry.function)(\(handed.number), \(subjectKey ?? "s"), \(groupCode), v)
      """
    let sql = queries.contributions(
      relation, subject: subject.cell, group: group?.cell ?? "0", value: value, function: function)
    _ = try query(sql, context: relation.failureContext)
    withExtendedLifetime((registration, handed)) {}
    return group?.coder.provisionalTexts ?? [""]
  }

  /// How subjects are read: whole numbers as they are, if that is enough.
  private func subject(
    of columns: ContributionColumns, in relation: Relation
  ) throws(EngineError) -> (coder: ColumnCoder?, cell: String) {
    let index = try relation.index(of: columns.subject)
    if columns.subjectKeys == .words, relation.columns[index].type == .integer {
      return (nil, Queries(dialect: dialect).reading(relation, column: index, as: .key))
    }
    return try coder(of: columns.subject, in: relation, asText: false)
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
