import Engines
import Synchronization
import Tables

/// The digests of the columns that a manifest declares, each source read once, when first asked.
///
/// **Cost**: one pass over the declared columns of each source that is asked for, by
/// `Engine.columnDigests`.
final class DeclaredDigests: Sendable {
  private let manifest: Manifest
  private let folder: String
  private let engine: Engine
  private let known = Mutex<[String: [String: String]]>([:])

  /// The digests of a manifest's columns; `folder` is the manifest's.
  init(manifest: Manifest, folder: String, engine: Engine) {
    self.manifest = manifest
    self.folder = folder
    self.engine = engine
  }

  /// The digests of some columns by table, also of those that stand for them in the table's
  /// original, auxiliary and population, by ``name(_:_:_:)``.
  ///
  /// A column that a second table doesn't have is left out: adding it there changes the answer.
  ///
  /// - Throws: `EngineError`.
  func digests(of columns: [String: [String]]) throws -> [String: String] {
    var digests: [String: String] = [:]
    for table in manifest.tables {
      guard let names = columns[table.name] else { continue }
      for part in parts(of: table) {
        let found = try all(of: part, in: table)
        for name in names { digests[Self.name(table.name, part.word, name)] = found[name] }
      }
    }
    return digests
  }

  /// The name of a digest: table, source (`release`, `original`, `auxiliary`, `population`) and
  /// column, parted by NUL, which no name has, so that no two columns share one.
  static func name(_ table: String, _ word: String, _ column: String) -> String {
    [table, word, column].joined(separator: "\0")
  }

  /// One source of a table: its columns go by other names there.
  private struct Part {
    let word: String
    let source: TableSource
    let counterpart: @Sendable (String) -> String
  }

  private func parts(of table: TableDeclaration) -> [Part] {
    var parts = [Part(word: "release", source: table.source, counterpart: { $0 })]
    if let original = table.original {
      parts.append(
        Part(
          word: "original", source: original.completed(by: table.source),
          counterpart: { $0 }))
    }
    for (word, matched) in [("auxiliary", table.auxiliary), ("population", table.population)] {
      guard let matched else { continue }
      parts.append(
        Part(
          word: word, source: matched.source.completed(by: table.source),
          counterpart: { matched.counterpart(of: $0) }))
    }
    return parts
  }

  /// All declared columns of a source, by the names that they have in the manifest.
  private func all(of part: Part, in table: TableDeclaration) throws -> [String: String] {
    let key = Self.name(table.name, part.word, "")
    if let found = known.withLock({ $0[key] }) { return found }
    let source = part.source.engineSource(relativeTo: folder)
    let there = Set(try engine.columns(of: source).map(\.name))
    let wanted = table.columns.map(\.name).filter { there.contains(part.counterpart($0)) }
    let digests = try engine.columnDigests(of: source, columns: wanted.map(part.counterpart))
    var found: [String: String] = [:]
    for name in wanted { found[name] = digests[part.counterpart(name)] }
    let result = found
    known.withLock { $0[key] = result }
    return result
  }
}
