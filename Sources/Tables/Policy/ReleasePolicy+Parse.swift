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
    let root: YAMLNode
    do {
      root = try YAMLDocument.root(of: text)
    } catch {
      throw ManifestErrors(file: file, errors: [error])
    }
    var reader = ManifestReader()
    let policy = reader.policy(root)
    guard let policy, reader.errors.isEmpty else {
      throw ManifestErrors(file: file, errors: reader.errors)
    }
    return policy
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
