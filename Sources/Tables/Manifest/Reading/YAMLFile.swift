import Foundation

/// Reads the text of a YAML file: a regular file of limited size, in UTF-8.
enum YAMLFile {
  /// The text in a file.
  static func text(of file: URL) throws(ManifestErrors) -> String {
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
    return try text(of: [UInt8](bytes), file: file.path)
  }

  /// The text that bytes stand for; a byte order mark is allowed.
  static func text(of bytes: [UInt8], file: String) throws(ManifestErrors) -> String {
    if bytes.count > YAMLText.byteCountLimit {
      throw ManifestErrors(file: file, only: .tooLarge(limitByteCount: YAMLText.byteCountLimit))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ManifestErrors(file: file, errors: [firstInvalidByte(of: bytes)])
    }
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    return hasMark ? String(text.unicodeScalars.dropFirst()) : text
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
