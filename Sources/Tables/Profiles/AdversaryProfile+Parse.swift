public import Foundation

extension AdversaryProfile {
  /// The version of the format that this code reads and writes.
  public static let currentVersion = 1

  /// Reads a profile.
  ///
  /// - Parameters:
  ///   - text: The profile, at most 16 MiB of YAML 1.1.
  ///   - file: The path that errors name.
  /// - Throws: Everything that is wrong with it, in the order of the file.
  /// - Complexity: O(length).
  public static func parse(text: String, file: String) throws(ManifestErrors) -> AdversaryProfile {
    try placed(text: text, file: file).profile
  }

  /// Reads a profile from bytes, which must be UTF-8.
  ///
  /// - Throws: As ``parse(text:file:)``.
  public static func parse(
    bytes: [UInt8], file: String
  ) throws(ManifestErrors) -> AdversaryProfile {
    try parse(text: YAMLBytes.text(of: bytes, file: file), file: file)
  }

  /// Reads the profile in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from file: URL) throws(ManifestErrors) -> AdversaryProfile {
    try parse(bytes: YAMLBytes.read(from: file), file: file.path)
  }

  /// A profile and where its id stands.
  static func placed(
    text: String, file: String
  ) throws(ManifestErrors) -> (profile: AdversaryProfile, place: YAMLPlace) {
    try YAMLDocument.read(text, file: file) { reader, root in reader.profile(root) }
  }
}
