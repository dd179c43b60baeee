/// What a table most likely is, with the roles of its columns, each with its reason.
public struct TableProposal: Sendable, Equatable {
  /// The table's name.
  public let table: String
  /// What its rows are.
  public let kind: TableKind
  /// Why.
  public let reason: String
  /// A proposal for each column, in the order of the file.
  public let columns: [RoleProposal]

  /// The proposals for the tables of a dataset.
  ///
  /// They agree with each other: a manifest made of them has no contradiction, except that a
  /// dataset without any usable column has nothing to attack.
  ///
  /// - Complexity: O(columns), and the search for words in their names.
  public static func proposals(for tables: [TableEvidence]) -> [TableProposal] {
    var tableCount: [String: Int] = [:]
    for table in tables {
      for name in Set(table.columns.map(\.name)) { tableCount[name, default: 0] += 1 }
    }
    let shared = Set(tableCount.filter { $0.value > 1 }.keys)
    return tables.map { proposal(for: $0, sharedNames: shared) }
  }

  private static func proposal(
    for table: TableEvidence, sharedNames: Set<String>
  ) -> TableProposal {
    let (kind, reason) = KindRules.propose(for: table)
    let rules = RoleRules(kind: kind, sharedNames: sharedNames)
    var settlement = RoleSettlement(
      kind: kind, columns: table.columns, proposals: table.columns.map(rules.propose))
    guard settlement.settle() else {
      // The kind wants a role that no column can take: what remains is a table of attributes.
      let plain = RoleRules(kind: .users, sharedNames: sharedNames)
      var users = RoleSettlement(
        kind: .users, columns: table.columns, proposals: table.columns.map(plain.propose))
      _ = users.settle()
      return TableProposal(
        table: table.name, kind: .users, reason: "rows have attributes, and no key that comes back",
        columns: users.proposals)
    }
    return TableProposal(
      table: table.name, kind: kind, reason: reason, columns: settlement.proposals)
  }

  /// The table's declaration, to be written by `Manifest.render(comments:)`.
  public func declaration(source: TableSource) -> TableDeclaration {
    TableDeclaration(
      name: table, kind: kind, source: source, columns: columns.map(\.declaration))
  }

  /// The reasons by column, for `ManifestComments.columns`.
  public var remarks: [String: String] {
    Dictionary(columns.map { ($0.column, $0.reason) }, uniquingKeysWith: { first, _ in first })
  }
}
