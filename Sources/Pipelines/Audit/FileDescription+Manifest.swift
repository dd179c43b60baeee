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
    for (column, role) in roles {
      guard !columns.contains(where: { $0.name == column }) else {
        throw PipelineError.contradiction(
          table: table, column: column, what: "the column is named in two roles",
          remedy: "name it once")
      }
      columns.append(ColumnDeclaration(name: column, role: role))
    }
    guard let meaning = MissingMeaning(rawValue: missing ?? "category") else {
      throw PipelineError.badMissing(missing ?? "")
    }
    let written = format.map { SourceFormat(rawValue: $0) }
    if let format, written == .some(nil) { throw PipelineError.badFormat(format) }
    return Manifest(
      name: name, missing: meaning,
      tables: [
        TableDeclaration(
          name: table, kind: .users, source: TableSource(paths: [path], format: written ?? nil),
          columns: columns)
      ],
      adversary: AdversaryDeclaration(populationSize: populationSize))
  }

  private var roles: [(String, ColumnRole)] {
    quasiIdentifiers.map { ($0, ColumnRole.quasiIdentifier) }
      + sensitive.map { ($0, .sensitive) }
      + [(subject, ColumnRole.subject), (weight, .weight), (household, .household)]
      .compactMap { name, role in name.map { ($0, role) } }
  }
}
