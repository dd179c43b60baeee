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
    try YAMLDocument.read(text, file: file) { reader, root in reader.plan(root) }
  }

  /// Reads the plan in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from file: URL) throws(ManifestErrors) -> ProtectionPlan {
    let bytes = try YAMLBytes.read(from: file)
    return try parse(text: YAMLBytes.text(of: bytes, file: file.path), file: file.path)
  }
}
