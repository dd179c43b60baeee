/// The symbolic links of an archive so far: what is unpacked below one, or linked to one, may come
/// to stand outside the archive's folder, although no path of it leads there.
struct TarLinks {
  /// A name on a path: the names below it, and whether it is a link.
  private struct Node {
    var names: [[UInt8]: Int] = [:]
    var isLink = false
  }

  /// The first is the archive's own folder.
  private var nodes = [Node()]

  /// Adds the symbolic link at `path`, each new name on it counted as a structure.
  mutating func add(_ path: [UInt8], _ reading: inout Reading) throws(MediaError) {
    var node = 0
    for name in Self.names(of: path) {
      if let next = nodes[node].names[name] {
        node = next
      } else {
        try reading.countStructure()
        nodes[node].names[name] = nodes.count
        node = nodes.count
        nodes.append(Node())
      }
    }
    nodes[node].isLink = true
  }

  /// Whether `path` leads through a link; with `includingLast` also whether it is one.
  func leadsThrough(_ path: [UInt8], includingLast: Bool) -> Bool {
    guard nodes.count > 1 else { return false }
    var node = 0
    let names = Self.names(of: path)
    for (index, name) in names.enumerated() {
      guard let next = nodes[node].names[name] else { return false }
      node = next
      if nodes[node].isLink, includingLast || index < names.count - 1 { return true }
    }
    return false
  }

  /// The names on a path, in small letters, as some file systems don't tell them from capitals.
  private static func names(of path: [UInt8]) -> [[UInt8]] {
    path.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
      .map { name in name.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 } }
  }
}
