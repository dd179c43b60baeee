import Deidentification
import Foundation
import Tables

/// What every step of a plan may need beside the table.
struct StepContext {
  /// The plan.
  let plan: ProtectionPlan
  /// The folder that the plan's paths start from.
  let folder: String
  /// The release's key, where the plan names one.
  let key: SecretKey?
  /// The population's distinct quasi-identifiers, for models that need one: asked for by column
  /// names.
  let population: (([String]) throws -> WorkingTable?)

  /// The text of a hierarchy's file.
  ///
  /// - Throws: `ProtectionError.hierarchyFile`.
  func hierarchyText(_ path: String, line: Int) throws(ProtectionError) -> String {
    let full = path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
    guard let data = try? AtomicFile.read(full), let text = String(data: data, encoding: .utf8)
    else { throw .hierarchyFile(path: path, line: line) }
    return text
  }

  /// The release's key.
  ///
  /// - Throws: `ProtectionError.noKey`.
  func requireKey(_ step: ProtectionPlan.Step) throws(ProtectionError) -> SecretKey {
    guard let key else { throw .noKey(step: step.kind.rawValue, line: step.line) }
    return key
  }

  /// The hierarchy of a column of the table.
  ///
  /// - Throws: `ProtectionError`.
  func hierarchy(
    _ declaration: HierarchyDeclaration, of column: WorkingTable.Column, counts: [Int], line: Int
  ) throws(ProtectionError) -> Hierarchy {
    let values = HierarchyValues(column: column.name, labels: column.labels, counts: counts)
    var text: String?
    if case .file(let path, _) = declaration { text = try hierarchyText(path, line: line) }
    return try refusing(line) { () throws(DeidentificationError) in
      try HierarchyBuilder.hierarchy(declaration, of: values, file: text)
    }
  }
}

/// Gives a step's error the line of the plan.
func refusing<Result>(
  _ line: Int, _ body: () throws(DeidentificationError) -> Result
) throws(ProtectionError) -> Result {
  do {
    return try body()
  } catch {
    throw .refused(error, line: line)
  }
}
