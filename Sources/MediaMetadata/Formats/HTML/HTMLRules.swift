/// Which tags of a page's head browsers need.
enum HTMLRules {
  /// Names of `meta` that change what is shown, or how a page is handled.
  private static let shownNames: Set<String> = [
    "viewport", "color-scheme", "supported-color-schemes", "theme-color", "referrer",
    "format-detection", "handheldfriendly", "mobileoptimized",
    "x-apple-disable-message-reformatting",
  ]
  private static let shownEquivalents: Set<String> = [
    "content-type", "x-ua-compatible", "content-security-policy", "default-style", "refresh",
    "content-language",
  ]
  /// Relations of `link` that only office programs read.
  private static let officeRelations: Set<String> = [
    "file-list", "edit-time-data", "ole-object-data", "themedata", "colorschememapping",
    "datastoreitem", "main-file", "preview", "stylesheet-mso", "edituri", "wlwmanifest",
  ]
  /// Relations that lead to who made the page, or where it came from.
  private static let tellingRelations: Set<String> = [
    "author", "publisher", "me", "canonical", "shortlink", "pingback", "webmention", "original",
    "original-source", "amphtml", "openid.delegate", "openid.server", "search", "license", "owner",
    "generator", "shortcut", "alternate", "syndication",
  ]

  /// Whether a `meta` tag stays.
  static func keepsMeta(_ values: [String: String]) -> Bool {
    if values["property"] != nil || values["itemprop"] != nil { return false }
    if let name = values["name"] { return shownNames.contains(name.lowercased()) }
    if let name = values["http-equiv"] { return shownEquivalents.contains(name.lowercased()) }
    return values["charset"] != nil
  }

  /// What a `meta` tag tells.
  static func meaning(
    ofMeta values: [String: String]
  ) -> (category: Disclosure.Category, severity: Disclosure.Severity, meaning: String) {
    let name = (values["name"] ?? values["property"] ?? values["http-equiv"] ?? "").lowercased()
    func holds(_ words: [String]) -> Bool { words.contains { name.contains($0) } }
    if holds(["geo.", "icbm", "latitude", "longitude", "locality", "place"]) {
      return (.place, .high, "a place")
    }
    if holds(["author", "creator", "publisher", "owner", "contact", "reply-to", "copyright"]) {
      return (.person, .high, "who made it")
    }
    if holds(["generator", "progid", "originator", "application"]) {
      return (.software, .medium, "the program that made it")
    }
    if holds(["date", "time", "modified", "created", "changed", "revised", "expires"]) {
      return (.time, .medium, "when it was made or changed")
    }
    if holds(["verification", "token", "csrf", "_id", "app-id", "fb:"]) {
      return (.identifier, .high, "a number that ties it to others")
    }
    return (.content, .medium, "a statement about the page")
  }

  /// What becomes of a `link` tag.
  enum LinkFate { case kept, told, dropped }

  static func fate(ofLink relations: String) -> LinkFate {
    let words = relations.lowercased().split { $0.isWhitespace }.map(String.init)
    if words.contains(where: { officeRelations.contains($0) }) { return .dropped }
    let icon = words.contains("icon") || words.contains("stylesheet")
    return !icon && words.contains(where: { tellingRelations.contains($0) || $0.hasPrefix("dc.") })
      ? .told : .kept
  }

  /// Whether an attribute is one that only editors and office programs read.
  static func isEditors(_ name: String) -> Bool {
    if name.hasPrefix("data-mce-") || name.hasPrefix("mce_") || name.hasPrefix("_mce")
      || name.hasPrefix("_moz") || name.hasPrefix("data-gramm") || name.hasPrefix("data-lt-")
      || name.hasPrefix("grammarly") || name.hasPrefix("data-pm-") || name.hasPrefix("data-cke")
    {
      return true
    }
    guard let colon = name.firstIndex(of: ":"), colon != name.startIndex else { return false }
    let prefix = name[..<colon]
    return (prefix == "xmlns" && !["xmlns:xlink"].contains(name))
      || ["o", "w", "v", "m", "x", "p", "st1", "dt", "sodipodi", "inkscape"].contains(prefix)
  }
}
