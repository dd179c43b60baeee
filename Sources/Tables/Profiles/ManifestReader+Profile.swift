extension ManifestReader {
  /// The profile under a root with the place of its id, or `nil` after at least one error.
  mutating func profile(_ root: YAMLNode) -> (profile: AdversaryProfile, place: YAMLPlace)? {
    guard
      let fields = fields(
        root, path: "the profile",
        known: ["version", "id", "title", "source", "prior", "knows"],
        required: ["version", "id", "title", "source", "knows"])
    else { return nil }
    if let version = fields["version"] { checkProfileVersion(version.value) }
    let id = fields["id"].flatMap { profileID($0.value) }
    let title = fields["title"].flatMap { text($0.value, path: "title") }
    let source = fields["source"].flatMap { text($0.value, path: "source") }
    let prior = fields["prior"].flatMap { share($0.value, path: "prior") }
    let knowledge = fields["knows"].map { profileKnowledge($0.value) } ?? []
    guard errors.isEmpty, let id, let title, let source, let entry = fields["id"] else {
      return nil
    }
    return (
      AdversaryProfile(
        id: id, title: title, source: source, prior: prior ?? 1, knowledge: knowledge),
      entry.value.place
    )
  }

  private mutating func checkProfileVersion(_ node: YAMLNode) {
    guard node.form == .integer || node.form == .number else {
      report(.wrongType(path: "version", expected: .integer, found: node.form), at: node)
      return
    }
    if node.scalarText.flatMap(PlainScalar.decimal) != Double(AdversaryProfile.currentVersion) {
      report(.unsupportedVersion(newest: AdversaryProfile.currentVersion), at: node)
    }
  }

  /// An id stands in reports, policies and names of attacks: kebab case.
  private mutating func profileID(_ node: YAMLNode) -> String? {
    guard let text = text(node, path: "id") else { return nil }
    if AdversaryProfile.isID(text) { return text }
    report(
      .outOfRange(
        path: "id",
        allowed: "at most \(AdversaryProfile.longestID) lower-case letters and digits, parted by "
          + "single dashes, a letter first"), at: node)
    return nil
  }

  /// A share above 0 and at most 1.
  mutating func share(_ node: YAMLNode, path: String) -> Double? {
    number(
      node, path: path, allowed: "above 0 and at most 1, in digits",
      isAllowed: { $0 > 0 && $0 <= 1 })
  }

  // MARK: Knowledge

  /// The items under `knows`; those that can't be read are left out.
  private mutating func profileKnowledge(_ node: YAMLNode) -> [ProfileKnowledge] {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: "knows", expected: .list, found: node.form), at: node)
      return []
    }
    if items.isEmpty { report(.emptyCollection(path: "knows"), at: node) }
    var read: [(knowledge: ProfileKnowledge, node: YAMLNode)] = []
    for (number, item) in items.enumerated() {
      guard let knowledge = knowledgeItem(item, path: "knows[\(number + 1)]") else { continue }
      if knowledge.kind != .attributes, read.contains(where: { $0.0.kind == knowledge.kind }) {
        report(.repeatedItem(path: "knows"), at: item)
      }
      checkColumns(of: knowledge, among: read.map(\.knowledge), path: "knows[\(number + 1)]", item)
      read.append((knowledge, item))
    }
    return read.map(\.knowledge)
  }

  /// Two entries must not say how exactly one column is known.
  private mutating func checkColumns(
    of knowledge: ProfileKnowledge, among earlier: [ProfileKnowledge], path: String,
    _ node: YAMLNode
  ) {
    guard case .attributes(let columns, _) = knowledge else { return }
    for case .attributes(let others, _) in earlier {
      if columns == nil, others == nil {
        report(
          .contradiction(
            path: path, problem: "a second entry for all quasi-identifiers",
            remedy: "name the columns of one of them"), at: node)
        return
      }
      if let columns, let others, let both = columns.first(where: others.contains) {
        report(
          .contradiction(
            path: path, problem: "the column \(quoted(both)) stands in two entries",
            remedy: "keep it in one of them"), at: node)
        return
      }
    }
  }

  private mutating func knowledgeItem(_ node: YAMLNode, path: String) -> ProfileKnowledge? {
    guard case .mapping(let pairs) = node.content else {
      guard let kind = word(node, path: path, of: ProfileKnowledge.Kind.self) else { return nil }
      if let bare = kind.bare { return bare }
      reportMissingSettings(of: kind, path: "\(path).\(kind.rawValue)", at: node)
      return nil
    }
    let known = ProfileKnowledge.Kind.allCases.map(\.rawValue)
    guard let fields = fields(node, path: path, known: known) else { return nil }
    if pairs.isEmpty { report(.emptyCollection(path: path), at: node) }
    if pairs.count > 1 {
      report(
        .outOfRange(path: path, allowed: "one kind of knowledge; begin a new item for another"),
        at: node)
      return nil
    }
    guard let (name, entry) = fields.first, let kind = ProfileKnowledge.Kind(rawValue: name) else {
      return nil
    }
    guard kind.hasSettings else {
      report(.wrongType(path: path, expected: .text, found: .mapping), at: node)
      return nil
    }
    return settings(entry.value, of: kind, path: "\(path).\(name)")
  }

  private mutating func settings(
    _ node: YAMLNode, of kind: ProfileKnowledge.Kind, path: String
  ) -> ProfileKnowledge? {
    switch kind {
    case .attributes: attributes(node, path: path)
    case .sightings: sightings(node, path: path)
    case .choices: choices(node, path: path)
    case .earlierContacts:
      word(node, path: path, of: ContactKnowledge.self).map { .earlierContacts($0) }
    case .ties: ties(node, path: path)
    case .device, .earlierPlaces, .earlierTimes, .earlierTexts, .earlierFiles, .earlierChoices,
      .declaredRecords:
      kind.bare
    }
  }

  /// A word that says nothing without settings.
  private mutating func reportMissingSettings(
    of kind: ProfileKnowledge.Kind, path: String, at node: YAMLNode
  ) {
    switch kind {
    case .earlierContacts:
      report(.wrongType(path: path, expected: .text, found: .nothing), at: node)
    case .ties: report(.missingKey(key: "share", path: path), at: node)
    default: report(.missingKey(key: "count", path: path), at: node)
    }
  }
}
