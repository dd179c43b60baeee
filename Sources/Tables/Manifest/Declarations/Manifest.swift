/// What `palimpsest.yaml` says: which table holds what, and what the adversary knows.
///
/// A manifest from ``parse(text:file:)`` holds no contradiction. One that was put together in code
/// can be checked by rendering and parsing it: `parse(render(m)) == m` for each sound `m`.
public struct Manifest: Sendable, Equatable {
  /// The version of the format that this code reads and writes.
  public static let currentVersion = 1

  /// The dataset's name.
  public var name: String
  /// What the dataset is, in the owner's words.
  public var description: String?
  /// The declared meaning of missing and suppressed cells.
  public var missing: MissingMeaning
  /// The tables in the order of the file, names unique.
  public var tables: [TableDeclaration]
  /// What the adversary is assumed to know, and how the experiment is made.
  public var adversary: AdversaryDeclaration

  /// A manifest.
  public init(
    name: String, description: String? = nil, missing: MissingMeaning = .category,
    tables: [TableDeclaration], adversary: AdversaryDeclaration = AdversaryDeclaration()
  ) {
    self.name = name
    self.description = description
    self.missing = missing
    self.tables = tables
    self.adversary = adversary
  }

  /// The table called `name`, or `nil`.
  ///
  /// - Complexity: O(tables).
  public func table(_ name: String) -> TableDeclaration? {
    tables.first { $0.name == name }
  }

  /// The columns that the adversary knows of a person in `table`: those declared, else every
  /// quasi-identifier, in the table's order.
  public func knownColumns(of table: TableDeclaration) -> [String] {
    if let declared = adversary.knows.first(where: { $0.table == table.name }) {
      return declared.columns
    }
    return table.columns(of: .quasiIdentifier).map(\.name)
  }
}
