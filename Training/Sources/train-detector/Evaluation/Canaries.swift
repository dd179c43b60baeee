import Foundation
import MediaMetadata

/// Planted values: found by their token, with the kind that the place's name says.
enum Canaries {
  private struct Entry: Decodable {
    let file: String
    let loc: String
    let kind: String
    let token: String
  }

  /// One planted value that a reader shows.
  struct Shown {
    let field: RealField
    let kind: FieldKind?
  }

  static func shown(in folder: String, _ fields: [RealField]) throws -> (planted: Int, [Shown]) {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/canary/MANIFEST.json"))
    let entries = try JSONDecoder().decode([Entry].self, from: data).filter { $0.kind == "text" }
    var ofFile: [String: [RealField]] = [:]
    for field in fields where field.file.hasPrefix("canary/") {
      ofFile[String(field.file.dropFirst(7)), default: []].append(field)
    }
    let found = entries.compactMap { entry -> Shown? in
      let field = ofFile[entry.file]?.first { ($0.disclosure.value ?? "").contains(entry.token) }
      return field.map { Shown(field: $0, kind: kind(of: entry.loc)) }
    }
    return (entries.count, found)
  }

  /// What a planted place holds, by its name in the manifest; nil where the name does not say.
  static func kind(of place: String) -> FieldKind? {
    let place = place.lowercased()
    let words: [(FieldKind, [String])] = [
      (.account, ["path", "docname", "template", "file src", "uname", "gname", "filename"]),
      (.serial, ["serial"]),
      (.place, ["gps", "xyz", "loci", "location"]),
      (
        .software,
        ["software", "encoder", "vendor", "producer", "generator", "muxing", "created by"]
      ),
      (
        .person,
        [
          "artist", "author", "creator", "by-line", "company", "manager", "lastmodifiedby", "tpe1",
          "©art", "iart", "originator", "refreshedby",
        ]
      ),
      (.identifier, ["rsid", "umid", "identifier", "passkey"]),
      (
        .text,
        [
          "comment", "title", "description", "text", "nam", "alt", "lyrics", "contents", "notes",
          "desc",
        ]
      ),
    ]
    return words.first { $0.1.contains(where: place.contains) }?.0
  }
}
