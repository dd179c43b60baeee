import Glibc

/// A regular file held open for reading at any offset.
final class FileReader: Sendable {
  /// Its size when it was opened; a file that got shorter is refused when that shows.
  let count: Int
  private let descriptor: CInt

  /// Opens without blocking on pipes and devices, which are refused.
  init(path: String) throws(MediaError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(EINVAL)
    }
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// `count` bytes from `offset`; `unreadable` when the file ends before.
  func bytes(at offset: Int, count: Int) throws(MediaError) -> [UInt8] {
    var failure: Int32?
    // The system call writes into the array's own fresh storage; `filled` never passes `count`.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<count])
        let got = unsafe pread(descriptor, rest.baseAddress, rest.count, offset + filled)
        if got > 0 {
          filled += got
        } else if got == 0 || errno != EINTR {
          failure = got == 0 ? 0 : errno
          return
        }
      }
    }
    if let failure { throw .unreadable(failure) }
    return bytes
  }
}
