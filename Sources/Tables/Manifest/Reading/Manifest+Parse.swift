public import Foundation

extension Manifest {
  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - text: The manifest, at most 16 MiB of YAML 1.1.
  ///   - file: The path that errors name.
  /// - Throws: Everything that is wrong with it, in the order of the file. What keeps YAML itself
  ///   from being understood comes alone.
  /// - Complexity: O(length).
  public static func parse(text: String, file: String) throws(ManifestErrors) -> Manifest {
    try YAMLDocument.read(text, file: file) { reader, root in reader.manifest(root) }
  }

  /// Reads a manifest from bytes, which must be UTF-8 (a byte order mark is allowed).
  ///
  /// - Throws: As ``parse(text:file:)``.
  public static func parse(bytes: [UInt8], file: String) throws(ManifestErrors) -> Manifest {
    try parse(text: YAMLBytes.text(of: bytes, file: file), file: file)
  }

  /// Reads the manifest in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from file: URL) throws(ManifestErrors) -> Manifest {
    try parse(bytes: YAMLBytes.read(from: file), file: file.path)
  }
}

extension ManifestErrors {
  /// One error about the file as a whole.
  init(file: String, only problem: ManifestProblem) {
    self.init(file: file, errors: [ManifestError(line: 1, column: 1, problem: problem)])
  }
}
