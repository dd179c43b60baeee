import Foundation

/// The folder of a cache: made for its owner alone, kept below a size.
enum CacheFolder {
  /// The end of entries' names.
  static let entrySuffix = ".entry"
  /// A temporary file that is older was left behind by a program that is gone.
  private static let abandonedSeconds = 3600

  /// Makes the folder, mode 0700, with a note for Git that nothing in it is to be kept.
  ///
  /// - Throws: `FileError` where it can't be made, or is a link or somebody else's.
  static func prepare(_ folder: String) throws(FileError) {
    let manager = FileManager.default
    do {
      let parent = URL(fileURLWithPath: folder).deletingLastPathComponent()
      try manager.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw FileError(writing: folder, error)
    }
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw errno == ENOSPC
        ? .diskFull(path: folder)
        : errno == EACCES || errno == EROFS
          ? .denied(path: folder) : .failed(path: folder, writing: true)
    }
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid()
    else { throw .denied(path: folder) }
    if status.st_mode & 0o077 != 0, chmod(folder, 0o700) != 0 { throw .denied(path: folder) }
    let note = folder + "/.gitignore"
    // Without the note a cache works as well.
    if !AtomicFile.exists(note) { try? PrivateFile.write(Data("*\n".utf8), to: note) }
  }

  /// Notes that an entry was used now.
  static func touch(_ path: String) {
    // The system's own stamp on a write is that of its last tick, which may be shared by many.
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let times = [now, now]
    utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW)
  }

  /// Removes entries, those used longest ago first, until the rest has at most `limit` bytes.
  ///
  /// - Returns: How many were removed.
  /// - Complexity: O(n log n) for n entries.
  static func evict(from folder: String, over limit: Int, sparing spared: String) -> Int {
    var entries = files(in: folder)
    let now = time(nil)
    for file in entries where !file.isEntry && file.used.tv_sec < now - abandonedSeconds {
      unlink(file.path)
    }
    entries.removeAll { !$0.isEntry }
    var total = entries.reduce(0) { $0 + $1.byteCount }
    guard total > limit else { return 0 }
    entries.sort {
      ($0.used.tv_sec, $0.used.tv_nsec, $0.path) < ($1.used.tv_sec, $1.used.tv_nsec, $1.path)
    }
    var removed = 0
    for entry in entries where total > limit && entry.path != spared {
      // Another program may have been faster; the bytes are gone either way.
      if unlink(entry.path) == 0 { removed += 1 }
      total -= entry.byteCount
    }
    return removed
  }

  private struct File {
    let path: String
    let byteCount: Int
    let used: timespec
    let isEntry: Bool
  }

  /// Our entries and temporary files; nothing else in the folder is touched.
  private static func files(in folder: String) -> [File] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      let isEntry = name.hasSuffix(entrySuffix)
      guard isEntry || isTemporary(name) else { return nil }
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return File(
        path: path, byteCount: Int(status.st_size), used: status.st_mtim, isEntry: isEntry)
    }
  }

  /// A temporary name is `.DIGEST.entry.NUMBER.tmp`.
  private static func isTemporary(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 5 && parts[0].isEmpty && "." + parts[2] == entrySuffix
      && UInt64(parts[3]) != nil && "." + parts[4] == PrivateFile.temporarySuffix
  }
}
