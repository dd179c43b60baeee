/// Where columns stand in a manifest, for annotations at the line at fault.
public struct ManifestPlaces: Sendable, Equatable {
  /// A place: line and column from 1.
  public struct Place: Sendable, Equatable {
    /// The line.
    public let line: Int
    /// The column, in Unicode scalars.
    public let column: Int
  }

  private var tables: [String: Place] = [:]
  private var columns: [String: Place] = [:]

  /// The places in a manifest's text; none where it is no YAML.
  ///
  /// - Complexity: O(length).
  public init(text: String) {
    guard let root = try? YAMLDocument.root(of: text) else { return }
    for (table, entry) in Self.members(of: Self.member("tables", of: root)) {
      tables[table] = Self.place(entry.key)
      for (column, inner) in Self.members(of: Self.member("columns", of: entry.value)) {
        columns["\(table).\(column)"] = Self.place(inner.key)
      }
    }
  }

  /// Where a table is declared.
  public func table(_ name: String) -> Place? { tables[name] }

  /// Where a column, written `table.column`, is declared.
  public func column(_ name: String) -> Place? { columns[name] }

  private static func place(_ node: YAMLNode) -> Place {
    Place(line: node.place.line, column: node.place.column)
  }

  private static func member(_ key: String, of node: YAMLNode) -> YAMLNode? {
    members(of: node).first { $0.0 == key }?.1.value
  }

  private static func members(
    of node: YAMLNode?
  ) -> [(String, (key: YAMLNode, value: YAMLNode))] {
    guard case .mapping(let pairs)? = node?.content else { return [] }
    return pairs.compactMap { pair in pair.key.text.map { ($0, pair) } }
  }
}
