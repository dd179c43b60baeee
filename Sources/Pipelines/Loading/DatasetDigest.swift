import Engines

/// What ties a report to the data it is about.
enum DatasetDigest {
  /// The digest of a source's files, in hexadecimal.
  ///
  /// - Throws: `EngineError`.
  static func of(_ source: DataSource, engine: Engine) throws -> String? {
    try engine.digest(of: source).combined
  }
}
