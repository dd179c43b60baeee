import Foundation

/// The regular files of a tree, in the order of their paths; symbolic links are not followed.
public struct MediaTree: Sendable, Equatable {
  /// The folder that paths are below; for a single file, its folder.
  public let root: String
  /// Paths below the root.
  public let paths: [String]

  /// The files of a folder, or one file.
  ///
  /// `excluding` is a folder that is left out (an output within its own input).
  ///
  /// - Throws: `FileError.missing` or `.denied`; `PipelineError.noData` where nothing is there.
  public init(path: String, excluding: String? = nil) throws {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw FileError.missing(path: path)
    }
    guard isFolder.boolValue else {
      root = url.deletingLastPathComponent().path
      paths = [url.lastPathComponent]
      return
    }
    root = url.path
    let left = excluding.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    paths = try Self.files(below: url.path, except: left)
    if paths.isEmpty { throw FileError.empty(path: path) }
  }

  /// The whole path of a file.
  public func absolute(_ path: String) -> String { root + "/" + path }

  private static func files(below root: String, except left: String?) throws -> [String] {
    guard FileManager.default.isReadableFile(atPath: root),
      let walker = FileManager.default.enumerator(
        at: URL(fileURLWithPath: root),
        includingPropertiesForKeys: [.isRegularFileKey, .isDirectoryKey, .isSymbolicLinkKey])
    else { throw FileError.denied(path: root) }
    var found: [String] = []
    for case let url as URL in walker {
      let values = try url.resourceValues(
        forKeys: [.isRegularFileKey, .isDirectoryKey, .isSymbolicLinkKey])
      if values.isDirectory == true, url.standardizedFileURL.path == left {
        walker.skipDescendants()
      } else if values.isRegularFile == true, values.isSymbolicLink != true {
        found.append(String(url.path.dropFirst(root.count + (root.hasSuffix("/") ? 0 : 1))))
      }
    }
    return found.sorted()
  }
}
