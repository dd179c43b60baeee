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
    let root: YAMLNode
    do {
      root = try YAMLDocument.root(of: text)
    } catch {
      throw ManifestErrors(file: file, errors: [error])
    }
    var reader = ManifestReader()
    let manifest = reader.manifest(root)
    guard let manifest, reader.errors.isEmpty else {
      throw ManifestErrors(file: file, errors: reader.errors)
    }
    return manifest
  }

  /// Reads a manifest from bytes, which must be UTF-8 (a byte order mark is allowed).
  ///
  /// - Throws: As ``parse(text:file:)``.
  public static func parse(bytes: [UInt8], file: String) throws(ManifestErrors) -> Manifest {
    if bytes.count > YAMLText.byteCountLimit {
      throw ManifestErrors(file: file, only: .tooLarge(limitByteCount: YAMLText.byteCountLimit))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ManifestErrors(file: file, errors: [firstInvalidByte(of: bytes)])
    }
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    return try parse(
      text: hasMark ? String(text.unicodeScalars.dropFirst()) : text, file: file)
  }

  /// Reads the manifest in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from file: URL) throws(ManifestErrors) -> Manifest {
    let limit = YAMLText.byteCountLimit
    let bytes: Data
    do {
      // A folder, a pipe or a device is no manifest, and reading one could wait for ever.
      let values = try file.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
      guard values.isRegularFile == true else {
        throw ManifestErrors(file: file.path, only: .unreadable)
      }
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      bytes = try handle.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw ManifestErrors(file: file.path, only: .unreadable)
    }
    return try parse(bytes: [UInt8](bytes), file: file.path)
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> ManifestError {
    var line = 1
    var column = 1
    var index = 0
    while index < bytes.count {
      let length = min(max((~bytes[index]).leadingZeroBitCount, 1), 4)
      let end = min(index + length, bytes.count)
      guard String(validating: bytes[index..<end], as: UTF8.self) != nil else { break }
      if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else {
        column += 1
      }
      index = end
    }
    return ManifestError(line: line, column: column, problem: .notUTF8)
  }
}

extension ManifestErrors {
  /// One error about the file as a whole.
  init(file: String, only problem: ManifestProblem) {
    self.init(file: file, errors: [ManifestError(line: 1, column: 1, problem: problem)])
  }
}
