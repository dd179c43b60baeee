import Foundation
import Tables

extension FileDescription {
  /// The manifest that says what this description says.
  ///
  /// - Throws: `PipelineError.contradiction` where a column has two roles or the meaning of a
  ///   missing cell is none.
  func manifest() throws -> Manifest {
    let name = (path as NSString).lastPathComponent
    let table = (name as NSString).deletingPathExtension
    var columns: [ColumnDeclaration] = []
    for role in roles {
      guard !columns.contains(where: { $0.name == role.column }) else {
        throw PipelineError.contradiction(
          table: table, column: role.column, what: "the column is named in two roles",
          remedy: "name it once")
      }
      columns.append(ColumnDeclaration(name: role.column, role: role.role))
    }
    try checkRoles(table: table)
    guard let meaning = MissingMeaning(rawValue: missing ?? "category") else {
      throw PipelineError.badMissing(missing ?? "")
    }
    let written = format.map { SourceFormat(rawValue: $0) }
    if let format, written == .some(nil) { throw PipelineError.badFormat(format) }
    return Manifest(
      name: name, missing: meaning,
      tables: [
        TableDeclaration(
          name: table, kind: kind, source: TableSource(paths: [path], format: written ?? nil),
          columns: columns)
      ],
      adversary: AdversaryDeclaration(populationSize: populationSize))
  }

  /// Whether what the rows are has all that it needs.
  private func checkRoles(table: String) throws {
    for needed in kind.requiredRoles where !roles.contains(where: { $0.role == needed }) {
      throw PipelineError.contradiction(
        table: table, column: "(not named)", what: "\(kind.rawValue) need a \(needed.rawValue)",
        remedy: "name its column with --\(needed.rawValue)")
    }
    for role in roles where !kind.allowedRoles.contains(role.role) {
      throw PipelineError.contradiction(
        table: table, column: role.column,
        what: "a table of \(kind.rawValue) has no \(role.role.rawValue)",
        remedy: "leave it out, or write a manifest with a table of each kind")
    }
    let halves: [(ColumnRole, ColumnRole, String)] = [
      (.latitude, .longitude, "no place"), (.longitude, .latitude, "no place"),
      (.rating, .item, "about nothing"),
    ]
    for (has, lacks, what) in halves where !roles.contains(where: { $0.role == lacks }) {
      guard let half = roles.first(where: { $0.role == has }) else { continue }
      throw PipelineError.contradiction(
        table: table, column: half.column, what: "a \(has.rawValue) alone is \(what)",
        remedy: "name the other column with --\(lacks.rawValue)")
    }
  }
}
