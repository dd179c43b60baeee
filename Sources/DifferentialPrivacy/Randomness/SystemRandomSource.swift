import CLinux
import Glibc

/// The operating system's secure source (getrandom), fetched in blocks and erased as it is used.
///
/// **Guarantee**: no seed, no state that outlives a block; a word that was handed out stands no
/// longer in the buffer. A copy would hand out the same words again, so it can't be copied.
/// **Cost**: one system call for each 512 words.
public struct SystemRandomSource: RandomSource, ~Copyable {
  private var buffer: [UInt64]
  private var position: Int
  private static let count = 512

  /// A source with an empty buffer.
  public init() {
    buffer = [UInt64](repeating: 0, count: Self.count)
    position = Self.count
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if position == Self.count { refill() }
    let word = buffer[position]
    buffer[position] = 0
    position += 1
    return word
  }

  private mutating func refill() {
    // The call writes into our own array within its bounds. It fails only where the system has no
    // source at all (before Linux 3.17): going on would be noise that protects nobody.
    unsafe buffer.withUnsafeMutableBytes { bytes in
      var filled = 0
      while filled < bytes.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
        let got = unsafe getrandom(rest.baseAddress, rest.count, 0)
        if got > 0 {
          filled += got
        } else {
          precondition(errno == EINTR, "the system has no secure source of random bits")
        }
      }
    }
    position = 0
  }
}
