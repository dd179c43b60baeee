extension ManifestReader {
  /// The adversary; `tables` are those that could be read at least in part.
  mutating func adversary(_ node: YAMLNode, tables: [TableDraft]) -> AdversaryDeclaration {
    var adversary = AdversaryDeclaration()
    let known = [
      "knows", "population-size", "sampling-fraction", "targets", "control-share", "overlap",
      "seeds", "profiles",
    ]
    guard let fields = fields(node, path: "adversary", known: known) else { return adversary }
    if let field = fields["knows"] { adversary.knows = knowledge(field.value, tables: tables) }
    adversary.populationSize = fields["population-size"].flatMap {
      integer($0.value, path: "adversary.population-size", range: 1...1_000_000_000_000)
    }
    adversary.samplingFraction = fields["sampling-fraction"].flatMap {
      number(
        $0.value, path: "adversary.sampling-fraction", allowed: "above 0 and at most 1, in digits",
        isAllowed: { $0 > 0 && $0 <= 1 })
    }
    if fields["population-size"] != nil, let field = fields["sampling-fraction"] {
      report(
        .exclusiveKeys(path: "adversary", first: "population-size", second: "sampling-fraction"),
        at: field.key)
    }
    if let field = fields["targets"] {
      adversary.targets =
        integer(field.value, path: "adversary.targets", range: 1...1_000_000_000)
        ?? adversary.targets
    }
    if let field = fields["control-share"] {
      adversary.controlShare =
        number(
          field.value, path: "adversary.control-share",
          allowed: "at least 0 and below 1, in digits",
          isAllowed: { $0 >= 0 && $0 < 1 }) ?? adversary.controlShare
    }
    network(fields, of: &adversary)
    if let field = fields["profiles"] { adversary.profiles = profileReferences(field.value) }
    return adversary
  }

  /// The profiles to try: ids of ours, or paths.
  private mutating func profileReferences(_ node: YAMLNode) -> [ProfileReference] {
    let path = "adversary.profiles"
    guard
      let texts = texts(node, path: path, mayBeEmpty: false, itemsMayBeEmpty: false),
      case .list(let items) = node.content
    else { return [] }
    let ids = AdversaryProfile.builtIn.map(\.id)
    for item in items {
      guard let text = item.text, !text.isEmpty, ProfileReference(text) == nil else { continue }
      let nearest = nearest(text, among: ids)
      report(
        .unknownWord(
          path: "an item of \(path)", allowed: ids + ["a path that ends in .yaml"],
          nearest: nearest), at: item)
    }
    return texts.compactMap { ProfileReference($0) }
  }

  /// What the adversary knows of a network.
  private mutating func network(
    _ fields: [String: Entry], of adversary: inout AdversaryDeclaration
  ) {
    if let field = fields["overlap"] {
      adversary.overlap =
        number(
          field.value, path: "adversary.overlap", allowed: "above 0 and at most 1, in digits",
          isAllowed: { $0 > 0 && $0 <= 1 }) ?? adversary.overlap
    }
    if let field = fields["seeds"] {
      adversary.seeds =
        integer(field.value, path: "adversary.seeds", range: 0...1_000_000) ?? adversary.seeds
    }
  }

  private mutating func knowledge(
    _ node: YAMLNode, tables: [TableDraft]
  ) -> [AdversaryDeclaration.Knowledge] {
    let path = "adversary.knows"
    guard let entries = namedEntries(node, path: path) else { return [] }
    var knowledge: [AdversaryDeclaration.Knowledge] = []
    for (name, entry) in entries {
      let here = Self.join(path, name)
      guard case .list(let items) = entry.value.content,
        let columns = texts(entry.value, path: here, mayBeEmpty: false, itemsMayBeEmpty: false)
      else {
        if case .list = entry.value.content { continue }
        report(.wrongType(path: here, expected: .list, found: entry.value.form), at: entry.value)
        continue
      }
      knowledge.append(AdversaryDeclaration.Knowledge(table: name, columns: columns))
      guard let table = tables.first(where: { $0.name == name }) else {
        let nearest = nearest(name, among: tables.map(\.name))
        report(.unknownTable(path: path, nearest: nearest), at: entry.key)
        continue
      }
      let declared = Dictionary(
        table.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for item in items { checkKnown(item, of: table, declared: declared, path: here) }
    }
    return knowledge
  }

  private mutating func checkKnown(
    _ item: YAMLNode, of table: TableDraft, declared: [String: ColumnDraft], path: String
  ) {
    guard let name = item.text, !name.isEmpty else { return }
    guard let column = declared[name] else {
      let nearest = nearest(name, among: table.columns.map(\.name))
      report(.unknownColumn(path: path, table: table.name, nearest: nearest), at: item)
      return
    }
    if let role = column.role, role.namesThePerson {
      report(.knowledgeNamesThePerson(path: path, role: role), at: item)
    }
  }
}
