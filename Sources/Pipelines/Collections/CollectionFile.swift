import Foundation
import MediaMetadata

/// One file of a collection as it was read.
struct CollectionFile: Sendable {
  /// Its path below the folder.
  let path: String
  /// The first folder of that path, nil for files directly in the folder.
  let owner: String?
  /// What of it ties files; nil for files of no known format.
  let identity: FileIdentity?
  /// Why it could not be read to its end.
  let refusal: MediaError?

  /// Reads a file of a tree.
  ///
  /// Never throws: what can't be read says so.
  static func read(_ path: String, in tree: MediaTree, key: IdentifierKey) -> CollectionFile {
    let parts = path.split(separator: "/")
    return read(
      path, at: tree.absolute(path), owner: parts.count > 1 ? String(parts[0]) : nil, key: key)
  }

  /// Reads a file by its whole path.
  ///
  /// Never throws: what can't be read says so.
  static func read(
    _ path: String, at absolute: String, owner: String?, key: IdentifierKey
  ) -> CollectionFile {
    do throws(MediaError) {
      var source = try MediaSource(path: absolute)
      if source.count <= 1 << 26 { source = MediaSource(try source.bytes(0..<source.count)) }
      let name = String(path.split(separator: "/").last ?? "")
      var identity = FileIdentity.read(source, name: name, key: key)
      if identity.refusal == .unrecognised {
        return CollectionFile(path: path, owner: owner, identity: nil, refusal: .unrecognised)
      }
      // A file without content is like every other one.
      if let payload = identity.payload, PayloadDigest.holdsAnything(payload) {
        let digest = try PayloadDigest.hexadecimal(payload, of: source)
        identity = identity.adding(
          LinkingIdentifier(.payload, digestOf: Array(digest.utf8), key: key))
      }
      return CollectionFile(path: path, owner: owner, identity: identity, refusal: identity.refusal)
    } catch {
      return CollectionFile(path: path, owner: owner, identity: nil, refusal: error)
    }
  }
}
