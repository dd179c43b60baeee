/// Which groups of a document stay.
enum RTFRules {
  /// Destinations behind "\*" that change what is shown, or what can be done with it.
  private static let shown: Set<String> = [
    "fldinst", "shpinst", "shppict", "listtable", "listoverridetable", "listpicture", "pn",
    "pnseclvl", "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
    "aftncn", "picprop", "nesttableprops", "cs", "ts", "ds", "datafield", "formfield", "ffname",
    "ffdeftext", "ffformat", "ffhelptext", "ffstattext", "ffentrymcr", "ffexitmcr", "ffl", "panose",
    "falt", "fname", "fontemb", "fontfile", "background", "shptxt", "do", "dptxbxtext", "objclass",
    "objdata", "result", "atnid", "atnauthor", "annotation", "atrfstart", "atrfend", "atnref",
    "revtbl", "moMath", "mmathPr", "mmath", "levelmarker", "ud", "expandedcolortbl", "pnaiu",
    "tsrowd", "hlinkbase", "hl", "hlsrc", "hlloc", "hlfr", "themedata", "colorschememapping",
    "latentstyles", "defchp", "defpap", "oldcprops", "oldpprops", "oldtprops", "oldsprops",
    "keycode", "footnote", "txe", "rxe", "pgdsc", "pgdscnxt", "wgrffmtfilter", "lsdlockedexcept",
    "xe", "tc", "mvf", "mvfmf", "mvtof", "mvtmf", "movefrom", "moveto",
  ]

  /// Destinations that go with or without "\*": readers that know them show nothing of them.
  private static let dropped: Set<String> = [
    "info", "comment", "doccomm", "title", "author", "operator", "company", "manager", "keywords",
    "subject", "category", "creatim", "revtim", "printim", "buptim", "generator", "private",
    "template", "userprops", "docvar", "rsidtbl", "passwordhash", "datastore", "xmlnstbl",
    "filetbl", "atndate", "atntime", "blipuid",
  ]

  /// Whether a control word begins what describes the document.
  static func describes(_ name: String) -> Bool { dropped.contains(name) }

  /// Comments: what stands around and in them.
  static let comments: Set<String> = ["atnid", "atnauthor", "annotation", "atrfstart", "atrfend"]

  /// Why a group goes, by its first word; nil where it stays.
  static func reasonToDrop(
    _ name: String, isStarred: Bool, isStrict: Bool
  ) -> (category: Disclosure.Category, severity: Disclosure.Severity, meaning: String)? {
    if isStrict, comments.contains(name) { return (.content, .high, "a comment") }
    if isStrict, name == "objdata" { return (.unknown, .high, "an object of another program") }
    guard isStarred ? !shown.contains(name) : dropped.contains(name) else { return nil }
    switch name {
    case "info", "userprops", "docvar", "company", "manager", "doccomm":
      return (.person, .high, "who made it, when, and where")
    case "rsidtbl": return (.identifier, .high, "numbers of the sessions it was edited in")
    case "generator": return (.software, .medium, "the program that wrote it")
    case "template": return (.identifier, .high, "the name or path of a template")
    case "atndate", "atntime": return (.time, .medium, "when a comment was written")
    case "blipuid": return (.identifier, .medium, "a number that ties pictures together")
    case "passwordhash": return (.identifier, .high, "the hash of a password")
    case "datastore", "xmlnstbl", "xmlopen": return (.unknown, .high, "data of another program")
    default: return (.unknown, .medium, "a group that readers may skip")
    }
  }

  /// Whether a control word is a number of a session, a time or a mark.
  static func isTelling(_ name: String) -> Bool {
    name.hasSuffix("rsid") || name == "rsidroot" || name == "revdttm" || name == "revdttmdel"
      || name == "crdate" || name == "bliptag" || name == "edmins" || name == "datetime"
      || name == "srauth" || name == "srdate"
  }

  /// Names of authors, made neutral: "Author 1", "Author 2" ...
  static func neutral(_ name: String, _ index: Int) -> [UInt8] {
    Array((name == "atnid" ? "A\(index)" : "Author \(index)").utf8)
  }
}
