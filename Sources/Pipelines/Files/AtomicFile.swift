public import Foundation

/// Writes files that are there whole or not at all.
public enum AtomicFile {
  /// Writes `data` under a temporary name in the same folder, then renames it to `path`.
  ///
  /// - Throws: `FileError` that names the path and the remedy; the temporary file is gone then.
  public static func write(_ data: Data, to path: String) throws(FileError) {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    let temporary = folder.appendingPathComponent(
      ".\(url.lastPathComponent).\(UInt64.random(in: 0 ... .max)).tmp")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: temporary)
      try replace(url, with: temporary)
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw FileError(writing: path, error)
    }
  }

  /// Reads a file of at most `limit` bytes.
  ///
  /// - Throws: `FileError`.
  public static func read(_ path: String, limit: Int = 256 << 20) throws(FileError) -> Data {
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      if let size = attributes[.size] as? Int, size > limit {
        throw FileError.tooLarge(path: path, limit: limit)
      }
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch let error as FileError {
      throw error
    } catch {
      throw FileError(reading: path, error)
    }
  }

  /// Whether something has this path.
  public static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private static func replace(_ url: URL, with temporary: URL) throws {
    guard rename(temporary.path, url.path) == 0 else {
      let code: CocoaError.Code =
        switch errno {
        case EACCES, EPERM, EROFS: .fileWriteNoPermission
        case ENOSPC, EDQUOT: .fileWriteOutOfSpace
        default: .fileWriteUnknown
        }
      throw CocoaError(code)
    }
  }
}
