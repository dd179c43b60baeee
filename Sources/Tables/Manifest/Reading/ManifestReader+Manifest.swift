extension ManifestReader {
  /// The manifest under a root, or `nil` after at least one error.
  mutating func manifest(_ root: YAMLNode) -> Manifest? {
    if case .plain(let text) = root.content, text.isEmpty || root.form == .nothing {
      report(.empty, at: root)
      return nil
    }
    let known = ["version", "dataset", "missing", "tables", "adversary"]
    guard
      let fields = fields(
        root, path: "the manifest", known: known, required: ["version", "dataset", "tables"])
    else { return nil }
    if let version = fields["version"] { checkVersion(version.value) }
    let dataset = fields["dataset"].flatMap { self.dataset($0.value) }
    let missing = fields["missing"].flatMap {
      word($0.value, path: "missing", of: MissingMeaning.self)
    }
    let drafts = fields["tables"].flatMap { tables($0.value) } ?? []
    let adversary = fields["adversary"].map { self.adversary($0.value, tables: drafts) }
    if errors.isEmpty, let tables = fields["tables"], !drafts.contains(where: \.hasEvidence) {
      report(.nothingToAttack, at: tables.key)
    }
    guard errors.isEmpty, let dataset else { return nil }
    return Manifest(
      name: dataset.name, description: dataset.description, missing: missing ?? .category,
      tables: drafts.compactMap(\.declaration), adversary: adversary ?? AdversaryDeclaration())
  }

  private mutating func checkVersion(_ node: YAMLNode) {
    guard node.form == .integer || node.form == .number else {
      report(.wrongType(path: "version", expected: .integer, found: node.form), at: node)
      return
    }
    if node.scalarText.flatMap(PlainScalar.decimal) != Double(Manifest.currentVersion) {
      report(.unsupportedVersion(newest: Manifest.currentVersion), at: node)
    }
  }

  private mutating func dataset(_ node: YAMLNode) -> (name: String, description: String?)? {
    guard
      let fields = fields(
        node, path: "dataset", known: ["name", "description"], required: ["name"])
    else { return nil }
    let description = fields["description"].flatMap {
      text($0.value, path: "dataset.description", mayBeEmpty: true)
    }
    guard let name = fields["name"].flatMap({ text($0.value, path: "dataset.name") }) else {
      return nil
    }
    return (name, description)
  }

  private mutating func tables(_ node: YAMLNode) -> [TableDraft]? {
    guard let entries = namedEntries(node, path: "tables") else { return nil }
    return entries.map { table($0.entry, name: $0.name) }
  }
}
