/// Takes ZIP archives apart, and the documents that are ZIP archives: DOCX, XLSX, PPTX, ODF, EPUB.
///
/// Kept: names, and the members' packed bytes; each known file within is cleaned as a file of its
/// own. Of documents only the parts that their format needs (`Formats/Office`).
public enum ZipReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.zip

  /// Whether the first bytes look like it: a member, an empty archive, or a member behind at most
  /// some dozen bytes of something else.
  public static func recognises(_ head: [UInt8]) -> Bool {
    if head.starts(with: [0x50, 0x4b, 5, 6]) { return true }
    guard head.count >= 30 else { return false }
    for start in 0...(head.count - 30) where isMember(head[start...]) { return true }
    return false
  }

  /// Whether a local header starts here, with a version and a method that there are.
  private static func isMember(_ head: ArraySlice<UInt8>) -> Bool {
    let start = head.startIndex
    return head.starts(with: [0x50, 0x4b, 3, 4]) && head[start + 4] <= 63
      && head[start + 9] == 0 && head[start + 8] <= 99
  }

  /// Takes the file apart; see `MediaFormatReader`.
  ///
  /// The archive is held in memory, and of its members one at a time.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    let archive = try ZipArchive(bytes, &reading)
    ZipDisclosures(archive).note(&reading)
    var plan = ZipPlan(archive)
    switch ZipKind(archive) {
    case .plain: try ZipPlainRules.apply(to: &plan, &reading)
    case .office: try OOXMLPackage.apply(to: &plan, &reading)
    case .openDocument: try ODFPackage.apply(to: &plan, &reading)
    case .book: try EPUBPackage.apply(to: &plan, &reading)
    }
    return try plan.anatomy(&reading)
  }
}

/// What is built on an archive, by the members that say so.
enum ZipKind {
  case plain
  /// Office Open XML (ECMA-376, part 2).
  case office
  /// OpenDocument (ISO 26300).
  case openDocument
  case book

  init(_ archive: ZipArchive) {
    var hasTypes = false
    for member in archive.members {
      let path = member.entry.path
      if path == "[Content_Types].xml" || path == "_rels/.rels" { hasTypes = true }
      if member.entry.path == "mimetype", let kind = Self.kind(byType: archive, member) {
        self = kind
        return
      }
    }
    self = hasTypes ? .office : .plain
  }

  private static func kind(byType archive: ZipArchive, _ member: ZipMember) -> ZipKind? {
    // Bounded: a longer one is no media type.
    guard member.entry.count < 200 else { return nil }
    var type = archive.bytes[member.data]
    if member.entry.method == ZipEntry.Method.deflated {
      guard let inflated = try? Inflate.deflate(type, limit: 200) else { return nil }
      type = inflated.bytes[...]
    }
    if type.starts(with: Array("application/epub+zip".utf8)) { return .book }
    let prefixes = ["application/vnd.oasis.opendocument", "application/vnd.sun.xml"]
    return prefixes.contains { type.starts(with: Array($0.utf8)) } ? .openDocument : nil
  }
}
