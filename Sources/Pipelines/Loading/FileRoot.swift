import Engines
import Foundation
import Tables

/// The folder below which the files lie that a table names.
///
/// A table may come from anybody, so its names lead nowhere else: no links are followed out of the
/// folder, and only regular files are opened.
struct FileRoot: Sendable {
  /// The folder without links in its path.
  private let path: String

  /// - Parameter folder: the manifest's folder; empty for the one where the program runs.
  init(_ folder: String) {
    path =
      URL(fileURLWithPath: folder.isEmpty ? "." : folder).resolvingSymlinksInPath()
      .standardizedFileURL.path
  }

  /// The whole path of a regular file below the folder; `nil` for anything else.
  func absolute(_ name: String) -> String? {
    guard !name.isEmpty, !name.contains("\0") else { return nil }
    let file = URL(fileURLWithPath: name, relativeTo: URL(fileURLWithPath: path + "/"))
      .resolvingSymlinksInPath().standardizedFileURL.path
    let prefix = path == "/" ? path : path + "/"
    guard file.hasPrefix(prefix), status(of: file) != nil else { return nil }
    return file
  }

  /// What the file system says of a file without reading it.
  ///
  /// Another file, or the same with other content, says otherwise; "-" for what is no regular file
  /// below the folder.
  func stamp(_ name: String) -> String {
    guard let file = absolute(name), let status = status(of: file) else { return "-" }
    return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) "
      + "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
  }

  private func status(of file: String) -> stat? {
    var status = stat()
    guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status
  }
}

/// Whether the files that a table names are what they were.
enum FileStamps {
  /// A digest of what the file system says of each file.
  ///
  /// - Throws: `EngineError`.
  /// - Complexity: reading the column, and a few system calls for each file.
  static func digest(
    of declaration: TableDeclaration, folder: String, engine: Engine
  ) throws -> String {
    guard !LoadedFiles.columns(of: declaration).isEmpty else { return "" }
    let root = FileRoot(folder)
    let lines = try FileNames(declaration, folder: folder, engine: engine).paths.map {
      "\($0)\0\(root.stamp($0))"
    }
    return DocumentDigest.hexadecimal(of: Data(lines.joined(separator: "\0").utf8))
  }
}
