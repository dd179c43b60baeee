public import Foundation

/// The folder of real data, official vectors and reference values, outside the project.
///
/// `PALIMPSEST_SHARED` names it; the default is `../shared` beside the package. Tests that need it
/// are skipped, visibly, where it is missing: `@Test(.enabled(if: SharedFolder.exists))`.
public enum SharedFolder {
  /// The folder's URL, whether or not it exists.
  public static let url: URL = {
    if let path = ProcessInfo.processInfo.environment["PALIMPSEST_SHARED"], !path.isEmpty {
      return URL(fileURLWithPath: path)
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.appendingPathComponent("../shared").standardizedFileURL
  }()

  /// Whether the folder is there.
  public static var exists: Bool { FileManager.default.fileExists(atPath: url.path) }

  /// The URL of a file or folder below the shared folder.
  public static func file(_ path: String) -> URL { url.appendingPathComponent(path) }
}
