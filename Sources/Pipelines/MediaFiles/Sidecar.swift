/// Companion files that hold nothing but metadata about others, and so never leave with them.
enum Sidecar {
  private static let endings = [".xmp", ".aae", ".thm", ".photo-metadata"]
  private static let names: Set<String> = [
    "thumbs.db", ".ds_store", "desktop.ini", "ehthumbs.db", ".picasa.ini", "zbthumbnail.info",
  ]

  /// Whether the last component of a path is such a file's name.
  static func isOne(_ path: String) -> Bool {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    return names.contains(name) || name.hasPrefix("._") || name.hasSuffix(":zone.identifier")
      || endings.contains { name.hasSuffix($0) }
  }
}
