extension YAMLDocument {
  /// What a reader makes of a text: a manifest, a policy, a protection plan.
  ///
  /// - Throws: Everything that is wrong with it, in the order of the file. What keeps YAML itself
  ///   from being understood comes alone.
  /// - Complexity: O(length), and that of the reader.
  static func read<Value>(
    _ text: String, file: String, by read: (inout ManifestReader, YAMLNode) -> Value?
  ) throws(ManifestErrors) -> Value {
    let root: YAMLNode
    do {
      root = try Self.root(of: text)
    } catch {
      throw ManifestErrors(file: file, errors: [error])
    }
    var reader = ManifestReader()
    let value = read(&reader, root)
    guard let value, reader.errors.isEmpty else {
      throw ManifestErrors(file: file, errors: reader.errors)
    }
    return value
  }
}
