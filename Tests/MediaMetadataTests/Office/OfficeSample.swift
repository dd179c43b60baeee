@testable import MediaMetadata

/// Small documents with everything in them that gives people away.
enum OfficeSample {
  private static let types = "http://schemas.openxmlformats.org/package/2006/content-types"
  private static let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
  static let officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A list of relationships: id, kind, target.
  static func relationships(_ list: [(String, String, String)]) -> String {
    let lines = list.map {
      #"<Relationship Id="\#($0)" Type="\#(officeRelations)/\#($1)" Target="\#($2)"/>"#
    }
    return #"<Relationships xmlns="\#(relations)">"# + lines.joined() + "</Relationships>"
  }

  static func contentTypes(_ parts: [(String, String)]) -> String {
    let lines = parts.map { #"<Override PartName="/\#($0)" ContentType="\#($1)"/>"# }
    return #"<Types xmlns="\#(types)"><Default Extension="xml" ContentType="application/xml"/>"#
      + #"<Default Extension="rels" ContentType="application/xml"/>"# + lines.joined() + "</Types>"
  }

  /// A document of one part of word processing, with its comments and settings.
  static func word(
    body: String, comments: String = "", settings: String = "",
    extra: [ZipBuilder.Member] = [], links: [(String, String, String)] = []
  ) -> [UInt8] {
    let base = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    let space =
      #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#
      + #"xmlns:r="\#(officeRelations)""#
    return ZipBuilder(
      [
        .init(
          "[Content_Types].xml",
          contentTypes([
            ("word/document.xml", base + "document.main+xml"),
            ("word/comments.xml", base + "comments+xml"),
            ("word/settings.xml", base + "settings+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
          ]), isDeflated: true),
        .init(
          "_rels/.rels",
          relationships([
            ("rId1", "officeDocument", "word/document.xml"),
            ("rId2", "metadata/core-properties", "docProps/core.xml"),
          ])),
        .init("docProps/core.xml", "<a>Zq00</a>"),
        .init(
          "word/document.xml", "<w:document \(space)><w:body>\(body)</w:body></w:document>",
          isDeflated: true),
        .init("word/comments.xml", "<w:comments \(space)>\(comments)</w:comments>"),
        .init("word/settings.xml", "<w:settings \(space)>\(settings)</w:settings>"),
        .init(
          "word/_rels/document.xml.rels",
          relationships(
            [("rId1", "comments", "comments.xml"), ("rId2", "settings", "/word/settings.xml")]
              + links)),
      ] + extra
    ).bytes
  }
}
