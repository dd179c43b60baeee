/// Whether paths in an archive stay inside the folder it is unpacked to.
enum TarPath {
  /// Why a member's path is refused; nil where it is harmless.
  static func fault(of path: [UInt8]) -> String? {
    if path.isEmpty || path.count > TarWriter.longestPath { return "a path without use" }
    if path[0] == UInt8(ascii: "/") { return "an absolute path" }
    let climbs = path.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    return climbs ? "a path that leaves the archive" : nil
  }

  /// Why a symbolic link of the member at `path` is refused.
  static func fault(ofLink link: [UInt8], at path: [UInt8]) -> String? {
    if link.isEmpty || link.count > TarWriter.longestPath { return "a link without use" }
    if link[0] == UInt8(ascii: "/") { return "a link to an absolute path" }
    // Behind a name that is a link itself ".." leads elsewhere than it seems to.
    let up = Array("..".utf8)
    let parts = link.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    if parts.drop(while: { $0.elementsEqual(up) }).contains(where: { $0.elementsEqual(up) }) {
      return "a link that goes up behind a name"
    }
    let folder = path.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? []
    return depth(of: folder + link) == nil ? "a link that leaves the archive" : nil
  }

  /// Whether a file system's program made the member for itself.
  static func isSidecar(_ path: [UInt8]) -> Bool {
    let parts = path.split(separator: UInt8(ascii: "/"))
    guard let name = parts.last.map({ String(decoding: $0, as: UTF8.self) }) else { return false }
    return name.hasPrefix("._") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(name)
      || parts.contains { $0.elementsEqual("__MACOSX".utf8) }
  }

  /// How many folders deep the path ends; nil where it goes above its start on the way.
  private static func depth(of path: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    for part in path.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        depth -= 1
      } else if !part.elementsEqual(".".utf8) {
        depth += 1
      }
      if depth < 0 { return nil }
    }
    return depth
  }
}
