/// Reads a tree of nodes as a plan of releases, and goes on after each error to find the next.
struct ReleasePlanReader {
  /// Most releases that one plan lists; more of a kind go into `count`.
  static let releaseLimit = 1_000
  /// What numbers may be: far from the ends of the doubles, so that sums and squares stay finite.
  static let positive = 1e-100...1e100
  /// The most releases of one kind.
  static let countLimit = 1 << 40

  /// Reads keys, texts and numbers, and keeps what is wrong with them.
  var document = ManifestReader()
  private var errors: [ReleasePlanError] = []

  /// Everything that was wrong.
  var allErrors: [ReleasePlanError] {
    errors
      + document.errors.map {
        ReleasePlanError(line: $0.line, column: $0.column, problem: .document($0.problem))
      }
  }

  mutating func report(_ problem: ReleasePlanProblem, at node: YAMLNode) {
    errors.append(
      ReleasePlanError(line: node.place.line, column: node.place.column, problem: problem))
  }

  /// The plan under a root, or `nil` after at least one error.
  mutating func plan(_ root: YAMLNode) -> ReleasePlan? {
    if case .plain(let text) = root.content, text.isEmpty || root.form == .nothing {
      report(.document(.empty), at: root)
      return nil
    }
    let fields = document.fields(
      root, path: "the plan", known: ["version", "unit", "neighbours", "target", "releases"],
      required: ["version", "releases"])
    guard let fields else { return nil }
    if let version = fields["version"] { checkVersion(version.value) }
    let unit = fields["unit"].flatMap {
      document.word($0.value, path: "unit", of: ReleasePlan.Unit.self)
    }
    let neighbours = fields["neighbours"].flatMap {
      document.word($0.value, path: "neighbours", of: ReleasePlan.Relation.self)
    }
    let target = fields["target"].flatMap { self.target($0.value) }
    let relation = neighbours ?? .addRemove
    let releases = fields["releases"].flatMap { self.releases($0.value, relation) } ?? []
    guard allErrors.isEmpty else { return nil }
    return ReleasePlan(
      unit: unit ?? .dataSubject, neighbours: relation, target: target, releases: releases)
  }

  private mutating func checkVersion(_ node: YAMLNode) {
    guard node.form == .integer || node.form == .number else {
      document.report(.wrongType(path: "version", expected: .integer, found: node.form), at: node)
      return
    }
    if node.scalarText.flatMap(PlainScalar.decimal) != Double(ReleasePlan.currentVersion) {
      document.report(.unsupportedVersion(newest: ReleasePlan.currentVersion), at: node)
    }
  }

  private mutating func target(_ node: YAMLNode) -> ReleasePlan.Target? {
    let fields = document.fields(
      node, path: "target", known: ["epsilon", "delta"], required: ["epsilon"])
    guard let fields else { return nil }
    let epsilon = fields["epsilon"].flatMap { self.positive($0.value, path: "target.epsilon") }
    let delta = fields["delta"].flatMap { self.delta($0.value, path: "target.delta", orZero: true) }
    guard let epsilon else { return nil }
    return ReleasePlan.Target(epsilon: epsilon, delta: delta ?? 0)
  }

  private mutating func releases(
    _ node: YAMLNode, _ relation: ReleasePlan.Relation
  ) -> [PlannedRelease]? {
    guard case .list(let items) = node.content else {
      document.report(
        .wrongType(path: "releases", expected: .list, found: node.form), at: node)
      return nil
    }
    if items.isEmpty { document.report(.emptyCollection(path: "releases"), at: node) }
    if items.count > Self.releaseLimit {
      report(.tooManyReleases(limit: Self.releaseLimit), at: items[Self.releaseLimit])
      return nil
    }
    var firstLines: [String: Int] = [:]
    var releases: [PlannedRelease] = []
    for (index, item) in items.enumerated() {
      let place = "releases[\(index + 1)]"
      guard let (name, nameNode, release) = release(item, path: place, relation) else { continue }
      if let line = firstLines[name] {
        report(.nameTaken(firstLine: line), at: nameNode)
      } else {
        firstLines[name] = nameNode.place.line
      }
      if let release { releases.append(release) }
    }
    return releases
  }

  // MARK: Numbers

  /// A number above 0 that is neither huge nor tiny.
  mutating func positive(_ node: YAMLNode, path: String) -> Double? {
    number(node, path: path, allowed: "a number from 1e-100 to 1e100") {
      Self.positive.contains($0)
    }
  }

  mutating func delta(_ node: YAMLNode, path: String, orZero: Bool) -> Double? {
    let allowed = orZero ? "0, or a number from 1e-100, below 1" : "a number from 1e-100, below 1"
    return number(node, path: path, allowed: allowed) {
      ($0 >= 1e-100 && $0 < 1) || (orZero && $0 == 0)
    }
  }

  /// A number in decimal digits, with or without an exponent, for which `isAllowed` holds.
  mutating func number(
    _ node: YAMLNode, path: String, allowed: String, isAllowed: (Double) -> Bool
  ) -> Double? {
    guard node.form == .number || node.form == .integer, let text = node.scalarText else {
      document.report(.wrongType(path: path, expected: .number, found: node.form), at: node)
      return nil
    }
    guard let value = PlainScalar.decimalWithExponent(text), isAllowed(value) else {
      document.report(.outOfRange(path: path, allowed: allowed), at: node)
      return nil
    }
    return value
  }
}

extension PlainScalar {
  /// The number that decimal digits with an exponent stand for (`1e-5`, `2.5E+3`), or `nil`.
  static func decimalWithExponent(_ text: String) -> Double? {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    guard parts.count == 2 else { return decimal(text) }
    var digits = parts[1]
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    guard decimal(String(parts[0])) != nil, (1...4).contains(digits.count),
      digits.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
      let value = Double(text.filter { $0 != "_" }), value.isFinite
    else { return nil }
    return value
  }
}
