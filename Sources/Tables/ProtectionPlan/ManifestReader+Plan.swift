extension ManifestReader {
  /// The protection plan under a root, or `nil` after at least one error.
  mutating func plan(_ root: YAMLNode) -> ProtectionPlan? {
    if case .plain(let text) = root.content, text.isEmpty || root.form == .nothing {
      report(.empty, at: root)
      return nil
    }
    let known =
      ["version"] + Self.sourceKeys
      + ["population", "release", "name", "key", "missing", "steps", "audit"]
    guard
      let fields = fields(
        root, path: "the plan", known: known,
        required: ["version", "source", "release", "name", "steps"])
    else { return nil }
    if let version = fields["version"] { checkPlanVersion(version.value) }
    let source = self.source(fields, path: "the plan")
    let population = fields["population"].flatMap { self.population($0) }
    let release = fields["release"].flatMap { text($0.value, path: "release") }
    let name = fields["name"].flatMap { text($0.value, path: "name") }
    let key = fields["key"].flatMap { text($0.value, path: "key") }
    let missing = fields["missing"].flatMap {
      word($0.value, path: "missing", of: MissingMeaning.self)
    }
    let steps = fields["steps"].flatMap { self.steps($0.value) } ?? []
    let audit = fields["audit"].flatMap { planAudit($0.value) }
    guard errors.isEmpty, let source, let release, let name else { return nil }
    return ProtectionPlan(
      source: source, population: population, release: release, releaseName: name, keyPath: key,
      missing: missing ?? .category, steps: steps, audit: audit)
  }

  private mutating func checkPlanVersion(_ node: YAMLNode) {
    guard node.form == .integer || node.form == .number else {
      report(.wrongType(path: "version", expected: .integer, found: node.form), at: node)
      return
    }
    if node.scalarText.flatMap(PlainScalar.decimal) != Double(ProtectionPlan.currentVersion) {
      report(.unsupportedVersion(newest: ProtectionPlan.currentVersion), at: node)
    }
  }

  private mutating func population(_ entry: Entry) -> TableSource? {
    guard
      let fields = fields(
        entry.value, path: "population", known: Self.sourceKeys, required: ["source"])
    else { return nil }
    return source(fields, path: "population")
  }

  private mutating func planAudit(_ node: YAMLNode) -> ProtectionPlan.Audit? {
    guard
      let fields = fields(
        node, path: "audit", known: ["quasi-identifiers", "sensitive"],
        required: ["quasi-identifiers"])
    else { return nil }
    let known = fields["quasi-identifiers"].flatMap {
      texts($0.value, path: "audit.quasi-identifiers", mayBeEmpty: false, itemsMayBeEmpty: false)
    }
    let sensitive = fields["sensitive"].flatMap {
      texts($0.value, path: "audit.sensitive", mayBeEmpty: true, itemsMayBeEmpty: false)
    }
    return known.map { .init(quasiIdentifiers: $0, sensitive: sensitive ?? []) }
  }

  // MARK: Steps

  private mutating func steps(_ node: YAMLNode) -> [ProtectionPlan.Step]? {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: "steps", expected: .list, found: node.form), at: node)
      return nil
    }
    if items.isEmpty { report(.emptyCollection(path: "steps"), at: node) }
    var steps: [ProtectionPlan.Step] = []
    for (number, item) in items.enumerated() {
      let path = "steps[\(number + 1)]"
      guard let (name, entry) = single(item, path: path) else { continue }
      guard let kind = kind(name, of: StepKind.self, at: entry.key, path: path) else { continue }
      if let step = step(kind, entry, path: "\(path).\(name)") { steps.append(step) }
    }
    return steps
  }

  /// The only entry of a mapping.
  private mutating func single(
    _ node: YAMLNode, path: String
  ) -> (name: String, entry: Entry)? {
    guard let entries = entries(node, path: path) else { return nil }
    guard let first = entries.first, entries.count == 1 else {
      report(.outOfRange(path: path, allowed: "a mapping with one key"), at: node)
      return nil
    }
    return first
  }

  private mutating func kind<Kind>(
    _ name: String, of type: Kind.Type, at node: YAMLNode, path: String
  ) -> Kind? where Kind: RawRepresentable & CaseIterable, Kind.RawValue == String {
    if let kind = Kind(rawValue: name) { return kind }
    let allowed = Kind.allCases.map(\.rawValue)
    let nearest = nearest(name, among: allowed)
    report(.unknownKey(key: name, path: path, nearest: nearest), at: node)
    return nil
  }

  private mutating func step(
    _ kind: StepKind, _ entry: Entry, path: String
  ) -> ProtectionPlan.Step? {
    let line = entry.key.place.line
    guard kind.hasModels else {
      return values(entry.value, of: kind.parameters, path: path).map {
        ProtectionPlan.Step(kind: kind, values: $0, line: line)
      }
    }
    let own = kind.parameters.map(\.name)
    let hierarchies = kind.hasHierarchies ? ["quasi-identifiers", "sensitive"] : []
    let needed = kind.hasHierarchies ? ["quasi-identifiers"] : []
    guard
      let fields = fields(
        entry.value, path: path, known: own + hierarchies + ["models"],
        required: needed + ["models"])
    else { return nil }
    let values = values(of: fields, parameters: kind.parameters, path: path, at: entry.value)
    let recoded =
      kind.hasHierarchies
      ? fields["quasi-identifiers"].map {
        recodedColumns($0.value, path: path + ".quasi-identifiers")
      } : nil
    let sensitive =
      kind.hasHierarchies
      ? fields["sensitive"].map { recodedColumns($0.value, path: path + ".sensitive") } : nil
    let models = fields["models"].map { self.models($0.value, path: path + ".models") }
    return ProtectionPlan.Step(
      kind: kind, values: values, recoded: recoded ?? [], sensitive: sensitive ?? [],
      models: models ?? [], line: line)
  }

  private mutating func models(_ node: YAMLNode, path: String) -> [ProtectionPlan.Model] {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: path, expected: .list, found: node.form), at: node)
      return []
    }
    if items.isEmpty { report(.emptyCollection(path: path), at: node) }
    var models: [ProtectionPlan.Model] = []
    for (number, item) in items.enumerated() {
      let here = "\(path)[\(number + 1)]"
      guard let (name, entry) = single(item, path: here) else { continue }
      guard let kind = kind(name, of: ModelKind.self, at: entry.key, path: here) else { continue }
      guard let values = values(entry.value, of: kind.parameters, path: "\(here).\(name)") else {
        continue
      }
      models.append(.init(kind: kind, values: values, line: entry.key.place.line))
    }
    return models
  }
}
