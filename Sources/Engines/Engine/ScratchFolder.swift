import Foundation

/// A folder that only this user can enter, removed with this object.
final class ScratchFolder: Sendable {
  /// Its path.
  let path: String

  /// Makes a new folder under `parent`.
  ///
  /// - Throws: `EngineError.notPermitted` with the parent's path.
  init(under parent: String) throws(EngineError) {
    let name = "palimpsest-\(UUID().uuidString)"
    path = (parent as NSString).appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw EngineError.notPermitted(file: parent)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
