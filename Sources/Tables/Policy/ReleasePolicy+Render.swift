extension ReleasePolicy {
  /// The policy as YAML: `parse(render(p)) == p` for each sound `p`, lines apart.
  ///
  /// - Complexity: O(rules).
  public func render() -> String {
    var text = "version: \(Self.currentVersion)\nname: \(Self.scalar(name))\n"
    if let description { text += "description: \(Self.scalar(description))\n" }
    text += "releases: \(Self.list(releaseKinds.map(\.rawValue)))\n"
    text += "evidence:\n  maximum-age-days: \(evidence.maximumAgeDays)\n"
    if let days = evidence.reauditDays { text += "  re-audit-days: \(days)\n" }
    if let days = evidence.expiresDays { text += "  expires-days: \(days)\n" }
    if !evidence.attacks.isEmpty {
      text += "  # a rule over every attack says nothing about one that was not made\n"
      text += "  attacks: \(Self.list(evidence.attacks))\n"
    }
    text += "rules:\n" + rules.map(Self.text).joined()
    if let approvals { text += Self.text(approvals) }
    if !exceptions.isEmpty {
      text += "exceptions:\n" + exceptions.map(Self.text).joined()
    }
    if let minimisation {
      text += "minimisation: \(minimisation.severity.rawValue)\npurposes:\n"
      for purpose in minimisation.purposes {
        text += "  \(Self.scalar(purpose.name)): \(Self.list(purpose.needs))\n"
      }
    }
    text += "outputs:\n  minimum-cell: \(outputs.minimumCell)\n"
    text += "  minimum-category: \(outputs.minimumCategory)\n"
    return text + "  severity: \(outputs.severity.rawValue)\n"
  }

  private static func text(_ rule: PolicyRule) -> String {
    var text = "  - id: \(scalar(rule.id))\n    title: \(scalar(rule.title))\n"
    text += "    metric: \(scalar(rule.metric.description))\n"
    let sign = rule.threshold < 0 ? "-" : ""
    text += "    \(rule.comparison.rawValue): "
    text += "\(sign)\(PlainScalar.digits(of: rule.threshold.magnitude))\n"
    if rule.severity != .deny { text += "    severity: \(rule.severity.rawValue)\n" }
    if let kinds = rule.appliesTo { text += "    applies-to: \(list(kinds.map(\.rawValue)))\n" }
    if let uses = rule.uses { text += "    uses: \(uses.rawValue)\n" }
    if let source = rule.source { text += "    source: \(scalar(source))\n" }
    return text
  }

  private static func text(_ approvals: ApprovalTerms) -> String {
    var text = "approvals:\n  separation-of-duties: \(approvals.separatesDuties)\n  roles:\n"
    for role in approvals.roles { text += "    \(scalar(role.role)): \(role.count)\n" }
    return text
  }

  private static func text(_ exception: PolicyException) -> String {
    """
      - rule: \(scalar(exception.rule))
        owner: \(scalar(exception.owner))
        reason: \(scalar(exception.reason))
        until: "\(exception.until)"

    """
  }

  private static func scalar(_ text: String) -> String { YAMLScalarText.write(text) }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(scalar).joined(separator: ", ") + "]"
  }
}
