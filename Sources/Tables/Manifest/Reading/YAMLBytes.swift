import Foundation

/// The bytes of a file that people write, on their way to a text.
enum YAMLBytes {
  /// The text that UTF-8 bytes stand for, without a byte order mark.
  ///
  /// - Throws: where there are too many, or at the first one that is not UTF-8.
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

  /// The bytes of a file, one more than the limit at most.
  ///
  /// - Throws: where it can't be read. A folder, a pipe or a device is nothing to read, and reading
  ///   one could wait for ever.
  static func read(from file: URL) throws(ManifestErrors) -> [UInt8] {
    do {
      let values = try file.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
      guard values.isRegularFile == true else {
        throw ManifestErrors(file: file.path, only: .unreadable)
      }
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      return [UInt8](try handle.read(upToCount: YAMLText.byteCountLimit + 1) ?? Data())
    } catch {
      throw ManifestErrors(file: file.path, only: .unreadable)
    }
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
