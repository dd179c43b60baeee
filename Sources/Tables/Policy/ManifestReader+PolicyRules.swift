extension ManifestReader {
  /// The rules of a policy; those that can't be read are left out.
  mutating func policyRules(_ node: YAMLNode, kinds: [ReleaseKind]) -> [PolicyRule] {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: "rules", expected: .list, found: node.form), at: node)
      return []
    }
    if items.isEmpty { report(.emptyCollection(path: "rules"), at: node) }
    var lines: [String: Int] = [:]
    var rules: [PolicyRule] = []
    for (number, item) in items.enumerated() {
      let path = "rules[\(number + 1)]"
      guard let rule = policyRule(item, path: path, kinds: kinds) else { continue }
      if let line = lines[rule.id] {
        report(
          .contradiction(
            path: path, problem: "a second rule \(quoted(rule.id)), the first is in line \(line)",
            remedy: "give one of them another id"), at: item)
      }
      lines[rule.id] = item.place.line
      rules.append(rule)
    }
    return rules
  }

  private mutating func policyRule(
    _ node: YAMLNode, path: String, kinds: [ReleaseKind]
  ) -> PolicyRule? {
    let comparisons = RuleComparison.allCases.map(\.rawValue)
    guard
      let fields = fields(
        node, path: path,
        known: ["id", "title", "metric", "severity", "applies-to", "uses", "source"]
          + comparisons, required: ["id", "title", "metric"])
    else { return nil }
    let id = fields["id"].flatMap { ruleID($0.value, path: "\(path).id") }
    let title = fields["title"].flatMap { text($0.value, path: "\(path).title") }
    let metric = fields["metric"].flatMap { metricPath($0.value, path: "\(path).metric") }
    let severity = fields["severity"].flatMap {
      word($0.value, path: "\(path).severity", of: RuleSeverity.self)
    }
    let appliesTo = fields["applies-to"].flatMap {
      ruleKinds($0.value, path: "\(path).applies-to", kinds: kinds)
    }
    let uses = fields["uses"].flatMap {
      word($0.value, path: "\(path).uses", of: RuleBound.self)
    }
    let source = fields["source"].flatMap { text($0.value, path: "\(path).source") }
    let comparison = ruleComparison(fields, path: path, at: node)
    if let metric, metric.bound != nil, let entry = fields["uses"] {
      report(
        .contradiction(
          path: "\(path).uses", problem: "the metric already names a number of its estimate",
          remedy: "keep one of the two"), at: entry.key)
    }
    guard let id, let title, let metric, let comparison else { return nil }
    return PolicyRule(
      id: id, title: title, metric: metric, comparison: comparison.how,
      threshold: comparison.threshold, severity: severity ?? .deny, appliesTo: appliesTo,
      uses: uses, source: source, line: node.place.line)
  }

  /// An id goes into file formats of others: letters, digits, points, dashes and slashes.
  private mutating func ruleID(_ node: YAMLNode, path: String) -> String? {
    guard let text = text(node, path: path) else { return nil }
    let isPlain =
      text.utf8.count <= 80
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
          || (0x41...0x5A).contains(byte) || [0x2D, 0x2E, 0x2F].contains(byte)
      }
    if isPlain { return text }
    report(
      .outOfRange(path: path, allowed: "1 to 80 letters, digits, points, dashes and slashes"),
      at: node)
    return nil
  }

  private mutating func ruleKinds(
    _ node: YAMLNode, path: String, kinds: [ReleaseKind]
  ) -> [ReleaseKind]? {
    guard let read = releaseKinds(node, path: path) else { return nil }
    for kind in read where !kinds.isEmpty && !kinds.contains(kind) {
      report(
        .contradiction(
          path: path, problem: "the policy decides about no release of kind \(kind.rawValue)",
          remedy: "add it to `releases`, or leave it out here"), at: node)
    }
    return read
  }

  private mutating func ruleComparison(
    _ fields: [String: Entry], path: String, at node: YAMLNode
  ) -> (how: RuleComparison, threshold: Double)? {
    let given = RuleComparison.allCases.filter { fields[$0.rawValue] != nil }
    guard let how = given.first, let field = fields[how.rawValue] else {
      report(.missingKey(key: RuleComparison.atMost.rawValue, path: path), at: node)
      return nil
    }
    if given.count > 1 {
      report(
        .exclusiveKeys(path: path, first: given[0].rawValue, second: given[1].rawValue), at: node)
      return nil
    }
    let threshold = number(
      field.value, path: "\(path).\(how.rawValue)", allowed: "a number in plain digits",
      isAllowed: \.isFinite)
    return threshold.map { (how, $0) }
  }

  private mutating func metricPath(_ node: YAMLNode, path: String) -> MetricPath? {
    guard let text = text(node, path: path) else { return nil }
    do {
      return try MetricPath(text)
    } catch {
      report(
        .contradiction(path: path, problem: error.sentence, remedy: error.remedy), at: node)
      return nil
    }
  }

  // MARK: Exceptions

  /// The exceptions of a policy; those that can't be read are left out.
  mutating func policyExceptions(_ node: YAMLNode, rules: [PolicyRule]) -> [PolicyException] {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: "exceptions", expected: .list, found: node.form), at: node)
      return []
    }
    return items.enumerated().compactMap { number, item in
      policyException(item, path: "exceptions[\(number + 1)]", rules: rules)
    }
  }

  private mutating func policyException(
    _ node: YAMLNode, path: String, rules: [PolicyRule]
  ) -> PolicyException? {
    let keys = ["rule", "owner", "reason", "until"]
    guard let fields = fields(node, path: path, known: keys, required: keys) else { return nil }
    let owner = fields["owner"].flatMap { text($0.value, path: "\(path).owner") }
    let reason = fields["reason"].flatMap { text($0.value, path: "\(path).reason") }
    let until = fields["until"].flatMap { calendarDay($0.value, path: "\(path).until") }
    let rule = fields["rule"].flatMap { text($0.value, path: "\(path).rule") }
    guard let rule, let entry = fields["rule"] else { return nil }
    if !rules.isEmpty, !rules.contains(where: { $0.id == rule }) {
      let nearest = nearest(rule, among: rules.map(\.id))
      report(
        .contradiction(
          path: "\(path).rule", problem: "there is no such rule",
          remedy: nearest.map { "did you mean \(quoted($0))?" } ?? "name a rule of this policy"),
        at: entry.value)
      return nil
    }
    guard let owner, let reason, let until else { return nil }
    return PolicyException(
      rule: rule, owner: owner, reason: reason, until: until, line: node.place.line)
  }

  /// A day, in quotes: without them YAML reads a date.
  mutating func calendarDay(_ node: YAMLNode, path: String) -> CalendarDay? {
    guard let text = text(node, path: path) else { return nil }
    if let day = CalendarDay(text) { return day }
    report(.outOfRange(path: path, allowed: "a day such as \"2026-12-31\""), at: node)
    return nil
  }
}

extension MetricPath.Problem {
  /// What is wrong with the path.
  var sentence: String {
    switch self {
    case .syntax(let column): "no metric path, from character \(column) on"
    case .unknownKey(let key, _): "no report has \(quoted(key)) there"
    case .noNumber: "it does not lead to a number"
    case .listExpected: "brackets must choose from a list, and only from a list"
    }
  }

  /// What to do about it.
  var remedy: String {
    switch self {
    case .syntax: "write keys parted by points, and elements in brackets: attacks[*].success"
    case .unknownKey(_, let nearest):
      nearest.map { "did you mean \(quoted($0))?" } ?? "look it up in docs/schemas"
    case .noNumber: "name a number or an estimate, such as verdict.risk"
    case .listExpected: "write [*] for every element, or [id] for one"
    }
  }
}
