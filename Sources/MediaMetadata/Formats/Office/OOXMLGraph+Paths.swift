extension OOXMLGraph {
  /// A part's path in the form in which paths are compared.
  static func key(_ path: String) -> String {
    let bare = path.hasPrefix("/") ? String(path.dropFirst()) : path
    return bare.lowercased()
  }

  /// Whether a member holds relationships.
  static func isRelationships(_ path: String) -> Bool {
    path.lowercased().hasSuffix(".rels") && path.holds("_rels/")
  }

  /// Where the relationships of a part stand; the package itself is the empty path.
  static func relationshipsPath(of part: String) -> String {
    guard let slash = part.lastIndex(of: "/") else { return "_rels/" + part + ".rels" }
    return part[...slash] + "_rels/" + part[part.index(after: slash)...] + ".rels"
  }

  /// The part that a member of relationships belongs to.
  static func source(ofRelationships path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 2, let last = parts.popLast() else { return "" }
    parts.removeLast()
    let name = String(last.dropLast(5))
    return name.isEmpty ? "" : (parts + [name]).joined(separator: "/")
  }

  /// A target as a path from the root (ECMA-376, part 2, A.3).
  static func resolved(_ target: String, from part: String) -> String {
    let plain = target.split(separator: "#", omittingEmptySubsequences: false)[0]
    let path = String(plain.map { $0 == "\\" ? "/" : $0 })
    var parts: [Substring] = []
    if !path.hasPrefix("/") {
      parts = part.split(separator: "/", omittingEmptySubsequences: true).dropLast()
    }
    for component in path.split(separator: "/") {
      switch component {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(component)
      }
    }
    let escaped = Array(parts.joined(separator: "/").utf8)
    return String(decoding: DataAddress.unescaped(escaped[...]), as: UTF8.self)
  }

  /// The relationships that go from a member of relationships.
  func dropped(in path: String) -> Set<String> {
    droppedReferences(from: Self.source(ofRelationships: path))
  }

  /// What a part is that goes: by the relationship that reaches it.
  func meaning(
    ofDropped path: String
  ) -> (Disclosure.Category, Disclosure.Severity, String) {
    OOXMLKinds.meaning(ofDropped: reason(path), path)
  }
}
