public import Foundation

extension ReleasePolicy {
  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - text: The policy, at most 16 MiB of YAML 1.1.
  ///   - file: The path that errors name.
  /// - Throws: Everything that is wrong with it, in the order of the file.
  /// - Complexity: O(length).
  public static func parse(text: String, file: String) throws(ManifestErrors) -> ReleasePolicy {
    try YAMLDocument.read(text, file: file) { reader, root in reader.policy(root) }
  }

  /// Reads a policy from bytes, which must be UTF-8.
  ///
  /// - Throws: As ``parse(text:file:)``.
  public static func parse(bytes: [UInt8], file: String) throws(ManifestErrors) -> ReleasePolicy {
    try parse(text: YAMLBytes.text(of: bytes, file: file), file: file)
  }

  /// Reads the policy in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from file: URL) throws(ManifestErrors) -> ReleasePolicy {
    try parse(bytes: YAMLBytes.read(from: file), file: file.path)
  }
}
