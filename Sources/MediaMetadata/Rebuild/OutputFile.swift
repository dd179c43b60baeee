import Glibc

/// A file that is written under a temporary name and takes its own only when it is whole.
final class OutputFile {
  /// Where it stands until then.
  let temporaryPath: String
  private let path: String
  private var descriptor: CInt

  /// Begins a file at `path`, in its folder; nothing stands there until `commit`.
  init(path: String) throws(MediaError) {
    self.path = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { path.utf8.index(after: $0) } ?? path.startIndex
    temporaryPath =
      String(path[..<start]) + ".palimpsest-" + String(UInt64.random(in: 0 ... .max), radix: 36)
      + ".tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    descriptor = unsafe open(temporaryPath, flags, 0o666)
    guard descriptor >= 0 else { throw .unwritable(errno) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    _ = unsafe unlink(temporaryPath)
  }

  /// Appends bytes.
  func write(_ bytes: ArraySlice<UInt8>) throws(MediaError) {
    var failure: Int32?
    // The system call reads our own array within its bounds.
    unsafe bytes.withUnsafeBytes { buffer in
      var position = 0
      while position < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[position...])
        let put = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        if put > 0 {
          position += put
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    if let failure { throw .unwritable(failure) }
  }

  /// Sets its time, in seconds since 1970, and gives it its name.
  func commit(modified seconds: Int?) throws(MediaError) {
    if let seconds {
      let time = timespec(tv_sec: seconds, tv_nsec: 0)
      let times = [time, time]
      guard unsafe futimens(descriptor, times) == 0 else { throw .unwritable(errno) }
    }
    guard close(descriptor) == 0 else {
      descriptor = -1
      let code = errno
      _ = unsafe unlink(temporaryPath)
      throw .unwritable(code)
    }
    descriptor = -1
    guard unsafe rename(temporaryPath, path) == 0 else {
      let code = errno
      _ = unsafe unlink(temporaryPath)
      throw .unwritable(code)
    }
  }
}
