import Foundation

/// Files that only their owner can read, there whole or not at all.
enum PrivateFile {
  /// Writes `data` under a temporary name beside `path`, mode 0600 from its first byte on, then
  /// renames it; what stood there before is replaced.
  ///
  /// - Throws: `FileError`; the temporary file is gone then.
  static func write(_ data: Data, to path: String) throws(FileError) {
    let url = URL(fileURLWithPath: path)
    let name = ".\(url.lastPathComponent).\(UInt64.random(in: 0 ... .max))\(temporarySuffix)"
    let temporary = url.deletingLastPathComponent().appendingPathComponent(name).path
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(errno, path) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: data)
      try handle.synchronize()
      try handle.close()
    } catch {
      unlink(temporary)
      throw FileError(writing: path, error)
    }
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw failure(code, path)
    }
  }

  /// The bytes of a regular file of ours that nobody else can read or write; `nil` where there is
  /// none such, or it has more than `limit` bytes.
  static func read(_ path: String, limit: Int) -> Data? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    defer { try? handle.close() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_mode & 0o077 == 0, Int(status.st_size) <= limit
    else { return nil }
    return try? handle.read(upToCount: limit + 1) ?? Data()
  }

  /// The end of temporary names.
  static let temporarySuffix = ".tmp"

  private static func failure(_ code: Int32, _ path: String) -> FileError {
    switch code {
    case EACCES, EPERM, EROFS: .denied(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    default: .failed(path: path, writing: true)
    }
  }
}
