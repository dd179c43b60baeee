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

  private static func replace(_ url: URL, with temporary: URL) throws {
    guard rename(temporary.path, url.path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: errno])
    }
  }
}

/// Why a file can't be read or written.
public enum FileError: Error, Sendable, Equatable {
  /// It is not there.
  case missing(path: String)
  /// Its rights forbid it.
  case denied(path: String)
  /// The disk has no room.
  case diskFull(path: String)
  /// It is larger than this program takes.
  case tooLarge(path: String, limit: Int)
  /// Something else.
  case failed(path: String, writing: Bool)

  init(reading path: String, _ error: any Error) {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: self = .missing(path: path)
    case .fileReadNoPermission: self = .denied(path: path)
    default: self = .failed(path: path, writing: false)
    }
  }

  init(writing path: String, _ error: any Error) {
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission: self = .denied(path: path)
    case .fileWriteOutOfSpace: self = .diskFull(path: path)
    default: self = .failed(path: path, writing: true)
    }
  }
}

extension FileError: CustomStringConvertible {
  /// Whether the caller can mend it; a full disk is nobody's wrong usage.
  public var isBadInput: Bool {
    if case .diskFull = self { return false }
    return true
  }

  /// What happened, where, and the remedy.
  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such file; check the path"
    case .denied(let path): "\(path): no right to do this; change the rights or the place"
    case .diskFull(let path): "\(path): the disk is full; make room, or choose another place"
    case .tooLarge(let path, let limit):
      "\(path): larger than \(limit >> 20) MiB; this is no document of Palimpsest"
    case .failed(let path, let writing):
      "\(path): can't be \(writing ? "written" : "read"); check that it is a file and the rights"
    }
  }
}
