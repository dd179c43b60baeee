/// Paths as documents about a repository name them: relative to its root, with `/`.
public enum RepositoryPath {
  /// `path` relative to `root`, without `.` and `..`; nil where it does not lie below it.
  ///
  /// - Parameters:
  ///   - path: as it was given, relative to `root` or absolute.
  ///   - root: the repository's absolute path; nil: absolute paths lie outside.
  /// - Complexity: O(length).
  public static func relative(_ path: String, below root: String? = nil) -> String? {
    guard let parts = resolved(path) else { return nil }
    guard path.hasPrefix("/") else { return parts.isEmpty ? nil : parts.joined(separator: "/") }
    guard let root, root.hasPrefix("/"), let base = resolved(root), parts.starts(with: base),
      parts.count > base.count
    else { return nil }
    return parts.dropFirst(base.count).joined(separator: "/")
  }

  /// The components that remain; nil where `..` leaves the beginning.
  private static func resolved(_ path: String) -> [String]? {
    var parts: [String] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts
  }
}
