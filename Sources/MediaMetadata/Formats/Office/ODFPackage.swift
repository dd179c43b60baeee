/// Documents of OpenDocument: ODT, ODS, ODP, ODG and their kin (ISO 26300; OASIS ODF 1.3).
enum ODFPackage {
  private static let manifest = "META-INF/manifest.xml"

  /// Plans what becomes of each member.
  static func apply(to plan: inout ZipPlan, _ reading: inout Reading) throws(MediaError) {
    try checkEncryption(plan, &reading)
    var dropped: Set<String> = []
    for member in plan.archive.members where ODFParts.meaning(ofDropped: member.entry.path) != nil {
      dropped.insert(member.entry.path)
    }
    var authors = OfficeAuthors()
    plan.first = plan.index["mimetype"]
    for number in plan.archive.members.indices {
      let path = plan.archive.members[number].entry.path
      if let (category, severity, meaning) = ODFParts.meaning(ofDropped: path) {
        try OfficeParts.noteDropped(number, plan, category, severity, meaning, &reading)
        plan.drop(number)
      } else if path == manifest {
        var rules = ODFManifestRules(dropped: dropped)
        try OOXMLPackage.edit(number, by: &rules, in: &plan, &reading)
      } else {
        try clean(number, &authors, &plan, &reading)
      }
    }
  }

  private static func clean(
    _ number: Int, _ authors: inout OfficeAuthors, _ plan: inout ZipPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let entry = plan.archive.members[number].entry
    let name = entry.path.split(separator: "/").last.map(String.init) ?? ""
    guard !entry.isFolder, entry.count > 0 else { return }
    ODFParts.report(entry.path, &reading)
    switch name {
    case "meta.xml": try ODFMeta.replace(number, in: &plan, &reading)
    case "settings.xml":
      var rules = ODFSettingsRules()
      try OOXMLPackage.edit(number, by: &rules, in: &plan, &reading)
    case _ where name.lowercased().hasSuffix(".xml"):
      var rules = ODFRules(authors: authors, isStrict: reading.policy.dropsHiddenContent)
      try OOXMLPackage.edit(number, by: &rules, in: &plan, &reading)
      authors = rules.authors
    default: try ZipMembers.clean(number, in: &plan, opaque: ODFParts.opaque, &reading)
    }
  }

  /// Refuses documents whose members are encrypted (ODF 1.3, part 2, 3.4).
  private static func checkEncryption(
    _ plan: ZipPlan, _ reading: inout Reading
  ) throws(MediaError) {
    guard let number = plan.index[manifest] else { return }
    let member = plan.archive.members[number]
    let content = try plan.archive.content(member, &reading)
    if content.bytes.holds("encryption-data") {
      throw .encrypted(.zip, offset: member.header.lowerBound)
    }
  }
}

/// Which members of an OpenDocument go.
enum ODFParts {
  /// What a member tells that goes; nil for one that stays.
  static func meaning(
    ofDropped path: String
  ) -> (Disclosure.Category, Disclosure.Severity, String)? {
    let parts = path.split(separator: "/")
    let name = parts.last.map { $0.lowercased() } ?? ""
    if path == "manifest.rdf" || name.hasSuffix(".rdf") {
      return (.identifier, .medium, "statements about the document")
    }
    switch parts.first {
    case "Thumbnails": return (.content, .high, "a small picture of the document")
    case "Versions", "VersionList.xml":
      return (.content, .high, "earlier versions of the document")
    case "META-INF" where name != "manifest.xml" && !path.hasSuffix("/"):
      return (.person, .high, "signatures, and what else is said of the document")
    default: break
    }
    return name == "layout-cache" ? (.software, .low, "where lines broke on someone's screen") : nil
  }

  /// Notes what a part that stays is, where that matters.
  static func report(_ path: String, _ reading: inout Reading) {
    let folder = path.split(separator: "/").first ?? ""
    if folder == "Basic" || folder == "Scripts" || folder == "Dialogs" {
      reading.disclose(.content, .high, at: path, "macros", fate: .kept)
    }
  }

  /// What is said of members that are no XML and no known file.
  static let opaque = ZipMembers.OpaquePolicy(refusesMethods: true) { path in
    if path == "mimetype" || path.hasPrefix("Fonts/") { return nil }
    if path.hasPrefix("ObjectReplacements/") {
      return (.medium, "a drawing of an object, which can't be cleaned")
    }
    return (.high, "a part that can't be cleaned")
  }
}

/// The document's description, replaced by an empty one.
enum ODFMeta {
  /// Replaces `meta.xml` by one that says nothing.
  static func replace(
    _ number: Int, in plan: inout ZipPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let content = try plan.archive.content(plan.archive.members[number], &reading)
    let empty = Array(text(version: version(content.bytes)).utf8)
    let digest = ZipPlan.digest(check: 0, count: 0)
    guard content.bytes != empty else {
      ZipMembers.repack(content, number, in: &plan, &reading)
      return plan.keep(number, digest: digest)
    }
    try OfficeParts.noteDropped(
      number, plan, .person, .high, "who made and changed the document, when and with what",
      &reading)
    plan.replace(number, with: empty, digest: digest)
  }

  private static func text(version: String) -> String {
    #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<office:document-meta xmlns:office="
      + #""urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="\#(version)">"#
      + "<office:meta/></office:document-meta>"
  }

  /// The version that the part claims, if there is such a version.
  private static func version(_ bytes: [UInt8]) -> String {
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(bytes).bytes)
    while let token = tokenizer.next() {
      guard case .start = token.kind else { continue }
      let root = OfficeElement(token, tokenizer)
      let said = root.value("version") ?? ""
      return ["1.0", "1.1", "1.2", "1.3", "1.4"].contains(said) ? said : "1.2"
    }
    return "1.2"
  }
}
