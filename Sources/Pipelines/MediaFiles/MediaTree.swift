import CLinux
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

  /// The files below a folder; folders in it that can't be read, and names that can't be looked up,
  /// stand among them, so that whoever reads them says so.
  ///
  /// One system call a file: Foundation's properties of a file come with its owner's name, for
  /// which the lists of users and of groups are read again each time.
  private static func files(below root: String, except left: String?) throws -> [String] {
    guard FileManager.default.isReadableFile(atPath: root) else {
      throw FileError.denied(path: root)
    }
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      let absolute = root + "/" + folder
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: absolute) else {
        if !folder.isEmpty { found.append(folder) }
        continue
      }
      for name in names {
        let path = folder.isEmpty ? name : folder + "/" + name
        var status = stat()
        guard lstat(root + "/" + path, &status) == 0 else {
          found.append(path)
          continue
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: found.append(path)
        case S_IFDIR: if root + "/" + path != left { folders.append(path) }
        default: continue
        }
      }
    }
    return found.sorted()
  }
}
