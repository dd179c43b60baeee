extension ManifestReader {
  /// The policy under a root, or `nil` after at least one error.
  mutating func policy(_ root: YAMLNode) -> ReleasePolicy? {
    if case .plain(let text) = root.content, text.isEmpty || root.form == .nothing {
      report(.empty, at: root)
      return nil
    }
    guard
      let fields = fields(
        root, path: "the policy",
        known: [
          "version", "name", "description", "releases", "evidence", "rules", "approvals",
          "exceptions", "purposes", "minimisation", "outputs",
        ], required: ["version", "name", "releases", "evidence", "rules"])
    else { return nil }
    if let version = fields["version"] { checkPolicyVersion(version.value) }
    let name = fields["name"].flatMap { text($0.value, path: "name") }
    let description = fields["description"].flatMap {
      text($0.value, path: "description", mayBeEmpty: true)
    }
    let kinds = fields["releases"].flatMap { releaseKinds($0.value, path: "releases") } ?? []
    let evidence = fields["evidence"].flatMap { evidenceTerms($0.value) }
    let rules = fields["rules"].map { policyRules($0.value, kinds: kinds) } ?? []
    let approvals = fields["approvals"].flatMap { approvalTerms($0.value) }
    let exceptions = fields["exceptions"].map { policyExceptions($0.value, rules: rules) } ?? []
    let minimisation = minimisation(fields["purposes"], fields["minimisation"])
    let outputs = fields["outputs"].flatMap { outputTerms($0.value) }
    if errors.isEmpty, let entry = fields["rules"] { checkEachKind(kinds, rules, at: entry.key) }
    guard errors.isEmpty, let name, let evidence else { return nil }
    return ReleasePolicy(
      name: name, description: description, releaseKinds: kinds, evidence: evidence, rules: rules,
      approvals: approvals, exceptions: exceptions, minimisation: minimisation,
      outputs: outputs ?? OutputTerms())
  }

  private mutating func checkPolicyVersion(_ node: YAMLNode) {
    guard node.form == .integer || node.form == .number else {
      report(.wrongType(path: "version", expected: .integer, found: node.form), at: node)
      return
    }
    if node.scalarText.flatMap(PlainScalar.decimal) != Double(ReleasePolicy.currentVersion) {
      report(.unsupportedVersion(newest: ReleasePolicy.currentVersion), at: node)
    }
  }

  /// A kind that only warnings apply to would pass whatever the report says.
  private mutating func checkEachKind(
    _ kinds: [ReleaseKind], _ rules: [PolicyRule], at node: YAMLNode
  ) {
    for kind in kinds
    where !rules.contains(where: { $0.severity == .deny && $0.applies(to: kind) }) {
      report(
        .contradiction(
          path: "rules", problem: "no rule can deny a release of kind \(kind.rawValue)",
          remedy: "add a rule of severity deny, or leave the kind out of `releases`"), at: node)
    }
  }

  /// A list of kinds of release without repetition.
  mutating func releaseKinds(_ node: YAMLNode, path: String) -> [ReleaseKind]? {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: path, expected: .list, found: node.form), at: node)
      return nil
    }
    if items.isEmpty { report(.emptyCollection(path: path), at: node) }
    var kinds: [ReleaseKind] = []
    for item in items {
      guard let kind = word(item, path: "an item of \(path)", of: ReleaseKind.self) else {
        continue
      }
      if kinds.contains(kind) {
        report(.repeatedItem(path: path), at: item)
      } else {
        kinds.append(kind)
      }
    }
    return kinds
  }

  // MARK: Terms

  private static let days = 1...36_500

  private mutating func evidenceTerms(_ node: YAMLNode) -> EvidenceTerms? {
    guard
      let fields = fields(
        node, path: "evidence",
        known: ["maximum-age-days", "re-audit-days", "expires-days", "attacks"],
        required: ["maximum-age-days"])
    else { return nil }
    var days: [String: Int] = [:]
    for (name, field) in fields where name != "attacks" {
      days[name] = integer(field.value, path: "evidence.\(name)", range: Self.days)
    }
    let attacks = fields["attacks"].flatMap {
      texts($0.value, path: "evidence.attacks", mayBeEmpty: true, itemsMayBeEmpty: false)
    }
    return days["maximum-age-days"].map {
      EvidenceTerms(
        maximumAgeDays: $0, reauditDays: days["re-audit-days"],
        expiresDays: days["expires-days"], attacks: attacks ?? [])
    }
  }

  private mutating func approvalTerms(_ node: YAMLNode) -> ApprovalTerms? {
    guard
      let fields = fields(
        node, path: "approvals", known: ["roles", "separation-of-duties"], required: ["roles"])
    else { return nil }
    let separates = fields["separation-of-duties"].flatMap {
      boolean($0.value, path: "approvals.separation-of-duties")
    }
    guard let field = fields["roles"],
      let entries = namedEntries(field.value, path: "approvals.roles")
    else { return nil }
    var roles: [ApprovalTerms.Role] = []
    for (name, entry) in entries {
      let path = Self.join("approvals.roles", name)
      guard let count = integer(entry.value, path: path, range: 1...100) else { continue }
      roles.append(ApprovalTerms.Role(role: name, count: count, line: entry.key.place.line))
    }
    return ApprovalTerms(roles: roles, separatesDuties: separates ?? true)
  }

  private mutating func minimisation(
    _ purposes: Entry?, _ severity: Entry?
  ) -> MinimisationTerms? {
    let wanted = severity.flatMap {
      word($0.value, path: "minimisation", of: RuleSeverity.self)
    }
    guard let purposes else {
      if let severity {
        report(
          .contradiction(
            path: "minimisation", problem: "there are no purposes to hold columns against",
            remedy: "declare `purposes`, or remove it"), at: severity.key)
      }
      return nil
    }
    guard let entries = namedEntries(purposes.value, path: "purposes") else { return nil }
    var read: [MinimisationTerms.Purpose] = []
    for (name, entry) in entries {
      let needs = texts(
        entry.value, path: Self.join("purposes", name), mayBeEmpty: false, itemsMayBeEmpty: false)
      if let needs { read.append(MinimisationTerms.Purpose(name: name, needs: needs)) }
    }
    return MinimisationTerms(purposes: read, severity: wanted ?? .deny)
  }

  private mutating func outputTerms(_ node: YAMLNode) -> OutputTerms? {
    guard
      let fields = fields(
        node, path: "outputs", known: ["minimum-cell", "minimum-category", "severity"])
    else { return nil }
    var terms = OutputTerms()
    if let field = fields["minimum-cell"] {
      let cell = integer(field.value, path: "outputs.minimum-cell", range: 2...1_000_000)
      terms.minimumCell = cell ?? terms.minimumCell
      terms.minimumCategory = terms.minimumCell
    }
    if let field = fields["minimum-category"] {
      let least = integer(field.value, path: "outputs.minimum-category", range: 2...1_000_000)
      terms.minimumCategory = least ?? terms.minimumCategory
    }
    if let field = fields["severity"] {
      terms.severity =
        word(field.value, path: "outputs.severity", of: RuleSeverity.self) ?? terms.severity
    }
    return terms
  }
}
