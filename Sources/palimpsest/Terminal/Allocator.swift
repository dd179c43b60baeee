import CLinux

/// How the process's memory comes from the system.
enum Allocator {
  /// Keeps freed blocks for the next file instead of giving them back: each file's buffers are as
  /// long as the file, and fresh pages cost more than all parsing does.
  static func reusesLargeBlocks() {
    // The highest threshold that glibc takes; above it blocks are mapped and unmapped each time.
    _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
    _ = mallopt(M_TRIM_THRESHOLD, 256 << 20)
    _ = mallopt(M_TOP_PAD, 16 << 20)
  }
}
