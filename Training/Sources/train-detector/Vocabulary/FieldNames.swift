import MediaMetadata

/// Where fields of each kind stand, by format: what training sees, and what it never does.
enum FieldNames {
  /// One format's names: a kind behind each colon-less heading, names parted by bars.
  struct Format {
    let name: String
    let names: [FieldKind: [String]]
  }

  /// Reads "kind: name|name" lines.
  static func format(_ name: String, _ text: String) -> Format {
    var names: [FieldKind: [String]] = [:]
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let label = line[..<colon].trimmed
      guard let kind = FieldKind.allCases.first(where: { "\($0)" == label }) else {
        preconditionFailure("a kind that is none: \(label)")
      }
      names[kind, default: []] += line[line.index(after: colon)...].items
    }
    return Format(name: name, names: names)
  }

  /// Names that say nothing: what readers write where they don't know a field.
  static let neutral = """
    unknown property|other field|XMP/unknown property|APP1 XMP/unknown property|free|skip|uuid|\
    APP8 of an unknown kind|TIFF/IFD0/0xc6d3|TIFF/IFD0/0x935c|APP1 Exif/MakerNote/next/0x0011|\
    APP1 Exif/MakerNote Nikon/0x00bb|after the end|trailer|unclaimed|padding|chunk|Form/private \
    key|\
    moov/udta/meta/----|VORBIS_COMMENT/other field|APPLICATION|field 12|value|data|item3|custom|\
    user data|private|x|extra|tag 65000|IFD0/Thumbnail|string|text|entry|PRIV|key|info|misc|APP13
    """.items
}

extension StringProtocol {
  /// Without blanks around it.
  var trimmed: String {
    var rest = Substring(self)
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  /// What stands between bars and line ends.
  var items: [String] {
    split { $0 == "|" || $0 == "\n" }.map { $0.trimmed }.filter { !$0.isEmpty }
  }

  /// What stands between blanks.
  var words: [String] { split(separator: " " as Character).map { String($0) } }
}
