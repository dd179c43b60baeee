import Deidentification

/// The secret key of a release, in a file that only its owner may read.
public enum ReleaseKey {
  /// Writes a new key.
  ///
  /// - Throws: `FileError` where the file is there already or can't be written.
  public static func write(to path: String) throws(FileError) {
    do {
      try SecretKey().write(to: path)
    } catch {
      throw .failed(path: path, writing: true)
    }
  }
}
