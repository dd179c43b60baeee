public import Foundation

extension ProtectionPlan {
  /// Reads a plan.
  ///
  /// - Parameters:
  ///   - text: The plan, at most 16 MiB of YAML 1.1.
  ///   - file: The path that errors name.
  /// - Throws: Everything that is wrong with it, in the order of the file.
  /// - Complexity: O(length).
  public static func parse(text: String, file: String) throws(ManifestErrors) -> ProtectionPlan {
    let root: YAMLNode
    do {
      root = try YAMLDocument.root(of: text)
    } catch {
      throw ManifestErrors(file: file, errors: [error])
    }
    var reader = ManifestReader()
    let plan = reader.plan(root)
    guard let plan, reader.errors.isEmpty else {
      throw ManifestErrors(file: file, errors: reader.errors)
    }
    return plan
  }

  /// Reads the plan in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from file: URL) throws(ManifestErrors) -> ProtectionPlan {
    try parse(text: YAMLFile.text(of: file), file: file.path)
  }
}
