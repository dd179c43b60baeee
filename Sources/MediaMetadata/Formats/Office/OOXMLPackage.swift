/// Documents of Office Open XML: DOCX, XLSX, PPTX and their kin (ECMA-376; ISO 29500).
///
/// Kept are the parts that the document reaches by relationships of a known kind; properties,
/// thumbnails, custom XML, people, printers and signatures go with all that refers to them.
enum OOXMLPackage {
  /// Plans what becomes of each member.
  static func apply(to plan: inout ZipPlan, _ reading: inout Reading) throws(MediaError) {
    let types = try OOXMLContentTypes(plan, &reading)
    let graph = try OOXMLGraph(plan, types, &reading)
    let hasSheets = graph.keptPaths.contains { $0.hasPrefix("xl/") }
    let sheets = hasSheets ? try OOXMLSheets(plan, types, graph, &reading) : nil
    // Macros call bookmarks by their names.
    let renamesBookmarks = reading.policy.dropsHiddenContent && !graph.hasMacros
    var state = OOXMLState(
      policy: reading.policy, hasMacros: graph.hasMacros, sheets: sheets,
      bookmarks: renamesBookmarks ? try OOXMLBookmarks(plan, types, graph, &reading) : nil)
    if let number = plan.index[OOXMLContentTypes.path] {
      var rules = OOXMLTypeRules(kept: graph.keptPaths)
      try edit(number, by: &rules, in: &plan, &reading)
      plan.first = number
    }
    for number in plan.archive.members.indices {
      let entry = plan.archive.members[number].entry
      if entry.path == OOXMLContentTypes.path { continue }
      guard graph.kept.contains(number) else {
        try drop(number, graph, &plan, &reading)
        continue
      }
      try clean(number, graph, types, &state, &plan, &reading)
    }
  }

  /// Edits a part of XML.
  static func edit(
    _ number: Int, by rules: inout some OfficeRules, in plan: inout ZipPlan,
    _ reading: inout Reading
  ) throws(MediaError) {
    let member = plan.archive.members[number]
    let content = try plan.archive.content(member, &reading)
    try OfficeParts.edit(content, number, by: &rules, in: &plan, &reading)
  }

  private static func clean(
    _ number: Int, _ graph: OOXMLGraph, _ types: OOXMLContentTypes, _ state: inout OOXMLState,
    _ plan: inout ZipPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let path = plan.archive.members[number].entry.path
    if OOXMLGraph.isRelationships(path) {
      var rules = OOXMLRelationshipRules(
        dropped: graph.dropped(in: path), isStrict: reading.policy.dropsHiddenContent,
        bookmarks: state.bookmarks)
      return try edit(number, by: &rules, in: &plan, &reading)
    }
    let type = types.type(of: path)
    OOXMLKinds.report(type, path, &reading)
    // Some programs leave parts empty.
    let isEmpty = plan.archive.members[number].entry.count == 0
    guard OOXMLKinds.isXML(type, path), !isEmpty else {
      return try ZipMembers.clean(number, in: &plan, opaque: OOXMLKinds.opaque, &reading)
    }
    let content = try plan.archive.content(plan.archive.members[number], &reading)
    var rules = OOXMLRules(
      kind: OOXMLPartKind(type), dropped: graph.droppedReferences(from: path), state: state)
    rules.isHiddenSheet = state.sheets?.hidden.contains(path) ?? false
    rules.isAnimated = content.bytes.holds(":timing")
    try OfficeParts.edit(content, number, by: &rules, in: &plan, &reading)
    state = rules.state
  }

  private static func drop(
    _ number: Int, _ graph: OOXMLGraph, _ plan: inout ZipPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let entry = plan.archive.members[number].entry
    plan.drop(number)
    guard !entry.isFolder else { return }
    let (category, severity, meaning) = graph.meaning(ofDropped: entry.path)
    try OfficeParts.noteDropped(
      number, plan, category, severity, meaning, &reading)
  }
}

/// What all kinds of documents do to their members.
enum OfficeParts {
  /// Edits a part whose content is at hand.
  static func edit(
    _ content: ZipArchive.Content, _ number: Int, by rules: inout some OfficeRules,
    in plan: inout ZipPlan, _ reading: inout Reading
  ) throws(MediaError) {
    let member = plan.archive.members[number]
    let result = try OfficeXMLEditor.run(
      &rules, on: content.bytes, part: member.entry.path, offset: member.header.lowerBound,
      &reading)
    if let bytes = result.bytes {
      plan.replace(number, with: bytes, digest: result.digest)
    } else {
      ZipMembers.repack(content, number, in: &plan, &reading)
      plan.keep(number, digest: result.digest)
    }
  }

  /// Notes a part that goes: what it says if it is XML or a known file, else the text in it.
  static func noteDropped(
    _ number: Int, _ plan: ZipPlan, _ category: Disclosure.Category,
    _ severity: Disclosure.Severity, _ meaning: String, _ reading: inout Reading
  ) throws(MediaError) {
    let member = plan.archive.members[number]
    guard reading.wantsValues, member.entry.isReadable else {
      return reading.disclose(category, severity, at: member.entry.path, meaning)
    }
    let content = try plan.archive.content(member, &reading).bytes
    reading.disclose(
      category, severity, at: member.entry.path, meaning,
      value: OfficeValues.text(of: content))
    _ = try reading.embedded(MediaSource(content), at: member.entry.path)
  }
}

/// What a part that goes says, as text.
enum OfficeValues {
  /// The text and the attributes' values of XML, or the runs of text in other bytes.
  static func text(of bytes: [UInt8]) -> String? {
    guard bytes.contains(UInt8(ascii: "<")) else { return PrintableText.runs(in: bytes[...]) }
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(bytes).bytes)
    var parts: [String] = []
    var count = 0
    while count < PrintableText.limit, let token = tokenizer.next() {
      var values: [Range<Int>] = []
      switch token.kind {
      case .text, .literal, .comment: values = [token.content]
      case .start:
        values = tokenizer.attributes.filter {
          !tokenizer.bytes[$0.name].starts(with: Array("xmlns".utf8))
        }.map(\.value)
      default: continue
      }
      for value in values {
        let text = XMLText.decoded(tokenizer.bytes[value])
        guard text.contains(where: { !$0.isWhitespace }) else { continue }
        parts.append(text)
        count += text.count
      }
    }
    return parts.isEmpty ? PrintableText.runs(in: bytes[...]) : parts.joined(separator: " ")
  }
}
