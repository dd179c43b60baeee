public import Findings

/// Where a report's findings show in a repository: the manifest, and the line of each column.
public struct FindingPlaces: Sendable, Equatable {
  /// The manifest's path, as given.
  public let manifest: String
  /// The place of each column, by `table.column`.
  public let columns: [String: GateDecision.Place]
  /// The repository's absolute path; nil where paths are relative to it already.
  public let root: String?

  /// Places.
  public init(
    manifest: String = "palimpsest.yaml", columns: [String: GateDecision.Place] = [:],
    root: String? = nil
  ) {
    self.manifest = manifest
    self.columns = columns
    self.root = root
  }

  /// The place of the first of some columns that has one.
  func place(of names: [String]) -> GateDecision.Place? {
    names.lazy.compactMap { columns[$0] }.first?.relative(to: root)
  }

  /// The manifest's first line.
  var fallback: GateDecision.Place {
    let path = RepositoryPath.relative(manifest, below: root) ?? "palimpsest.yaml"
    return GateDecision.Place(file: path)
  }
}
