/// Books (EPUB 2 and 3; ISO/IEC 23736): an archive of web pages with a package file.
enum EPUBPackage {
  /// Plans what becomes of each member.
  static func apply(to plan: inout ZipPlan, _ reading: inout Reading) throws(MediaError) {
    let lock = try EPUBEncryption.read(plan, &reading)
    plan.first = plan.index["mimetype"]
    for number in plan.archive.members.indices {
      let entry = plan.archive.members[number].entry
      if let (category, severity, meaning) = EPUBParts.meaning(ofDropped: entry.path) {
        try OfficeParts.noteDropped(number, plan, category, severity, meaning, &reading)
        plan.drop(number)
        continue
      }
      guard !entry.isFolder, entry.count > 0 else { continue }
      switch EPUBParts.kind(entry.path) {
      case .package:
        var rules = EPUBPackageRules(keepsIdentifier: lock == .fonts)
        try OOXMLPackage.edit(number, by: &rules, in: &plan, &reading)
      case .contents:
        var rules = EPUBContentsRules(keepsIdentifier: lock == .fonts)
        try OOXMLPackage.edit(number, by: &rules, in: &plan, &reading)
      case .page:
        var rules = EPUBPageRules(isStrict: reading.policy.dropsHiddenContent)
        try OOXMLPackage.edit(number, by: &rules, in: &plan, &reading)
      case .other:
        try ZipMembers.clean(number, in: &plan, opaque: EPUBParts.opaque, &reading)
      }
    }
  }
}

/// Whether parts of a book are locked (OCF 3.2, 4.2.6.3.4).
enum EPUBEncryption {
  /// Nothing, or fonts that are scrambled by the book's identifier.
  case nothing
  case fonts

  /// Throws `encrypted` for books with locked pages.
  static func read(_ plan: ZipPlan, _ reading: inout Reading) throws(MediaError) -> EPUBEncryption {
    guard let number = plan.index["META-INF/encryption.xml"] else { return .nothing }
    let member = plan.archive.members[number]
    let content = try plan.archive.content(member, &reading)
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(content.bytes).bytes)
    var kind = EPUBEncryption.nothing
    let scrambling = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
    while let token = tokenizer.next() {
      guard case .start = token.kind else { continue }
      let element = OfficeElement(token, tokenizer)
      guard let algorithm = element.value("Algorithm") else { continue }
      guard scrambling.contains(algorithm) else {
        throw .encrypted(.zip, offset: member.header.lowerBound)
      }
      kind = .fonts
    }
    return kind
  }
}

/// Kinds of a book's members.
enum EPUBParts {
  enum Kind {
    case package
    case contents
    case page
    case other
  }

  /// What a member is, by its name.
  static func kind(_ path: String) -> Kind {
    switch path.split(separator: ".").last.map({ $0.lowercased() }) {
    case "opf": .package
    case "ncx": .contents
    case "xhtml", "html", "htm", "xml", "svg": .page
    default: .other
    }
  }

  /// What a member tells that goes; nil for one that stays.
  static func meaning(
    ofDropped path: String
  ) -> (Disclosure.Category, Disclosure.Severity, String)? {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name == "itunesmetadata.plist" || name == "itunesartwork" {
      return (.person, .high, "who bought the book, and when")
    }
    if name.hasPrefix("com.apple.") || name.hasPrefix("calibre_") || path.hasPrefix("__MACOSX/")
      || name == ".ds_store" || name == "com.kobobooks.display-options.xml"
    {
      return (.software, .medium, "what a reading program noted")
    }
    let kept = ["container.xml", "encryption.xml", "manifest.xml"]
    if path.hasPrefix("META-INF/"), !path.hasSuffix("/"), !kept.contains(name) {
      return (.person, .high, "rights, signatures and statements about the book")
    }
    return nil
  }

  /// What is said of members that are no XML and no known file.
  static let opaque = ZipMembers.OpaquePolicy(refusesMethods: true) { path in
    let name = path.lowercased()
    let plain = [".css", ".ttf", ".otf", ".woff", ".woff2", "mimetype", ".js", ".txt"]
    return plain.contains { name.hasSuffix($0) } ? nil : (.medium, "a part that can't be cleaned")
  }
}
