/// Addresses of trackers and web seeds, whose personal keys go.
enum TorrentAddress {
  /// The address without user, query and fragment, and without parts of the path that look like a
  /// key where `cleansPath`; nil where it is no address that can be taken apart.
  static func cleaned(_ address: ArraySlice<UInt8>, cleansPath: Bool) -> [UInt8]? {
    guard let text = String(validating: address, as: UTF8.self),
      let scheme = text.firstRange(of: "://"), !text.contains(where: { $0.isWhitespace })
    else { return nil }
    let rest = text[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
    let host = rest.prefix { $0 != "/" }
    var path = rest[host.endIndex...]
    let plainHost = host.split(separator: "@", omittingEmptySubsequences: false).last ?? host
    var result = text[..<scheme.upperBound] + plainHost
    guard cleansPath else { return Array((result + path).utf8) }
    while path.first == "/" {
      path = path.dropFirst()
      let part = path.prefix { $0 != "/" }
      path = path[part.endIndex...]
      if isWord(part) { result += "/" + part }
    }
    return Array(result.utf8)
  }

  /// Whether a part of a path is a word that all users of a tracker share, such as "announce" or
  /// "announce.php".
  private static func isWord(_ part: Substring) -> Bool {
    !part.isEmpty && part.count <= 14
      && part.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || $0 == "." || $0 == "_" }
  }
}
